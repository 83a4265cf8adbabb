import { sql, type Selectable } from 'kysely';
import type { z } from 'zod';
import { may, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { StudyPlan, StudyPlanLine } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { ancestorsOf } from '#features/base/organisations/index.ts';
import type { PlanForm } from '../packs/study-kinds.ts';
import { tells, yearsUntil } from '../rules.ts';
import type { Plan, planList } from './contract.ts';
import { allows, hoursNeeded, turnsOf, type PlanAct } from './rules.ts';
import { studiedAt, type Sought, type Studied } from './studied/queries.ts';

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

/** Branches with members below the reader's place: a number of places, of nobody. */
const branchesBelow = async (db: Db, scope: Scope): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(distinct m.branch_id)::int4 as count from membership m
    where m.org_path >= ${scope.path} and m.org_path < ${rangeEnd(scope.path)} and m.left_on is null and m.voided_at is null
      and m.branch_id <> ${scope.organisationId}::uuid`.execute(db);
  return rows[0]?.count ?? 0;
};

type LineRow = Pick<Selectable<StudyPlanLine>, 'id' | 'plan_id' | 'month' | 'topic' | 'form'>;
/** Written by the command alone, which takes no other. */
export const formOf = ({ form }: Pick<LineRow, 'form'>): PlanForm => form as PlanForm;

/** Lines of plans as they are looked for. */
export const soughtOf = (
  plans: readonly Pick<Selectable<StudyPlan>, 'id' | 'audience'>[],
  lines: readonly LineRow[],
): Sought[] =>
  plans.flatMap(({ id, audience }) => {
    const own = lines.filter((line) => line.plan_id === id).map((line) => ({ ...line, form: formOf(line) }));
    const turns = turnsOf(own);
    return own.map((line, at) => ({ id: line.id, topic: line.topic, form: line.form, audience, turn: turns[at] ?? 1 }));
  });

const standing = (
  found: Studied | undefined,
  all: number,
): Pick<Plan['lines'][number], 'done' | 'people' | 'branches'> => {
  if (found === undefined) return { done: false, people: null, branches: null };
  if (all === 0) return { done: found.done, people: found.people, branches: null };
  const { branches: did, ofBranches } = found;
  const of = ofBranches ?? all;
  // What a branch held is its own matter; what all of its leaders have done tells of few.
  const branches = ofBranches !== null && of > 0 && tells(did, of) ? { did: null, of } : { did, of };
  return { done: false, people: null, branches };
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
  const [lines, all] = await Promise.all([
    ids.length === 0
      ? []
      : db
          .selectFrom('study_plan_line')
          .selectAll()
          .where('plan_id', 'in', ids)
          .orderBy('month')
          .orderBy('id')
          .execute(),
    branchesBelow(db, scope),
  ]);
  const place = { id: scope.organisationId ?? '', path: scope.path };
  const studied = await studiedAt(db, place, { year, today }, soughtOf(rows, lines));
  const items = rows.map((row): z.input<typeof Plan> => {
    const own = lines.filter((line) => line.plan_id === row.id);
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
      lines: own.map((line) => ({
        month: line.month,
        topic: line.topic,
        form: formOf(line),
        hours: Number(line.hours),
        words: line.words,
        ...standing(studied.get(line.id), all),
      })),
      planned: own.reduce((sum, line) => sum + Number(line.hours), 0),
      needed: hoursNeeded(row.audience, row.year),
      can: { change: can('change'), issue: can('issue'), end: can('end') },
    };
  });
  // Next year is planned before it begins.
  const years = yearsUntil(today);
  return { items, year, years: [(years[0] ?? year) + 1, ...years] };
};
