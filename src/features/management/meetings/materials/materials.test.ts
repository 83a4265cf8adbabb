import { beforeAll, describe, expect, test } from 'vitest';
import { deflateSync } from 'node:zlib';
import yazl from 'yazl';
import { buffer } from 'node:stream/consumers';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import type { Person } from '#test/harness/tree.ts';
import * as contract from '../contract.ts';
import { finishMeeting } from '../factory.ts';
import { ownMeeting } from '../own/contract.ts';
import { attachMaterial, materialFile, ownMaterial, removeMaterial } from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T08:00:00Z') });
const app = () => server.current;
const pdf = Buffer.from('%PDF-1.7 议题材料');

let secretary: Client;
let invited: Client;
let people: Person[] = [];
beforeAll(async () => {
  secretary = await app().as('branch_secretary');
  people = [await app().member(), await app().member()];
  invited = await app().as('member', { person: people[0] as Person });
});

const planned = (): Promise<contract.Meeting> =>
  secretary.call(contract.planMeeting, {
    body: {
      organisationId: app().tree.branchA1.id,
      type: 'members_meeting',
      title: `讨论材料${hostile}`,
      day: '2026-11-26',
      time: '14:30',
    },
  });
const closed = async (): Promise<contract.Meeting> => {
  const meeting = await planned();
  return finishMeeting(secretary, meeting, [meeting.invitees[0]?.personId ?? '']);
};
type Kind = 'paper' | 'sheet' | 'photo' | 'other';
const attach = (
  { id }: { id: string },
  name: string,
  content: Buffer | string,
  kind: Kind = 'paper',
  reason?: string,
) =>
  secretary.upload(
    attachMaterial,
    { params: { id }, query: { kind, ...(reason === undefined ? {} : { reason }) } },
    { name, content },
  );
const at = (meeting: { id: string }, materialId: string) => ({ params: { id: meeting.id, materialId } });
const looked = (meeting: { id: string }) => secretary.call(contract.meetingById, { params: { id: meeting.id } });

describe('a paper', () => {
  test('is opened by the branch, by those above it, and by those who are asked', async () => {
    const meeting = await planned();
    const { id } = await attach(meeting, `议题${hostile}.pdf`, pdf);
    const [material] = (await looked(meeting)).materials;
    expect(material).toMatchObject({
      id,
      kind: 'paper',
      size: pdf.length,
      mediaType: 'application/pdf',
      removed: null,
    });
    for (const client of [secretary, await app().as('township_worker')])
      expect((await client.raw(materialFile, at(meeting, id))).bytes.equals(pdf)).toBe(true);
    const own = await invited.call(ownMeeting, { params: { id: meeting.id } });
    expect(own.materials).toEqual([{ id, kind: 'paper', name: material?.name, size: pdf.length }]);
    const reply = await invited.raw(ownMaterial, at(meeting, id));
    expect(reply.bytes.equals(pdf)).toBe(true);
    expect(reply.headers['content-disposition']).toContain('attachment');
    const stranger = await app().as('member');
    expect((await stranger.raw(ownMaterial, at(meeting, id))).status).toBe(404);
    expect((await invited.raw(materialFile, at(meeting, id))).status).toBe(404);
    const beside = await app().as('township_worker', { at: app().tree.townshipB });
    expect((await beside.raw(materialFile, at(meeting, id))).status).toBe(404);
    const other = await planned();
    expect((await secretary.raw(materialFile, at(other, id))).status).toBe(404);
  });

  test('is not taken over when the next meeting is planned from this one', async () => {
    const meeting = await planned();
    await attach(meeting, 'a.pdf', pdf);
    const body = { organisationId: app().tree.branchA1.id, type: 'members_meeting' as const };
    expect((await secretary.call(contract.planFromLast, { body })).materials).toEqual([]);
  });

  test('goes for good while the meeting is open', async () => {
    const meeting = await planned();
    const { id } = await attach(meeting, 'a.pdf', pdf);
    const before = await app().county.files.olderThan(-1_000_000);
    await secretary.call(removeMaterial, { ...at(meeting, id), body: {} });
    expect((await looked(meeting)).materials).toEqual([]);
    expect((await secretary.raw(materialFile, at(meeting, id))).status).toBe(404);
    await expect.poll(async () => (await app().county.files.olderThan(-1_000_000)).length).toBe(before.length - 1);
  });
});

