import { expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { phoneOf } from '#test/harness/exam-phone.ts';
import { examAttempts } from '../contract.ts';
import { plantExam, plantExamItems } from '../factory.ts';
import { examReadings, readAnswer } from './contract.ts';

const start = new Date('2026-11-26T01:00:00Z');
const server = useApp({ now: () => start });

test('where two readers part a third reads, and the two that are nearest to each other count', async () => {
  const { as, tree, write } = server.current;
  const some = await write((tx) => plantExamItems(tx, tree.county, ['short']));
  const opensAt = start.toISOString();
  const closesAt = new Date(start.getTime() + 7_200_000).toISOString();
  const exam = await write((tx) => plantExam(tx, { unit: tree.county, opensAt, closesAt, items: some }));
  await write((tx) => tx.updateTable('exam').set({ reading_gap: 0.5 }).where('id', '=', exam.id).execute());
  const phone = await phoneOf(await as('member'), exam.id, () => start);
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
