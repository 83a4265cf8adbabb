/** Pictures of articles: drawn anew, bound to their article, public for as long as it is. */
import { deflateSync } from 'node:zlib';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { saveContact } from '../contacts/contract.ts';
import * as contract from '../contract.ts';
import { portalFoot, saveFoot } from '../foot/contract.ts';
import { publicArticle, publicImage } from '../reading/contract.ts';
import { reviewItems } from '../rules.ts';

const server = useApp();
let writer: Client;
let columnId: string;
beforeAll(async () => {
  const { as, tree } = server.current;
  writer = await as('publisher', { at: tree.townshipA });
  const { items } = await writer.call(contract.publishingColumns, {});
  columnId = items.find(({ slug }) => slug === 'news-county')!.id;
});

const secret = '拍摄地点 31.23,121.47';
const crc32 = (bytes: Buffer): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
};
const chunk = (name: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
};
/** A red square with a secret beside it. */
const png = (): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(8, 0);
  head.writeUInt32BE(8, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = [0, ...Array.from({ length: 8 }, () => [255, 0, 0]).flat()];
  const rows = deflateSync(Buffer.from(Array.from({ length: 8 }, () => row).flat()));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(`Comment\0${secret}`)),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const text = (content: unknown[]) => ({
  columnId,
  title: '有图',
  summary: '',
  source: '',
  body: { type: 'doc' as const, content },
});
const image = (file: string) => ({ type: 'image', attrs: { file, alt: '一个红色方块', caption: '图一' } });
const create = async () => (await writer.call(contract.createArticle, { body: text([]) })).id;
const upload = (id: string, content: Buffer | string = png(), key = newOpaqueId()) =>
  writer.upload(contract.addImage, { params: { id } }, { name: '某人的照片.png', content }, { key });
const version = async (id: string) => (await writer.call(contract.oneArticle, { params: { id } })).version;

test('a picture is drawn anew, shown with its article, and gone with it', async () => {
  const { as, nobody, tree } = server.current;
  const id = await create();
  const { file, width, mediaType } = await upload(id);
  expect([width, mediaType]).toEqual([8, 'image/png']);
  const kept = await writer.raw(contract.articleImage, { params: { id, file } });
  expect(kept.status).toBe(200);
  expect(kept.bytes.includes(secret)).toBe(false);
  const shown = () => nobody.raw(publicImage, { params: { file } });
  expect((await shown()).status).toBe(404);

  await writer.call(contract.saveArticle, { params: { id }, body: { version: 1, ...text([image(file)]) } });
  await writer.call(contract.submitArticle, { params: { id }, body: { version: await version(id) } });
  const reviewer = await as('reviewer', { at: tree.townshipA });
  const checks = reviewItems.map((item) => ({ item, clear: true }));
  const review = { version: await version(id), decision: 'approve' as const, checks };
  await reviewer.call(contract.reviewArticle, { params: { id }, body: review });
  expect((await shown()).status).toBe(404);
  const worker = await as('township_worker', { at: tree.townshipA });
  await worker.call(contract.publishArticle, { params: { id }, body: { version: await version(id) } });
  const { status, headers, bytes } = await shown();
  expect([status, headers['content-type']]).toEqual([200, 'image/png']);
  expect(bytes.equals(kept.bytes)).toBe(true);
  expect(decodeURIComponent(String(headers['content-disposition']))).not.toContain('照片');
  expect((await nobody.call(publicArticle, { params: { id } })).images).toEqual([{ file, width: 8, height: 8 }]);
  const page = await server.current.app.inject({ url: `/portal/articles/${id}`, headers: { host: 'localhost' } });
  expect(page.body).toContain(
    `<img src="/api/public/images/${file}" alt="一个红色方块" width="8" height="8" loading="lazy">`,
  );

  const withdrawal = { version: await version(id), reason: '换图' };
  await worker.call(contract.withdrawArticle, { params: { id }, body: withdrawal });
  expect((await shown()).status).toBe(404);
});

test('a body names no picture of another article', async () => {
  const [mine, other] = [await create(), await create()];
  const { file } = await upload(other);
  const save = await writer.raw(contract.saveArticle, {
    params: { id: mine },
    body: { version: 1, ...text([image(file)]) },
  });
  expect(save.body).toMatchObject({ error: { problems: [{ path: 'body.body', message: 'body_image' }] } });
  const begun = await writer.raw(contract.createArticle, { body: text([image(file)]) });
  expect(begun.status).toBe(422);
});

test('what is no picture is refused, and one sent twice is kept once', async () => {
  const id = await create();
  await expect(upload(id, 'GIF89a')).rejects.toMatchObject({ code: 'invalid' });
  const key = newOpaqueId();
  const [first, again] = [await upload(id, png(), key), await upload(id, png(), key)];
  expect(again).toEqual(first);
  expect((await writer.call(contract.oneArticle, { params: { id } })).images).toHaveLength(1);
  const stranger = await server.current.as('publisher', { at: server.current.tree.townshipB });
  await expect(
    stranger.upload(contract.addImage, { params: { id } }, { name: 'x.png', content: png() }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('a contact and the foot are kept once for a key, each with its event', async () => {
  const { as, tree, admin, entry } = server.current;
  const officer = await as('county_officer');
  const params = { id: tree.branchB1.id };
  const body = { version: 0, phone: '12345', address: '', hours: '' };
  const key = newOpaqueId();
  const kept = await officer.call(saveContact, { params, body }, { key });
  expect(await officer.call(saveContact, { params, body }, { key })).toEqual(kept);
  const { version: before, ...foot } = await officer.call(portalFoot, {});
  const footKey = newOpaqueId();
  const changed = { version: before, ...foot, icp: '浙ICP备1号' };
  const saved = await officer.call(saveFoot, { body: changed }, { key: footKey });
  expect(await officer.call(saveFoot, { body: changed }, { key: footKey })).toEqual(saved);
  const client = new pg.Client({ ...admin });
  await client.connect();
  const { rows } = await client.query(
    `select action from ${entry.schema}.audit_event where action in ('publishing.saveContact', 'publishing.saveFoot') order by action`,
  );
  await client.end();
  expect(rows).toEqual([{ action: 'publishing.saveContact' }, { action: 'publishing.saveFoot' }]);
});
