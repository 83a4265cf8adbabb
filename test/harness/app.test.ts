import { expect, test } from 'vitest';
import { currentSession, endSession, ownSessions, setLanguage } from '#features/base/accounts/contract.ts';
import { roles } from '#features/base/accounts/permissions/rules.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from './app.ts';
import { hostile } from './hostile.ts';

const server = useApp();

test('nobody is signed out, and learns nothing more', async () => {
  const { nobody } = server.current;
  expect((await nobody.call(currentSession, {})).state).toBe('signed_out');
  expect(await nobody.outcome(ownSessions, {})).toBe('unauthenticated');
});

test.each(roles)('%s is signed in with exactly that role', async (role) => {
  const client = await server.current.as(role);
  const session = await client.call(currentSession, {});
  expect(session.state).toBe('ready');
  expect(session.grant?.role).toBe(role);
  expect(session.account?.name).toContain(hostile);
});

test('a role that needs a second factor is not ready without it', async () => {
  const client = await server.current.as('county_officer', { withoutFactor: true });
  expect(await client.outcome(ownSessions, {})).toBe('second_factor_required');
});

test('a command is refused without a key of its own kind, and a stranger’s id is not found', async () => {
  const client = await server.current.as('branch_secretary');
  expect(await client.outcome(setLanguage, { body: { language: 'en' } })).toBe('ok');
  expect(await client.outcome(endSession, { params: { id: 'no-id' } })).toBe('not_found');
  expect((await client.raw(setLanguage, { body: { language: 'fr' } })).status).toBe(422);
  expect(await client.call(endSession, { params: { id: newOpaqueId() } })).toEqual({ ended: false });
});

test('a member sees the own rows, a secretary the branch, an officer the county', async () => {
  const { county, member, tree } = server.current;
  const [own, other] = [await member(tree.branchA1), await member(tree.branchB1)];
  const seen = async (lower: string): Promise<string[]> => {
    const scope = { ...server.current.system, from: lower, to: `${lower.slice(0, -1)}0` };
    const rows = await county
      .read(scope)
      .selectFrom('person')
      .select('id')
      .where('id', 'in', [own.id, other.id])
      .execute();
    return rows.map((row) => row.id);
  };
  expect(await seen(own.path)).toEqual([own.id]);
  expect(await seen(tree.branchA1.path)).toEqual([own.id]);
  expect((await seen(tree.county.path)).toSorted()).toEqual([own.id, other.id].toSorted());
});

test('a neighbour’s role cannot read this county', async () => {
  const neighbour = await server.current.neighbour('330326', '平阳县');
  const { schema } = server.current.entry;
  await expect(neighbour.county.database.pool.query(`select 1 from ${schema}.organisation`)).rejects.toMatchObject({
    code: '42501',
  });
});
