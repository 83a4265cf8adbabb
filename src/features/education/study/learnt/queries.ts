import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { OrganisationRow } from '#features/base/organisations/index.ts';
import type { CourseEffect, Mastery, MissedItem, SuggestedCourse } from '../status/contract.ts';
import { depthOf } from './rules.ts';

interface Learnt {
  readonly mastery: ReadonlyMap<string, z.input<typeof Mastery>>;
  /** How many spoke about courses of a topic. */
  readonly discussed: ReadonlyMap<string, number>;
}

/** What the answers of a year say of a place: five people or more, and nothing by which a neighbour could be worked out. */
export const learntAt = async (db: Db, scope: Scope, at: OrganisationRow, year: number): Promise<Learnt> => {
  const rows = await db
    .selectFrom('study_learnt')
    .selectAll()
    .where('organisation_id', '=', at.id)
    .where('year', '=', year)
    .where('least_depth', '<=', depthOf(scope.from))
    .execute();
  return {
    mastery: new Map(
      rows
        .filter(({ kind }) => kind === 'answered')
        .map(({ topic, people, answers, part, low, high }) => [
          topic,
          { people, answers, part: Number(part), low: Number(low), high: Number(high) },
        ]),
    ),
    discussed: new Map(rows.filter(({ kind }) => kind === 'discussed').map(({ topic, people }) => [topic, people])),
  };
};

/** Of the reader's own place alone: of two places beside each other one could be taken from their sum. */
export const missedAt = (
  db: Db,
  scope: Scope,
  at: OrganisationRow,
  year: number,
): Promise<z.input<typeof MissedItem>[]> =>
  at.path === scope.from
    ? db
        .selectFrom('study_missed as s')
        .innerJoin('bank_item as i', 'i.id', 's.item_id')
        .select(['s.item_id as itemId', 's.topic', 'i.stem', 's.people', sql<number>`s.missed::float8`.as('missed')])
        .where('s.organisation_id', '=', at.id)
        .where('s.year', '=', year)
        .orderBy('s.missed', 'desc')
        .orderBy('s.item_id')
        .execute()
    : Promise.resolve([]);

const offered = (db: Db, at: OrganisationRow) =>
  db
    .selectFrom('course_release as r')
    .where('r.current', '=', true)
    .where(sql<boolean>`starts_with(${at.path}, r.reach)`);

/** Whether courses help, in the whole county: those that people of the place may take. */
export const effectsFor = async (db: Db, at: OrganisationRow): Promise<z.input<typeof CourseEffect>[]> => {
  const rows = await offered(db, at)
    .innerJoin('study_course_effect as e', 'e.course_id', 'r.course_id')
    .select(['r.course_id', 'r.title', 'r.topics', 'e.people', 'e.before', 'e.after', 'e.low', 'e.high', 'e.verdict'])
    .orderBy('e.verdict')
    .orderBy('r.title')
    .limit(50)
    .execute();
  const number = (value: string | null): number | null => (value === null ? null : Number(value));
  return rows.map((row) => ({
    courseId: row.course_id,
    title: row.title,
    topics: row.topics,
    verdict: row.verdict,
    people: row.people,
    before: number(row.before),
    after: number(row.after),
    low: number(row.low),
    high: number(row.high),
  }));
};

const most = 2;

/** Courses of some topics, those that have helped first; none that was seen not to help. */
export const coursesFor = async (
  db: Db,
  at: OrganisationRow,
  topics: readonly string[],
  today: string,
): Promise<(topic: string) => z.input<typeof SuggestedCourse>[]> => {
  if (topics.length === 0) return () => [];
  const rows = await offered(db, at)
    .leftJoin('study_course_effect as e', 'e.course_id', 'r.course_id')
    .select(['r.course_id', 'r.title', 'r.topics', 'e.verdict', 'r.published_on'])
    .where(sql<boolean>`r.topics && ${[...topics]}::text[]`)
    .where((e) => e.or([e('r.expires_on', 'is', null), e('r.expires_on', '>=', today)]))
    .where((e) => e.or([e('e.verdict', 'is', null), e('e.verdict', '<>', 'no_help')]))
    .orderBy(sql`coalesce(e.verdict = 'helps', false)`, 'desc')
    .orderBy('r.published_on', 'desc')
    .orderBy('r.course_id')
    .execute();
  return (topic) =>
    rows
      .filter((row) => row.topics.includes(topic))
      .slice(0, most)
      .map((row) => ({ courseId: row.course_id, title: row.title, helped: row.verdict === 'helps' }));
};
