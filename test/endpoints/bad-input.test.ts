/**
 * What a spiteful resident, a broken phone and a bad network send through every way in that asks for no account. Never a fault; what is
 * refused comes back with its words and leaves nothing behind; what is taken is kept as it was written, and once however often it is sent.
 */
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { matterPath } from '#platform/access/scope.ts';
import { makeKey } from '#features/insight/exchange/contract.ts';
import { followRequest, sendRequest } from '#features/service/requests/contract.ts';
import { plantRequest } from '#features/service/requests/factory.ts';
import { followedPhotos } from '#features/service/requests/photos/contract.ts';
import { plantAnswer } from '#features/service/requests/published/factory.ts';
import { writeEntry } from '#features/service/requests/thread/commands.ts';
import { codeOf, hashOf } from '#features/service/requests/sending/access.ts';
import { codeTalk } from '#features/service/requests/talk/contract.ts';
import { followWish } from '#features/service/wishes/sending/contract.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '../harness/app.ts';
import { photo } from '../harness/pictures.ts';
import { plantNode, type Node } from '../harness/tree.ts';
import { badFiles, half, isTaken, naughty, ownTexts, packed, stored, typedIn, wellFormed } from './bad-texts.ts';

/** Nobody waits for a budget to come back. */
let now = new Date('2026-11-26T02:00:00Z');
const server = useApp({ now: () => now });

let village: Node;
let programKey = '';
beforeAll(async () => {
  const { tree, write, as } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  const admin = await as('system_admin');
  ({ key: programKey } = await admin.call(makeKey, { body: { name: '随手拍', contact: '县大数据局' } }));
});

