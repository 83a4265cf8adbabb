import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openSheets } from '#platform/sheets/open.ts';
import { collect } from '#test/files/collect.ts';
import { newId } from '#shared/ids.ts';
import { decideApproval } from '#features/base/approvals/contract.ts';
import { jobById } from '#features/base/jobs/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import type { Call } from '#shared/endpoint.ts';
import { makeMember } from '../factory.ts';
import { memberTotal } from '../totals/contract.ts';
import { ownReadings } from '../own/contract.ts';
import { exportApproved, exportFile, exportMembers } from './contract.ts';
import { sweepExports } from './jobs.ts';
import { exportAlone } from './rules.ts';

const server = useApp();
type Body = Call<typeof exportMembers>['body'];

let branch: Node;
let secretary: Client;
beforeAll(async () => {
  server.current.work();
  branch = await server.current.write((tx) => plantNode(tx, 'branch', server.current.tree.townshipA));
  secretary = await server.current.as('branch_secretary', { at: branch });
});

const finished = async (client: Client, jobId: string | null) => {
  const job = () => client.call(jobById, { params: { id: jobId ?? '' } });
  await expect.poll(async () => (await job()).state).toMatch(/^(done|failed|cancelled)$/);
  return job();
};

const rowsOf = async (client: Client, jobId: string | null): Promise<(readonly string[])[]> => {
  const reply = await client.raw(exportFile, { params: { jobId } });
  expect(reply.status).toBe(200);
  expect(String(reply.headers['content-disposition'])).toContain('.xlsx');
  const file = path.join(server.current.folder, `${newId()}.xlsx`);
  await writeFile(file, reply.bytes);
  return (await collect(openSheets({ path: file, name: file }))).flatMap((event) =>
    event.kind === 'rows' ? event.rows.map((row) => row.texts) : [],
  );
};

const make = (fields = {}) => server.current.write((tx) => makeMember(tx, server.current.county, { branch, fields }));
const columns = [
  'name',
  'sex',
  'birthDate',
  'idNumber',
  'phone',
  'branchId',
  'jobPost',
  'nativePlace',
  'isFrontLine',
  'partyAgeCorrection',
] as const;
const body = (more: Partial<Body> = {}): Body => ({
  filter: {},
  columns: [...columns],
  recipient: 'own',
  reason: '上报名册',
  ...more,
});

const auditOf = async (entityId: string | null) =>
  server.current.read().selectFrom('audit_event').selectAll().where('entity_id', '=', entityId).execute();

