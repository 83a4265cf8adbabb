import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
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
