import { expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { wordPart, wordText } from '#test/files/word.ts';
import { hostile } from '#test/harness/hostile.ts';
import { newId, newOpaqueId } from '#shared/ids.ts';
import type { Node } from '#test/harness/tree.ts';
import { plantCase } from '../factory.ts';
import { quotaCases, quotaList, quotaOfCase, setQuota } from '../quotas/contract.ts';
import type { Outcome, StepId } from '../steps.ts';
import * as contract from './contract.ts';
import * as templates from './templates/contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T08:00:00Z') });
const app = () => server.current;
const planted = () => app().write((tx) => plantCase(tx, app().tree.branchA1));

test('a paper is filled, kept with its place and scan, told as missing before, and taken back', async () => {
  const secretary = await app().as('branch_secretary');
  const { id, name, personId } = await planted();
  const at = { params: { id } };
  const before = await secretary.call(contract.casePapers, at);
  expect(before.items.filter(({ missing }) => missing).map(({ paper }) => paper)).toEqual([
    'applicationLetter',
    'talkRecord',
  ]);
  const form = await secretary.raw(contract.filledPaper, { params: { id, paper: 'talkRecord' } });
  expect(await wordText(form.bytes)).toContain(name);
  const body = { paper: 'talkRecord' as const, on: '2026-02-02', place: `镇党委${hostile}`.slice(0, 90) };
  const kept = await secretary.call(contract.keepPaper, { ...at, body });
  const paper = { params: { id, paperId: kept.id } };
  const pdf = Buffer.from('%PDF-1.7 谈话记录');
  await secretary.upload(contract.scanPaper, paper, { name: '谈话.pdf', content: pdf });
  expect((await secretary.raw(contract.paperScan, paper)).bytes.equals(pdf)).toBe(true);
  const archive = await secretary.raw(contract.caseArchive, at);
  expect(await wordPart(archive.bytes, '02 入党申请人谈话记录/2026-02-02 入党申请人谈话记录.pdf')).toBe(pdf.toString());
  // The person reads later that the scans were opened, and for what.
  const readings = app()
    .read()
    .selectFrom('file_reading')
    .select(['fields', 'reason'])
    .where('person_id', '=', personId)
    .where('reason', 'is not', null)
    .orderBy('id');
  await expect
    .poll(() => readings.execute())
    .toEqual([
      { fields: ['attachment.file_id'], reason: '办理发展党员手续：入党申请人谈话记录' },
      { fields: ['attachment.file_id'], reason: '办理发展党员手续：归档材料' },
    ]);
  expect((await secretary.call(contract.casePapers, at)).missing).toBe(1);
  await secretary.call(contract.voidPaper, { ...paper, body: { reason: '登错人' } });
  expect((await secretary.raw(contract.paperScan, paper)).status).toBe(404);
  const other = await app().as('branch_secretary', { at: app().tree.branchB1 });
  expect((await other.raw(contract.casePapers, at)).status).toBe(404);
});

test('a township keeps its own form, and goes back to the default', async () => {
  const worker = await app().as('township_worker');
  const params = { paper: 'talkRecord' as const };
  const { bytes } = await worker.raw(templates.templateFile, { params });
  const own = await worker.upload(templates.uploadTemplate, { params }, { name: '谈话.docx', content: bytes });
  expect(own).toMatchObject({ isOwn: true, from: { version: 1 } });
  const refused = worker.upload(templates.uploadTemplate, { params }, { name: '谈话.docx', content: 'no' });
  await expect(refused).rejects.toMatchObject({ code: 'invalid' });
  const reset = await worker.call(templates.resetTemplate, { params });
  expect(reset).toMatchObject({ isOwn: false, from: null });
  expect(reset.versions).toHaveLength(2);
});

