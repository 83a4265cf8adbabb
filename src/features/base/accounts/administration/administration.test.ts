import { beforeEach, describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import { clientOf, type Client } from '#test/harness/client.ts';
import { next } from '#test/harness/hostile.ts';
import { currentSession, ownSessions, signIn } from '../contract.ts';
import * as contract from './contract.ts';
import { problemsOf } from './rules.ts';

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

describe('an account', () => {
  test('is opened without a password, gets one that is shown once, and must be given its own', async () => {
    const account = await open();
    expect(account).toMatchObject({
      mustSetPassword: true,
      lastSignInAt: null,
      disabledAt: null,
      grants: [],
      hasPerson: false,
    });
    expect(await enter(account.signInName, '')).toBeNull();
    const { password } = await system.call(contract.issuePassword, { params: { id: account.id }, body: { reason } });
    expect(password).toMatch(/^([a-z2-9]{4}-){2}[a-z2-9]{4}$/);
    const client = await enter(account.signInName, password);
    expect((await client?.call(currentSession, {}))?.state).toBe('set_password');
    expect(await client?.outcome(ownSessions, {})).toBe('password_change_required');
    // Nowhere in the database: not in the log, not with the remembered replies.
    const scope = systemScope(app().entry.code, 'test', { guard: 'audit' });
    const stored = JSON.stringify([
      await app().read(scope).selectFrom('audit_event').selectAll().execute(),
      await app()
        .read(systemScope(app().entry.code, 'test', { guard: 'sweep' }))
        .selectFrom('idempotency')
        .selectAll()
        .execute(),
    ]);
    expect(stored.length).toBeGreaterThan(100);
    expect(stored).not.toContain(password);
  });

  test('loses a first password that nobody has used for two weeks', async () => {
    const account = await open();
    const { password } = await system.call(contract.issuePassword, { params: { id: account.id }, body: { reason } });
    clock += 14 * 86_400_000 + 60_000;
    expect(await enter(account.signInName, password)).toBeNull();
  });

  test('has a name of its own, whatever the case', async () => {
    const { signInName } = await open();
    const again = await system.raw(contract.createAccount, {
      body: { signInName: signInName.toUpperCase(), displayName: 'x' },
    });
    expect(again.body).toMatchObject({
      error: { problems: [{ path: 'body.signInName', message: 'sign_in_name.taken' }] },
    });
    expect((await system.raw(contract.createAccount, { body: { signInName: 'a b', displayName: 'x' } })).status).toBe(
      422,
    );
  });

  test('belongs to a person named by both name and number, who has no other', async () => {
    const [member, scope] = [await app().member(), systemScope(app().entry.code, 'test')];
    const idNumber = '330324199001010014';
    const { name } = await app()
      .read(scope)
      .selectFrom('person')
      .select('name')
      .where('id', '=', member.id)
      .executeTakeFirstOrThrow();
    await app().write((tx) =>
      tx
        .updateTable('person')
        .set({ id_number_hash: app().county.crypto.hash('id_number', idNumber) })
        .where('id', '=', member.id)
        .execute(),
    );
    const wrong = await system.raw(contract.createAccount, {
      body: { signInName: 'li.si', displayName: 'x', person: { name: '李四', idNumber } },
    });
    expect(wrong.body).toMatchObject({ error: { problems: [{ message: 'person.unknown' }] } });
    expect((await open({ person: { name, idNumber } })).hasPerson).toBe(true);
    const twice = await system.raw(contract.createAccount, {
      body: { signInName: 'li.si', displayName: 'x', person: { name, idNumber } },
    });
    expect(twice.body).toMatchObject({ error: { problems: [{ message: 'person.taken' }] } });
  });

  test('that is disabled loses every session at once, and none comes back when it is enabled', async () => {
    const account = await open();
    const { password } = await system.call(contract.issuePassword, { params: { id: account.id }, body: { reason } });
    const client = await enter(account.signInName, password);
    const { version } = await system.call(contract.accountById, { params: { id: account.id } });
    const disabled = await system.call(contract.disableAccount, {
      params: { id: account.id },
      body: { version, reason },
    });
    expect(disabled).toMatchObject({ disabledReason: reason, liveSessions: 0, problems: [] });
    expect((await client?.call(currentSession, {}))?.state).toBe('signed_out');
    expect(await enter(account.signInName, password)).toBeNull();
    expect(
      await system.outcome(contract.disableAccount, {
        params: { id: account.id },
        body: { version: disabled.version, reason },
      }),
    ).toBe('conflict');
    const enabled = await system.call(contract.enableAccount, {
      params: { id: account.id },
      body: { version: disabled.version, reason },
    });
    expect(enabled.disabledAt).toBeNull();
    expect((await client?.call(currentSession, {}))?.state).toBe('signed_out');
    expect(await enter(account.signInName, password)).not.toBeNull();
  });

  test('is not changed by a stale edit, which is answered with the newer state', async () => {
    const account = await open();
    await system.call(contract.changeAccount, {
      params: { id: account.id },
      body: { version: account.version, displayName: '新名' },
    });
    const stale = await system.raw(contract.changeAccount, {
      params: { id: account.id },
      body: { version: account.version, displayName: '旧名' },
    });
    expect(stale.body).toMatchObject({ error: { code: 'stale', current: { displayName: '新名' } } });
  });

  test('is not administered by itself', async () => {
    const id = system.session?.accountId ?? '';
    for (const endpoint of [contract.issuePassword, contract.disableAccount]) {
      expect(await system.outcome(endpoint, { params: { id }, body: { version: 1, reason } })).toBe('forbidden');
    }
    const own = security.session?.accountId ?? '';
    expect(
      await security.outcome(contract.giveGrant, {
        params: { id: own },
        body: { role: 'member', organisationId: app().tree.branchA1.id, reason },
      }),
    ).toBe('forbidden');
    expect(await security.outcome(contract.resetFactor, { params: { id: own }, body: { version: 1, reason } })).toBe(
      'forbidden',
    );
  });

  test('is taken over by nobody alone: passwords and second factors are two people’s', async () => {
    const { id } = await open();
    expect(await system.outcome(contract.resetFactor, { params: { id }, body: { version: 1, reason } })).toBe(
      'not_found',
    );
    expect(await security.outcome(contract.issuePassword, { params: { id }, body: { reason } })).toBe('not_found');
    expect(await security.outcome(contract.createAccount, { body: { signInName: 'wang.wu', displayName: 'x' } })).toBe(
      'not_found',
    );
    expect(
      await system.outcome(contract.giveGrant, {
        params: { id },
        body: { role: 'county_officer', organisationId: app().tree.county.id, reason },
      }),
    ).toBe('not_found');
  });
});

describe('sessions and factors', () => {
  test('are listed and ended by the security administrator', async () => {
    const secretary = await app().as('branch_secretary');
    const id = secretary.session?.accountId ?? '';
    const { items } = await security.call(contract.accountSessions, { params: { id } });
    expect(items).toMatchObject([{ role: 'branch_secretary', secondFactor: false }]);
    expect(await system.outcome(contract.accountSessions, { params: { id } })).toBe('not_found');
    expect(await security.call(contract.endAccountSession, { params: { id, sessionId: items[0]?.id ?? '' } })).toEqual({
      ended: true,
    });
    expect(await secretary.outcome(ownSessions, {})).toBe('unauthenticated');
    const officer = await app().as('county_officer');
    expect(
      await security.call(contract.endAccountSessions, { params: { id: officer.session?.accountId ?? '' } }),
    ).toEqual({ ended: 1 });
    expect(await officer.outcome(ownSessions, {})).toBe('unauthenticated');
  });

  test('of an officer start anew after the second factor is reset', async () => {
    const officer = await app().as('county_officer', { password: 'ein langes Wort' });
    const id = officer.session?.accountId ?? '';
    const { version } = await security.call(contract.accountById, { params: { id } });
    const account = await security.call(contract.resetFactor, { params: { id }, body: { version, reason } });
    expect(account).toMatchObject({
      hasSecondFactor: false,
      problems: expect.arrayContaining(['no_factor']) as string[],
    });
    expect(await officer.outcome(ownSessions, {})).toBe('unauthenticated');
    const client = await enter(officer.session?.signInName ?? '', 'ein langes Wort');
    expect(await client?.call(currentSession, {})).toMatchObject({ state: 'second_factor', mustEnrol: true });
  });
});

describe('the list', () => {
  test('walks all accounts once, page by page, and finds by name, role and problem', async () => {
    for (let i = 0; i < 5; i += 1) await open();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; next: string | null } = await system.call(contract.accountList, {
        query: { limit: 3, state: 'all', ...(cursor === null ? {} : { cursor }) },
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      await open();
    } while (cursor !== null && seen.length < 500);
    const all = await app()
      .read(systemScope(app().entry.code, 'test', { guard: 'accounts' }))
      .selectFrom('account')
      .select('id')
      .execute();
    expect(new Set(seen).size).toBe(seen.length);
    expect(all.filter(({ id }) => seen.includes(id)).length).toBe(seen.length);
    const named = await open({ signInName: 'Special.Name' });
    expect(
      (await system.call(contract.accountList, { query: { search: 'special' } })).items.map(({ id }) => id),
    ).toEqual([named.id]);
    const { items } = await security.call(contract.accountList, { query: { role: 'security_admin', limit: 100 } });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ grants }) => grants.some(({ role }) => role === 'security_admin'))).toBe(true);
    await open({ signInName: 'admin' });
    const suspicious = await system.call(contract.accountList, { query: { problem: 'default_name' } });
    expect(suspicious.items).toMatchObject([{ signInName: 'admin' }]);
    const { problems } = await system.call(contract.accountReview, {});
    expect(problems.find(({ problem }) => problem === 'default_name')).toEqual({
      problem: 'default_name',
      accounts: 1,
    });
  });

  const account = {
    signInName: 'zhangsan',
    displayName: '张三',
    hasPerson: true,
    hasSecondFactor: false,
    mustSetPassword: false,
    passwordIssuedAt: null,
    createdAt: '2026-01-01T00:00:00Z',
    lastSignInAt: '2026-05-01T00:00:00Z',
    disabledAt: null,
    liveSessions: 1,
    roles: ['member'] as const,
  };
  const day = new Date('2026-05-06T00:00:00Z');

  test.each([
    ['nothing', {}, []],
    ['three months of silence', { lastSignInAt: '2026-01-20T00:00:00Z' }, ['stale']],
    ['an account that nobody used', { lastSignInAt: null }, ['never_used']],
    [
      'a forgotten first password',
      { mustSetPassword: true, passwordIssuedAt: '2026-04-01T00:00:00Z' },
      ['initial_password'],
    ],
    ['a default name', { signInName: 'Admin01' }, ['default_name']],
    ['a name that is nobody’s', { displayName: '党建办公用' }, ['shared']],
    ['many sessions at once', { liveSessions: 6 }, ['shared']],
    ['an officer without the second step', { roles: ['county_officer'] as const }, ['no_factor']],
    ['no role', { roles: [] }, ['no_role']],
    ['a disabled account', { disabledAt: '2026-05-02T00:00:00Z', hasPerson: false, lastSignInAt: null }, []],
  ])('warns of %s', (_what, facts, expected) => {
    expect(problemsOf({ ...account, ...facts }, day)).toEqual(expected);
  });
});
