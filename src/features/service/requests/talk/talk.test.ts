/** The live thread of a request: numbers without gaps, one message a key, the unit's queue, and a stream that is followed without loss. */
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  handTalk,
  attendTalk,
  setTalkHours,
  talkHours,
  talkList,
  talkStaff,
} from '#features/service/talks/contract.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import {
  acceptAnswer,
  answerRequest,
  assignRequest,
  followRequest,
  oneRequest,
  sendRequest,
  takeRequest,
} from '../contract.ts';
import { codeTalk, requestTalk, sayByCode, tellResident } from './contract.ts';

// A Thursday, nine in the morning in China.
const start = Date.parse('2026-11-26T01:00:00Z');
let clock = start;
const server = useApp({ now: () => new Date(clock) });
let village: Node;
let other: Node;
let handler: Client;
beforeAll(async () => {
  const { tree, write, as, app, work } = server.current;
  [village, other] = await write(async (tx) => [
    await plantNode(tx, 'village', tree.townshipA, '浦口村'),
    await plantNode(tx, 'village', tree.townshipA, '上塘村'),
  ]);
  handler = await as('department_handler', { at: village });
  await as('department_handler', { at: other });
  work();
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => {
  clock = start;
});

const send = (place: Node = village) =>
  server.current.nobody.call(sendRequest, {
    body: { kind: 'help', category: 'roads', areaId: place.id, text: '村口路灯坏了' },
  });
const say = (code: string, text: string, key = newOpaqueId()) =>
  server.current.nobody.call(sayByCode, { body: { code, text } }, { key });
const read = (code: string, after?: number) =>
  server.current.nobody.call(codeTalk, { query: { code, ...(after === undefined ? {} : { after: String(after) }) } });

describe('a message', () => {
  test('is kept once for its key, whoever sends it again and when', async () => {
    const { code } = await send();
    const key = newOpaqueId();
    const twins = await Promise.all(Array.from({ length: 8 }, () => say(code, `在吗？ ${hostile}`, key)));
    expect(new Set(twins.map(({ seq }) => seq))).toEqual(new Set([1]));
    clock += 40 * 86_400_000;
    expect(await say(code, `在吗？ ${hostile}`, key)).toEqual({ seq: 1 });
    const { messages, last } = await read(code);
    expect([messages.map(({ text }) => text), last]).toEqual([[`在吗？ ${hostile}`], 1]);
    const { nobody } = server.current;
    expect(await nobody.outcome(sayByCode, { body: { code, text: '别的话' } }, { key })).toBe('reused_key');
    const bare = await server.current.app.inject({
      method: 'POST',
      url: '/api/requests/talk',
      payload: { code, text: '没有键' },
    });
    expect(bare.json()).toMatchObject({ error: { code: 'key_missing' } });
  });

  test('has the next number, however many come at once', async () => {
    const { code, id } = await send();
    const texts = Array.from({ length: 20 }, (_, n) => `第${n}句`);
    const said = await Promise.all([
      ...texts.map((text) => say(code, text)),
      ...texts.map((text) => handler.call(tellResident, { params: { id }, body: { text } })),
    ]);
    expect(said.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    const { messages } = await read(code, 0);
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect((await read(code, 38)).messages.map(({ seq }) => seq)).toEqual([39, 40]);
  });

  test.each(['', '   ', '\u200b\u3164', 'x'.repeat(1_001), 'a\u0000b'])('that is %j is refused', async (text) => {
    const { code } = await send();
    const reply = await server.current.nobody.raw(sayByCode, { body: { code, text } });
    expect(reply.status).toBe(422);
    expect((await read(code)).last).toBe(0);
  });

  test('is slowed down where a hundred come at once, in this thread alone', async () => {
    const [{ code }, other] = [await send(), await send()];
    const all = await Promise.all(
      Array.from({ length: 80 }, (_, n) => server.current.nobody.raw(sayByCode, { body: { code, text: `第${n}句` } })),
    );
    const slowed = all.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThan(0);
    expect((await read(code)).last).toBe(80 - slowed.length);
    expect(await say(other.code, '在吗')).toEqual({ seq: 1 });
    clock += 10_000;
    expect(await say(code, '还在')).toEqual({ seq: 81 - slowed.length });
  });

  test('of a wrong code is nobody’s', async () => {
    const reply = await server.current.nobody.raw(sayByCode, { body: { code: 'ABCD-EFGH-JKMN', text: '在吗' } });
    expect(reply.status).toBe(404);
  });

  test('begins the thread of the request once, and ends with the request', async () => {
    const { code, id } = await send();
    await say(code, '在吗');
    await say(code, '有人吗');
    const { entries } = await server.current.nobody.call(followRequest, { query: { code } });
    expect(entries.map(({ kind }) => kind)).toEqual(['received', 'talked']);
    await handler.call(takeRequest, { params: { id }, body: { version: 1 } });
    await handler.call(answerRequest, { params: { id }, body: { version: 2, text: '已经修好了' } });
    await say(code, '谢谢');
    await server.current.nobody.call(acceptAnswer, { body: { code } });
    const { standing } = await read(code);
    expect(standing).toMatchObject({ closed: true, waitingSince: null, place: null });
    expect(await server.current.nobody.outcome(sayByCode, { body: { code, text: '还有' } })).toBe('conflict');
    expect(await handler.outcome(tellResident, { params: { id }, body: { text: '还有' } })).toBe('conflict');
    const { items } = await handler.call(talkList, {});
    expect(items.map((item) => item.id)).not.toContain(id);
  });
});

describe('the queue', () => {
  test('tells the place and the promise, which an answer settles', async () => {
    const codes = [await send(), await send(), await send()];
    for (const [n, { code }] of codes.entries()) {
      clock = start + n * 60_000;
      await say(code, '请问');
    }
    const places = await Promise.all(codes.map(async ({ code }) => (await read(code)).standing.place));
    const first = places[0] ?? 0;
    expect(places).toEqual([first, first + 1, first + 2]);
    const { standing } = await read(codes[1]!.code);
    expect(standing).toMatchObject({
      open: true,
      promisedAt: '2026-11-26T03:01:00Z',
      late: false,
      attended: false,
    });
    await handler.call(tellResident, { params: { id: codes[0]!.id }, body: { text: '您好' } });
    expect((await read(codes[2]!.code)).standing.place).toBe(first + 1);
    expect((await read(codes[0]!.code)).standing).toMatchObject({ place: null, promisedAt: null, attended: true });
    // A second word of the same wait promises nothing new.
    clock = start + 3 * 3_600_000;
    await say(codes[1]!.code, '还在吗');
    expect((await read(codes[1]!.code)).standing).toMatchObject({ promisedAt: '2026-11-26T03:01:00Z', late: true });
    clock = start;
    const { items } = await handler.call(talkList, {});
    expect(items.findIndex(({ id }) => id === codes[1]!.id)).toBeLessThan(
      items.findIndex(({ id }) => id === codes[2]!.id),
    );
  });

  test('goes by the hours of the unit, which those below it share until they have their own', async () => {
    const { as, tree, write } = server.current;
    const place = await write((tx) => plantNode(tx, 'village', tree.townshipB, '下塘村'));
    const [there, township] = [
      await as('department_handler', { at: place }),
      await as('township_worker', { at: tree.townshipB }),
    ];
    expect(await there.call(talkHours, {})).toMatchObject({ version: null, promiseMinutes: 120 });
    const hours = { working: [[480, 540]] as [number, number][], off: [], promiseMinutes: 30 };
    const key = newOpaqueId();
    const twice = await Promise.all(
      [1, 2].map(() => township.call(setTalkHours, { body: { ...hours, version: null } }, { key })),
    );
    expect(twice).toEqual([{ version: 1 }, { version: 1 }]);
    expect(await there.call(talkHours, {})).toMatchObject({ ...hours, version: null });
    expect(await township.outcome(setTalkHours, { body: { ...hours, version: null } })).toBe('stale');
    const { code } = await send(place);
    await say(code, '请问');
    const closed = { open: false, opensAt: '2026-11-27T00:00:00.000Z', promisedAt: '2026-11-27T00:30:00Z' };
    expect((await read(code)).standing).toMatchObject(closed);
    const always = { working: [[0, 1_440]] as [number, number][], off: [], promiseMinutes: 60, version: null };
    await there.call(setTalkHours, { body: always });
    // What was promised stays.
    expect((await read(code)).standing).toMatchObject({ open: true, promisedAt: '2026-11-27T00:30:00Z' });
    expect(await there.outcome(setTalkHours, { body: { ...always, version: 1, working: [[600, 500]] } })).toBe(
      'invalid',
    );
  });
});

describe('hand-over', () => {
  test('to a colleague is told to the resident without name and note', async () => {
    const { as } = server.current;
    const second = await as('department_handler', { at: village });
    const { code, id } = await send();
    await say(code, '在吗');
    await handler.call(attendTalk, { params: { id } });
    const { items } = await handler.call(talkStaff, { params: { id } });
    expect(items.map(({ accountId }) => accountId)).toContain(second.session?.accountId);
    expect(items.map(({ accountId }) => accountId)).not.toContain(handler.session?.accountId);
    const accountId = second.session?.accountId ?? '';
    const note = `来人情绪激动 ${hostile}`;
    await handler.call(handTalk, { params: { id }, body: { accountId, note } });
    const seen = await second.call(requestTalk, { params: { id } });
    expect(seen).toMatchObject({ mine: true, messages: [{}, { what: 'attended' }, { what: 'handed', text: note }] });
    const told = await server.current.nobody.raw(codeTalk, { query: { code } });
    expect(told.body).toMatchObject({
      messages: [{}, { what: 'attended', text: null }, { what: 'handed', text: null }],
    });
    expect(told.text).not.toContain('情绪激动');
    const stranger = await as('department_handler', { at: other });
    for (const wrong of [stranger, handler].map((each) => each.session?.accountId ?? '')) {
      const body = { accountId: wrong === handler.session?.accountId ? accountId : wrong, note };
      expect(await second.outcome(handTalk, { params: { id }, body })).toBe('invalid');
    }
  });

  test('to another unit takes the thread along', async () => {
    const { code, id } = await send();
    await say(code, '在吗');
    await handler.call(assignRequest, {
      params: { id },
      body: { version: 1, unitId: other.id, reason: '在上塘村地界' },
    });
    expect((await handler.raw(requestTalk, { params: { id } })).status).toBe(404);
    const there = await server.current.as('department_handler', { at: other });
    expect(await there.call(requestTalk, { params: { id } })).toMatchObject({
      attendant: null,
      messages: [{ text: '在吗' }],
      standing: { unitName: '上塘村', place: 1 },
    });
    await say(code, '还在吗');
    expect((await read(code)).messages.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});

interface Heard {
  readonly ids: number[];
  readonly text: () => string;
  readonly leave: () => void;
  readonly over: Promise<void>;
}
const opened: (() => void)[] = [];
afterEach(() => {
  for (const leave of opened.splice(0)) leave();
});

const listen = async (code: string, last?: number): Promise<Heard> => {
  const { port } = server.current.app.server.address() as AddressInfo;
  const cut = new AbortController();
  opened.push(() => cut.abort());
  const reply = await fetch(`http://127.0.0.1:${port}/api/requests/talk`, {
    signal: cut.signal,
    headers: {
      accept: 'text/event-stream',
      'x-query': `code=${code}`,
      ...(last === undefined ? {} : { 'last-event-id': String(last) }),
    },
  });
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const ids: number[] = [];
  let text = '';
  const readAll = async (): Promise<void> => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of reply.body ?? []) {
      const more = decoder.decode(chunk, { stream: true });
      text += more;
      const blocks = (rest + more).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const id = /^id: (\d+)$/m.exec(block)?.[1];
        if (id !== undefined) ids.push(Number(id));
      }
    }
  };
  return { ids, text: () => text, leave: () => cut.abort(), over: readAll().catch(() => undefined) };
};

describe('the stream', () => {
  test('tells what is there, then what comes, and after a cut only what was missed', async () => {
    const { code, id } = await send();
    await say(code, '一');
    const first = await listen(code);
    await expect.poll(() => first.ids).toEqual([1]);
    expect(first.text()).toContain('event: standing');
    await handler.call(tellResident, { params: { id }, body: { text: '二' } });
    await expect.poll(() => first.ids, { timeout: 5_000 }).toEqual([1, 2]);
    first.leave();
    for (const text of ['三', '四', '五']) await say(code, text);
    const second = await listen(code, 2);
    await expect.poll(() => second.ids).toEqual([3, 4, 5]);
    await say(code, '六');
    await expect.poll(() => second.ids, { timeout: 5_000 }).toEqual([3, 4, 5, 6]);
    expect(second.text()).not.toContain('二');
  });

  test('of one thread hears nothing of another', async () => {
    const [one, two] = [await send(), await send()];
    const stream = await listen(one.code);
    await say(two.code, '别人的话');
    await say(one.code, '自己的话');
    await expect.poll(() => stream.ids, { timeout: 5_000 }).toEqual([1]);
    expect(stream.text()).not.toContain('别人的话');
  });

  test('goes along when the request is given to another unit', async () => {
    const { code, id } = await send();
    const stream = await listen(code);
    await say(code, '一');
    await expect.poll(() => stream.ids, { timeout: 5_000 }).toEqual([1]);
    const { version } = await handler.call(oneRequest, { params: { id } });
    await handler.call(assignRequest, { params: { id }, body: { version, unitId: other.id, reason: '在上塘村地界' } });
    await expect.poll(stream.text, { timeout: 5_000 }).toContain('上塘村');
    const there = await server.current.as('department_handler', { at: other });
    await there.call(tellResident, { params: { id }, body: { text: '二' } });
    await expect.poll(() => stream.ids, { timeout: 5_000 }).toEqual([1, 2]);
  });

  test('brings more than one reading holds', async () => {
    const { code, id } = await send();
    await say(code, '0');
    await server.current.write(async (tx) => {
      const first = await tx.selectFrom('talk_message').selectAll().where('talk_id', '=', id).executeTakeFirstOrThrow();
      const rest = Array.from({ length: 449 }, (_, n) => ({
        ...first,
        id: newOpaqueId(),
        client_key: newOpaqueId(),
        seq: n + 2,
      }));
      await tx.insertInto('talk_message').values(rest).execute();
      await tx.updateTable('talk').set({ last_seq: 450 }).where('id', '=', id).execute();
    });
    const stream = await listen(code, 0);
    await expect.poll(() => stream.ids.length, { timeout: 5_000 }).toBe(450);
    expect(stream.ids).toEqual(Array.from({ length: 450 }, (_, n) => n + 1));
  });

  test('of one holder is kept for four at a time', async () => {
    const { code } = await send();
    const streams: Heard[] = [];
    for (let n = 0; n < 5; n += 1) streams.push(await listen(code));
    await streams[0]!.over;
    await say(code, '一');
    await expect.poll(() => streams.slice(1).map(({ ids }) => ids.length), { timeout: 5_000 }).toEqual([1, 1, 1, 1]);
  });
});