describe('an export', () => {
  test('writes labels and masks, and nothing that a program takes for a formula', async () => {
    const person = await make({
      name: '单雄信',
      phone: '13957701234',
      nativePlace: '=1+1',
      isFrontLine: true,
      partyAgeCorrection: -3,
    });
    const started = await secretary.call(exportMembers, { body: body({ filter: { q: '单雄信' } }) });
    expect(started).toMatchObject({ approvalId: null, people: 1 });
    const job = await finished(secretary, started.jobId);
    expect(job).toMatchObject({ state: 'done', kind: 'members.export', result: { file: true, rows: 1 } });
    const [heading, row, ...rest] = await rowsOf(secretary, started.jobId);
    expect(rest).toEqual([]);
    expect(heading).toEqual([
      '姓名',
      '性别',
      '出生日期',
      '公民身份号码',
      '手机号码',
      '所在党支部',
      '工作岗位',
      '籍贯',
      '是否一线',
      '党龄校正值（月）',
    ]);
    const idNumber = String(person.fields.idNumber);
    expect(row).toEqual([
      '单雄信',
      '男',
      '1980-05-17',
      `330***********${idNumber.slice(-4)}`,
      '139****1234',
      branch.name,
      expect.stringContaining('外出'),
      expect.stringMatching(/^'?=1\+1$/),
      '是',
      '-3',
    ]);
    const [event] = await auditOf(started.jobId);
    expect(event).toMatchObject({ action: 'members.export', reason: '上报名册' });
    const noted = new Map(((event?.changes ?? []) as { field: string; to: unknown }[]).map((c) => [c.field, c.to]));
    expect(noted.get('people')).toBe(1);
    expect(noted.get('columns')).toBe(columns.join(','));
    // A search may be an ID number: it waits and is logged as ciphertext.
    expect(noted.get('filter')).toMatch(/^sealed:[0-9a-f]+$/);
    const [stored] = await server.current
      .read()
      .selectFrom('job')
      .select('payload')
      .where('id', '=', started.jobId)
      .execute();
    expect(JSON.stringify(stored)).not.toContain('单雄信');
  });

  test('in full is told to each member', async () => {
    const person = await make({ name: '曾国安', phone: '13900001111' });
    const started = await secretary.call(exportMembers, {
      body: body({ filter: { q: '曾国安' }, full: true, reason: '慰问寄送' }),
    });
    await finished(secretary, started.jobId);
    const [, row] = await rowsOf(secretary, started.jobId);
    expect(row?.slice(3, 5)).toEqual([person.fields.idNumber, '13900001111']);
    const member = await server.current.as('member', { person: { ...person, name: '曾国安', branch } });
    expect((await member.call(ownReadings, { query: {} })).items).toMatchObject([
      { fields: ['idNumber', 'phone'], reason: '慰问寄送', role: 'branch_secretary' },
    ]);
  });

  test('is only for whoever asked, for a day, and then gone', async () => {
    await make();
    const started = await secretary.call(exportMembers, { body: body() });
    await finished(secretary, started.jobId);
    const params = { jobId: started.jobId };
    const colleague = await server.current.as('branch_secretary', { at: branch });
    expect((await colleague.raw(exportFile, { params })).status).toBe(404);
    expect((await secretary.raw(exportFile, { params })).status).toBe(200);
    expect((await auditOf(started.jobId)).map((e) => e.action).toSorted()).toEqual([
      'members.export',
      'members.exportFile',
    ]);
    await sweepExports(server.current.county, {});
    expect((await secretary.raw(exportFile, { params })).status).toBe(200);
    await server.current.write((tx) =>
      tx
        .updateTable('job')
        .set({ finished_at: new Date(Date.now() - 25 * 3_600_000).toISOString() })
        .where('id', '=', started.jobId)
        .execute(),
    );
    expect((await secretary.raw(exportFile, { params })).status).toBe(404);
    await sweepExports(server.current.county, {});
    await expect(server.current.county.files.get(started.jobId ?? '')).rejects.toMatchObject({ code: 'not_found' });
    const left = await server.current.read().selectFrom('file').select('id').where('id', '=', started.jobId).execute();
    expect(left).toEqual([]);
  });

  test('of columns, filters or values that are not for the role is refused', async () => {
    const organiser = await server.current.as('organisation_member', { at: branch });
    expect(await organiser.outcome(exportMembers, { body: body() })).toBe('not_found');
    expect((await secretary.raw(exportMembers, { body: { ...body(), columns: ['passwordHash'] } })).status).toBe(422);
    expect((await secretary.raw(exportMembers, { body: { ...body(), reason: '' } })).status).toBe(422);
  });

  test('goes to a recipient as the catalogue lets it, and says to whom', async () => {
    const person = await make({
      name: '程咬金',
      phone: '13957709999',
      address: '永嘉县上塘镇浦口村8号',
      occupation: '27',
    });
    const filter = { q: '程咬金' };
    const columns = ['name', 'category', 'idNumber', 'phone', 'address', 'occupation'] as const;
    const problemsOf = async (more: Partial<Body>): Promise<string[]> => {
      const reply = await secretary.raw(exportMembers, { body: body({ filter, columns: [...columns], ...more }) });
      const { error } = reply.body as { error?: { problems?: { path: string; message: string }[] } };
      return (error?.problems ?? []).map(({ path, message }) => `${path} ${message}`);
    };
    // The occupation is no item of the national system; outside the line only what is internal or masked may go.
    expect(await problemsOf({ recipient: 'national' })).toEqual(['body.columns.occupation field_not_for_recipient']);
    const outside = { recipient: 'other', recipientName: '瓯北街道社区服务中心' } as const;
    expect(await problemsOf(outside)).toEqual(['body.columns.occupation field_not_for_recipient']);
    const allowed = columns.filter((key) => key !== 'occupation');
    expect(await problemsOf({ ...outside, columns: [...allowed], full: true })).toEqual([
      'body.full export_full_not_for_recipient',
    ]);
    expect(await problemsOf({ recipient: 'other', columns: [...allowed] })).toEqual(['body.recipientName required']);
    expect((await secretary.raw(exportMembers, { body: { ...body(), recipient: undefined } })).status).toBe(422);

    const out = await secretary.call(exportMembers, { body: body({ filter, columns: [...allowed], ...outside }) });
    await finished(secretary, out.jobId);
    const [, row] = await rowsOf(secretary, out.jobId);
    expect(row).toEqual([
      '程咬金',
      '正式党员',
      expect.stringMatching(/^330\*+/),
      '139****9999',
      expect.stringMatching(/\*{4}$/),
    ]);
    const up = { recipient: 'superior', columns: [...columns], full: true } as const;
    const above = await secretary.call(exportMembers, { body: body({ filter, ...up, columns: [...columns] }) });
    await finished(secretary, above.jobId);
    expect((await rowsOf(secretary, above.jobId))[1]?.[3]).toBe('13957709999');

    const [event] = await auditOf(out.jobId);
    const noted = new Map(((event?.changes ?? []) as { field: string; to: unknown }[]).map((c) => [c.field, c.to]));
    expect([noted.get('recipient'), noted.get('recipientName')]).toEqual(['other', '瓯北街道社区服务中心']);
    // Each member reads what left, and where it went.
    const member = await server.current.as('member', { person: { ...person, name: '程咬金', branch } });
    expect((await member.call(ownReadings, { query: {} })).items).toMatchObject([
      { fields: ['idNumber', 'phone', 'address'], recipient: 'superior', recipientName: null },
      { fields: allowed, recipient: 'other', recipientName: '瓯北街道社区服务中心' },
    ]);
  });

  test('by a condition that nobody knows is refused, not widened to everybody', async () => {
    const reply = await secretary.raw(exportMembers, { body: { ...body(), filter: { agefrom: 99 } } });
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body)).toContain('agefrom');
    expect((await secretary.raw(exportMembers, { body: { ...body(), filters: {} } })).status).toBe(422);
  });

  test('of many people waits for a second person, and starts once', async () => {
    const crowd = await server.current.write((tx) => plantNode(tx, 'branch', server.current.tree.townshipB));
    await server.current.write(async (tx) => {
      for (let n = 0; n <= exportAlone; n += 1) await makeMember(tx, server.current.county, { branch: crowd });
    });
    const at = server.current.tree.townshipB;
    const [asker, second] = [
      await server.current.as('township_worker', { at }),
      await server.current.as('township_worker', { at }),
    ];
    const filter = { sex: ['1'], ageFrom: 18, lost: false };
    const asked = await asker.call(exportMembers, {
      body: body({ filter, recipient: 'department', recipientName: '组织二科' }),
    });
    expect(asked).toMatchObject({ jobId: null, people: exportAlone + 1 });
    const approvalId = asked.approvalId ?? '';
    expect(await asker.outcome(exportApproved, { body: { approvalId } })).toBe('refused');
    expect(await asker.outcome(decideApproval, { params: { id: approvalId }, body: { approve: true } })).toBe(
      'forbidden',
    );
    const other = await server.current.as('township_worker', { at: server.current.tree.townshipA });
    expect(await other.outcome(decideApproval, { params: { id: approvalId }, body: { approve: true } })).toBe(
      'not_found',
    );
    const decided = await second.call(decideApproval, { params: { id: approvalId }, body: { approve: true } });
    expect(decided.summary).toMatchObject([
      { message: 'members.export.people', params: { people: exportAlone + 1 } },
      {
        message: 'members.export.recipient',
        params: { recipient: { zh: '县委组织部（组织二科）', en: expect.stringContaining('组织二科') } },
      },
      { message: 'members.export.whose', params: { organisation: at.name } },
      { message: 'members.export.conditions', params: { conditions: { zh: '性别：男；年龄：18 以上；失联：否' } } },
      {
        message: 'members.export.columns',
        params: { names: { zh: expect.stringContaining('姓名、性别'), en: expect.stringMatching(/^Name, Sex/) } },
      },
      { message: 'members.export.masked' },
    ]);
    // The link is the very list: for whoever may decide it shows as many people.
    expect(decided.link).toBe(`/members?organisationId=${at.id}&sex=1&ageFrom=18&lost=false`);
    const { total } = await second.call(memberTotal, {
      query: { organisationId: at.id, sex: ['1'], ageFrom: 18, lost: false },
    });
    expect(total).toBe(exportAlone + 1);
    expect(await second.outcome(exportApproved, { body: { approvalId } })).toBe('refused');
    const { jobId } = await asker.call(exportApproved, { body: { approvalId } });
    expect(await asker.outcome(exportApproved, { body: { approvalId } })).toBe('refused');
    expect(await finished(asker, jobId)).toMatchObject({ state: 'done', result: { rows: exportAlone + 1 } });
    const rows = await rowsOf(asker, jobId);
    expect(new Set(rows.map((row) => row[3])).size).toBeGreaterThan(1);
    expect(rows).toHaveLength(exportAlone + 2);
  });
});
