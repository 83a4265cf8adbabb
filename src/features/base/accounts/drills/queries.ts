import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleAccounts } from '../administration/access.ts';
import type { accountDrills } from './contract.ts';
import { allDrills, type Drill } from './rules.ts';

/** As one column of a query that reads an account: the drills that it holds on a day. */
export const heldDrills = (account: string, today: string) =>
  sql<Drill[]>`array(select distinct r.drill::text from practice_right r
    where r.account_id = ${sql.ref(account)} and r.ended_at is null and r.from_on <= ${today} and r.until_on >= ${today})`;

/** In the practice county everything may be tried. */
export const drillsIn = (county: County, held: readonly string[]): ReadonlySet<string> =>
  county.entry.practiceOf === null ? new Set(held) : allDrills;

export interface RightRow {
  readonly id: string;
  readonly account_id: string;
  readonly drill: Drill;
  readonly run_id: string | null;
  readonly reason: string | null;
  readonly from_on: string;
  readonly until_on: string;
  readonly ended_at: string | null;
  readonly version: number;
}

/** Rights of an account that still hold or will, the latest end first. */
export const rightsOf = (db: Db, accountId: string, today: string): Promise<RightRow[]> =>
  db
    .selectFrom('practice_right')
    .select(['id', 'account_id', 'drill', 'run_id', 'reason', 'from_on', 'until_on', 'ended_at', 'version'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('until_on', '>=', today)
    .orderBy('until_on', 'desc')
    .orderBy('id')
    .execute();

/** As the administrators' page shows them. @throws AppError not_found */
export const rightsView = async (
  db: Db,
  scope: Scope,
  county: County,
  accountId: string,
): Promise<z.input<typeof accountDrills.reply>> => {
  const account = await visibleAccounts(db, scope)
    .select(['a.id', 'a.disabled_at'])
    .where('a.id', '=', accountId)
    .executeTakeFirst();
  if (account === undefined) throw notFound();
  const rows = await rightsOf(db, accountId, county.today());
  return {
    items: rows.map(({ id, drill, reason, from_on, until_on, version }) => ({
      id,
      drill,
      reason,
      from: from_on,
      until: until_on,
      version,
    })),
    mayGrant: may(scope, 'grants.manage') && accountId !== scope.accountId && account.disabled_at === null,
  };
};
