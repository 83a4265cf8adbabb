import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdOwnPath } from '#features/base/organisations/index.ts';
import { ownBranchId } from '../access.ts';
import { askTreasurer } from '../treasurers/queries.ts';

/** One hand at a time in what a branch keeps. Answers where it lies. */
export const lockBranch = async (tx: Tx, scope: Scope): Promise<string> => {
  const key = `dues:${scope.county}:${ownBranchId(scope)}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
  return holdOwnPath(tx, scope);
};

/** The book is the treasurer's: receipts count on without a gap, and nothing is spent twice. @throws AppError forbidden */
export const lockBook = async (tx: Tx, scope: Scope): Promise<string> => {
  await askTreasurer(tx, scope);
  return lockBranch(tx, scope);
};
