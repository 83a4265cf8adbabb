import { expect, test } from 'vitest';
import { noticeList, todoList } from '#features/base/inbox/contract.ts';
import type { Client } from '#test/harness/client.ts';
import { useExams, type ExamFacts } from '#test/harness/exam-phone.ts';
import { openTo, toldTo } from '#test/harness/told.ts';
import * as appeals from '../appeals/contract.ts';
import * as contract from '../contract.ts';
import { enterPaper, printPaper } from '../printing/contract.ts';
import * as readings from '../reading/contract.ts';
import type { ItemKind } from '../rules.ts';
import { tellOfExam } from '../telling/jobs.ts';

const { server, later, turnTo, awake, plantItems, examWith, phoneOf } = useExams();

const waiting = async (who: Client, kind: string) => {
  const { groups } = await who.call(todoList, { query: { kind } });
  return groups.flatMap(({ items }) => items.map(({ params, why, link }) => ({ title: params['title'], why, link })));
};

const examOf = async (kinds: readonly ItemKind[], more: ExamFacts = {}) => {
  const items = await plantItems(kinds);
  return examWith({
    audience: server.current.tree.branchA1,
    title: `考试${items[0]?.id.slice(-6) ?? ''}`,
    closesAt: later(40).toISOString(),
    minutes: 20,
    items,
    ...more,
  });
};

const linksOf = async (who: Client, kind: string, id: string): Promise<string[]> =>
  (await waiting(who, kind)).filter(({ link }) => link.endsWith(id)).map(({ why }) => why);

test('an exam waits for who is asked, its answers for their readers, a question for the office, the result for its release', async () => {
  const { as, member: plant, tree, write } = server.current;
  const exam = await examOf(['short', 'single'], { title: '一场考试' });
  const person = await plant(tree.branchA1);
  const member = await as('member', { person });
  const elsewhere = await as('member', { at: tree.branchB1 });
  const own = async (who: Client) => (await waiting(who, 'exams.take')).filter(({ title }) => title === '一场考试');
  const titles = async (who: Client) => (await own(who)).map(({ why }) => why);
  expect([await titles(member), await titles(elsewhere)]).toEqual([['exams.take'], []]);
  const phone = await phoneOf(member, exam.id);
  expect(await own(member)).toMatchObject([{ why: 'exams.begun', link: `/m/study/exams/${exam.id}` }]);
  await phone.journal.write(1, ['按期']);
  await phone.flush();
  await phone.hand();
  expect(await titles(member)).toEqual([]);

  const [one, two, below] = [await as('county_officer'), await as('county_officer'), await as('township_worker')];
  const reads = (who: Client) => linksOf(who, 'exams.readings', exam.id);
  const give = (who: Client) =>
    who.call(readings.readAnswer, {
      params: { id: exam.id },
      body: { attemptId: phone.seat.attemptId, item: 1, points: 1 },
    });
  expect([await reads(one), await reads(two), await reads(below)]).toEqual([
    ['exams.readings'],
    ['exams.readings'],
    [],
  ]);
  await give(one);
  expect([await reads(one), await reads(two)]).toEqual([[], ['exams.readings']]);
  await give(two);
  expect(await reads(two)).toEqual([]);

  turnTo(300);
  await awake(member);
  const chief = await as('county_officer');
  expect(await linksOf(chief, 'exams.release', exam.id)).toEqual(['exams.release']);
  await chief.call(contract.stepExam, { params: { id: exam.id }, body: { version: 1, act: 'release' } });
  expect(await linksOf(chief, 'exams.release', exam.id)).toEqual([]);
  expect(await linksOf(chief, 'exams.appeals', exam.id)).toEqual([]);
  await member.call(appeals.appealMark, {
    params: { id: phone.seat.attemptId },
    body: { item: 2, words: '没来得及答' },
  });
  expect(await linksOf(chief, 'exams.appeals', exam.id)).toEqual(['exams.appeals']);
  expect(await openTo(chief)).toContain('exam.appealed');
  const { items } = await chief.call(appeals.examAppeals, { params: { id: exam.id } });
  await chief.call(appeals.decideAppeal, { params: { id: items[0]?.id ?? '' }, body: { answer: '维持原分' } });
  expect(await linksOf(chief, 'exams.appeals', exam.id)).toEqual([]);
  expect(await toldTo(member)).toContain('exam.answered');
  await write((tx) => tx.updateTable('exam').set({ state: 'withdrawn' }).where('id', '=', exam.id).execute());
});

