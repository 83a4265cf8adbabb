/** Where somebody belongs who reads only the own file: told in one voice by the session and by the page of the branch. */
import { expect, test } from 'vitest';
import { accessChanged } from '#platform/audit/audit.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { ownBranch, ownFile } from '#features/base/members/own/contract.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { currentSession } from '../contract.ts';

const server = useApp();
const leaf = (branch: { readonly path: string }, id: string): string => `${branch.path}@${id}/`;

test('who has applied and is no member is told of the branch of the application', async () => {
  const { county, tree, write, as } = server.current;
  const { branchA1, branchA2 } = tree;
  const [id, name] = [newId(), `申请人 ${hostile}`];
  const chief = await write((tx) => makeMember(tx, county, { branch: branchA1, fields: { name: '书记丁' } }));
  await write(async (tx) => {
    const names = { name, pinyin: 'sqr', initials: 'sqr' };
    await tx
      .insertInto('person')
      .values({ id, org_path: leaf(branchA1, id), ...names, key_id: 1 })
      .execute();
    const post = { id: newId(), organisation_id: branchA1.id, person_id: chief.id, post: 'secretary' } as const;
    await tx
      .insertInto('post_holding')
      .values({ ...post, org_path: leaf(branchA1, chief.id), from_on: '2024-01-01' })
      .execute();
  });
  const client = await as('applicant', { person: { id, name, path: leaf(branchA1, id), branch: branchA1 } });
  const told = async () => {
    const [{ grant }, branch] = [await client.call(currentSession, {}), await client.call(ownBranch, {})];
    return [grant?.organisationId, branch.id, branch.name, branch.applied, branch.members, branch.officers];
  };
  // Who takes the papers is told; how many belong is not, and the file of a member is not there yet.
  const officers = [{ post: 'secretary', name: '书记丁', from: '2024-01-01' }];
  expect(await told()).toEqual([branchA1.id, branchA1.id, branchA1.name, true, null, officers]);
  expect(await client.outcome(ownFile, {})).toBe('not_found');
  // The file moves; the role was given at the former branch.
  await write(async (tx) => {
    await tx
      .updateTable('person')
      .set({ org_path: leaf(branchA2, id) })
      .where('id', '=', id)
      .execute();
    accessChanged(tx, client.session?.accountId ?? '');
  });
  expect(await told()).toEqual([branchA2.id, branchA2.id, branchA2.name, true, null, []]);
});