test('a quota holds by its last decision, and a case beyond it is warned', async () => {
  const officer = await app().as('county_officer');
  const { id } = await planted();
  const body = { year: 2026, organisationId: app().tree.townshipA.id, places: 3, decidedOn: '2026-01-10' };
  await officer.call(setQuota, { body });
  // What was decided is not changed without a reason.
  expect(await officer.outcome(setQuota, { body: { ...body, places: 2 } })).toBe('invalid');
  await officer.call(setQuota, {
    body: { ...body, places: 0, decidedOn: '2026-06-01', reason: hostile.slice(0, 100) },
  });
  const { items } = await officer.call(quotaList, { query: { year: 2026 } });
  const line = items.find(({ organisationId }) => organisationId === body.organisationId);
  expect(line).toMatchObject({ places: 0, used: 0, remaining: 0 });
  expect(line?.decisions).toHaveLength(2);
  const secretary = await app().as('branch_secretary');
  expect(await secretary.call(quotaOfCase, { params: { id } })).toMatchObject({ places: 0, used: 0, exceeds: true });
});

test('an older form is taken up again, as a new version, by its own organisation only', async () => {
  const worker = await app().as('township_worker', { at: app().tree.townshipB });
  const params = { paper: 'recommendation' as const };
  const { bytes } = await worker.raw(templates.templateFile, { params });
  await worker.upload(templates.uploadTemplate, { params }, { name: '推荐一.docx', content: bytes });
  const second = await worker.upload(templates.uploadTemplate, { params }, { name: '推荐二.docx', content: bytes });
  const old = second.versions.find(({ version }) => version === 1)?.id ?? '';
  const other = await app().as('township_worker', { at: app().tree.townshipA });
  expect(await other.outcome(templates.restoreTemplate, { params, body: { version: old } })).toBe('not_found');
  const key = newOpaqueId();
  const restore = () => worker.call(templates.restoreTemplate, { params, body: { version: old } }, { key });
  const once = await restore();
  expect(once).toMatchObject({ isOwn: true, from: { version: 3 } });
  expect(once.versions.map(({ version, fileName }) => [version, fileName])).toEqual([
    [3, '推荐一.docx'],
    [2, '推荐二.docx'],
    [1, '推荐一.docx'],
  ]);
  expect(await restore()).toEqual(once);
  const reset = await worker.call(templates.resetTemplate, { params });
  const none = reset.versions.find(({ fileName }) => fileName === null)?.id ?? '';
  expect(await worker.outcome(templates.restoreTemplate, { params, body: { version: none } })).toBe('not_found');
  expect(await worker.outcome(templates.resetTemplate, { params })).toBe('conflict');
  expect(
    (await other.call(templates.templateList, {})).items.find(({ paper }) => paper === params.paper),
  ).toMatchObject({
    isOwn: false,
    from: null,
    versions: [],
  });
});

test('a form, a scan, a reset and a quota that are sent twice with one key are one', async () => {
  const key = newOpaqueId;
  const twice = async <T>(send: (options: { key: string }) => Promise<T>): Promise<T> => {
    const options = { key: key() };
    const [one, two] = await Promise.all([send(options), send(options)]);
    expect(two).toEqual(one);
    expect(await send(options)).toEqual(one);
    return one;
  };
  const worker = await app().as('township_worker');
  const params = { paper: 'activistFiling' as const };
  const { bytes } = await worker.raw(templates.templateFile, { params });
  const form = { name: '备案.docx', content: bytes };
  const own = await twice((options) => worker.upload(templates.uploadTemplate, { params }, form, options));
  expect(own.versions).toHaveLength(1);
  const reset = await twice((options) => worker.call(templates.resetTemplate, { params }, options));
  expect(reset.versions).toHaveLength(2);

  const secretary = await app().as('branch_secretary');
  const { id } = await planted();
  const body = { paper: 'talkRecord' as const, on: '2026-02-02', place: '镇党委档案柜' };
  const kept = await secretary.call(contract.keepPaper, { params: { id }, body });
  const at = { params: { id, paperId: kept.id } };
  const pdf = { name: '谈话.pdf', content: '%PDF-1.7 谈话' };
  await twice((options) => secretary.upload(contract.scanPaper, at, pdf, options));
  const { items } = await secretary.call(contract.casePapers, { params: { id } });
  expect(items.flatMap((line) => line.kept.map(({ version }) => version))).toEqual([2]);

  const officer = await app().as('county_officer');
  const quota = { year: 2024, organisationId: app().tree.townshipA.id, places: 4, decidedOn: '2024-01-10' };
  await twice((options) => officer.call(setQuota, { body: quota }, options));
  const list = await officer.call(quotaList, { query: { year: 2024 } });
  expect(list.items.flatMap(({ decisions }) => decisions)).toHaveLength(1);
});

