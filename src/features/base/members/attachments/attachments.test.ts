import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { memberFile, memberHistory, moveMember } from '../contract.ts';
import { makeMember } from '../factory.ts';
import { ownAttachment, ownReadings } from '../own/contract.ts';
import { writeReadings } from '../readings/commands.ts';
import { addRecord } from '../records/contract.ts';
import { revealLimits } from '../reveal/rules.ts';
import { attachScan, scanFile } from './contract.ts';
import { hasSecrecyMark, scanTypeOf } from './rules.ts';

const server = useApp();
const pdf = Buffer.from('%PDF-1.7 入党申请书');
const body = { reason: '核对入党时间' };
let worker: Client;
beforeAll(async () => {
  worker = await server.current.as('township_worker');
});

const paper = async () => {
  const { branchA1 } = server.current.tree;
  const person = await server.current.write((tx) => makeMember(tx, server.current.county, { branch: branchA1 }));
  const values = { kind: 'application_book', title: '入党申请书', paperPlace: '镇党委档案柜 3-2' };
  const record = await worker.call(addRecord, { params: { id: person.id, table: 'attachment' }, body: { values } });
  return { person, params: { id: person.id, recordId: record.id } };
};

describe('a scan', () => {
  test('is stored encrypted, opened by who may, and told to the member', async () => {
    const { person, params } = await paper();
    expect((await worker.raw(scanFile, { params, body })).status).toBe(404);
    const added = await worker.upload(attachScan, { params }, { name: '入党申请书.pdf', content: pdf });
    expect(added).toEqual({ id: params.recordId, version: 2 });
    const reply = await worker.raw(scanFile, { params, body });
    expect(reply.bytes.equals(pdf)).toBe(true);
    expect(reply.headers['content-type']).toBe('application/pdf');
    const file = await worker.call(memberFile, { params: { id: person.id } });
    const [record] = file.records.attachment;
    expect(record?.values['fileId']).toEqual(expect.any(String));
    const member = await server.current.as('member', {
      person: { ...person, name: '', branch: server.current.tree.branchA1 },
    });
    expect((await member.raw(ownAttachment, { params: { recordId: params.recordId } })).bytes.equals(pdf)).toBe(true);
    await writeReadings(server.current.county);
    const read = (await member.call(ownReadings, { query: {} })).items;
    expect(read.map(({ fields, reason }) => [fields, reason])).toEqual([
      [[], null],
      [['attachment.file_id'], body.reason],
    ]);
    const seen = await server.current
      .read()
      .selectFrom('audit_event')
      .select(['action', 'reason'])
      .where('entity_id', '=', params.recordId)
      .where('entity', '=', 'attachment')
      .execute();
    expect(seen).toContainEqual({ action: 'members.reveal', reason: body.reason });
    const { items } = await worker.call(memberHistory, { params: { id: person.id }, query: {} });
    expect(items[0]?.action).toBe('members.attachScan');
  });

  test('is opened for a reason, and so many times an hour', async () => {
    const { params } = await paper();
    await worker.upload(attachScan, { params }, { name: 'a.pdf', content: pdf });
    expect((await worker.raw(scanFile, { params, body: { reason: ' ' } })).status).toBe(422);
    expect((await worker.raw(scanFile, { params })).status).toBe(422);
    const busy = await server.current.as('township_worker');
    for (let shown = 0; shown < revealLimits.hourly; shown += 1)
      expect((await busy.raw(scanFile, { params, body })).status).toBe(200);
    expect((await busy.raw(scanFile, { params, body })).status).toBe(429);
    expect((await worker.raw(scanFile, { params, body })).status).toBe(200);
  });

  test('is not for those who do not see papers, nor for other branches or members', async () => {
    const { params } = await paper();
    await worker.upload(attachScan, { params }, { name: 'a.pdf', content: pdf });
    for (const role of ['branch_secretary', 'organisation_member', 'discipline_officer'] as const)
      expect((await (await server.current.as(role)).raw(scanFile, { params, body })).status).toBe(404);
    const other = await server.current.as('township_worker', { at: server.current.tree.townshipB });
    expect((await other.raw(scanFile, { params, body })).status).toBe(404);
    const stranger = await server.current.as('member');
    expect((await stranger.raw(ownAttachment, { params: { recordId: params.recordId } })).status).toBe(404);
  });

  test('moves with the person', async () => {
    const { person, params } = await paper();
    await worker.upload(attachScan, { params }, { name: 'a.pdf', content: pdf });
    const officer = await server.current.as('county_officer');
    const { version } = await officer.call(memberFile, { params: { id: person.id } });
    const body = {
      version,
      branchId: server.current.tree.branchB1.id,
      on: server.current.county.today(),
      reason: '调动',
    };
    await officer.call(moveMember, { params: { id: person.id }, body });
    expect((await worker.raw(scanFile, { params, body })).status).toBe(404);
    const next = await server.current.as('township_worker', { at: server.current.tree.townshipB });
    expect((await next.raw(scanFile, { params, body })).bytes.equals(pdf)).toBe(true);
  });

  test.each([
    ['a.pdf', '<html>', 'scan_type'],
    ['a.exe', 'MZ', 'scan_type'],
    ['空.pdf', '', 'scan_type'],
    ['机密文件.pdf', '%PDF-1.7', 'scan_secret'],
  ])('%s with %o is refused and leaves nothing in the store', async (name, content, message) => {
    const { params } = await paper();
    const before = await server.current.county.files.olderThan(-1_000_000);
    const refused = worker.upload(attachScan, { params }, { name, content });
    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      details: { problems: [{ path: 'file', message }] },
    });
    expect(await server.current.county.files.olderThan(-1_000_000)).toHaveLength(before.length);
  });
});

test('kinds are told by their first bytes, marks of secrecy by the name', () => {
  expect(scanTypeOf(Buffer.from('ffd8ffe0', 'hex'))).toBe('image/jpeg');
  expect(scanTypeOf(Buffer.from('89504e470d0a1a0a', 'hex'))).toBe('image/png');
  expect(scanTypeOf(Buffer.from('504b0304', 'hex'))).toBeUndefined();
  expect(['绝密', '秘密★10年', '工作秘密', '内部资料'].every((name) => hasSecrecyMark(`${name}.pdf`))).toBe(true);
  expect(hasSecrecyMark('保密承诺书.pdf')).toBe(false);
});
