import { sql } from 'kysely';
import type { z } from 'zod';
import { may, systemScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Answer, Option } from '#features/education/bank/rules.ts';
import { notFound } from '#shared/errors.ts';
import { holderOf, poolRows, visibleCourses } from './access.ts';
import { easyQuizzes, faultsOf, itemsOf, type Content } from './content/rules.ts';
import type {
  CourseFile,
  CourseLine,
  courseList,
  CourseStep,
  CourseView,
  PoolItem,
  poolItems,
  PoolKey,
} from './contract.ts';
import { chanceOf } from './quiz/rules.ts';
import { allows, shownCount, type Audience, type CourseAct } from './rules.ts';

const lineColumns = [
  'c.id',
  'c.title',
  'u.short_name as providerName',
  'c.state',
  'c.topics',
  'r.edition',
  'c.expires_on as expiresOn',
  'c.writer',
  'c.changed_at as changedAt',
] as const;

const placeOf = (cursor: string | undefined): readonly [at: string, id: string] | null => {
  const [at = '', id = ''] = (cursor ?? '').split(' ');
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)
    ? [at, id]
    : null;
};

/** What this person may review, having written none of it. */
export const isReviewable = (scope: Scope) =>
  sql<boolean>`(${may(scope, 'courses.review')} and c.state = 'review' and not ${holderOf(scope)}::uuid = any (c.writers))`;

const isShown = (scope: Scope, show: z.output<typeof courseList.query>['show']) => {
  if (show === 'mine') return isReviewable(scope);
  return show === 'all' ? sql<boolean>`true` : sql<boolean>`c.state = ${show}::course_state`;
};

