import { sql, type SqlBool } from 'kysely';
import type { z } from 'zod';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { organisationRow } from '#features/base/organisations/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { visibleCases, visibleFacts } from '../access.ts';
import { contradictionRules, contradictionsOf, type ContradictionRule } from '../rules/contradictions/rules.ts';
import { valuesOf } from '../rules/rules.ts';
import { factsFor, withPerson, type CaseRow, type FactRow } from '../standing/queries.ts';
import type { ContradictionLine } from './contract.ts';

interface Asked {
  readonly rule?: ContradictionRule | undefined;
  readonly organisationId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Open cases of the range, or of a subtree of it, with the facts that stand. */
const casesWithFacts = async (db: Db, scope: Scope, organisationId: string | undefined) => {
  const from = organisationId === undefined ? undefined : (await organisationRow(db, scope, organisationId)).path;
  const inside = (column: string) =>
    from === undefined
      ? sql<SqlBool>`true`
      : sql<SqlBool>`(${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${rangeEnd(from)})`;
  const [cases, rows] = await Promise.all([
    withPerson(visibleCases(db, scope))
      .where('c.state', '=', 'open')
      .where(inside('c.org_path'))
      .orderBy('b.path')
      .orderBy('c.id')
      .execute(),
    visibleFacts(db, scope)
      .selectAll('f')
      .innerJoin('admission_case as of_case', 'of_case.id', 'f.case_id')
      .where('of_case.state', '=', 'open')
      .where('f.voided_at', 'is', null)
      .where(inside('f.org_path'))
      .execute(),
  ]);
  const byCase = new Map<string, FactRow[]>();
  for (const fact of rows) byCase.set(fact.case_id, [...(byCase.get(fact.case_id) ?? []), fact]);
  return cases.map((row) => ({ row, facts: byCase.get(row.id) ?? [] }));
};

type Line = z.input<typeof ContradictionLine>;

const lineOf = (row: CaseRow, place: number, one: ReturnType<typeof contradictionsOf>[number]): Line => ({
  key: `${row.id}.${place}`,
  caseId: row.id,
  name: row.name,
  branchId: row.branch_id,
  branch: row.branch,
  stage: row.stage,
  state: row.state,
  rule: one.rule,
  article: one.article,
  steps: [...one.steps],
  evidence: { ...one.evidence },
});

/**
 * What contradicts the rules in the open cases of the range: branch by branch, each case by the edition it was begun under.
 * Counts and list come from the same reading. @throws AppError not_found where the subtree is not in the range
 */
export const contradictionPage = async (db: Db, scope: Scope, county: County, asked: Asked) => {
  const [found, calendar] = [await casesWithFacts(db, scope, asked.organisationId), await readCalendar(db)];
  const today = county.today();
  const lines = found.flatMap(({ row, facts }) => {
    const read = factsFor(row, facts);
    return contradictionsOf(read, valuesOf(read.begunUnder), calendar, today).map((one, place) =>
      lineOf(row, place, one),
    );
  });
  const counts = contradictionRules
    .map((rule) => ({ rule, count: lines.filter((line) => line.rule === rule).length }))
    .filter(({ count }) => count > 0);
  const chosen = asked.rule === undefined ? lines : lines.filter(({ rule }) => rule === asked.rule);
  // A line that was put right meanwhile is gone: then the list begins anew.
  const start = chosen.findIndex(({ key }) => key === asked.cursor) + 1;
  const items = chosen.slice(start, start + asked.limit);
  return {
    items,
    next: start + items.length < chosen.length ? (items.at(-1)?.key ?? null) : null,
    total: chosen.length,
    counts,
    cases: { read: found.length, found: new Set(lines.map(({ caseId }) => caseId)).size },
  };
};
