import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { moveMember } from '../affiliations/commands.ts';
import { openFile } from '../file/queries.ts';

export interface HandOver {
  readonly personId: string;
  /** The branch that lets the member go: the one to which the member must still belong. */
  readonly fromBranchId: string;
  readonly branchId: string;
  readonly on: string;
  readonly reason: string;
}

const setRange = async (tx: Tx, { from, to }: { readonly from: string; readonly to: string }): Promise<void> => {
  await sql`select set_config('app.lower', ${from}, true), set_config('app.upper', ${to}, true)`.execute(tx);
};

/**
 * The receiving branch takes a member over whose file lies outside its range. The former affiliation ends and the new one begins
 * in this transaction or not at all; a member who is no longer where the papers say is not taken. The caller has checked that both
 * sides agreed: the range of the whole county is open for this one act, and closed again after it.
 * @throws AppError conflict, invalid where the day lies before the present affiliation or in the future
 */
export const handOver = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { personId, fromBranchId, branchId, on, reason }: HandOver,
): Promise<void> => {
  await setRange(tx, { from: '/', to: '0' });
  const open = await openFile(tx, county, personId, { lock: true }).catch((error: unknown) => {
    // Merged into another file, or voided with the import that made it.
    if (error instanceof AppError && error.code === 'not_found') return undefined;
    throw error;
  });
  if (open === undefined || open.membership.left_on !== null || open.membership.branch_id !== fromBranchId)
    throw new AppError('conflict', { message: 'not_in_branch' });
  await moveMember(tx, scope, county, personId, { version: open.person.version, branchId, on, reason });
  await setRange(tx, scope);
};
