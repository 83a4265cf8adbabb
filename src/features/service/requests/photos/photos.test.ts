import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { photo, secret } from '#test/harness/pictures.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { assignRequest, oneRequest, refuseRequest, sendRequest } from '../contract.ts';
import { addPhotos, followedPhoto, followedPhotos, requestPhoto, requestPhotos } from './contract.ts';

let now = new Date('2026-11-26T04:00:00Z');
const server = useApp({ now: () => now });
afterEach(() => {
  now = new Date('2026-11-26T04:00:00Z');
});

let village: Node;
let department: Node;
let worker: Client;
let handler: Client;
let elsewhere: Client;
let picture: Buffer;
beforeAll(async () => {
  const { as, tree, write } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  department = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
  worker = await as('township_worker', { at: tree.townshipA });
  elsewhere = await as('township_worker', { at: tree.townshipB });
  handler = await as('department_handler', { at: department });
  picture = await photo(2000, 1200, 6);
});

const send = async (): Promise<{ id: string; code: string }> => {
  const body = { kind: 'help', category: 'roads', areaId: village.id, text: '村口路灯坏了三盏' } as const;
  return server.current.nobody.call(sendRequest, { body });
};

interface Given {
  readonly code: string;
  readonly photos: readonly Buffer[];
  readonly key?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
/** As a browser without script sends the form. */
const post = async ({
  code,
  photos,
  key = newOpaqueId(),
  url = '/portal/requests/follow/photos',
  headers = {},
}: Given) => {
  const form = new FormData();
  form.append('key', key);
  form.append('code', code);
  for (const [at, bytes] of photos.entries()) form.append('photos', new Blob([new Uint8Array(bytes)]), `照片${at}.jpg`);
  const body = new Response(form);
  return server.current.app.inject({
    method: 'POST',
    url,
    headers: { host: 'localhost', 'content-type': body.headers.get('content-type') ?? '', ...headers },
    payload: Buffer.from(await body.arrayBuffer()),
  });
};
const add = (code: string, ...photos: readonly Buffer[]) => post({ code, photos });
const followed = (code: string) => server.current.nobody.call(followedPhotos, { query: { code } });
const shown = (client: Client, id: string) => client.call(requestPhotos, { params: { id } });
const filesKept = async (): Promise<number> => {
  const { folder } = server.current;
  const shelves = await readdir(join(folder, 'files'), { withFileTypes: true, recursive: true }).catch(() => []);
  return shelves.filter((entry) => entry.isFile()).length;
};

describe('photos of a request', () => {
  test('are drawn anew and seen by the holder of the code and the unit in charge', async () => {
    const { nobody } = server.current;
    const { id, code } = await send();
    const page = await add(code, picture, await photo(300, 200));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('照片已收到');
    const { items, left } = await followed(code);
    expect(items.map(({ width, height }) => [width, height])).toEqual([
      [960, 1600],
      [300, 200],
    ]);
    expect(left).toBe(4);
    for (const { link } of items) {
      expect(page.body).not.toContain(code.toLowerCase());
      const file = await nobody.raw(followedPhoto, { params: { link } });
      expect([file.status, file.headers['content-type']]).toEqual([200, 'image/jpeg']);
      expect([file.bytes.includes(secret), file.bytes.includes('Exif')]).toEqual([false, false]);
    }
    const listed = (await shown(worker, id)).items;
    expect(listed.map((one) => one.id)).toEqual(items.map((one) => one.id));
    const file = await worker.raw(requestPhoto, { params: { id, photo: listed[0]?.id ?? '' } });
    expect([file.status, file.bytes.subarray(0, 3).toString('hex')]).toEqual([200, 'ffd8ff']);
    const { entries } = await worker.call(oneRequest, { params: { id } });
    expect(entries.map(({ kind, unitName }) => [kind, unitName !== null])).toEqual([
      ['received', true],
      ['photos', false],
    ]);
    const audited = await server.current
      .read()
      .selectFrom('audit_event')
      .select(['action', 'actor'])
      .where('entity_id', '=', id)
      .where('action', '=', addPhotos.name)
      .execute();
    expect(audited).toEqual([{ action: 'requests.addPhotos', actor: '群众' }]);
  });

  test('are seen by nobody else', async () => {
    const { nobody } = server.current;
    const { id, code } = await send();
    const other = await send();
    await add(code, picture);
    const [mine] = (await followed(code)).items;
    expect(mine).toBeDefined();
    const params = { id, photo: mine?.id ?? '' };
    for (const client of [elsewhere, handler]) {
      expect(await client.outcome(requestPhotos, { params: { id } })).toBe('not_found');
      expect(await client.outcome(requestPhoto, { params })).toBe('not_found');
    }
    expect(await worker.outcome(requestPhoto, { params: { ...params, id: other.id } })).toBe('not_found');
    expect((await followed(other.code)).items).toEqual([]);
    const link = mine?.link ?? '';
    const [request = '', , until = '', seal = ''] = link.split('.');
    for (const forged of [
      [other.id, mine?.id, until, seal].join('.'),
      [request, newOpaqueId(), until, seal].join('.'),
      [request, mine?.id, 'zzzzzzz', seal].join('.'),
      [request, mine?.id, until, 'A'.repeat(seal.length)].join('.'),
    ])
      expect(await nobody.outcome(followedPhoto, { params: { link: forged } })).toBe('not_found');
    now = new Date('2026-11-26T05:00:01Z');
    expect(await nobody.outcome(followedPhoto, { params: { link } })).toBe('not_found');
  });

  test('go where their request goes', async () => {
    const { nobody } = server.current;
    const { id, code } = await send();
    await add(code, picture);
    const { version } = await worker.call(oneRequest, { params: { id } });
    const body = { version, unitId: department.id, reason: '由交通局养护' };
    await worker.call(assignRequest, { params: { id }, body });
    const [there] = (await shown(handler, id)).items;
    expect((await handler.raw(requestPhoto, { params: { id, photo: there?.id ?? '' } })).status).toBe(200);
    expect(await worker.outcome(requestPhotos, { params: { id } })).toBe('not_found');
    const [mine] = (await followed(code)).items;
    expect((await nobody.raw(followedPhoto, { params: { link: mine?.link ?? '' } })).status).toBe(200);
  });

  test('are six at most, and none once it has ended', async () => {
    const { id, code } = await send();
    const small = await photo(40, 30);
    const many = await post({ code, photos: Array.from({ length: 7 }, () => small) });
    expect([many.statusCode, many.body.includes('一件诉求最多 6 张照片')]).toEqual([422, true]);
    await add(code, small, small, small, small);
    const more = await add(code, small, small, small);
    expect([more.statusCode, more.body.includes('只能再加 2 张')]).toEqual([422, true]);
    const { version } = await worker.call(oneRequest, { params: { id } });
    await worker.call(refuseRequest, { params: { id }, body: { version, reason: '已在法院起诉', way: '请等判决' } });
    const late = await add(code, small);
    expect(late.statusCode).toBe(422);
    expect((await followed(code)).left).toBe(0);
    expect((await shown(worker, id)).items).toHaveLength(4);
  });

  test('that cannot be read take the others with them, and leave nothing behind', async () => {
    const { code } = await send();
    const before = await filesKept();
    const wrong = await add(code, picture, Buffer.from('<svg onload="x()"/>'));
    expect([wrong.statusCode, wrong.body.includes('第 2 张不是 JPG、PNG 或 WebP 照片')]).toEqual([422, true]);
    const cut = await add(code, picture.subarray(0, 900));
    expect([cut.statusCode, cut.body.includes('第 1 张打不开')]).toEqual([422, true]);
    const none = await add(code);
    expect([none.statusCode, none.body.includes('请先选照片')]).toEqual([422, true]);
    expect((await followed(code)).items).toEqual([]);
    expect(await filesKept()).toBe(before);
  });

  test('sent twice are added once, and another photo by the same key is refused', async () => {
    const { code } = await send();
    const key = newOpaqueId();
    const before = await filesKept();
    const pages = [await post({ code, photos: [picture], key }), await post({ code, photos: [picture], key })];
    expect(pages.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const other = await post({ code, photos: [await photo(30, 30)], key });
    expect(other.statusCode).toBe(422);
    expect((await followed(code)).items).toHaveLength(1);
    expect((await filesKept()) - before).toBe(1);
    const race = newOpaqueId();
    await Promise.all([1, 2, 3].map(() => post({ code, photos: [picture], key: race })));
    expect((await followed(code)).items).toHaveLength(2);
    expect((await filesKept()) - before).toBe(2);
  });

  test('need the code, and come from no other site', async () => {
    const { code } = await send();
    const lost = await add('2345-6789-ABCD', picture);
    expect(lost.statusCode).toBe(404);
    const foreign = await post({ code, photos: [picture], headers: { origin: 'https://evil.example' } });
    expect(foreign.statusCode).toBe(403);
    expect((await followed(code)).items).toEqual([]);
  });

  test('are bounded in bytes, and only their form takes files', async () => {
    const { code } = await send();
    const huge = await add(code, Buffer.alloc(21_000_000));
    expect([huge.statusCode, huge.body.includes('一次共不能超过 20 MB')]).toEqual([413, true]);
    const long = await add(code, Buffer.alloc(10_500_000));
    expect([long.statusCode, long.body.includes('每张照片不能超过 10 MB')]).toEqual([422, true]);
    const elsewhereSent = await post({ code, photos: [picture], url: '/portal/requests/follow' });
    expect(elsewhereSent.statusCode).toBe(415);
    const broken = await server.current.app.inject({
      method: 'POST',
      url: '/portal/requests/follow/photos',
      headers: { host: 'localhost', 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--y\r\nnonsense',
    });
    expect(broken.statusCode).toBe(422);
  });

  test('are taken from programs as well', async () => {
    const { nobody } = server.current;
    const { code } = await send();
    const photos = [(await photo(40, 30)).toString('base64')];
    expect(await nobody.call(addPhotos, { body: { code, photos } })).toEqual({ added: 1, left: 5 });
    expect(await nobody.outcome(addPhotos, { body: { code, photos: ['!!!'] } })).toBe('invalid');
  });
});

test('the page of thanks and the page of a request offer to add photos, without script', async () => {
  const fields = {
    key: newOpaqueId(),
    kind: 'help',
    category: 'roads',
    areaId: village.id,
    text: '路灯坏了三盏',
    sure: 'yes',
  };
  const page = await server.current.app.inject({
    method: 'POST',
    url: '/portal/requests/new',
    headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  expect(page.body).toMatch(/<form id="photos"[^>]*enctype="multipart\/form-data"/i);
  expect(page.body).toMatch(/<input[^>]*type="file"[^>]*accept="image\/jpeg,image\/png,image\/webp"/);
  expect(page.body).not.toContain('<script');
});
