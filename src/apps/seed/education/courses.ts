/** Courses of the Party school as its commands leave them, asking what is in the bank, and how far the demonstration branch has come. */
import { sql } from 'kysely';
import { leafPath, matterPath } from '#platform/access/scope.ts';
import type { Content, Unit } from '#features/education/courses/content/rules.ts';
import { bodyOf } from '#features/education/courses/factory.ts';
import { reachOf } from '#features/education/courses/rules.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { ofOrThrow } from '../known.ts';
import { landmarks } from '../landmarks.ts';
import type { Filed } from '../organisation-rows.ts';
import { questionId } from './bank.ts';
import type { Written, WrittenCourse } from './course-shapes.ts';
import { writtenCourses } from './course-texts.ts';
import type { TreeDesk } from './desk.ts';
import { fixedId } from './fixed-id.ts';

/** A course's id is that of its key; chapters and units add their titles to it. */
export const courseId = (text: string): string => fixedId('course', text);

export const writtenCourse = (key: string): WrittenCourse => {
  const course = writtenCourses.find((one) => one.key === key);
  if (course === undefined) throw new Error(`no course ${key}`);
  return course;
};

interface Hands {
  readonly school: Filed;
  readonly writer: { readonly id: string; readonly name: string };
  readonly reviewer: { readonly id: string; readonly name: string };
}

const unitOf = (course: WrittenCourse, written: Written): Unit => {
  const facts = { id: courseId(`${course.key} ${written.title}`), title: written.title };
  if (written.kind === 'text') return { ...facts, kind: 'text', body: bodyOf(...written.lines.split('\n')) };
  if (written.kind === 'discussion') return { ...facts, kind: 'discussion', words: written.words };
  if (written.kind === 'task') return { ...facts, kind: 'task', words: written.words, place: written.place };
  return { ...facts, kind: 'quiz', items: written.questions.map(questionId), ask: 5, pass: 4 };
};

export const contentOf = (course: WrittenCourse): Content => ({
  chapters: course.chapters.map(({ title, units }) => ({
    id: courseId(`${course.key} ${title}`),
    title,
    units: units.map((written) => unitOf(course, written)),
  })),
});

const putCourse = async ({ tx, county, today }: TreeDesk, course: WrittenCourse, hands: Hands): Promise<void> => {
  const id = courseId(course.key);
  const { school, writer, reviewer } = hands;
  const org_path = matterPath(school.path, id);
  const taught = {
    provider_id: school.id,
    title: course.title,
    summary: course.summary,
    topics: [course.topic],
    audience: JSON.stringify(course.audience),
    hours: String(course.hours),
    content: JSON.stringify(contentOf(course)),
  };
  await tx
    .insertInto('course')
    .values({
      ...taught,
      id,
      org_path,
      state: 'published',
      version: 3,
      edition: 1,
      round: 1,
      writers: sql`'{}'`,
      writer: writer.name,
      changed_at: county.now().toISOString(),
    })
    .execute();
  for (const [kind, actor] of [
    ['propose', writer.name],
    ['publish', reviewer.name],
  ] as const)
    await tx
      .insertInto('course_step')
      .values({ id: newId(), course_id: id, org_path, round: 1, kind, actor, at: county.now().toISOString() })
      .execute();
  await tx
    .insertInto('course_release')
    .values({
      ...taught,
      course_id: id,
      edition: 1,
      reach: reachOf({ type: school.seed.type, path: school.path }),
      files: '[]',
      writers: [writer.id],
      reviewer_id: reviewer.id,
      current: true,
      published_on: addDays(today, -150),
    })
    .execute();
};

/** The probationary member has answered the questions of admission and waits for the branch to confirm the task on site. */
const putOnTheWay = async ({ tx, today, tree }: TreeDesk): Promise<void> => {
  const course = writtenCourse('admission');
  const branch = ofOrThrow(tree, landmarks.demoBranch);
  const account = await tx
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select('a.person_id')
    .where('g.role', '=', 'probationary')
    .where('a.person_id', 'is not', null)
    .executeTakeFirst();
  const person = account?.person_id ?? null;
  if (person === null) return;
  const filed = {
    course_id: courseId(course.key),
    person_id: person,
    org_path: leafPath(branch.path, person),
    edition: 1,
  };
  await tx
    .insertInto('course_taking')
    .values({ ...filed, id: newId(), begun_on: addDays(today, -12) })
    .execute();
  for (const written of course.chapters.flatMap(({ units }) => units)) {
    if (written.kind === 'text' || written.kind === 'discussion') continue;
    const isQuiz = written.kind === 'quiz';
    await tx
      .insertInto('course_done')
      .values({
        ...filed,
        id: newId(),
        unit_id: courseId(`${course.key} ${written.title}`),
        state: isQuiz ? 'done' : 'asked',
        asked_on: addDays(today, isQuiz ? -12 : -3),
        done_on: isQuiz ? addDays(today, -12) : null,
      })
      .execute();
  }
};

export const putCourses = async (desk: TreeDesk): Promise<void> => {
  const { tx, tree } = desk;
  const school = ofOrThrow(tree, landmarks.partySchool);
  const holders = await tx
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select(['a.display_name as name', 'g.role'])
    .select((e) => e.fn.coalesce('a.person_id', 'a.id').as('id'))
    .where('g.role', 'in', ['party_school', 'county_officer'])
    .orderBy('a.sign_in_name')
    .execute();
  const [writer, reviewer] = [
    holders.find(({ role }) => role === 'party_school'),
    holders.find(({ role }) => role === 'county_officer'),
  ];
  if (writer === undefined || reviewer === undefined) throw new Error('nobody writes and reviews courses');
  const hands: Hands = { school, writer, reviewer };
  for (const course of writtenCourses) await putCourse(desk, course, hands);
  await putOnTheWay(desk);
};
