/** A member is entered whose ID number an applicant bears: one human being, one file. */
import { beforeAll, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { AppError } from '#shared/errors.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import type { Node } from '#test/harness/tree.ts';
import { enterPerson } from '../admitting/commands.ts';
import { createMember, memberFile, memberHistory } from '../contract.ts';
import { makeIdNumber } from '../factory.ts';
import { tallyDifferences } from '../tallies/commands.ts';

const server = useApp();
let worker: Client;
beforeAll(async () => {
  worker = await server.current.as('township_worker', { at: server.current.tree.townshipA });
});

const applicant = async (branch: Node, born: string) => {
  const { county, entry, write } = server.current;
  const idNumber = makeIdNumber(born, '1');
  const person = { name: '章晓岚', idNumber };
  const { id } = await write((tx) =>
    enterPerson(tx, systemScope(entry.code, 'test'), county, { branchId: branch.id, person }),
  );
  return { id, idNumber };
};

const enter = (idNumber: string, more: object = {}, fields: object = {}) =>
  worker.call(createMember, {
    body: {
      branchId: server.current.tree.branchA2.id,
      fields: {
        name: '章晓岚',
        idNumber,
        category: 'full',
        joinedOn: '2015-07-01',
        fullOn: '2016-07-01',
        phone: '13800001111',
        ...fields,
      },
      ...more,
    },
  });

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${error.details.message ?? ''}`.trim();
  }
};

test('the membership goes into the file of the applicant, once it was said that it is the same person', async () => {
  const { tree, write } = server.current;
  const { id, idNumber } = await applicant(tree.branchA1, '1993-02-03');
  expect(await refusal(enter(idNumber))).toBe('conflict person_known');
  expect(await refusal(enter(idNumber, { samePerson: true }, { name: '章小岚' }))).toBe('conflict id_number_taken');
  const both = await Promise.all([1, 2].map(() => refusal(enter(idNumber, { samePerson: true }))));
  expect(both.toSorted()).toEqual(['conflict id_number_taken', 'ok']);
  const file = await worker.call(memberFile, { params: { id } });
  expect(file).toMatchObject({ branchName: tree.branchA2.name, fields: { category: 'full', joinedOn: '2015-07-01' } });
  expect(file.fields.phone).toMatch(/1111$/);
  expect(file.affiliations).toHaveLength(1);
  const { items } = await worker.call(memberHistory, { params: { id }, query: {} });
  expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(['members.enlist', 'members.edit']));
  expect(await write((tx) => tallyDifferences(tx))).toBe(0);
});

test('nobody takes an applicant out of a range that is not theirs by typing a number', async () => {
  const { idNumber } = await applicant(server.current.tree.branchB1, '1993-04-05');
  expect(await refusal(enter(idNumber, { samePerson: true }))).toBe('conflict id_number_taken');
});