test('whoever has been given paper is not asked to take the exam on the phone, before and after it is entered', async () => {
  const { as, member: plant, tree, write } = server.current;
  const exam = await examOf(['single'], { title: '纸上的考试', attempts: 2 });
  const person = await plant(tree.branchA1);
  const [member, other] = [await as('member', { person }), await as('member', { person: await plant(tree.branchA1) })];
  const asked = async (who: Client) => (await waiting(who, 'exams.take')).filter(({ title }) => title === '纸上的考试');
  expect(await asked(member)).toHaveLength(1);
  const officer = await as('county_officer');
  const { code } = await officer.call(printPaper, { params: { id: exam.id }, body: { personId: person.id } });
  expect([await asked(member), (await asked(other)).length]).toEqual([[], 1]);
  await officer.call(enterPaper, { params: { code }, body: { answers: [{ item: 1, answer: ['A'] }] } });
  expect([await asked(member), (await asked(other)).length]).toEqual([[], 1]);
  await write((tx) => tx.updateTable('exam').set({ state: 'withdrawn' }).where('id', '=', exam.id).execute());
});

test('who is asked is told once, by branch, stage and post; practice asks nobody; a withdrawal says why to all of them', async () => {
  const { as, member: plant, tree, county } = server.current;
  const exam = await examOf(['single'], { stages: ['full'] });
  const person = await plant(tree.branchA1);
  const [member, other, branch] = [
    await as('member', { person }),
    await as('member', { person: await plant(tree.branchA1) }),
    await as('member', { at: tree.branchB1 }),
  ];
  const tell = (what: 'asked' | 'released' | 'withdrawn', reason?: string) =>
    tellOfExam(county, { id: exam.id, what, reason });
  await tell('asked');
  await tell('asked');
  expect([await toldTo(member), await toldTo(other), await toldTo(branch)]).toEqual([
    ['exam.asked'],
    ['exam.asked'],
    [],
  ]);
  await phoneOf(member, exam.id);
  await tell('released');
  expect([await toldTo(member), await toldTo(other)]).toEqual([['exam.released', 'exam.asked'], ['exam.asked']]);
  const officer = await as('county_officer');
  const withdraw = { params: { id: exam.id }, body: { version: 1, act: 'withdraw' as const } };
  expect(await officer.outcome(contract.stepExam, withdraw)).toBe('invalid');
  expect(await officer.outcome(contract.stepExam, { ...withdraw, body: { ...withdraw.body, reason: ' 错 ' } })).toBe(
    'invalid',
  );
  const reason = '<b>试题</b>有误，另行通知';
  await officer.call(contract.stepExam, { ...withdraw, body: { ...withdraw.body, reason } });
  expect(await officer.call(contract.oneExam, { params: { id: exam.id } })).toMatchObject({
    state: 'withdrawn',
    withdrawnReason: reason,
  });
  expect([await openTo(member), await openTo(other)]).toEqual([['exam.withdrawn'], []]);
  await tell('withdrawn', reason);
  await tell('withdrawn', reason);
  await tell('asked');
  expect([await openTo(member), await openTo(other), await openTo(branch)]).toEqual([
    ['exam.withdrawn'],
    ['exam.withdrawn'],
    [],
  ]);
  const { items } = await other.call(noticeList, { query: {} });
  expect(items[0]?.params).toMatchObject({ reason });
  expect(await waiting(member, 'exams.take')).toEqual([]);
  await examOf(['single'], { kind: 'practice' });
  await examOf(['single'], { opensAt: later(60 * 24 * 8).toISOString(), closesAt: later(60 * 24 * 9).toISOString() });
  expect(await waiting(member, 'exams.take')).toEqual([]);
  await examOf(['single'], { kind: 'check' });
  expect(await waiting(member, 'exams.take')).toHaveLength(1);
});