type Fields = Readonly<Record<string, string>>;
let address = 0;
/** Each from another house, unless one is named. */
const post = (url: string, fields: Fields, from?: string) => {
  address += 1;
  return server.current.app.inject({
    method: 'POST',
    url,
    remoteAddress: from ?? `10.1.${address >> 8}.${address & 255}`,
    headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
};
type Reply = Awaited<ReturnType<typeof post>>;

/** Not within a UUID: one in some seven hundred has figures alone where a code would. */
const codeIn = (text: string): string =>
  /(?<![\w-])[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}(?![\w-])/.exec(text)?.[0] ?? '';

const tables = ['service_request', 'service_request_entry', 'service_request_photo', 'talk_message', 'wish', 'file'];
/** Rows by table, whoever may see them. */
const rows = async (): Promise<Record<string, number>> => {
  const client = new pg.Client({ ...server.current.admin });
  await client.connect();
  await client.query(`set search_path = ${server.current.entry.schema}`);
  const found: Record<string, number> = {};
  for (const table of tables) {
    const { rows: counted } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    found[table] = counted[0]?.n ?? 0;
  }
  await client.end();
  return found;
};

const form = (more: Fields = {}): Fields => ({
  key: newOpaqueId(),
  kind: 'help',
  category: 'roads',
  areaId: village.id,
  sure: 'yes',
  ...more,
});

/** A request in a state, as its resident holds it. */
const held = async (state: 'received' | 'answered'): Promise<string> => {
  const { county, write } = server.current;
  const { id } = await write((tx) => plantRequest(tx, county, { unit: village, area: village, state }));
  const code = codeOf(county, id);
  await write(async (tx) => {
    const code_hash = hashOf(county, code);
    await tx.updateTable('service_request').set({ code_hash }).where('id', '=', id).execute();
    if (state !== 'answered') return;
    const request = { id, org_path: matterPath(village.path, id) };
    await writeEntry(tx, county, { request, kind: 'answered', unitId: village.id, actor: '经办人', text: '已经修好' });
  });
  return code;
};
const follow = (code: string) => server.current.nobody.call(followRequest, { query: { code } });

interface Entrance {
  /** The table whose rows are what was written. */
  readonly table: string;
  readonly most: number;
  readonly field: string;
  readonly texts: readonly string[];
  /** What is written to, made once for each text. */
  readonly before?: () => Promise<string>;
  readonly send: (text: string, key: string, at: string) => Promise<Reply>;
  /** What was kept of it. */
  readonly read: (reply: Reply, at: string) => Promise<string | null | undefined>;
}

const entrances: Readonly<Record<string, Entrance>> = {
  'a request': {
    table: 'service_request',
    most: 2_000,
    field: 'text',
    texts: [...ownTexts, ...naughty],
    send: (text, key) => post('/portal/requests/new', form({ key, text })),
    read: async ({ body }) => (await follow(codeIn(body))).text,
  },
  'a request sent back': {
    table: 'service_request_entry',
    most: 1_000,
    field: 'reason',
    texts: [...ownTexts, ...packed(900)],
    before: () => held('answered'),
    send: (reason, key, code) => post('/portal/requests/follow/reopen', { key, code, reason }),
    read: async (_reply, code) => (await follow(code)).entries.at(-1)?.text,
  },
  'a word in the live thread': {
    table: 'talk_message',
    most: 1_000,
    field: 'text',
    texts: [...ownTexts, ...packed(900)],
    before: () => held('received'),
    send: (text, key, code) => post('/portal/requests/follow/talk/say', { key, code, text }),
    read: async (_reply, code) =>
      (await server.current.nobody.call(codeTalk, { query: { code } })).messages.at(-1)?.text,
  },
  'a wish': {
    table: 'wish',
    most: 1_000,
    field: 'text',
    texts: [...ownTexts, ...packed(900)],
    send: (text, key) =>
      post('/portal/wishes/new', { key, category: 'repair', areaId: village.id, text, phone: '13800001234' }),
    read: async ({ body }) => (await server.current.nobody.call(followWish, { query: { code: codeIn(body) } })).text,
  },
  'a request of another program': {
    table: 'service_request',
    most: 2_000,
    field: 'description',
    texts: [...ownTexts, ...packed(1_800)],
    // The standard has no keys: the same words of one day are the same request.
    send: (description, key) =>
      post('/open311/v2/requests.json', {
        api_key: programKey,
        service_code: 'roads',
        address_id: village.id,
        description,
        first_name: key,
      }),
    read: async ({ body }) => (await follow(codeIn(body))).text,
  },
};

describe.each(Object.entries(entrances))('%s', (_name, { table, most, field, texts, before, send, read }) => {
  test('is kept as it was written, or comes back with its words', { timeout: 600_000 }, async () => {
    const faults: string[] = [];
    let taken = 0;
    const started = (await rows())[table] ?? 0;
    for (const [place, text] of texts.entries()) {
      now = new Date(now.getTime() + 5_000);
      const at = (await before?.()) ?? '';
      const reply = await send(text, newOpaqueId(), at);
      const fault = (what: string): number => faults.push(`${place} ${JSON.stringify(text.slice(0, 60))}: ${what}`);
      if (reply.statusCode < 400) {
        taken += 1;
        if ((await read(reply, at)) !== stored(text)) fault('kept otherwise');
      } else if (reply.statusCode >= 500) fault(`status ${reply.statusCode}`);
      else if (isTaken(text, most)) fault(`refused with ${reply.statusCode}`);
      // Too much for a body: the browser still has the page before.
      else if (reply.statusCode !== 413 && field !== 'description') {
        const shown = typedIn(reply.body, field);
        if (shown !== wellFormed(text).replaceAll(/\r\n?/g, '\n').replaceAll('\0', '\ufffd'))
          fault(`shown as ${JSON.stringify(shown?.slice(0, 60))}`);
        if (!reply.body.includes(`id="f-${field}-wrong"`)) fault('nothing beside the field');
      }
    }
    expect(faults).toEqual([]);
    expect(taken).toBeGreaterThan(10);
    const planted = table === 'service_request_entry' ? texts.length : 0;
    expect(((await rows())[table] ?? 0) - started - planted).toBe(taken);
  });

  test('is kept once, however often and at whatever moment it is sent', async () => {
    const started = (await rows())[table] ?? 0;
    const key = newOpaqueId();
    const at = (await before?.()) ?? '';
    const again = await Promise.all([1, 2, 3, 4].map(() => send('网不好，这件事发了好几遍', key, at)));
    again.push(await send('网不好，这件事发了好几遍', key, at));
    expect(again.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(again.map(({ body }) => codeIn(body))).size).toBe(1);
    const kept = ((await rows())[table] ?? 0) - started;
    expect(kept - (table === 'service_request_entry' ? 1 : 0)).toBe(1);
  });
});

describe('what is looked for', () => {
  const lookers: Readonly<Record<string, (text: string) => Promise<Reply>>> = {
    'by an address': (text) =>
      server.current.app.inject({ url: `/portal/search?words=${encodeURIComponent(wellFormed(text))}` }),
    'in answers': (text) => post('/portal/requests/answers', { key: newOpaqueId(), text }),
    'by the code of a request': (code) => post('/portal/requests/follow', { key: newOpaqueId(), code }),
    'by the code of a wish': (code) => post('/portal/wishes/follow', { key: newOpaqueId(), code }),
    'by the code of a talk': (code) => post('/portal/requests/follow/talk', { key: newOpaqueId(), code }),
    'to be rated': (code) => post('/portal/requests/rate', { key: newOpaqueId(), code }),
    'with a grade': (grade) => post('/portal/requests/rate/send', { key: newOpaqueId(), code: grade, grade }),
    'to be claimed': (code) => post('/portal/mine/claim', { key: newOpaqueId(), code }),
    'by a phone': (phone) => post('/portal/mine/code', { key: newOpaqueId(), phone }),
    'by phone and code': (code) => post('/portal/mine/enter', { key: newOpaqueId(), phone: code, code }),
    'by place and kind': (text) =>
      post('/portal/requests/duties', { key: newOpaqueId(), areaId: text, category: text }),
    'of another program': (text) =>
      server.current.app.inject({
        url: `/open311/v2/requests.xml?service_code=${encodeURIComponent(wellFormed(text))}&start_date=${encodeURIComponent(wellFormed(text))}`,
      }),
  };
  test.each(Object.entries(lookers))(
    '%s is never a fault and never markup',
    { timeout: 600_000 },
    async (_name, look) => {
      const faults: string[] = [];
      for (const text of [...ownTexts, ...naughty]) {
        now = new Date(now.getTime() + 120_000);
        const { statusCode, body } = await look(text);
        if (statusCode >= 500) faults.push(`${JSON.stringify(text.slice(0, 60))}: ${statusCode}`);
        if (/<script>alert|<img src=x|onerror=alert\(1\)>(?!&)/i.test(body))
          faults.push(`${text.slice(0, 60)}: markup`);
      }
      expect(faults).toEqual([]);
    },
  );
});

describe('a document', () => {
  const good = () => ({ kind: 'help', category: 'roads', areaId: village.id, text: '村口路灯坏了' });
  const documents: Readonly<Record<string, () => string>> = {
    'with half a character': () => JSON.stringify({ ...good(), text: '路灯' }).replace('路灯', '路灯坏了\\ud83d'),
    'with a name of half a character': () => JSON.stringify({ ...good(), name: half }),
    'cut off': () => JSON.stringify(good()).slice(0, -9),
    'of nothing': () => '',
    'of another kind': () => '[[[[]]]]',
    'with a name that programs know': () => `{"__proto__":{"kind":"help"},"constructor":{"prototype":{}}}`,
    'a thousand deep': () => `{"text":${'['.repeat(1_000)}${']'.repeat(1_000)}}`,
    'of three megabytes': () => JSON.stringify({ ...good(), text: '长'.repeat(1_000_000) }),
  };
  test.each(Object.entries(documents))('%s is refused', async (_name, make) => {
    const started = await rows();
    const reply = await server.current.app.inject({
      method: 'POST',
      url: `/api${sendRequest.path}`,
      headers: { host: 'localhost', 'content-type': 'application/json', 'idempotency-key': newOpaqueId() },
      payload: make(),
    });
    expect(reply.statusCode).toBeGreaterThanOrEqual(400);
    expect(reply.statusCode).toBeLessThan(500);
    expect(await rows()).toEqual(started);
  });

  test('a form of ten thousand fields, and one that is no form, are refused', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`f${n}`, 'x']));
    expect((await post('/portal/requests/new', many)).statusCode).toBe(422);
    const odd = await server.current.app.inject({
      method: 'POST',
      url: '/portal/requests/new',
      headers: { host: 'localhost', 'content-type': 'text/xml' },
      payload: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    });
    expect(odd.statusCode).toBe(415);
    expect(odd.body).not.toContain('root:');
  });
});

