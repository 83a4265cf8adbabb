import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { organisationRow, referenceOf } from '#features/base/organisations/index.ts';
import { notFound } from '#shared/errors.ts';
import { isOpen } from '../follow/rules.ts';
import type { appraisalAttention, appraisalOverview } from './contract.ts';

interface Row {
  readonly child: string;
  readonly branches: number;
  readonly finished: number;
  readonly running: number;
  readonly graded: number;
  readonly ungraded: number;
  readonly excellent: number;
  readonly qualified: number;
  readonly basic: number;
  readonly unqualified: number;
}

/**
 * Branches that are there today, by what stands directly below the reader, in the order of the tree: how far each is, and the
 * grades of those that have reported. Only counts leave the database.
 */
const rowsOf = async (db: Db, scope: Scope, year: number): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    with branches as (
      select o.id, o.path from organisation o
      where o.type in ('branch', 'joint_branch') and o.abolished_on is null
        and o.path >= ${scope.from} and o.path < ${scope.to}),
    appraised as (
      select a.id, a.organisation_id, a.state from appraisal a
      where a.year = ${year} and a.state <> 'cancelled' and a.org_path >= ${scope.from} and a.org_path < ${scope.to}),
    grades as (
      select p.appraisal_id, count(*) filter (where p.part = 'graded') as graded,
        count(*) filter (where p.part = 'ungraded') as ungraded,
        count(*) filter (where p.grade = 'excellent') as excellent,
        count(*) filter (where p.grade = 'qualified') as qualified,
        count(*) filter (where p.grade = 'basic') as basic,
        count(*) filter (where p.grade = 'unqualified') as unqualified
      from appraised a join appraisal_person p on p.appraisal_id = a.id
      where a.state = 'closed' group by p.appraisal_id)
    select c.id as child, count(b.id)::int4 as branches,
      count(a.id) filter (where a.state = 'closed')::int4 as finished,
      count(a.id) filter (where a.state <> 'closed')::int4 as running,
      coalesce(sum(g.graded), 0)::int4 as graded, coalesce(sum(g.ungraded), 0)::int4 as ungraded,
      coalesce(sum(g.excellent), 0)::int4 as excellent, coalesce(sum(g.qualified), 0)::int4 as qualified,
      coalesce(sum(g.basic), 0)::int4 as basic, coalesce(sum(g.unqualified), 0)::int4 as unqualified
    from organisation c
    join branches b on b.path >= c.path and b.path < rtrim(c.path, '/') || '0'
    left join appraised a on a.organisation_id = b.id
    left join grades g on g.appraisal_id = a.id
    where c.parent_id = ${scope.organisationId}
    group by c.id, c.path order by c.path`.execute(db);
  return rows;
};

const numbersOf = (rows: readonly Row[]) => {
  const sum = (name: Exclude<keyof Row, 'child'>): number => rows.reduce((total, row) => total + row[name], 0);
  const [branches, finished, running] = [sum('branches'), sum('finished'), sum('running')];
  return {
    branches,
    finished,
    running,
    missing: branches - finished - running,
    graded: sum('graded'),
    ungraded: sum('ungraded'),
    grades: {
      excellent: sum('excellent'),
      qualified: sum('qualified'),
      basic: sum('basic'),
      unqualified: sum('unqualified'),
    },
  };
};

/** Counts of what lies below the reader. @throws AppError not_found without an organisation */
export const overviewOf = async (
  db: Db,
  scope: Scope,
  year: number,
): Promise<z.input<(typeof appraisalOverview)['reply']>> => {
  if (scope.organisationId === null) throw notFound();
  const rows = await rowsOf(db, scope, year);
  const items = [];
  for (const row of rows)
    items.push({ ...numbersOf([row]), organisation: referenceOf(await organisationRow(db, scope, row.child)) });
  return { year, total: numbersOf(rows), items };
};

/** Members of reported appraisals whose grade asks for a talk or for measures; those that are done stay, marked so. */
export const attentionOf = async (
  db: Db,
  scope: Scope,
  year: number,
): Promise<z.input<(typeof appraisalAttention)['reply']>> => {
  const rows = await db
    .selectFrom('appraisal as a')
    .innerJoin('appraisal_person as p', 'p.appraisal_id', 'a.id')
    .leftJoin('appraisal_follow_up as f', (join) =>
      join.onRef('f.appraisal_id', '=', 'p.appraisal_id').onRef('f.person_id', '=', 'p.person_id'),
    )
    .where('a.org_path', '>=', scope.from)
    .where('a.org_path', '<', scope.to)
    .where('a.year', '=', year)
    .where('a.state', '=', 'closed')
    .where('p.grade', 'in', ['basic', 'unqualified'])
    .select(['a.id', 'a.organisation_id', 'a.year', 'p.person_id', 'p.name', 'p.grade', 'p.talk_on'])
    .select(['f.until_on', 'f.finished_on'])
    .orderBy('a.org_path')
    .orderBy('p.person_id')
    .limit(1000)
    .execute();
  const places = new Map<string, ReturnType<typeof referenceOf>>();
  for (const { organisation_id: id } of rows)
    if (!places.has(id)) places.set(id, referenceOf(await organisationRow(db, scope, id)));
  const items = rows.flatMap((row) => {
    const organisation = places.get(row.organisation_id);
    if (organisation === undefined || row.grade === null) return [];
    const open = isOpen({ grade: row.grade, talkOn: row.talk_on, finishedOn: row.finished_on });
    return [
      {
        appraisalId: row.id,
        personId: row.person_id,
        name: row.name,
        organisation,
        year: row.year,
        grade: row.grade,
        untilOn: row.until_on,
        done: !open,
      },
    ];
  });
  return { items };
};
