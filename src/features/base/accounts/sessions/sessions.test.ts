import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import { clientOf, type Client, type RawReply, type TestSession } from '#test/harness/client.ts';
import { keptFor } from '#features/base/rules/rules.ts';
import { sweepSessions } from '../jobs.ts';
import type { Role } from '../permissions/rules.ts';
import {
  beginEnrolment,
  chooseRole,
  currentSession,
  giveFactor,
  ownSessions,
  setPassword,
  signIn,
  signOut,
} from '../contract.ts';

const password = '山水有相逢 2026';
const start = Date.parse('2026-05-06T03:00:00Z');
let clock = start;
const server = useApp({ now: () => new Date(clock) });
const pass = (seconds: number): void => {
  clock += seconds * 1_000;
};

beforeEach(() => {
  clock += 24 * 3_600_000;
});

const app = (): TestApp => server.current;
const scope = () => systemScope(app().entry.code, 'test', { guard: 'accounts' });

/** The client that a browser would be after this reply: with whatever token it was given. */
const after = (reply: RawReply, former: Client): Client => {
  const cookies = [reply.headers['set-cookie'] ?? []].flat().map(String);
  const token = cookies.map((c) => /^zhibu_session=([^;]*)/.exec(c)?.[1]).find((t) => t !== undefined);
  return token === undefined
    ? former
    : clientOf(app().app, { accountId: '', signInName: '', token: decodeURIComponent(token) });
};

interface Signed {
  readonly client: Client;
  readonly token: string;
  readonly reply: RawReply;
}

const tokenOf = (reply: RawReply): string =>
  /zhibu_session=([^;]*)/.exec([reply.headers['set-cookie']].flat().join('\n'))?.[1] ?? '';

const enter = async (
  name: string,
  word = password,
  options: { headers?: Record<string, string>; by?: Client } = {},
): Promise<Signed> => {
  const by = options.by ?? app().nobody;
  const reply = await by.raw(
    signIn,
    { body: { name, password: word } },
    options.headers ? { headers: options.headers } : {},
  );
  return { client: after(reply, by), token: tokenOf(reply), reply };
};

const someone = async (
  role: Role = 'branch_secretary',
  more: { withoutFactor?: boolean } = {},
): Promise<TestSession> => {
  const { session } = await app().as(role, { password, ...more });
  if (session === null) throw new Error('nobody');
  return session;
};

const codeOf = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock });

