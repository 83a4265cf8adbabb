import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdOwnPath } from '#features/base/organisations/index.ts';
import { ownBranchId } from '../access.ts';

/** One hand at a time in a branch's book: receipts count on without a gap, and nothing is spent twice. Answers where it lies. */
export const lockBook = async (tx: Tx, scope: Scope): Promise<string> => {
  const key = `dues:${scope.county}:${ownBranchId(scope)}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
  return holdOwnPath(tx, scope);
};
