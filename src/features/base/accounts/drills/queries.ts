import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { notFound } from '#shared/errors.ts';
import { visibleAccounts } from '../administration/access.ts';
import type { accountDrills, heldRights } from './contract.ts';
import { allDrills, remindDays, type Drill } from './rules.ts';

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

type Asked = z.output<typeof heldRights.query>;

/** Rights in force of accounts that are not closed; of what ends soon, what no later one follows. */
export const heldPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { show, cursor, limit }: Asked,
): Promise<z.input<typeof heldRights.reply>> => {
  const today = county.today();
  const all = visibleAccounts(db, scope)
    .innerJoin('practice_right as r', 'r.account_id', 'a.id')
    .where('a.disabled_at', 'is', null)
    .where('r.ended_at', 'is', null)
    .where('r.until_on', '>=', today)
    .$if(show === 'exceptions', (q) => q.where('r.run_id', 'is', null))
    .$if(show === 'ending', (q) =>
      q
        .where('r.until_on', '<=', addDays(today, remindDays))
        .where((e) =>
          e.not(
            e.exists(
              e
                .selectFrom('practice_right as l')
                .whereRef('l.account_id', '=', 'r.account_id')
                .whereRef('l.drill', '=', 'r.drill')
                .whereRef('l.until_on', '>', 'r.until_on')
                .where('l.ended_at', 'is', null),
            ),
          ),
        ),
    );
  const [counted, rows] = await Promise.all([
    all.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    all
      .select(['r.id', 'a.id as account_id', 'a.display_name', 'a.sign_in_name', 'r.drill', 'r.reason', 'r.until_on'])
      .$if(cursor !== undefined, (q) =>
        q.where(
          sql<boolean>`(r.until_on, r.id) > (select c.until_on, c.id from practice_right c where c.id = ${cursor})`,
        ),
      )
      .orderBy('r.until_on')
      .orderBy('r.id')
      .limit(limit + 1)
      .execute(),
  ]);
  const items = rows.slice(0, limit);
  return {
    items: items.map((row) => ({
      id: row.id,
      accountId: row.account_id,
      name: row.display_name,
      signInName: row.sign_in_name,
      drill: row.drill,
      reason: row.reason,
      until: row.until_on,
    })),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    total: counted.total,
  };
};

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