test('a text that is cut within a character to look for the like finds it, and is kept whole', async () => {
  const { county, write } = server.current;
  await write((tx) => plantAnswer(tx, county, { unit: village, area: village, state: 'published' }));
  const asked = '村里的路灯坏了找谁修？';
  const text = `${asked}${'长'.repeat(1_999 - asked.length)}😀`;
  const { sure: _, ...fields } = form({ text });
  const { statusCode, body } = await post('/portal/requests/new', fields);
  expect([statusCode, body.includes('可能已有答复'), typedIn(body, 'text')]).toEqual([200, true, text]);
});

describe('photos', () => {
  const add = async (code: string, key: string, ...photos: readonly Buffer[]): Promise<Reply> => {
    const data = new FormData();
    data.append('key', key);
    data.append('code', code);
    for (const bytes of photos) data.append('photos', new Blob([new Uint8Array(bytes)]), '\u202egpj.exe😀".jpg');
    const body = new Response(data);
    address += 1;
    return server.current.app.inject({
      method: 'POST',
      url: '/portal/requests/follow/photos',
      remoteAddress: `10.2.${address >> 8}.${address & 255}`,
      headers: { host: 'localhost', 'content-type': body.headers.get('content-type') ?? '' },
      payload: Buffer.from(await body.arrayBuffer()),
    });
  };

  test.each(Object.entries(badFiles))('%s is refused in words, with the good one beside it', async (_name, make) => {
    const code = await held('received');
    const started = await rows();
    const reply = await add(code, newOpaqueId(), await photo(60, 40), await make());
    expect([413, 422]).toContain(reply.statusCode);
    expect(reply.body).toMatch(/class="wrong"|class="summary"|后退/);
    expect(await rows()).toEqual(started);
  });

  test('are kept once, however often they are sent', async () => {
    const [code, key, picture] = [await held('received'), newOpaqueId(), await photo(60, 40)];
    const replies = await Promise.all([1, 2, 3].map(() => add(code, key, picture)));
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect((await server.current.nobody.call(followedPhotos, { query: { code } })).items).toHaveLength(1);
  });
});

