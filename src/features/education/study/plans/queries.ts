import { sql } from 'kysely';
import type { z } from 'zod';
import { may, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { ancestorsOf } from '#features/base/organisations/index.ts';
import type { PlanForm } from '../packs/study-kinds.ts';
import { yearsUntil } from '../rules.ts';
import { ownStudyMeetings } from '../sessions/queries.ts';
import type { Plan, planList } from './contract.ts';
import { allows, hoursNeeded, linesDone, type PlanAct } from './rules.ts';

/** Plans of the own organisation, and those that organisations above have issued. A plan is about nobody: it has no range. */
const visiblePlans = async (db: Db, scope: Scope) => {
  const above = await ancestorsOf(db, scope.path);
  return db
    .selectFrom('study_plan as p')
    .innerJoin('organisation as o', 'o.id', 'p.organisation_id')
    .where((e) =>
      e.or([
        e('p.organisation_id', '=', scope.organisationId),
        ...(above.length === 0
          ? []
          : [
              e.and([
                e('p.state', '=', 'issued'),
                e(
                  'p.organisation_id',
                  'in',
                  above.map(({ id }) => id),
                ),
              ]),
            ]),
      ]),
    );
};

const topicsStudied = async (db: Db, scope: Scope, year: number) => {
  const rows = await ownStudyMeetings(db, scope)
    .select(['m.held_on', 's.topics'])
    .where('s.topics', 'is not', null)
    .where('m.held_on', '>=', `${year}-01-01`)
    .where('m.held_on', '<=', `${year}-12-31`)
    .execute();
  return rows.flatMap(({ held_on: on, topics }) => (topics ?? []).map((topic) => ({ topic, on: on ?? '' })));
};

interface Below {
  readonly branches: number;
  readonly studied: ReadonlyMap<string, number>;
}

/** Branches with members below the reader's place, and how many of them have studied a topic in a year: numbers of places, of nobody. */
const studiedBelow = async (db: Db, scope: Scope, year: number): Promise<Below> => {
  const end = rangeEnd(scope.path);
  const [{ rows: branches }, { rows: topics }] = await Promise.all([
    sql<{ count: number }>`
      select count(distinct m.branch_id)::int4 as count from membership m
      where m.org_path >= ${scope.path} and m.org_path < ${end} and m.left_on is null and m.voided_at is null
        and m.branch_id <> ${scope.organisationId}::uuid`.execute(db),
    sql<{ topic: string; count: number }>`
      select topic, count(distinct m.organisation_id)::int4 as count
      from study_session s join meeting m on m.id = s.meeting_id, unnest(s.topics) as topic
      where s.org_path > ${scope.path} and s.org_path < ${end} and m.state = 'closed'
        and m.held_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
      group by topic`.execute(db),
  ]);
  return { branches: branches[0]?.count ?? 0, studied: new Map(topics.map(({ topic, count }) => [topic, count])) };
};

export const plansOf = async (
  db: Db,
  scope: Scope,
  county: County,
  asked: number | undefined,
): Promise<z.input<typeof planList.reply>> => {
  const today = county.today();
  const year = asked ?? Number(today.slice(0, 4));
  const rows = await (
    await visiblePlans(db, scope)
  )
    .selectAll('p')
    .select('o.short_name')
    .where('p.year', '=', year)
    .orderBy('o.path', 'desc')
    .orderBy('p.id')
    .execute();
  const ids = rows.map(({ id }) => id);
  const [lines, studied, below] = await Promise.all([
    ids.length === 0
      ? []
      : db
          .selectFrom('study_plan_line')
          .selectAll()
          .where('plan_id', 'in', ids)
          .orderBy('month')
          .orderBy('id')
          .execute(),
    topicsStudied(db, scope, year),
    studiedBelow(db, scope, year),
  ]);
  const items = rows.map((row): z.input<typeof Plan> => {
    const own = lines.filter((line) => line.plan_id === row.id);
    const done = linesDone(own, studied);
    const mine = row.organisation_id === scope.organisationId && may(scope, 'study.plan');
    const can = (act: PlanAct): boolean => mine && allows(act, row.state);
    return {
      id: row.id,
      version: row.version,
      organisationName: row.short_name,
      above: row.organisation_id !== scope.organisationId,
      year: row.year,
      audience: row.audience,
      state: row.state,
      title: row.title,
      details: row.details,
      lines: own.map((line, at) => ({
        month: line.month,
        topic: line.topic,
        // Written by the command alone, which takes no other.
        form: line.form as PlanForm,
        hours: Number(line.hours),
        words: line.words,
        done: done[at] ?? false,
        branches: below.branches === 0 ? null : (below.studied.get(line.topic) ?? 0),
      })),
      planned: own.reduce((sum, line) => sum + Number(line.hours), 0),
      needed: hoursNeeded(row.audience, row.year),
      can: { change: can('change'), issue: can('issue'), end: can('end') },
    };
  });
  // Next year is planned before it begins.
  const years = yearsUntil(today);
  return { items, year, years: [(years[0] ?? year) + 1, ...years], branches: below.branches };
};
