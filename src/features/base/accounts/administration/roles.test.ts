/** Roles are given where they fit, last as long as their post, and end at once. */
import { beforeEach, describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { newId } from '#shared/ids.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import { clientOf, type Client } from '#test/harness/client.ts';
import { next } from '#test/harness/hostile.ts';
import { currentSession, signIn } from '../contract.ts';
import * as contract from './contract.ts';

let clock = Date.parse('2026-05-06T03:00:00Z');
const server = useApp({ now: () => new Date(clock) });
const app = (): TestApp => server.current;
let system: Client;
let security: Client;

beforeEach(async () => {
  clock += 3_600_000;
  [system, security] = [await app().as('system_admin'), await app().as('security_admin')];
});

let count = 0;
const open = (more: object = {}) => {
  count += 1;
  return system.call(contract.createAccount, {
    body: { signInName: `zhang.${count}`, displayName: next('张三'), ...more },
  });
};
const reason = '岗位调整';

const enter = async (name: string, password: string): Promise<Client | null> => {
  const reply = await app().nobody.raw(signIn, { body: { name, password } });
  const token = /zhibu_session=([^;]*)/.exec([reply.headers['set-cookie'] ?? ''].flat().join('\n'))?.[1];
  return reply.status === 200 && token !== undefined
    ? clientOf(app().app, { accountId: '', signInName: name, token })
    : null;
};

describe('a role', () => {
  const give = (id: string, role: string, at: { readonly id: string }, more: object = {}) =>
    security.raw(contract.giveGrant, { params: { id }, body: { role, organisationId: at.id, reason, ...more } });

  test('is given where it fits, reaches its range, and ends at once', async () => {
    const { tree } = app();
    const account = await open();
    const { password } = await system.call(contract.issuePassword, { params: { id: account.id }, body: { reason } });
    expect((await give(account.id, 'branch_secretary', tree.townshipA)).body).toMatchObject({
      error: { problems: [{ message: 'grant.wrong_type' }] },
    });
    const given = (await give(account.id, 'branch_secretary', tree.branchA1)).body as {
      grants: { id: string; version: number; holds: boolean }[];
    };
    expect(given.grants).toMatchObject([{ holds: true, version: 1 }]);
    expect((await give(account.id, 'branch_secretary', tree.branchA1)).body).toMatchObject({
      error: { problems: [{ message: 'grant.exists' }] },
    });
    await app().write(
      (tx) => tx.updateTable('account').set({ must_set_password: false }).where('id', '=', account.id).execute(),
      systemScope(app().entry.code, 'test', { guard: 'accounts' }),
    );
    const client = await enter(account.signInName, password);
    expect((await client?.call(currentSession, {}))?.permissions).toContain('members.read');
    const grant = given.grants[0];
    const ended = await security.call(contract.endGrant, {
      params: { id: grant?.id ?? '' },
      body: { version: 1, reason },
    });
    expect(ended.grants).toMatchObject([{ holds: false }]);
    expect(await client?.call(currentSession, {})).toMatchObject({ state: 'choose_role', permissions: [], grants: [] });
    expect(
      await security.outcome(contract.endGrant, { params: { id: grant?.id ?? '' }, body: { version: 2, reason } }),
    ).toBe('conflict');
  });

  test('tied to a post holds as long as the post', async () => {
    const { tree } = app();
    const person = await app().member(tree.branchA1);
    const account = await open();
    const [scope, holdingId, today] = [
      systemScope(app().entry.code, 'test', { guard: 'accounts' }),
      newId(),
      app().county.today(),
    ];
    await app().write(async (tx) => {
      await tx.updateTable('account').set({ person_id: person.id }).where('id', '=', account.id).execute();
      await tx
        .insertInto('post_holding')
        .values({
          id: holdingId,
          organisation_id: tree.branchA1.id,
          person_id: person.id,
          org_path: person.path,
          post: 'secretary',
          from_on: '2024-01-01',
        })
        .execute();
    }, scope);
    const { items } = await security.call(contract.accountPosts, { params: { id: account.id } });
    expect(items).toMatchObject([
      { id: holdingId, post: 'secretary', roles: ['branch_secretary', 'organisation_member'] },
    ]);
    expect(
      (await give(account.id, 'branch_secretary', tree.branchB1, { postHoldingId: holdingId })).body,
    ).toMatchObject({ error: { problems: [{ message: 'grant.post' }] } });
    expect(
      (await give(account.id, 'branch_secretary', tree.branchA1, { postHoldingId: holdingId })).body,
    ).toMatchObject({ grants: [{ holds: true }] });
    await app().write(
      (tx) => tx.updateTable('post_holding').set({ to_on: today }).where('id', '=', holdingId).execute(),
      scope,
    );
    expect((await security.call(contract.accountById, { params: { id: account.id } })).grants).toMatchObject([
      { holds: true },
    ]);
    clock += 86_400_000;
    security = await app().as('security_admin');
    expect((await security.call(contract.accountById, { params: { id: account.id } })).grants).toMatchObject([
      { holds: false },
    ]);
  });

  test('of the three administrators is held by three accounts, even when two are given at once', async () => {
    const { tree } = app();
    const account = await open();
    const both = await Promise.all([
      give(account.id, 'system_admin', tree.county),
      give(account.id, 'audit_admin', tree.county),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    expect((await give(account.id, 'county_officer', tree.county)).body).toMatchObject({
      error: { problems: [{ message: 'grant.separated' }] },
    });
    const officer = await app().as('county_officer');
    expect((await give(officer.session?.accountId ?? '', 'security_admin', tree.county)).body).toMatchObject({
      error: { problems: [{ message: 'grant.separated' }] },
    });
  });

  test('that reaches only the own rows needs a person', async () => {
    const account = await open();
    expect((await give(account.id, 'member', app().tree.branchA1)).body).toMatchObject({
      error: { problems: [{ message: 'grant.needs_person' }] },
    });
  });

  test('finds the organisations that it fits', async () => {
    const { items } = await security.call(contract.grantPlaces, { query: { role: 'county_officer' } });
    expect(items.map(({ id }) => id)).toEqual([app().tree.county.id]);
    expect(
      (await security.call(contract.grantPlaces, { query: { role: 'branch_secretary', search: '没有这个名字' } }))
        .items,
    ).toEqual([]);
  });
});
