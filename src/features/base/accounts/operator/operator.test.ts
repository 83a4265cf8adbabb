import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { operatorScopes } from './queries.ts';

const server = useApp();

const grant = async (signInName: string, roles: readonly ('township_worker' | 'county_officer')[]) => {
  const { tree } = server.current;
  const accountId = newId();
  const guarded = { ...server.current.system, guard: 'accounts' };
  await server.current.write(async (tx) => {
    await tx
      .insertInto('account')
      .values({ id: accountId, sign_in_name: signInName, display_name: '操作员', must_set_password: false })
      .execute();
    for (const role of roles) {
      const organisation = role === 'county_officer' ? tree.county : tree.townshipA;
      await tx
        .insertInto('role_grant')
        .values({ id: newId(), account_id: accountId, role, organisation_id: organisation.id, from_on: '2001-07-01' })
        .execute();
    }
  }, guarded);
  const set = (table: 'account' | 'role_grant', values: Record<string, unknown>) =>
    server.current.write(
      (tx) =>
        tx
          .updateTable(table)
          .set(values)
          .where(table === 'account' ? 'id' : 'account_id', '=', accountId)
          .execute(),
      guarded,
    );
  return { accountId, set };
};

test('an operator has the roles of the account, and the source says where the work was done', async () => {
  const { accountId } = await grant('Both.Roles', ['township_worker', 'county_officer']);
  const scopes = await operatorScopes(server.current.county, 'both.roles');
  expect(scopes.map((scope) => scope.role).toSorted()).toEqual(['county_officer', 'township_worker']);
  for (const scope of scopes)
    expect(scope).toMatchObject({ accountId, actor: '操作员', sessionId: null, source: 'command line' });
  const worker = scopes.find((scope) => scope.role === 'township_worker');
  expect(worker?.from).toBe(server.current.tree.townshipA.path);
});

test('a disabled account, ended roles and an unknown name give none', async () => {
  const { set } = await grant('ended', ['township_worker']);
  expect(await operatorScopes(server.current.county, 'ended')).toHaveLength(1);
  await set('role_grant', { ended_at: new Date().toISOString() });
  expect(await operatorScopes(server.current.county, 'ended')).toEqual([]);
  const disabled = await grant('disabled', ['township_worker']);
  await disabled.set('account', { disabled_at: new Date().toISOString() });
  expect(await operatorScopes(server.current.county, 'disabled')).toEqual([]);
  expect(await operatorScopes(server.current.county, 'nobody')).toEqual([]);
});