describe('signing in', () => {
  test('gives a new token each time, whatever token came along, and ends the session that came along', async () => {
    const { signInName } = await someone();
    const first = await enter(signInName);
    expect(first.reply.status).toBe(200);
    const second = await enter(signInName, password, { by: first.client });
    expect(second.token).not.toBe(first.token);
    expect(await first.client.outcome(ownSessions, {})).toBe('unauthenticated');
    expect(await second.client.outcome(ownSessions, {})).toBe('ok');
    const planted = clientOf(app().app, {
      accountId: '',
      signInName: '',
      token: `${app().entry.code}.${'A'.repeat(43)}`,
    });
    const third = await enter(signInName, password, { by: planted });
    expect(third.token).not.toContain('AAAA');
    expect(await planted.outcome(ownSessions, {})).toBe('unauthenticated');
  });

  test('keeps no token, only its digest', async () => {
    const { signInName, accountId } = await someone();
    const { token } = await enter(signInName);
    const rows = await app()
      .read(scope())
      .selectFrom('session')
      .selectAll()
      .where('account_id', '=', accountId)
      .execute();
    expect(JSON.stringify(rows)).not.toContain(token.split('.')[1]);
  });

  test('answers alike for an unknown name, a wrong password and a disabled account', async () => {
    const [known, disabled] = [await someone(), await someone()];
    await app().write(
      (tx) =>
        tx
          .updateTable('account')
          .set({ disabled_at: new Date(clock).toISOString() })
          .where('id', '=', disabled.accountId)
          .execute(),
      scope(),
    );
    const replies = [
      await enter('nobody-of-that-name'),
      await enter(known.signInName, 'wrong wrong'),
      await enter(disabled.signInName),
    ];
    for (const { reply } of replies) {
      expect(reply.status).toBe(401);
      expect(reply.body).toMatchObject({ error: { code: 'unauthenticated', message: 'sign_in.wrong' } });
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
  });

  test.each(['known', 'unknown'])('slows guessing down for a name that is %s, and never for good', async (kind) => {
    const name = kind === 'known' ? (await someone()).signInName : 'ghost-of-a-name';
    for (let i = 0; i < 5; i += 1) expect((await enter(name, 'wrong wrong')).reply.status).toBe(401);
    const slowed = await enter(name, password);
    expect(slowed.reply.status).toBe(429);
    expect(slowed.reply.headers['retry-after']).toBe('1');
    pass(2);
    expect((await enter(name, password)).reply.status).toBe(kind === 'known' ? 200 : 401);
  });

  test('many guesses at once are no way around', async () => {
    const { signInName } = await someone();
    const replies = await Promise.all(Array.from({ length: 20 }, () => enter(signInName, 'wrong wrong')));
    expect(replies.filter(({ reply }) => reply.status === 401).length).toBe(5);
    expect(replies.filter(({ reply }) => reply.status === 429).length).toBe(15);
  });

  test('a browser that has signed in before is not shut out by the guesses of others', async () => {
    const { signInName } = await someone();
    const { reply } = await enter(signInName);
    const mark = /zhibu_device=([^;]*)/.exec([reply.headers['set-cookie']].flat().join('\n'))?.[1] ?? '';
    for (let i = 0; i < 8; i += 1) await enter(signInName, 'wrong wrong');
    expect((await enter(signInName)).reply.status).toBe(429);
    const cookie = { cookie: `zhibu_device=${mark}` };
    expect((await enter(signInName, password, { headers: cookie })).reply.status).toBe(200);
    const forged = { cookie: `zhibu_device=${mark.slice(0, -3)}AAA` };
    for (let i = 0; i < 8; i += 1) await enter(signInName, 'wrong wrong');
    expect((await enter(signInName, password, { headers: forged })).reply.status).toBe(429);
    // The mark itself is good for a few guesses only.
    for (let i = 0; i < 5; i += 1) await enter(signInName, 'wrong wrong', { headers: cookie });
    expect((await enter(signInName, password, { headers: cookie })).reply.status).toBe(429);
  });

  test('a refused sign-in leaves a trace without the name that was typed', async () => {
    await enter('typed my password here');
    const audit = app().read(systemScope(app().entry.code, 'test', { guard: 'audit' }));
    const rows = await audit
      .selectFrom('audit_event')
      .selectAll()
      .where('action', '=', 'session.refused')
      .where('entity_id', 'is', null)
      .execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('typed my password');
  });
});

/** When the account was last seen: written after the answer. */
const seen = async (accountId: string): Promise<string> => {
  const row = await app()
    .read(scope())
    .selectFrom('session')
    .select('seen_at')
    .where('account_id', '=', accountId)
    .orderBy('seen_at', 'desc')
    .executeTakeFirstOrThrow();
  return new Date(row.seen_at).toISOString();
};

describe('a session', () => {
  test('ends after its idle time and after its absolute time, sooner for administrators', async () => {
    const secretary = await someone();
    const { client } = await enter(secretary.signInName);
    for (let minute = 0; minute < 12 * 60 - 20; minute += 20) {
      pass(20 * 60);
      expect(await client.outcome(ownSessions, {})).toBe('ok');
      await expect.poll(() => seen(secretary.accountId)).toBe(new Date(clock).toISOString());
    }
    pass(20 * 60);
    expect(await client.outcome(ownSessions, {})).toBe('unauthenticated');
    const other = (await enter(secretary.signInName)).client;
    expect(await other.outcome(ownSessions, {})).toBe('ok');
    pass(31 * 60);
    expect(await other.outcome(ownSessions, {})).toBe('unauthenticated');
    const admin = await app().as('system_admin');
    expect(await admin.outcome(ownSessions, {})).toBe('ok');
    pass(16 * 60);
    expect(await admin.outcome(ownSessions, {})).toBe('unauthenticated');
  });

  test('is not kept alive by what an open page asks with nobody in front of it', async () => {
    const secretary = await someone();
    const { client } = await enter(secretary.signInName);
    const unattended = { headers: { 'x-unattended': '1' } };
    for (let minute = 0; minute < 28; minute += 4) {
      pass(4 * 60);
      expect(await client.outcome(ownSessions, {}, unattended)).toBe('ok');
    }
    pass(3 * 60);
    expect(await client.outcome(ownSessions, {}, unattended)).toBe('unauthenticated');
  });

  test('ends when it is signed out', async () => {
    const secretary = await someone();
    const first = (await enter(secretary.signInName)).client;
    expect(await first.call(signOut, {})).toMatchObject({ state: 'signed_out' });
    expect(await first.outcome(ownSessions, {})).toBe('unauthenticated');
    const last = await app()
      .read(systemScope(app().entry.code, 'test', { guard: 'audit' }))
      .selectFrom('audit_event')
      .select('action')
      .where('account_id', '=', secretary.accountId)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(last.action).toBe('session.signOut');
  });

  test('is deleted as long after its end as the rule says, and not before', async () => {
    const { accountId, signInName } = await someone();
    const { client } = await enter(signInName);
    await client.call(signOut, {});
    const kept = async (): Promise<number> => {
      await sweepSessions(app().county, {});
      const rows = await app()
        .read(scope())
        .selectFrom('session')
        .where('account_id', '=', accountId)
        .select('id')
        .execute();
      return rows.length;
    };
    const before = await kept();
    const day = 24 * 3_600;
    pass(keptFor('keep.session', app().county.today()) / 1_000 - day);
    expect(await kept()).toBe(before);
    pass(2 * day);
    expect(await kept()).toBe(0);
    expect(before).toBeGreaterThan(0);
  });

  test('over TLS believes only the cookie that no neighbouring host can set', async () => {
    const { signInName } = await someone();
    const { token } = await enter(signInName);
    const secure = await app().app.inject({
      method: 'GET',
      url: '/api/session/all',
      headers: { host: 'localhost', cookie: `__Host-zhibu=${token}` },
    });
    expect(secure.statusCode).toBe(401);
  });
});

describe('the second factor', () => {
  const enrol = async (role: Role = 'county_officer') => {
    const person = await someone(role, { withoutFactor: true });
    const signed = await enter(person.signInName);
    const { secret } = await signed.client.call(beginEnrolment, {});
    const reply = await signed.client.raw(giveFactor, { body: { code: codeOf(secret) } });
    expect(reply.status).toBe(200);
    return { person, signed, secret, full: after(reply, signed.client), token: tokenOf(reply) };
  };

  test('stands between the password and everything else, and changes the token', async () => {
    const { person, signed, full, token } = await enrol();
    expect(token).not.toBe(signed.token);
    expect(await signed.client.outcome(ownSessions, {})).toBe('unauthenticated');
    expect(await full.outcome(ownSessions, {})).toBe('ok');
    pass(60);
    const again = (await enter(person.signInName)).client;
    expect((await again.call(currentSession, {})).state).toBe('second_factor');
    expect(await again.outcome(ownSessions, {})).toBe('second_factor_required');
    // With the password alone nobody changes it, nor binds another device.
    expect(await again.outcome(setPassword, { body: { current: password, next: 'another long word' } })).toBe(
      'second_factor_required',
    );
    expect(await again.outcome(beginEnrolment, {})).toBe('conflict');
  });

  test('takes each code once, however many ask at once', async () => {
    const { person, secret } = await enrol();
    pass(60);
    const clients = await Promise.all(Array.from({ length: 4 }, async () => (await enter(person.signInName)).client));
    const code = codeOf(secret);
    const outcomes = await Promise.all(clients.map((client) => client.outcome(giveFactor, { body: { code } })));
    expect(outcomes.filter((o) => o === 'ok')).toHaveLength(1);
    expect(outcomes.filter((o) => o === 'invalid')).toHaveLength(3);
  });

  test('slows guessing down, and a right password between guesses is no way around', async () => {
    const { person } = await enrol();
    pass(60);
    const outcomes: string[] = [];
    for (let i = 0; i < 8; i += 1) {
      const { client } = await enter(person.signInName);
      outcomes.push(await client.outcome(giveFactor, { body: { code: '000000' } }));
    }
    expect(outcomes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'invalid'));
    expect(outcomes.slice(5)).toEqual(['slow_down', 'slow_down', 'slow_down']);
  });

  test('is demanded as soon as a role that needs it is chosen', async () => {
    const person = await someone('county_officer', { withoutFactor: true });
    const { client } = await enter(person.signInName);
    const session = await client.call(currentSession, {});
    expect(session).toMatchObject({ state: 'second_factor', mustEnrol: true, permissions: [] });
    expect(await client.outcome(chooseRole, { body: { grantId: session.grants[0]?.id ?? '' } })).toBe('ok');
    expect(await client.outcome(ownSessions, {})).toBe('second_factor_required');
  });
});

describe('a new password', () => {
  test('needs the present one, ends the other sessions and changes the token', async () => {
    const { signInName } = await someone();
    const [one, two] = [await enter(signInName), await enter(signInName)];
    expect(await one.client.outcome(setPassword, { body: { current: 'wrong wrong', next: 'another long word' } })).toBe(
      'invalid',
    );
    const refused = await one.client.raw(setPassword, { body: { current: password, next: '19900101' } });
    expect(refused.body).toMatchObject({ error: { problems: [{ path: 'body.next', message: 'password.common' }] } });
    const reply = await one.client.raw(setPassword, { body: { current: password, next: 'another long word' } });
    expect(reply.status).toBe(200);
    expect(tokenOf(reply)).not.toBe(one.token);
    expect(await two.client.outcome(ownSessions, {})).toBe('unauthenticated');
    expect(await one.client.outcome(ownSessions, {})).toBe('unauthenticated');
    expect(await after(reply, one.client).outcome(ownSessions, {})).toBe('ok');
    expect((await enter(signInName)).reply.status).toBe(401);
    expect((await enter(signInName, 'another long word')).reply.status).toBe(200);
  });
});
