import { beforeAll, expect, test } from 'vitest';
import { ownCourse, ownCourses } from '#features/education/courses/own/contract.ts';
import { plantCourse } from '#features/education/courses/factory.ts';
import { plantExam, plantExamItems } from '#features/education/exams/factory.ts';
import { ownExams, takeSeat } from '#features/education/exams/seat/contract.ts';
import { useApp } from '#test/harness/app.ts';
import { plantMember } from '#test/harness/tree.ts';
import { drillList } from '../contract.ts';

const app = useApp();
const ids = { course: '', exam: '', forMembers: '' };

beforeAll(async () => {
  const { county, tree, write } = app.current;
  const day = 86_400_000;
  await write(async (tx) => {
    const unit = { ...tree.county, type: 'county_committee' };
    const audience = { stages: [], posts: ['township_worker'] as const, types: [] };
    ids.course = (await plantCourse(tx, county, { unit, state: 'published', audience })).id;
    const facts = {
      unit,
      opensAt: new Date(Date.now() - day).toISOString(),
      closesAt: new Date(Date.now() + day).toISOString(),
      kind: 'check' as const,
      items: await plantExamItems(tx, unit, ['single', 'judge']),
    };
    ids.exam = (await plantExam(tx, { ...facts, stages: ['township_worker'] })).id;
    ids.forMembers = (await plantExam(tx, { ...facts, stages: ['full'] })).id;
  });
});

test('a course and an exam for the role are led to, and taken by whoever has it', async () => {
  const { tree, write } = app.current;
  const person = await write((tx) => plantMember(tx, tree.branchA1));
  const worker = await app.current.as('township_worker', { person, at: tree.townshipA });
  const { training } = await worker.call(drillList, {});
  expect(training).toEqual({
    courses: [expect.objectContaining({ id: ids.course, done: false })],
    exams: [expect.objectContaining({ id: ids.exam, done: false })],
  });
  const { items } = await worker.call(ownCourses, {});
  expect(items.filter(({ meant }) => meant).map(({ id }) => id)).toEqual([ids.course]);
  expect(await worker.outcome(ownCourse, { params: { id: ids.course } })).toBe('ok');
  const asked = (await worker.call(ownExams, {})).items.map(({ id }) => id);
  expect(asked).toEqual([ids.exam]);
  expect(await worker.outcome(takeSeat, { params: { id: ids.exam } })).toBe('ok');
});

test('neither is for members, nor for the secretary', async () => {
  for (const role of ['member', 'branch_secretary'] as const) {
    const { tree, write } = app.current;
    const client = await app.current.as(role, { person: await write((tx) => plantMember(tx, tree.branchA1)) });
    expect((await client.call(ownCourses, {})).items.map(({ id }) => id)).not.toContain(ids.course);
    expect((await client.call(ownExams, {})).items.map(({ id }) => id)).toEqual([ids.forMembers]);
  }
});
