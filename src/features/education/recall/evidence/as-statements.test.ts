/**
 * The platform's own events as statements: once they are done, and of a result once the person may read it. Here, as records stand below
 * courses and exams.
 */
import { expect, test } from 'vitest';
import { plantAsked, plantCourse } from '#features/education/courses/factory.ts';
import { plantAttempt, plantExam, plantExamItems } from '#features/education/exams/factory.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { learnerOf } from '#test/harness/statements.ts';

const server = useApp();

const learner = () => learnerOf(server.current);

test('a unit and its course are said to be completed, on the day they were', async () => {
  const { person, lines } = await learner();
  const { write, tree, county } = server.current;
  const course = await write((tx) =>
    plantCourse(tx, county, { unit: tree.branchA1, title: `党章 ${hostile}`, state: 'published' }),
  );
  const { id } = await write((tx) => plantAsked(tx, county, course, person));
  expect(await lines()).toEqual([]);
  await write((tx) =>
    tx
      .updateTable('course_done')
      .set({ state: 'done', done_on: '2026-03-01', actor: '书记' })
      .where('id', '=', id)
      .execute(),
  );
  const [unit] = await lines();
  expect(unit).toMatchObject({
    line: '学完了 现场教学',
    said: {
      timestamp: '2026-02-28T16:00:00Z',
      result: { completion: true },
      context: {
        contextActivities: { parent: [{ definition: { name: { 'zh-CN': `党章 ${hostile}` } } }] },
      },
    },
  });
  await write((tx) =>
    tx.updateTable('course_taking').set({ finished_on: '2026-03-02' }).where('person_id', '=', person.id).execute(),
  );
  expect((await lines()).map(({ line }) => line)).toEqual([`学完了 党章 ${hostile}`, '学完了 现场教学']);
  expect(JSON.stringify(await lines())).not.toMatch(/duration/i);
});

test('an exam is completed when it is marked, and its result is said once it is released, and anew when it changes', async () => {
  const { person, lines } = await learner();
  const { write, tree } = server.current;
  const times = { opensAt: '2026-03-01T00:00:00Z', closesAt: '2026-03-01T02:00:00Z' };
  const { exam, attempt } = await write(async (tx) => {
    const items = await plantExamItems(tx, tree.county, ['single']);
    const { id: planted } = await plantExam(tx, { unit: tree.county, title: hostile, ...times, items });
    const { id } = await plantAttempt(tx, {
      exam: planted,
      unit: tree.county,
      person,
      slotAt: times.opensAt,
      begunAt: times.opensAt,
      endsAt: times.closesAt,
      markedAt: '2026-03-01T01:00:00Z',
    });
    return { exam: planted, attempt: id };
  });
  expect(await lines()).toMatchObject([{ line: `考完了 ${hostile}`, said: { timestamp: '2026-03-01T01:00:00Z' } }]);
  await write((tx) => tx.updateTable('exam').set({ state: 'released' }).where('id', '=', exam).execute());
  expect((await lines())[0]).toMatchObject({
    line: `没有通过 ${hostile}`,
    said: { result: { success: false, score: { scaled: 0, raw: 0, min: 0, max: 2 } } },
  });
  await write((tx) => tx.updateTable('exam_attempt').set({ won: 2, passed: true }).where('id', '=', attempt).execute());
  expect((await lines()).map(({ line }) => line.slice(0, 4))).toEqual(['通过了 ', '撤销了 ', '考完了 ']);
  const other = await learner();
  expect(await other.lines()).toEqual([]);
});
