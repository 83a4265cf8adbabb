/**
 * Courses that were finished, and what those who finished them answered in recall before and after. How much a course did for them is of
 * chance around a share, so that one helps, of one nothing is seen, and of one there are too few to say.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { leafPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { toldMark } from '#features/education/recall/access.ts';
import { likeOf, type Item } from '#features/education/recall/queries.ts';
import { chanceOf, recallKinds } from '#features/education/recall/rules.ts';
import { after, expectedOn, type Memory } from '#features/education/recall/scheduling/queries.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { chance } from '../luck.ts';
import { questionId } from './bank.ts';
import type { WrittenCourse } from './course-shapes.ts';
import { writtenCourses } from './course-texts.ts';
import { courseId } from './courses.ts';
import type { Desk, Place } from './desk.ts';

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
const itemsFor = async (tx: Tx, course: WrittenCourse): Promise<Item[]> => {
  const told = course.chapters.flatMap(({ units }) =>
    units.flatMap((unit) => (unit.kind === 'quiz' ? unit.questions.map(questionId) : [])),
  );
  const rows = await tx
    .selectFrom('bank_item as i')
    .where('i.state', '=', 'published')
    .where('i.kind', 'in', recallKinds)
    .where('i.topic', '=', course.topic)
    .where('i.id', 'not in', told)
    .select(['i.id', 'i.line_id as lineId', 'i.kind', 'i.stem', 'i.options', 'i.answer', 'i.explanation', 'i.topic'])
    .orderBy('i.id')
    .limit(16)
    .execute();
  // Safe: written as the contract of a question has them, and of the kinds that are selected.
  return rows as unknown as Item[];
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

interface Answers {
  readonly answers: object[];
  readonly cards: object[];
  readonly marks: Buffer[];
}

/** One question of one person: asked first on a day, and once more when it was due, as a few a week allow. */
const recalled = (
  { county, today }: LearningDesk,
  { id, name, path }: Person,
  item: Item & { readonly chance: string },
  first: { readonly day: string; readonly isRight: boolean },
  into: Answers,
): void => {
  const own = { person_id: id, org_path: leafPath(path, id), line_id: item.lineId, topic: item.topic };
  let memory: Memory | null = null;
  for (let { day } = first; day < today && (memory?.answered ?? 0) < 2; day = memory.dueOn) {
    const isRight: boolean =
      memory === null ? first.isRight : luckOf(`${name} ${item.id} again`) < (first.isRight ? 88 : 64);
    into.answers.push({
      ...own,
      id: newId(),
      item_id: item.id,
      answered_on: day,
      is_right: isRight,
      is_first: memory === null,
      chance: item.chance,
      expected: memory === null ? null : expectedOn(memory, day).toFixed(3),
    });
    memory = after(memory, isRight, day);
  }
  if (memory === null) return;
  const { stability, hardness, phase, answered, lapses, answeredOn, dueOn } = memory;
  into.cards.push({ ...own, stability, hardness, phase, answered, lapses, answered_on: answeredOn, due_on: dueOn });
  into.marks.push(toldMark(county, id, item.lineId));
};

const putAnswers = async (tx: Tx, { answers, cards, marks }: Answers): Promise<void> => {
  await sql`insert into recall_answer select * from jsonb_populate_recordset(null::recall_answer, ${JSON.stringify(answers)}::jsonb)`.execute(
    tx,
  );
  await sql`insert into recall_card select * from jsonb_populate_recordset(null::recall_card, ${JSON.stringify(cards)}::jsonb)`.execute(
    tx,
  );
  await sql`insert into recall_told (mark) select unnest(${marks}::bytea[])`.execute(tx);
};

/** Stands on the questions of the bank and the courses that ask them. */
export const putLearning = async (desk: LearningDesk): Promise<void> => {
  const { tx, today, branch, personId } = desk;
  const into: Answers = { answers: [], cards: [], marks: [] };
  const takings: ReturnType<typeof takingOf>[] = [];
  const taken = new Set<string>();
  const choices: object[] = [];
  for (const one of finished) {
    const course = writtenCourses.find(({ key }) => key === one.key);
    if (course === undefined) continue;
    const items = await Promise.all(
      (await itemsFor(tx, course)).map(async (item) => ({
        ...item,
        chance: chanceOf(item, await likeOf(tx, item)).toFixed(3),
      })),
    );
    for (const person of await peopleFor(desk, one, taken)) {
      taken.add(person.id);
      const luck = luckOf(`${one.key} ${person.name}`);
      const day = addDays(today, -19 - (luck % 14));
      takings.push(takingOf(course, person, day));
      const filed = { person_id: person.id, org_path: leafPath(person.path, person.id) };
      choices.push({ ...filed, topics: [course.topic], weekly: 5, since: addDays(today, -begun), with_courses: true });
      for (let n = 0; n < each * 2; n += 1) {
        const item = items[(n + luck) % items.length];
        if (item === undefined) continue;
        const isBefore = n < each;
        const share = isBefore ? one.before : one.after;
        const first = addDays(day, isBefore ? -24 + n * 5 : 2 + (n - each) * 4);
        recalled(desk, person, item, { day: first, isRight: luckOf(`${person.name} ${item.id} first`) < share }, into);
      }
    }
  }
  const own = writtenCourses.find(({ key }) => key === 'digital');
  if (own !== undefined)
    takings.push(takingOf(own, { id: personId, name: '', path: branch.path }, addDays(today, -15)));
  await putTakings(tx, takings);
  await sql`insert into recall_choice select * from jsonb_populate_recordset(null::recall_choice, ${JSON.stringify(choices)}::jsonb)`.execute(
    tx,
  );
  await putAnswers(tx, into);
};