/** Those that changed last. */
export const coursePage = async (
  db: Db,
  scope: Scope,
  { show, cursor, limit }: z.output<typeof courseList.query>,
): Promise<z.input<typeof courseList.reply>> => {
  const asked = visibleCourses(db, scope).where(isShown(scope, show));
  const place = placeOf(cursor);
  const from =
    place === null
      ? asked
      : asked.where(sql<boolean>`(c.changed_at, c.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)`);
  const [rows, { total }] = await Promise.all([
    from
      .select(lineColumns)
      .orderBy('c.changed_at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(limit + 1)
      .execute(),
    asked.select(sql<number>`count(*)::int4`.as('total')).executeTakeFirstOrThrow(),
  ]);
  const last = rows[limit - 1];
  const items: z.input<typeof CourseLine>[] = rows.slice(0, limit);
  return { items, next: rows.length > limit && last ? `${last.changedAt} ${last.id}` : null, total };
};

const poolColumns = [
  'i.id',
  'i.kind',
  'i.stem',
  'i.topic',
  sql<number>`jsonb_array_length(i.options)`.as('options'),
] as const;

interface PoolRow {
  readonly id: string;
  readonly kind: 'single' | 'multiple' | 'judge' | 'blank' | 'short';
  readonly stem: string;
  readonly topic: string;
  readonly options: number;
}
const poolView = ({ options, kind, ...row }: PoolRow): z.input<typeof PoolItem>[] => {
  const chance = chanceOf(kind, options);
  return chance === null || kind === 'short' ? [] : [{ ...row, kind, chance }];
};

/** The questions among those that may be asked. */
export const poolOf = async (db: Db, items: readonly string[]): Promise<z.input<typeof PoolItem>[]> => {
  if (items.length === 0) return [];
  const rows = await poolRows(db).select(poolColumns).where('i.id', 'in', items).orderBy('i.id').execute();
  return rows.flatMap(poolView);
};

const keysOf = async (db: Db, items: readonly string[]): Promise<z.input<typeof PoolKey>[]> => {
  if (items.length === 0) return [];
  const rows = await poolRows(db)
    .select(['i.id', 'i.options', 'i.answer', 'i.explanation'])
    .where('i.id', 'in', items)
    .orderBy('i.id')
    .execute();
  // Safe: both are written as the contract of a question has them.
  return rows.map(({ options, answer, ...row }) => ({
    ...row,
    options: options as unknown as Option[],
    answer: answer as unknown as Answer,
  }));
};

export const chancesIn = (pool: readonly z.input<typeof PoolItem>[]) =>
  new Map(pool.map(({ id, chance }) => [id, chance]));

const mostFound = 100;
const likeOf = (words: string): string => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;

export const poolPage = async (
  db: Db,
  { topic, words }: z.output<typeof poolItems.query>,
): Promise<z.input<typeof poolItems.reply>> => {
  const all = poolRows(db).select(poolColumns);
  const ofTopic = topic === undefined ? all : all.where('i.topic', '=', topic);
  const found = words === undefined || words === '' ? ofTopic : ofTopic.where('i.stem', 'ilike', likeOf(words));
  const rows = await found
    .orderBy('i.id')
    .limit(mostFound + 1)
    .execute();
  return { items: rows.slice(0, mostFound).flatMap(poolView), more: rows.length > mostFound };
};

export const fileRows = (db: Db, courseId: string): Promise<z.input<typeof CourseFile>[]> =>
  db
    .selectFrom('course_file')
    .select(['file_id as file', 'kind', 'name', 'media_type as mediaType', 'size', 'source', 'licence', 'whole'])
    .where('course_id', '=', courseId)
    .orderBy('file_id')
    .execute();

const stepsOf = (db: Db, id: string): Promise<z.input<typeof CourseStep>[]> =>
  db
    .selectFrom('course_step')
    .select(['at', 'kind', 'actor', 'note'])
    .where('course_id', '=', id)
    .orderBy('id')
    .execute();

/**
 * How many people of the county took it. Who provides a course has mostly nobody of its own below it, so they are counted by the server
 * for whoever may see the course, and few are not told.
 */
const takenOf = async (county: County, id: string): Promise<z.input<typeof CourseView>['taken']> => {
  const { begun, finished } = await county
    .read(systemScope(county.entry.code, 'courses.taken'))
    .selectFrom('course_taking as t')
    .select([sql<number>`count(*)::int4`.as('begun'), sql<number>`count(t.finished_on)::int4`.as('finished')])
    .where('t.course_id', '=', id)
    .executeTakeFirstOrThrow();
  return { begun: shownCount(begun), finished: shownCount(finished) };
};

/** @throws AppError not_found */
export const courseView = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof CourseView>> => {
  const row = await visibleCourses(db, scope)
    .select([
      ...lineColumns,
      'c.version',
      'c.summary',
      'c.audience',
      'c.hours',
      'c.content',
      'c.writers',
      'c.edition as published',
    ])
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const { content: kept, audience, hours, writers, published, ...line } = row;
  // Safe: both were read by the rules when they were kept.
  const content = kept as unknown as Content;
  const standing = { state: row.state, offered: row.edition !== null, published: published > 0 };
  const reviews = may(scope, 'courses.review') && allows('review', standing);
  const isWriter = writers.includes(holderOf(scope));
  const review = reviews && !isWriter;
  const [pool, keys, files, steps, taken] = await Promise.all([
    poolOf(db, itemsOf(content)),
    review ? keysOf(db, itemsOf(content)) : [],
    fileRows(db, id),
    stepsOf(db, id),
    published === 0 ? null : takenOf(county, id),
  ]);
  const can = (act: Exclude<CourseAct, 'review'>, permission: string): boolean =>
    may(scope, permission) && allows(act, standing);
  return {
    ...line,
    hours: hours === null ? null : Number(hours),
    audience: audience as unknown as z.input<typeof CourseView>['audience'] & Audience,
    content,
    files,
    pool,
    keys,
    faults: faultsOf(content, chancesIn(pool)),
    easyQuizzes: easyQuizzes(content, chancesIn(pool)),
    steps,
    taken,
    can: {
      save: can('save', 'courses.write'),
      submit: can('submit', 'courses.write'),
      takeBack: isWriter && can('takeBack', 'courses.write'),
      review,
      withdraw: can('withdraw', 'courses.review'),
      remove: can('remove', 'courses.write'),
    },
    otherPerson: reviews && isWriter,
  };
};
