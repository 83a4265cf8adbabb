/** What somebody does without an account: sends, follows by a code, and is refused what cannot be taken. */
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import * as contract from '../contract.ts';

const start = new Date('2026-11-26T04:00:00Z');
let now = start;
const server = useApp({ now: () => now });
afterEach(() => {
  now = start;
});

let village: Node;
beforeAll(async () => {
  const { tree, write, as } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  await as('department_handler', { at: village });
});

const body = (more: object = {}) => ({
  kind: 'help' as const,
  category: 'roads' as const,
  areaId: village.id,
  text: `${hostile} 村口路灯坏了三盏`,
  name: '林某某',
  phone: '138 0000 1234',
  ...more,
});
const send = (more: object = {}) => server.current.nobody.call(contract.sendRequest, { body: body(more) });
/** In the header, as the portal does: an address would be kept by logs. */
const follow = async (code: string) => {
  const reply = await server.current.app.inject({
    url: '/api/requests/follow',
    headers: { 'x-query': `code=${encodeURIComponent(code)}` },
  });
  return { status: reply.statusCode, body: reply.json<contract.FollowedRequest>() };
};
const rowsOf = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
  const client = new pg.Client({ ...server.current.admin });
  await client.connect();
  await client.query(`set search_path = ${server.current.entry.schema}`);
  const { rows } = await client.query<T>(text, [...values]);
  await client.end();
  return rows;
};

describe('a code', () => {
  test('of nobody finds nothing, alike for a wrong form', async () => {
    for (const code of ['ABCD-EFGH-JKMN', 'x', '0000-0000-0000']) expect((await follow(code)).status).toBe(404);
  });

  test('shows its own request and no other, and the office nothing by it', async () => {
    const [first, second] = [await send({ text: '第一件事情' }), await send({ text: '第二件事情' })];
    expect((await follow(first.code)).body.text).toBe('第一件事情');
    expect((await follow(second.code)).body.text).toBe('第二件事情');
    const stranger = await server.current.nobody.raw(contract.oneRequest, { params: { id: first.id } });
    expect(stranger.status).toBe(401);
  });

  test('is guessed ever more slowly from one address, which is not kept from sending', async () => {
    const { code } = await send();
    const guesses = await Promise.all(Array.from({ length: 70 }, () => follow('ABCD-EFGH-JKMP')));
    const slowed = guesses.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThan(0);
    expect(guesses.filter(({ status }) => status === 404).length).toBeGreaterThan(50);
    expect((await follow(code)).status).toBe(429);
    expect(await send()).toMatchObject({ routed: 'place' });
    // The bucket fills again: nobody of the village is locked out.
    now = new Date(now.getTime() + 10_000);
    expect((await follow(code)).status).toBe(200);
  });
});

describe('sent twice with one key', () => {
  test('a request is one, and the receipt shows the same code again', async () => {
    const { nobody } = server.current;
    const key = newOpaqueId();
    const [one, two] = await Promise.all([
      nobody.raw(contract.sendRequest, { body: body() }, { key }),
      nobody.raw(contract.sendRequest, { body: body() }, { key }),
    ]);
    expect([one.status, two.status, one.text]).toEqual([200, 200, two.text]);
    const { id, code } = one.body as contract.Receipt;
    expect((await follow(code)).status).toBe(200);
    expect(await rowsOf(`select 1 from audit_event where entity_id = $1`, [id])).toHaveLength(1);
    const other = await nobody.raw(contract.sendRequest, { body: body({ text: '另外一件事' }) }, { key });
    expect(other.body).toMatchObject({ error: { code: 'reused_key' } });
    const without = await server.current.app.inject({
      method: 'POST',
      url: '/api/requests',
      payload: body(),
    });
    expect(without.json()).toMatchObject({ error: { code: 'key_missing' } });
  });
});

describe('what is typed', () => {
  test.each([
    ['three characters', { text: '坏了。' }, 'requests.too_short'],
    ['nothing that is seen', { text: '\u200b\u200d\u3164\u202e\u200b\u200d' }, 'requests.too_short'],
    ['too much', { text: '长'.repeat(2_001) }, 'too_long'],
    ['a character that no database keeps', { text: 'a\u0000b 空字符之后' }, 'unstorable'],
    ['no phone number', { phone: '打我儿子的电话' }, 'requests.phone_format'],
    ['no place', { areaId: '01900000-0000-7000-8000-000000000009' }, 'requests.no_area'],
    ['a kind that is none', { kind: 'flattery' }, 'requests.no_kind'],
  ])('%s is refused at its field', async (_name, more, message) => {
    const reply = await server.current.nobody.raw(contract.sendRequest, { body: { ...body(), ...more } });
    expect(reply).toMatchObject({ status: 422, body: { error: { problems: [{ message }] } } });
  });

  test.each(['𠮷𠮷𠮷𠮷 rare', '\u202eevil\u202c 反向文字', "'; drop table service_request; --"])(
    '%j is kept as it was written',
    async (text) => {
      const { code } = await send({ text });
      expect((await follow(code)).body.text).toBe(text);
    },
  );

  test('a branch of the county is no place to write about', async () => {
    const reply = await server.current.nobody.raw(contract.sendRequest, {
      body: body({ areaId: server.current.tree.branchA1.id }),
    });
    expect(reply.status).toBe(422);
    const { items } = await server.current.nobody.call(contract.requestAreas, {});
    expect(items).toContainEqual({ id: village.id, name: '浦口村', under: expect.any(String) });
  });
});