describe('a flood from one address', () => {
  const floods: Readonly<Record<string, (n: number, from: string) => Promise<Reply>>> = {
    requests: (n, from) => post('/portal/requests/new', form({ text: `第 ${n} 件灌水的事` }), from),
    wishes: (n, from) =>
      post(
        '/portal/wishes/new',
        {
          key: newOpaqueId(),
          category: 'repair',
          areaId: village.id,
          text: `第 ${n} 个灌水的心愿`,
          phone: '13800001234',
        },
        from,
      ),
    guesses: (_n, from) => post('/portal/requests/follow', { key: newOpaqueId(), code: 'ABCD-EFGH-JKMN' }, from),
  };
  test.each(Object.entries(floods))('of %s is slowed down, and locks nobody out', async (_name, send) => {
    const from = '10.9.0.1';
    const replies: Reply[] = [];
    for (let n = 0; n < 80; n += 1) replies.push(await send(n, from));
    const slowed = replies.filter(({ statusCode }) => statusCode === 429);
    expect(slowed.length).toBeGreaterThan(10);
    expect(replies.filter(({ statusCode }) => statusCode >= 500)).toEqual([]);
    const last = slowed.at(-1);
    // What was written stands in the page that says so, and the wait is short: a village shares the address.
    expect(last?.body).toMatch(/灌水|ABCD-EFGH-JKMN/);
    expect(Number(last?.headers['retry-after'])).toBeLessThanOrEqual(5);
    expect((await server.current.app.inject({ url: '/portal', remoteAddress: from })).statusCode).toBe(200);
    expect((await send(100, '10.9.0.2')).statusCode).not.toBe(429);
    now = new Date(now.getTime() + 5_000);
    expect((await send(101, from)).statusCode).not.toBe(429);
  });
});
