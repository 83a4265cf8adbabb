import { expect, test } from 'vitest';
import type { Client } from '#test/harness/client.ts';
import { useExams } from '#test/harness/exam-phone.ts';
import * as appeals from '../appeals/contract.ts';
import { examAttempts, stepExam } from '../contract.ts';
import * as seats from '../seat/contract.ts';
import { examReadings, readAnswer } from './contract.ts';

const { server, later, turnTo, awake, plantItems, examWith, phoneOf, scoreOf } = useExams();

test('a short answer is read by two, by a third where they part, without a name; a mark is asked about once and answered', async () => {
  const { as } = server.current;
  const some = await plantItems(['short', 'single']);
  const exam = await examWith({ items: some, closesAt: later(30).toISOString(), minutes: 20 });
  const person = await server.current.member();
  const member = await as('member', { person });
  const phone = await phoneOf(member, exam.id);
  await phone.journal.write(1, ['要按期报告']);
  await phone.flush();
  await phone.hand();
  expect(await scoreOf(exam.id)).toEqual([null]);
  const readers = [await as('county_officer'), await as('county_officer'), await as('county_officer')] as const;
  const give = (who: Client, points: number) =>
    who.call(readAnswer, {
      params: { id: exam.id },
      body: { attemptId: phone.seat.attemptId, item: 1, points },
    });
  const open = await readers[0].call(examReadings, { params: { id: exam.id } });
  expect(open.items.map(({ answer }) => answer)).toEqual(['要按期报告']);
  expect(JSON.stringify(open)).not.toContain(member.session?.accountId);
  expect(await give(readers[0], 2)).toMatchObject({ settled: false });
  await expect(give(readers[0], 1)).rejects.toMatchObject({ code: 'conflict' });
  expect((await readers[0].call(examReadings, { params: { id: exam.id } })).items).toEqual([]);
  expect(await give(readers[1], 1)).toMatchObject({ settled: true });
  expect(await scoreOf(exam.id)).toEqual([1.5]);
  expect(await give(readers[2], 1).catch((error: { code: string }) => error.code)).toBe('conflict');

  turnTo(300);
  const [chief, again] = [await as('county_officer'), await awake(member)];
  await chief.call(stepExam, { params: { id: exam.id }, body: { version: 1, act: 'release' } });
  const asking = { params: { id: phone.seat.attemptId }, body: { item: 2, words: '这题没来得及答' } };
  await again.call(appeals.appealMark, asking);
  expect(await again.outcome(appeals.appealMark, asking)).toBe('conflict');
  const { items: asked } = await chief.call(appeals.examAppeals, { params: { id: exam.id } });
  await chief.call(appeals.decideAppeal, {
    params: { id: asked[0]?.id ?? '' },
    body: { answer: '补记一分', points: 1 },
  });
  const result = await again.call(seats.examResult, { params: { id: phone.seat.attemptId } });
  expect([result.points, result.items.find(({ n }) => n === 2)?.appeal?.answer]).toEqual([2.5, '补记一分']);
});

test('where two readers part a third reads, and the two that are nearest to each other count', async () => {
  const { as, write } = server.current;
  const some = await plantItems(['short']);
  const exam = await examWith({ items: some });
  await write((tx) => tx.updateTable('exam').set({ reading_gap: 0.5 }).where('id', '=', exam.id).execute());
  const phone = await phoneOf(await as('member'), exam.id);
  await phone.journal.write(1, ['按期']);
  await phone.flush();
  await phone.hand();
  const [first, second, third, fourth] = [
    await as('county_officer'),
    await as('county_officer'),
    await as('county_officer'),
    await as('county_officer'),
  ] as const;
  const give = (who: Client, points: number) =>
    who.call(readAnswer, {
      params: { id: exam.id },
      body: { attemptId: phone.seat.attemptId, item: 1, points },
    });
  const score = async () => {
    const { items } = await first.call(examAttempts, { params: { id: exam.id }, query: {} });
    return items.map(({ points }) => points);
  };
  const open = async (who: Client) =>
    (await who.call(examReadings, { params: { id: exam.id } })).items.map((one) => one.third);
  expect(await give(first, 0)).toMatchObject({ settled: false });
  expect(await open(second)).toEqual([false]);
  expect(await give(second, 2)).toMatchObject({ settled: false });
  expect([await open(first), await open(second), await open(third)]).toEqual([[], [], [true]]);
  expect(await score()).toEqual([null]);
  expect(await give(third, 1.5)).toMatchObject({ settled: true });
  expect(await score()).toEqual([1.75]);
  expect(await open(fourth)).toEqual([]);
  await expect(give(fourth, 2)).rejects.toMatchObject({ code: 'conflict' });
});
