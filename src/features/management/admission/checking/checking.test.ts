/** Old papers through the front door: taken over as they stand, and read by the checker. */
import { beforeAll, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { memberFile } from '#features/base/members/contract.ts';
import { makeIdNumber } from '#features/base/members/factory.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import { caseById, recordFact } from '../contract.ts';
import { contradictionList, takeOverPapers, type PaperFact } from './contract.ts';

const server = useApp();
let worker: Client;
let secretary: Client;
beforeAll(async () => {
  const { as, tree } = server.current;
  worker = await as('township_worker', { at: tree.townshipA });
  secretary = await as('branch_secretary', { at: tree.branchA1 });
});

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${error.details.problems?.[0]?.message ?? error.details.message ?? ''}`.trim();
  }
};

const takeOver = (facts: readonly PaperFact[], more: object = {}, client = worker) =>
  client.call(takeOverPapers, {
    body: {
      branchId: server.current.tree.branchA1.id,
      name: '林小雨',
      idNumber: makeIdNumber('1996-04-08', '2'),
      begunOn: '2022-03-01',
      transferredIn: false,
      facts: [...facts],
      ...more,
    },
  });

const passed = { outcome: 'passed' } as const;
const done = { outcome: 'done' } as const;
const vote = { entitled: 11, present: 9, yes: 8, no: 1, abstain: 0, writtenOpinions: 0, secret: true };
const papers: readonly PaperFact[] = [
  { step: 'talk', on: '2022-03-20', ...done },
  { step: 'activist', on: '2022-04-01', ...passed },
  { step: 'contacts', on: '2022-04-05', ...done, names: [`王建国${hostile}`.slice(0, 60), '李秀英'] },
  { step: 'cultivation', on: '2022-10-05', ...done },
  { step: 'candidate', on: '2023-04-01', ...passed },
  { step: 'training', on: '2023-05-10', until: '2023-05-12', days: 3, ...passed },
  { step: 'admissionMeeting', on: '2023-08-01', ...passed, ...vote },
  { step: 'approval', on: '2023-09-20', ...passed },
];

test('the papers are in order', async () => {
  expect(await refusal(takeOver(papers))).toBe('ok');
});

test('takes a person over at the stage that the papers show, and the roster follows', async () => {
  const file = await takeOver(papers.toReversed());
  expect(file).toMatchObject({ stage: 'probationary', begunUnder: '2014', isMember: true, contradictions: [] });
  expect(file).toMatchObject({ probationEnd: '2024-08-01', fromPapers: true });
  const member = await worker.call(memberFile, { params: { id: file.personId } });
  expect(member.fields).toMatchObject({ category: 'probationary', joinedOn: '2023-08-01' });
  expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  const early = await takeOver(papers.slice(0, 2));
  expect(early).toMatchObject({ stage: 'activist', isMember: false });
});

test('the term of the approval counts from the day on which the papers were received, where they name it', async () => {
  const said = (receivedOn: string) =>
    papers.slice(0, -1).map((fact) => (fact.step === 'admissionMeeting' ? { ...fact, receivedOn } : fact));
  const file = await takeOver(said('2023-08-20'));
  expect(file.path.find(({ step }) => step === 'admissionMeeting')?.facts[0]?.receivedOn).toBe('2023-08-20');
  expect(file.path.find(({ step }) => step === 'approval')?.latest?.day).toBe('2023-11-20');
  // A day that is still to come stands in no paper; one before the meeting is kept, and counts for nothing.
  expect(await refusal(takeOver(said('2099-01-01')))).toBe('invalid date_future');
  const odd = await takeOver(said('2023-07-01'));
  expect(odd.path.find(({ step }) => step === 'approval')?.latest?.day).toBe('2023-11-01');
});

test('lists what contradicts, with article and evidence, and counts what it lists', async () => {
  const before = await worker.call(contradictionList, { query: {} });
  const wrong = papers.map((fact): PaperFact => {
    if (fact.step === 'candidate') return { ...fact, on: '2023-03-31' };
    if (fact.step === 'talk') return { ...fact, on: '2022-04-02' };
    return fact.step === 'admissionMeeting' ? { ...fact, yes: 5, no: 4 } : fact;
  });
  const file = await takeOver(wrong);
  expect(file.contradictions.map(({ rule }) => rule).toSorted()).toEqual(
    ['activistShort', 'order', 'talkLate', 'votePass'].toSorted(),
  );
  const page = await worker.call(contradictionList, { query: { limit: 100 } });
  expect(page.total - before.total).toBe(4);
  expect(page.counts.reduce((sum, { count }) => sum + count, 0)).toBe(page.total);
  for (const { rule, count } of page.counts) {
    const list = await worker.call(contradictionList, { query: { rule, limit: 100 } });
    expect(list.items).toHaveLength(count);
    expect(list.total).toBe(count);
  }
  expect(page.items.find(({ caseId, rule }) => caseId === file.id && rule === 'activistShort')).toMatchObject({
    // A case of the 2014 edition: its numbers have not been checked.
    article: '条号未核',
    evidence: { from: '2022-04-01', on: '2023-03-31', day: '2023-04-01' },
    steps: ['activist', 'candidate'],
  });
});

test('is read page by page, within a subtree, and by nobody of another range', async () => {
  const { tree, as } = server.current;
  const keys: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await worker.call(contradictionList, { query: { limit: 1, ...(cursor ? { cursor } : {}) } });
    keys.push(...page.items.map(({ key }) => key));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  const whole = await worker.call(contradictionList, { query: { limit: 100 } });
  expect(keys).toEqual(whole.items.map(({ key }) => key));
  const branch = await worker.call(contradictionList, { query: { organisationId: tree.branchA1.id, limit: 100 } });
  expect(branch.total).toBe(whole.items.filter(({ branchId }) => branchId === tree.branchA1.id).length);
  expect((await worker.call(contradictionList, { query: { organisationId: tree.branchA2.id } })).total).toBe(0);
  const stranger = await as('township_worker', { at: tree.townshipB });
  expect((await stranger.call(contradictionList, { query: {} })).total).toBe(0);
  const foreign = await stranger.call(contradictionList, { query: { organisationId: tree.branchA1.id } });
  expect(foreign).toMatchObject({ total: 0, cases: { read: 0 } });
});

test('refuses what no paper can say, all at once', async () => {
  expect(await refusal(takeOver([], { begunOn: '2099-01-01' }))).toBe('invalid admission.papers_older');
  expect(await refusal(takeOver([{ step: 'talk', on: '2099-01-01', ...done }]))).toBe('invalid admission.papers_older');
  expect(await refusal(takeOver([{ step: 'application', on: '2022-03-01', ...done }]))).toBe(
    'invalid admission.application_stays',
  );
  expect(await refusal(takeOver([{ step: 'training', on: '2023-05-10', until: '2023-05-09', ...passed }]))).toBe(
    'invalid admission.until_before',
  );
  expect(await refusal(takeOver([papers[0]!, { step: 'talk', on: '2022-03-21', ...passed }]))).toBe(
    'invalid admission.outcome_wrong',
  );
  expect(await refusal(takeOver([papers[1]!, papers[1]!]))).toBe('invalid admission.done_already');
  expect(await refusal(takeOver([{ ...papers[6]!, present: 12 }]))).toBe('invalid admission.more_than_entitled');
  expect(await refusal(takeOver([papers[7]!]))).toBe('invalid admission.meeting_day_missing');
  expect(await refusal(takeOver(papers, {}, secretary))).toBe('not_found');
});

test('goes on from there by the steps of today', async () => {
  const file = await takeOver(papers);
  const after = await secretary.call(recordFact, {
    params: { id: file.id },
    body: { version: file.version, step: 'probationInspection', on: '2024-03-01', outcome: 'done' },
  });
  expect(after.version).toBe(file.version + 1);
  expect((await worker.call(caseById, { params: { id: file.id } })).stage).toBe('probationary');
});
