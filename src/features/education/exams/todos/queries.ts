import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { chinaToday } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { TodoItem, TodoSource } from '#platform/feature.ts';
import { heldExams } from '../access.ts';
import { readerOf } from '../reading/queries.ts';
import { examsOfMember } from '../seat/queries.ts';

/** So many days before it opens an exam is something that waits. */
const nearDays = 7;
const dayMs = 86_400_000;

const dayOf = (instant: string): string => chinaToday(new Date(instant));

/**
 * Exams that the member is asked to take and has not handed in. What is for practice alone asks for nothing, and who has been given
 * paper has nothing to do on the phone.
 */
const examsToTake: TodoSource = {
  kind: 'exams.take',
  permission: 'own.exams',
  link: '/m/study/exams',
  async list(db, scope, county, { limit }) {
    const { items } = await examsOfMember(db, scope, county);
    const near = county.now().getTime() + nearDays * dayMs;
    const open = items.filter(
      ({ kind, can, attempt, onPaper, opensAt }) =>
        kind !== 'practice' && can.take && !onPaper && attempt?.ended !== true && Date.parse(opensAt) <= near,
    );
    return {
      count: open.length,
      items: open.slice(0, limit).map(({ id, title, closesAt, attempt }) => ({
        // Of this person alone: an exam is handed over to nobody.
        id: `${id}:${scope.personId}`,
        params: { title },
        link: attempt?.begun === true ? `/m/study/exams/${id}` : '/m/study/exams',
        dueOn: dayOf(closesAt),
        ruleId: null,
        why: attempt?.begun === true ? 'exams.begun' : 'exams.take',
      })),
    };
  },
};

interface Waiting {
  readonly id: string;
  readonly title: string;
  readonly waiting: number;
}

const itemOf =
  (why: string) =>
  ({ id, title, waiting }: Waiting): TodoItem => ({
    id,
    params: { title, count: waiting },
    link: `/education/exams/${id}`,
    dueOn: null,
    ruleId: null,
    why,
  });

const listOf = (why: string, rows: readonly Waiting[], limit: number) => ({
  count: rows.length,
  items: rows.slice(0, limit).map(itemOf(why)),
});

/** Short answers of the own office's exams that the reader has not read. */
const answersToRead: TodoSource = {
  kind: 'exams.readings',
  permission: 'exams.edit',
  link: '/education/exams',
  async list(db, scope, _county, { limit }) {
    const reader = readerOf(scope);
    const rows = await heldExams(db, scope)
      .innerJoin('exam_mark as m', 'm.exam_id', 'e.id')
      .where('e.state', '=', 'published')
      .where('m.share', 'is', null)
      .where(
        sql<boolean>`(select count(*) from exam_reading r where r.attempt_id = m.attempt_id and r.item = m.item) < 3
          and not exists (select from exam_reading r where r.attempt_id = m.attempt_id and r.item = m.item and r.reader_id = ${reader})`,
      )
      .groupBy(['e.id', 'e.title'])
      .select(['e.id', 'e.title', sql<number>`count(*)::int4`.as('waiting')])
      .orderBy('e.id')
      .execute();
    return listOf('exams.readings', rows, limit);
  },
};

/** Marks that were asked about, by exam. */
const appealsToDecide: TodoSource = {
  kind: 'exams.appeals',
  permission: 'exams.edit',
  link: '/education/exams',
  async list(db, scope, _county, { limit }) {
    const rows = await heldExams(db, scope)
      .innerJoin('exam_attempt as a', 'a.exam_id', 'e.id')
      .innerJoin('exam_appeal as p', 'p.attempt_id', 'a.id')
      .where('e.state', '=', 'released')
      .where('p.decided_at', 'is', null)
      .groupBy(['e.id', 'e.title'])
      .select(['e.id', 'e.title', sql<number>`count(*)::int4`.as('waiting')])
      .orderBy('e.id')
      .execute();
    return listOf('exams.appeals', rows, limit);
  },
};

/** Formal exams that are over and marked, whose people wait for the result. */
const ended = (db: Db, scope: Scope, now: string) =>
  heldExams(db, scope)
    .where('e.state', '=', 'published')
    .where('e.kind', '=', 'formal')
    .where(sql<boolean>`e.closes_at + make_interval(mins => e.late_minutes) <= ${now}::timestamptz`)
    .where(
      sql<boolean>`not exists (select from exam_attempt a where a.exam_id = e.id and a.begun_at is not null and a.won is null)`,
    )
    .where(sql<boolean>`exists (select from exam_attempt a where a.exam_id = e.id and a.begun_at is not null)`);

const resultsToRelease: TodoSource = {
  kind: 'exams.release',
  permission: 'exams.edit',
  link: '/education/exams',
  async list(db, scope, county, { limit }) {
    const rows = await ended(db, scope, county.now().toISOString())
      .select(['e.id', 'e.title', sql<number>`0`.as('waiting')])
      .orderBy('e.closes_at')
      .execute();
    return listOf('exams.release', rows, limit);
  },
};

export const examTodos: readonly TodoSource[] = [examsToTake, answersToRead, appealsToDecide, resultsToRelease];