const vote = { entitled: 9, present: 8, yes: 7, no: 1, abstain: 0, written_opinions: 0, secret: true };
/** A case whose branch meeting passed it on a day; with what the superior said, where it has. */
const plantPassed = async (node: Node, on: string, approval?: { readonly on: string; readonly outcome: Outcome }) => {
  const planned = await app().write((tx) => plantCase(tx, node));
  await app().write(async (tx) => {
    const { org_path } = await tx
      .selectFrom('admission_case')
      .select('org_path')
      .where('id', '=', planned.id)
      .executeTakeFirstOrThrow();
    const fact = (step: StepId, day: string, outcome: Outcome) => ({
      id: newId(),
      case_id: planned.id,
      person_id: planned.personId,
      org_path,
      step,
      on_day: day,
      outcome,
      recorder: hostile,
      role: 'branch_secretary',
      organisation: node.name,
      from_papers: true,
    });
    await tx
      .insertInto('admission_fact')
      .values({ ...fact('admissionMeeting', on, 'passed'), ...vote })
      .execute();
    if (approval)
      await tx
        .insertInto('admission_fact')
        .values(fact('approval', approval.on, approval.outcome))
        .execute();
  });
  return planned;
};

test('a quota in use counts the people of its list: by township, by year, without those refused', async () => {
  const { townshipA, townshipB, branchA1, branchA2, branchB1 } = app().tree;
  const officer = await app().as('county_officer');
  const before = await plantPassed(branchA1, '2024-12-31', { on: '2025-01-20', outcome: 'passed' });
  const one = await plantPassed(branchA1, '2025-01-01', { on: '2025-03-01', outcome: 'passed' });
  const two = await plantPassed(branchA2, '2025-12-31');
  await plantPassed(branchA2, '2025-06-01', { on: '2025-07-01', outcome: 'refused' });
  const elsewhere = await plantPassed(branchB1, '2025-06-01');
  const body = { year: 2025, places: 1, decidedOn: '2025-01-10', document: '县委组〔2025〕3号' };
  await officer.call(setQuota, { body: { ...body, organisationId: townshipA.id } });
  const list = await officer.call(quotaList, { query: { year: 2025 } });
  const line = (id: string) => list.items.find(({ organisationId }) => organisationId === id);
  expect(line(townshipA.id)).toMatchObject({ places: 1, used: 2, approved: 2, remaining: -1 });
  expect(line(townshipB.id)).toMatchObject({ places: null, used: 1, approved: 0, remaining: null });
  expect(list).toMatchObject({ places: 1, used: 3, approved: 2 });
  for (const { organisationId, ...counted } of list.items)
    for (const of of ['used', 'approved'] as const) {
      const { items } = await officer.call(quotaCases, { query: { year: 2025, organisationId, of } });
      expect(items).toHaveLength(counted[of]);
    }
  const behind = async (organisationId: string, of: 'used' | 'approved') => {
    const { items } = await officer.call(quotaCases, { query: { year: 2025, organisationId, of } });
    return items.map(({ caseId }) => caseId);
  };
  expect(await behind(townshipA.id, 'used')).toEqual([one.id, two.id]);
  expect(await behind(townshipA.id, 'approved')).toEqual([before.id, one.id]);
  expect(await behind(townshipB.id, 'used')).toEqual([elsewhere.id]);

  // The branch is told the same number, and nothing of whom it counts; who has taken a place is not warned.
  const secretary = await app().as('branch_secretary');
  const seen = await secretary.call(quotaOfCase, { params: { id: one.id } });
  expect(seen).toMatchObject({ year: 2025, places: 1, used: 2, remaining: -1, exceeds: false });
  const worker = await app().as('township_worker', { at: townshipB });
  const own = await worker.call(quotaList, { query: { year: 2025 } });
  expect(own.items.map(({ organisationId }) => organisationId)).toEqual([townshipB.id]);
  const query = { year: 2025, organisationId: townshipA.id, of: 'used' as const };
  expect(await worker.outcome(quotaCases, { query })).toBe('not_found');
});
