import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { ownBranchId } from '../access.ts';

const visibleTreasurers = (db: Db, scope: Scope) =>
  db.selectFrom('dues_treasurer as d').where('d.organisation_id', '=', ownBranchId(scope));

interface Candidate {
  readonly account_id: string;
  readonly name: string;
  readonly role: string;
}

export const candidatesOf = async (db: Db, today: string) => {
  const { rows } = await sql<Candidate>`select * from branch_keepers(${today}::date) order by name, account_id`.execute(
    db,
  );
  return rows.map(({ account_id: accountId, name, role }) => ({
    accountId,
    name,
    secretary: role === 'branch_secretary',
  }));
};

/** Whether the reader keeps the dues of the own branch. */
export const isNamed = async (db: Db, scope: Scope): Promise<boolean> => {
  const row = await visibleTreasurers(db, scope)
    .select('d.id')
    .where('d.until', 'is', null)
    .where('d.account_id', '=', scope.accountId)
    .executeTakeFirst();
  return row !== undefined;
};

/** Amounts are for whoever was named. @throws AppError forbidden */
export const askTreasurer = async (db: Db, scope: Scope): Promise<void> => {
  if (!(await isNamed(db, scope))) throw new AppError('forbidden', { message: 'not_treasurer' });
};

export const treasurersOf = async (db: Db, scope: Scope, county: County) => {
  const [own, rows, candidates] = await Promise.all([
    isNamed(db, scope),
    visibleTreasurers(db, scope).selectAll('d').orderBy('d.created_at', 'desc').orderBy('d.id').execute(),
    candidatesOf(db, county.today()),
  ]);
  const items = rows.map((row) => ({
    id: row.id,
    name: row.name,
    fromOn: row.from_on,
    until: row.until,
    reason: row.reason,
    namedBy: row.named_by,
    endedBy: row.ended_by,
  }));
  return { own, items, candidates };
};

/** Accounts that keep the dues of these branches, for what they are told. */
export const treasurersAt = async (db: Db, organisations: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await db
    .selectFrom('dues_treasurer as d')
    .select(['d.organisation_id', 'd.account_id'])
    .where('d.until', 'is', null)
    .where('d.organisation_id', '=', sql<string>`any(${[...organisations]}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => `${row.organisation_id} ${row.account_id}`));
};
