/**
 * Courses that were finished, and what those who finished them answered in recall before and after. How much a course did for them is of
 * chance around a share, so that one helps, of one nothing is seen, and of one there are too few to say.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { leafPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { chance } from '../luck.ts';
import { questionId } from './bank.ts';
import type { WrittenCourse } from './course-shapes.ts';
import { courseId, writtenCourse } from './courses.ts';
import type { Desk, Place } from './desk.ts';
import { itemsOf, putRecalled, recall, type Asked, type Recalled } from './recalled.ts';

interface LearningDesk extends Desk {
  readonly branch: Place;
  readonly township: Place;
  /** Who shows the platform as a member: has finished a course, and has a recall of its own. */
  readonly personId: string;
}

interface Finished {
  readonly key: string;
  readonly people: number;
  /** Of a hundred first answers so many are right, before and after. */
  readonly before: number;
  readonly after: number;
  readonly stage?: 'probationary';
}

const finished: readonly Finished[] = [
  { key: 'secrecy', people: 40, before: 48, after: 78 },
  { key: 'digital', people: 26, before: 60, after: 60 },
  { key: 'admission', people: 7, before: 50, after: 80, stage: 'probationary' },
];
/** First answers of each on either side of the day on which the course was finished. */
const each = 4;
const begun = 62;

/** From 0 to 99, the same for a name each time. */
const luckOf = (name: string): number => createHash('sha256').update(name).digest().readUInt32BE() % 100;

interface Person {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** Nobody who signs in: what they see is made for them elsewhere. The branch and the township of the demonstration come first. */
const peopleFor = async (
  { tx, branch, township }: LearningDesk,
  { key, people, stage }: Finished,
  taken: ReadonlySet<string>,
): Promise<Person[]> => {
  const { rows } = await sql<Person>`
    select m.person_id as id, p.name, o.path from membership m
    join person p on p.id = m.person_id join organisation o on o.id = m.branch_id
    where m.left_on is null and m.category = ${stage ?? 'full'}
      and not exists (select from account a where a.person_id = m.person_id)
      and m.person_id <> all (${[...taken]}::uuid[])
    order by case when o.path = ${branch.path} and ${chance(sql`${key} || p.name`)} < 40 then 0
      when starts_with(o.path, ${township.path}) and ${chance(sql`${key} || p.name`)} < 30 then 1 else 2 end, md5(p.name || o.path)
    limit ${people}`.execute(tx);
  return rows;
};

/** Questions of a topic that its course does not tell. */
const untold = (tx: Tx, { chapters, topic }: WrittenCourse): Promise<Asked[]> => {
  const without = chapters.flatMap(({ units }) =>
    units.flatMap((unit) => (unit.kind === 'quiz' ? unit.questions.map(questionId) : [])),
  );
  return itemsOf(tx, topic, { limit: 16, without });
};

/** The course as it is when it has been finished: its questions answered, its task on site confirmed by the branch. */
const takingOf = (course: WrittenCourse, { id, path }: Person, day: string) => {
  const filed = { course_id: courseId(course.key), person_id: id, org_path: leafPath(path, id), edition: 1 };
  const [begun_on, asked_on] = [addDays(day, -9), addDays(day, -2)];
  const done = course.chapters
    .flatMap(({ units }) => units)
    .filter(({ kind }) => kind === 'quiz' || kind === 'task')
    .map(({ kind, title }) => ({
      ...filed,
      id: newId(),
      unit_id: courseId(`${course.key} ${title}`),
      state: 'done' as const,
      asked_on: kind === 'quiz' ? day : asked_on,
      done_on: day,
      actor: kind === 'quiz' ? null : '支部书记',
    }));
  return { taking: { ...filed, id: newId(), begun_on, finished_on: day }, done };
};

const putTakings = async (tx: Tx, found: readonly ReturnType<typeof takingOf>[]): Promise<void> => {
  await tx
    .insertInto('course_taking')
    .values(found.map(({ taking }) => taking))
    .execute();
  await tx
    .insertInto('course_done')
    .values(found.flatMap(({ done }) => done))
    .execute();
};

/** First answers before and after the day on which the course was finished; each question once more when it was due, as a few a week allow. */
const recallBeside = (
  into: Recalled,
  desk: LearningDesk,
  { before, after }: Finished,
  { person, items, day, luck }: { person: Person; items: readonly Asked[]; day: string; luck: number },
): void => {
  for (let n = 0; n < each * 2; n += 1) {
    const item = items[(n + luck) % items.length];
    if (item === undefined) continue;
    const isBefore = n < each;
    const isFirstRight = luckOf(`${person.name} ${item.id} first`) < (isBefore ? before : after);
    recall(into, desk, {
      person,
      item,
      from: addDays(day, isBefore ? -24 + n * 5 : 2 + (n - each) * 4),
      times: 2,
      isRight: (answered) =>
        answered === 0 ? isFirstRight : luckOf(`${person.name} ${item.id} again`) < (isFirstRight ? 88 : 64),
    });
  }
};

/** Stands on the questions of the bank and the courses that ask them. */
export const putLearning = async (desk: LearningDesk): Promise<void> => {
  const { tx, today, branch, personId } = desk;
  const into: Recalled = { answers: [], cards: [], marks: [] };
  const takings: ReturnType<typeof takingOf>[] = [];
  const taken = new Set<string>();
  const choices: object[] = [];
  for (const one of finished) {
    const course = writtenCourse(one.key);
    const items = await untold(tx, course);
    for (const person of await peopleFor(desk, one, taken)) {
      taken.add(person.id);
      const luck = luckOf(`${one.key} ${person.name}`);
      const day = addDays(today, -19 - (luck % 14));
      takings.push(takingOf(course, person, day));
      const filed = { person_id: person.id, org_path: leafPath(person.path, person.id) };
      choices.push({ ...filed, topics: [course.topic], weekly: 5, since: addDays(today, -begun), with_courses: true });
      recallBeside(into, desk, one, { person, items, day, luck });
    }
  }
  const own = { id: personId, name: '', path: branch.path };
  takings.push(takingOf(writtenCourse('digital'), own, addDays(today, -15)));
  await putTakings(tx, takings);
  await sql`insert into recall_choice select * from jsonb_populate_recordset(null::recall_choice, ${JSON.stringify(choices)}::jsonb)`.execute(
    tx,
  );
  await putRecalled(tx, into);
};
