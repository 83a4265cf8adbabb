import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { gapsIn, type Answer, type Option } from '#features/education/bank/rules.ts';
import { addDays } from '#shared/days.ts';
import { ownAnswers, ownCards, ownChoice } from './access.ts';
import type { ownRecall, RecallQuestion, RecallTopic } from './contract.ts';
import { recallKinds, shownOptions, shownOrder, weekOf } from './rules.ts';
import type { Memory } from './scheduling/queries.ts';

export interface Choice {
  readonly topics: readonly string[];
  readonly weekly: number;
  readonly with_courses: boolean;
  readonly org_path: string;
}

const itemColumns = [
  'i.id',
  'i.line_id as lineId',
  'i.kind',
  'i.stem',
  'i.options',
  'i.answer',
  'i.explanation',
  'i.topic',
] as const;

/** Topics of courses that the person has finished, as they were then. */
const finishedTopics = async (db: Db, scope: Scope): Promise<string[]> => {
  const rows = await db
    .selectFrom('course_taking as t')
    .innerJoin('course_release as r', (join) =>
      join.onRef('r.course_id', '=', 't.course_id').onRef('r.edition', '=', 't.edition'),
    )
    .where('t.person_id', '=', scope.personId)
    .where('t.finished_on', 'is not', null)
    .select('r.topics')
    .execute();
  return [...new Set(rows.flatMap(({ topics }) => topics))];
};

/** What is asked about: the topics chosen, and by choice those of finished courses. */
const askedTopics = async (db: Db, scope: Scope, choice: Choice): Promise<readonly string[]> =>
  choice.with_courses ? [...new Set([...choice.topics, ...(await finishedTopics(db, scope))])] : choice.topics;

/** Published questions that a rule can mark. */
const askable = (db: Db, topics: readonly string[]) =>
  db
    .selectFrom('bank_item as i')
    .where('i.state', '=', 'published')
    .where('i.kind', 'in', recallKinds)
    .where('i.topic', 'in', [...topics, '']);

type ItemRow = Awaited<ReturnType<ReturnType<typeof itemRows>['executeTakeFirstOrThrow']>>;
const itemRows = (db: Db, topics: readonly string[]) => askable(db, topics).select(itemColumns);

export interface Item extends Omit<ItemRow, 'kind' | 'options' | 'answer'> {
  readonly kind: (typeof recallKinds)[number];
  readonly options: readonly Option[];
  readonly answer: Answer;
}

// Safe: written as the contract of a question has them, and of the kinds that are selected.
const itemOf = (row: ItemRow): Item => row as unknown as Item;

export interface Next {
  readonly item: Item;
  readonly memory: Memory | null;
}

const memoryColumns = [
  'k.stability',
  'k.hardness',
  'k.phase',
  'k.answered',
  'k.lapses',
  'k.answered_on as answeredOn',
  'k.due_on as dueOn',
] as const;

