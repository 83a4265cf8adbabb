/** What open cases owe, read anew: the calendar moves days, and a new edition of a rule does. */
import { sql, type SqlBool } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { visibleCases, visibleFacts } from '../access.ts';
import type { Clock } from '../rules/clocks/rules.ts';
import { clocksIn, factsFor, owedOf, withPerson, type CaseRow, type FactRow } from './queries.ts';

/** So many cases are read in one transaction. */
const batch = 200;

const factsByCase = async (tx: Tx, scope: Scope, rows: readonly CaseRow[]): Promise<Map<string, FactRow[]>> => {
  const ids = rows.map(({ id }) => id);
  const facts = await visibleFacts(tx, scope)
    .selectAll('f')
    .where('f.case_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('f.on_day')
    .orderBy('f.id')
    .execute();
  const found = new Map<string, FactRow[]>(ids.map((id) => [id, []]));
  for (const fact of facts) found.get(fact.case_id)?.push(fact);
  return found;
};

/** The database keeps the fields of a clock in an order of its own. */
const wordsOf = (clocks: readonly Clock[]): string =>
  JSON.stringify(
    clocks.map(({ step, actor, place, from, due, binds, rule, aboveFrom, current }) => [
      step,
      actor,
      place,
      from,
      due,
      binds,
      rule,
      aboveFrom,
      current?.day,
    ]),
  );

interface Asked {
  /** Read what was read today as well: the calendar has changed. */
  readonly all: boolean;
  readonly after: string;
}

/** Reads some cases anew; answers the last of them, null after the end. */
const renewSome = async (tx: Tx, scope: Scope, today: string, { all, after }: Asked): Promise<string | null> => {
  const calendar = await readCalendar(tx);
  const rows = await withPerson(visibleCases(tx, scope))
    .where('c.state', '=', 'open')
    .where('c.id', '>', after)
    .$if(!all, (q) => q.where(sql<SqlBool>`c.clocks_on is distinct from ${today}::date`))
    .orderBy('c.id')
    .limit(batch)
    .forUpdate('c')
    .execute();
  const facts = await factsByCase(tx, scope, rows);
  for (const row of rows) {
    const owed = owedOf(factsFor(row, facts.get(row.id) ?? []), calendar, today);
    // The version stays: nobody's page is stale because a morning has come.
    await tx.updateTable('admission_case').set(owed).where('id', '=', row.id).execute();
    if (wordsOf(clocksIn(row)) !== wordsOf(JSON.parse(owed.clocks) as Clock[]))
      touch(tx, 'admission', { path: row.org_path });
  }
  return rows.length < batch ? null : (rows.at(-1)?.id ?? null);
};

/** All open cases that were not read today, or all of them. */
export const renew = async (county: County, scope: Scope, all: boolean): Promise<void> => {
  const today = county.today();
  let after: string | null = '00000000-0000-0000-0000-000000000000';
  while (after !== null) {
    const from: string = after;
    after = await county.write(scope, (tx) => renewSome(tx, scope, today, { all, after: from }));
  }
};
