/** A learning record store as somebody else's client knows it (@xapi/xapi), and what such a client never sends. */
import XAPI, { type Statement, type StatementsResponse } from '@xapi/xapi';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { hostile } from '#test/harness/hostile.ts';
import { useStore } from '#test/harness/statements.ts';

const store = useStore();
const { server, program, clientWith } = store;
let auth = '';
let xapi: XAPI;
beforeAll(async () => {
  ({ auth } = await program());
  xapi = clientWith(auth);
});

const learner = { objectType: 'Agent', mbox: 'mailto:learner@example.com', name: hostile } as const;
const statement = (more: object = {}): Statement => ({
  actor: learner,
  verb: XAPI.Verbs.COMPLETED,
  object: { id: 'https://example.com/course/1', definition: { name: { zh: `第一课 ${hostile}`, en: 'Lesson 1' } } },
  ...more,
});

describe('a client that nobody here wrote', () => {
  test('sends a statement and reads it back with what the store says of it', async () => {
    const sent = statement({ result: { completion: true, duration: 'PT5M' } });
    const { data: ids } = await xapi.sendStatement({ statement: sent });
    const { data, headers } = await xapi.getStatement({ statementId: ids[0] ?? '' });
    expect(data).toMatchObject({ ...sent, id: ids[0], version: '1.0.0' });
    expect(data.authority).toMatchObject({ name: '外来课件' });
    expect(headers).toMatchObject({ 'x-experience-api-version': '1.0.3' });
  });

  test('finds statements by every filter, and follows the link to more', async () => {
    const object = { id: `https://example.com/course/${newOpaqueId()}` };
    const { data: ids } = await xapi.sendStatements({ statements: [1, 2, 3].map(() => statement({ object })) });
    const { data: first } = await xapi.getStatements({ activity: object.id, limit: 2 });
    const page = first;
    const { data: rest } = await xapi.getMoreStatements({ more: page.more });
    const next = rest as StatementsResponse;
    expect([...page.statements, ...next.statements].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(next.more).toBe('');
    const { data: none } = await xapi.getStatements({ activity: object.id, verb: 'https://example.com/none' });
    expect(none).toMatchObject({ statements: [] });
  });

  test('voids a statement', async () => {
    const { data: ids } = await xapi.sendStatement({ statement: statement() });
    const statementId = ids[0] ?? '';
    await xapi.voidStatement({ actor: learner, statementId });
    await expect(xapi.getStatement({ statementId })).rejects.toThrow('no statement of this id');
    expect((await xapi.getVoidedStatement({ voidedStatementId: statementId })).data).toMatchObject({ id: statementId });
  });

  test('keeps state and profiles', async () => {
    const where = { agent: learner, activityId: 'https://example.com/course/1', stateId: 'bookmark' };
    await xapi.createState({ ...where, state: { page: 3 } });
    await xapi.createState({ ...where, state: { mark: hostile } });
    const { data, headers } = await xapi.getState(where);
    expect(data).toEqual({ page: 3, mark: hostile });
    expect(headers).toHaveProperty('etag');
    expect((await xapi.getStates(where)).data).toEqual(['bookmark']);
    await xapi.deleteState(where);
    await expect(xapi.getState(where)).rejects.toThrow('no such document');

    const profile = { agent: learner, profileId: 'likes' };
    await xapi.setAgentProfile({ ...profile, profile: { a: 1 }, etag: '*', matchHeader: 'If-None-Match' });
    const again = xapi.setAgentProfile({ ...profile, profile: { a: 2 }, etag: '*', matchHeader: 'If-None-Match' });
    await expect(again).rejects.toThrow('If-None-Match forbids');
    expect((await xapi.getAgentProfiles({ agent: learner })).data).toEqual(['likes']);
  });

  test('asks about the store, an agent and an activity', async () => {
    expect((await xapi.getAbout({})).data).toMatchObject({ version: expect.arrayContaining(['1.0.3']) as unknown });
    expect((await xapi.getAgent({ agent: learner })).data).toMatchObject({
      objectType: 'Person',
      mbox: [learner.mbox],
    });
    await xapi.sendStatement({ statement: statement() });
    expect((await xapi.getActivity({ activityId: 'https://example.com/course/1' })).data).toMatchObject({
      objectType: 'Activity',
      definition: { name: { en: 'Lesson 1' } },
    });
  });
});

describe('what was sent', () => {
  const raw = (init: RequestInit, path: string) =>
    fetch(`${store.endpoint}${path}`, {
      ...init,
      headers: { authorization: auth, 'x-experience-api-version': '1.0.3', ...(init.headers as object) },
    });

  test('is kept to the letter', async () => {
    const id = newOpaqueId();
    const context = '{"extensions":{"https://example.com/n":[1.0, 1e2, 12345678901234567890, null, "\\u4e2d"]}}';
    const body = `{ "verb":{"id":"https://example.com/v"},"actor":{"mbox":"mailto:a@example.com"},"object":{"id":"https://example.com/o"},"context":${context}}`;
    const put = await raw(
      { method: 'PUT', body, headers: { 'content-type': 'application/json' } },
      `statements?statementId=${id}`,
    );
    expect(put.status).toBe(204);
    const text = await (await raw({}, `statements?statementId=${id}`)).text();
    expect(text).toContain(context);
    expect(text.startsWith(`{"id":"${id}","verb":`)).toBe(true);
  });

  test('is seen by no other program, nor in the database by whoever has a range', async () => {
    const { data: ids } = await xapi.sendStatement({ statement: statement() });
    const other = clientWith((await program('别的程序')).auth);
    await expect(other.getStatement({ statementId: ids[0] ?? '' })).rejects.toThrow('no statement of this id');
    expect((await other.getStatements({})).data).toMatchObject({ statements: [] });
    await expect(other.sendStatement({ statement: statement({ id: ids[0] }) })).rejects.toThrow(
      'another statement has this id',
    );
    const { county, entry } = server.current;
    const seen = (guard: string) =>
      county
        .read(systemScope(entry.code, 'test', { guard }))
        .selectFrom('xapi_statement')
        .select('id')
        .execute();
    expect(await seen('none')).toEqual([]);
    expect(await seen('system')).not.toEqual([]);
  });

  test('is refused without a key, with a revoked or a lesser one', async () => {
    const refusal = (held: string) => clientWith(held).sendStatement({ statement: statement() });
    await expect(refusal(XAPI.toBasicAuth(newOpaqueId(), 'guess'))).rejects.toThrow('no program in use');
    await expect(refusal((await program('只存状态', ['state'])).auth)).rejects.toThrow(
      'does not include statements/write',
    );
  });
});

describe('what is meant to hurt', () => {
  const post = (body: string | Buffer, headers: object = {}) =>
    server.current.app.inject({
      method: 'POST',
      url: '/xapi/statements',
      headers: {
        authorization: auth,
        'x-experience-api-version': '1.0.3',
        'content-type': 'application/json',
        ...headers,
      },
      payload: body,
    });

  test.each([
    ['deep nesting', '['.repeat(200_000)],
    ['deep nesting that is JSON', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    [
      'a deep extension',
      JSON.stringify(
        statement({
          context: { extensions: { 'x:y': JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown } },
        }),
      ),
    ],
    ['names of the language itself', '{"__proto__":{"actor":1},"constructor":1}'],
    ['nothing', ''],
    ['a number', '7'],
  ])('%s is 400 at once', async (_name, body) => {
    const begun = performance.now();
    expect((await post(body)).statusCode).toBe(400);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  test('another kind of body, a wrong method and a strange address are told as the text says', async () => {
    expect((await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode).toBe(400);
    expect((await post('x', { 'content-type': 'text/plain' })).statusCode).toBe(400);
    const ask = (method: 'DELETE' | 'GET', url: string) =>
      server.current.app.inject({ method, url, headers: { authorization: auth, 'x-experience-api-version': '1.0.3' } });
    expect((await ask('DELETE', '/xapi/statements')).statusCode).toBe(405);
    expect((await ask('GET', '/xapi/constructor')).statusCode).toBe(404);
    expect((await ask('GET', '/xapi/statements?limit=1&limit=2')).statusCode).toBe(400);
    expect(
      (await ask('GET', `/xapi/statements?more=${encodeURIComponent('[{"own":"1"},"2026-01-01T00:00:00Z",1]')}`))
        .statusCode,
    ).toBe(400);
    const refusal = await ask('GET', '/xapi/statements?more=x');
    expect([refusal.statusCode, typeof refusal.headers['x-experience-api-consistent-through']]).toEqual([
      400,
      'string',
    ]);
  });

  test('a definition that the database cannot read is kept with its statement, and stops no other', async () => {
    const id = `https://example.com/course/${newOpaqueId()}`;
    const named = (name: string) => ({ id, definition: { name: { 'zh-CN': name } } });
    const object = named('a\u{0}b');
    await xapi.sendStatement({ statement: statement({ object: named('a') }) });
    const answers = await Promise.all(
      [statement(), statement({ object }), statement()].map((one) => post(JSON.stringify(one))),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    const [statementId = ''] = answers[1]?.json<string[]>() ?? [];
    expect((await xapi.getStatement({ statementId })).data).toMatchObject({ object });
  });

  test('keys are not guessed for long', async () => {
    const tries = await Promise.all(
      Array.from({ length: 340 }, (_, n) =>
        server.current.app.inject({
          url: '/xapi/statements',
          remoteAddress: '198.51.100.9',
          headers: { authorization: XAPI.toBasicAuth(newOpaqueId(), String(n)), 'x-experience-api-version': '1.0.3' },
        }),
      ),
    );
    expect(new Set(tries.map(({ statusCode }) => statusCode))).toEqual(new Set([401, 429]));
  });
});