const dueNow = async (db: Db, scope: Scope, topics: readonly string[], today: string): Promise<Next | null> => {
  const row = await askable(db, topics)
    .innerJoin('recall_card as k', 'k.line_id', 'i.line_id')
    .where('k.person_id', '=', scope.personId)
    .where('k.due_on', '<=', today)
    .select([...itemColumns, ...memoryColumns])
    .orderBy('k.due_on')
    .orderBy('i.line_id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { item: itemOf(row), memory: row };
};

/** The same one until it is answered: nobody picks the questions that he likes. */
const newNow = async (db: Db, scope: Scope, topics: readonly string[]): Promise<Next | null> => {
  const row = await itemRows(db, topics)
    .where(
      sql<boolean>`not exists (select from recall_card k where k.person_id = ${scope.personId}::uuid and k.line_id = i.line_id)`,
    )
    .orderBy(sql`md5(${scope.personId}::text || i.line_id::text)`)
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { item: itemOf(row), memory: null };
};

const answeredThisWeek = async (db: Db, scope: Scope, today: string): Promise<number> => {
  const row = await ownAnswers(db, scope)
    .where('a.answered_on', '>=', weekOf(today))
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
};

/** What is asked now: what is due and what is new take turns, so that neither keeps the other out. */
export const nextOf = async (
  db: Db,
  scope: Scope,
  county: County,
  choice: Choice,
): Promise<{ readonly left: number; readonly next: Next | null }> => {
  const today = county.today();
  const answered = await answeredThisWeek(db, scope, today);
  const left = Math.max(0, choice.weekly - answered);
  if (left === 0) return { left, next: null };
  const topics = await askedTopics(db, scope, choice);
  const turns = [() => dueNow(db, scope, topics, today), () => newNow(db, scope, topics)];
  for (const turn of answered % 2 === 0 ? turns : turns.toReversed()) {
    const next = await turn();
    if (next !== null) return { left, next };
  }
  return { left, next: null };
};

/** Of one person and one time: another order when it comes again. */
export const orderFor = (scope: Scope, { item, memory }: Next): string[] =>
  shownOrder(item.options, `${scope.personId} ${item.id} ${memory?.answered ?? 0}`);

const questionView = (scope: Scope, next: Next): z.input<typeof RecallQuestion> => ({
  itemId: next.item.id,
  answered: next.memory?.answered ?? 0,
  topic: next.item.topic,
  kind: next.item.kind,
  stem: next.item.stem,
  options: shownOptions(next.item.options, orderFor(scope, next)),
  gaps: next.item.kind === 'blank' ? gapsIn(next.item.stem) : 0,
});

export const offeredTopics = (db: Db): Promise<z.input<typeof RecallTopic>[]> =>
  db
    .selectFrom('study_topic as t')
    .innerJoin('bank_item as i', 'i.topic', 't.code')
    .where('i.state', '=', 'published')
    .where('i.kind', 'in', recallKinds)
    .where('t.retired_on', 'is', null)
    .groupBy('t.code')
    .orderBy('t.position')
    .select(['t.code', 't.name_zh as nameZh', 't.name_en as nameEn', sql<number>`count(*)::int4`.as('items')])
    .execute();

/** When the next one is asked: once this week's are done, in the coming week at the earliest, and then a new one as well. */
const comesAgain = async (
  db: Db,
  scope: Scope,
  topics: readonly string[],
  { left, today }: { readonly left: number; readonly today: string },
): Promise<string | null> => {
  const monday = addDays(weekOf(today), 7);
  if (left === 0 && (await newNow(db, scope, topics)) !== null) return monday;
  const row = await ownCards(db, scope)
    .where('k.topic', 'in', [...topics, ''])
    .select((e) => e.fn.min('k.due_on').as('dueOn'))
    .executeTakeFirst();
  const due = row?.dueOn ?? null;
  return due !== null && left === 0 && due < monday ? monday : due;
};

export const recallNow = async (db: Db, scope: Scope, county: County): Promise<z.input<typeof ownRecall.reply>> => {
  const [choice, offered, finished] = await Promise.all([
    ownChoice(db, scope).select(['r.topics', 'r.weekly', 'r.with_courses', 'r.org_path']).executeTakeFirst(),
    offeredTopics(db),
    finishedTopics(db, scope),
  ]);
  const common = { offered, finished: finished.filter((topic) => offered.some(({ code }) => code === topic)) };
  if (choice === undefined)
    return { ...common, isOn: false, topics: [], withCourses: true, weekly: 5, left: 0, next: null, nextOn: null };
  const { left, next } = await nextOf(db, scope, county, choice);
  return {
    ...common,
    isOn: true,
    topics: choice.topics,
    withCourses: choice.with_courses,
    weekly: choice.weekly,
    left,
    next: next === null ? null : questionView(scope, next),
    nextOn:
      next === null
        ? await comesAgain(db, scope, await askedTopics(db, scope, choice), { left, today: county.today() })
        : null,
  };
};

/** What tricks are measured by: the questions of the topic, of its kind. */
const enough = 500;
export const likeOf = async (db: Db, item: Item): Promise<Item[]> => {
  const rows = await itemRows(db, [item.topic]).where('i.kind', '=', item.kind).orderBy('i.id').limit(enough).execute();
  return rows.map(itemOf);
};

/**
 * Whether a course or an exam has already told the person what is right of a line: questions of a course are told when they are
 * answered, those of an exam with its result. Looked up and not marked there, so that whatever shows a result need not know of recall.
 */
export const toldElsewhere = async (db: Db, scope: Scope, lineId: string): Promise<boolean> => {
  const { rows } = await sql<{ told: boolean }>`select exists (
      select from course_attempt a join bank_item b on b.id = any (a.items)
      where a.person_id = ${scope.personId}::uuid and b.line_id = ${lineId}::uuid)
    or exists (
      select from exam_attempt a
      join exam e on e.id = a.exam_id
      join lateral own_exam_items(e.id) i on true
      join exam_mark m on m.attempt_id = a.id and m.item = i.n
      join bank_item b on b.id = i.bank_item_id
      where a.person_id = ${scope.personId}::uuid and a.marked_at is not null and (e.kind <> 'formal' or e.state = 'released')
        and b.line_id = ${lineId}::uuid) as told`.execute(db);
  return rows[0]?.told ?? false;
};
