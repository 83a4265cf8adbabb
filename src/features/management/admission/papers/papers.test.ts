import { expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { wordPart, wordText } from '#test/files/word.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantCase } from '../factory.ts';
import { quotaList, quotaOfCase, setQuota } from '../quotas/contract.ts';
import * as contract from './contract.ts';
import * as templates from './templates/contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T08:00:00Z') });
const app = () => server.current;
const planted = () => app().write((tx) => plantCase(tx, app().tree.branchA1));

test('a paper is filled, kept with its place and scan, told as missing before, and taken back', async () => {
  const secretary = await app().as('branch_secretary');
  const { id, name } = await planted();
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