describe('a closed meeting', () => {
  test('takes a file with a reason, and shows what was taken out and why', async () => {
    const meeting = await closed();
    await expect(attach(meeting, 'a.pdf', pdf, 'photo')).rejects.toMatchObject({
      details: { problems: [{ path: 'query.reason', message: 'material_reason' }] },
    });
    const { id } = await attach(meeting, '签到表.pdf', pdf, 'sheet', `补传${hostile}`);
    expect((await looked(meeting)).materials[0]).toMatchObject({ addedReason: `补传${hostile}` });
    await expect(secretary.call(removeMaterial, { ...at(meeting, id), body: {} })).rejects.toMatchObject({
      details: { problems: [{ path: 'body.reason', message: 'material_reason' }] },
    });
    await secretary.call(removeMaterial, { ...at(meeting, id), body: { reason: `传错${hostile}` } });
    const [gone] = (await looked(meeting)).materials;
    expect(gone).toMatchObject({ name: '签到表.pdf', removed: { reason: `传错${hostile}` } });
    expect((await secretary.raw(materialFile, at(meeting, id))).status).toBe(404);
    await expect(
      secretary.call(removeMaterial, { ...at(meeting, id), body: { reason: '再删' } }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('keeps the signed sheet from those who are asked, and shows them the photo', async () => {
    const meeting = await closed();
    const sheet = await attach(meeting, '签到表.pdf', pdf, 'sheet', '归档');
    const photo = await attach(meeting, '会场.pdf', pdf, 'photo', '归档');
    const own = await invited.call(ownMeeting, { params: { id: meeting.id } });
    expect(own.materials.map((each) => each.id)).toEqual([photo.id]);
    expect((await invited.raw(ownMaterial, at(meeting, sheet.id))).status).toBe(404);
  });

  test('a cancelled one takes nothing', async () => {
    const meeting = await planned();
    const body = { version: meeting.version, reason: '人数不足' };
    await secretary.call(contract.cancelMeeting, { params: { id: meeting.id }, body });
    await expect(attach(meeting, 'a.pdf', pdf)).rejects.toMatchObject({ code: 'conflict' });
  });
});

const packed = async (...names: readonly string[]): Promise<Buffer> => {
  const zip = new yazl.ZipFile();
  for (const name of names) zip.addBuffer(Buffer.from('<x/>'), name);
  zip.end();
  return buffer(zip.outputStream);
};
const bomb = async (): Promise<Buffer> => {
  const zip = new yazl.ZipFile();
  for (const name of ['[Content_Types].xml', 'word/document.xml']) zip.addBuffer(Buffer.alloc(30_000_000), name);
  zip.end();
  return buffer(zip.outputStream);
};

describe('the gate', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['a.pdf', () => Buffer.from('<html><script>'), 'file_kind'],
    ['a.pdf', () => Buffer.from('MZ\u0090'), 'file_kind'],
    ['空.pdf', () => Buffer.alloc(0), 'file_kind'],
    ['a.svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file_kind'],
    ['a.docx', () => packed('a.exe'), 'file_kind'],
    ['a.docx', () => packed('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'), 'file_programs'],
    ['a.docx', async () => (await packed('[Content_Types].xml', 'word/document.xml')).subarray(0, 60), 'file_damaged'],
    ['a.docx', bomb, 'file_damaged'],
    ['a.jpg', () => Buffer.from('ffd8ffe1ffff', 'hex'), 'file_damaged'],
    ['a.png', () => Buffer.from('89504e470d0a1a0a0000ffff49484452', 'hex'), 'file_damaged'],
    ['机密.pdf', () => pdf, 'material_secret'],
  ])('refuses %s (%#) and leaves nothing in the store', async (name, content, message) => {
    const meeting = await planned();
    const before = await app().county.files.olderThan(-1_000_000);
    await expect(attach(meeting, name, await content())).rejects.toMatchObject({
      code: 'invalid',
      details: { problems: [{ path: 'file', message }] },
    });
    expect(await app().county.files.olderThan(-1_000_000)).toHaveLength(before.length);
  });

  test('takes office files by what they hold, whatever they are called', async () => {
    const meeting = await planned();
    await attach(meeting, '议程', await packed('[Content_Types].xml', 'word/document.xml'));
    await attach(meeting, '名单.xlsx', await packed('[Content_Types].xml', 'xl/workbook.xml'));
    const kinds = (await looked(meeting)).materials.map((each) => each.mediaType.split('.').at(-2));
    expect(kinds).toEqual(['wordprocessingml', 'spreadsheetml']);
  });

  test('takes a picture without its place and device, and keeps which way is up', async () => {
    const meeting = await planned();
    const { id } = await attach(meeting, '会场.jpg', photo(), 'photo');
    const { bytes } = await secretary.raw(materialFile, at(meeting, id));
    expect(bytes.includes('GPS')).toBe(false);
    expect(bytes.includes('相机')).toBe(false);
    expect(bytes.includes(Buffer.from('010600', 'hex'))).toBe(false);
    expect(bytes.subarray(-2).toString('hex')).toBe('ffd9');
    expect(bytes.indexOf('Exif')).toBeGreaterThan(0);
    expect(bytes.readUInt16BE(bytes.indexOf('Exif') + 24)).toBe(6);
    const drawing = await attach(meeting, '图.png', png(), 'photo');
    const shown = (await secretary.raw(materialFile, at(meeting, drawing.id))).bytes;
    expect(shown.includes('tEXt')).toBe(false);
    expect(shown.includes('IDAT')).toBe(true);
  });

  test('takes no more than a meeting can hold', async () => {
    const meeting = await planned();
    for (let n = 0; n < 30; n += 1) await attach(meeting, `${n}.pdf`, pdf);
    await expect(attach(meeting, '31.pdf', pdf)).rejects.toMatchObject({ details: { message: 'many_materials' } });
  });

  test('a request sent twice adds one file', async () => {
    const meeting = await planned();
    const key = newOpaqueId();
    const send = () =>
      secretary.upload(
        attachMaterial,
        { params: { id: meeting.id }, query: { kind: 'paper' } },
        { name: 'a.pdf', content: pdf },
        { key },
      );
    expect(await send()).toEqual(await send());
    expect((await looked(meeting)).materials).toHaveLength(1);
  });
});

const segment = (marker: number, payload: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
};
/** A picture of no size to speak of, as a phone writes it: turned, with place, device, a remark and a film behind it. */
const photo = (): Buffer => {
  const tiff = Buffer.from('49492a0008000000010012010300010000000600000000000000', 'hex');
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from('GPS 28.15 相机')])),
    segment(0xfe, Buffer.from('相机')),
    segment(0xc0, Buffer.from('080010001001011100', 'hex')),
    segment(0xda, Buffer.from('0101003f00', 'hex')),
    Buffer.from('12ff0034ffd0', 'hex'),
    Buffer.from('ffd9', 'hex'),
    Buffer.from('GPS film'),
  ]);
};
const chunk = (name: string, data: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  return Buffer.concat([size, Buffer.from(name), data, Buffer.alloc(4)]);
};
const png = (): Buffer =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from('00000001000000010802000000', 'hex')),
    chunk('tEXt', Buffer.from('Author\0张三')),
    chunk('IDAT', deflateSync(Buffer.from([0, 1, 2, 3]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
