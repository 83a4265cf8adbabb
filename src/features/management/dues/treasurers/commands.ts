import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownBranchId } from '../access.ts';
import { lockBranch } from '../book/commands.ts';
import { candidatesOf } from './queries.ts';

/** One who reckons and one who holds the money (会计、出纳) at most. */
const most = 2;

/**
 * Names who keeps the dues. The secretary may be it where nobody else of the branch can; either way somebody says so, with the decision.
 * @throws AppError invalid, conflict
 */
export const name = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { accountId, reason }: { readonly accountId: string; readonly reason: string },
): Promise<void> => {
  const path = await lockBranch(tx, scope);
  const candidates = await candidatesOf(tx, county.today());
  const one = candidates.find((each) => each.accountId === accountId);
  if (one === undefined) throw invalid('body.accountId', 'treasurer_unknown');
  if (one.secretary && candidates.some((each) => !each.secretary))
    throw new AppError('conflict', { message: 'treasurer_secretary' });
  const open = await tx
    .selectFrom('dues_treasurer')
    .select('account_id')
    .where('organisation_id', '=', ownBranchId(scope))
    .where('until', 'is', null)
    .execute();
  if (open.some((row) => row.account_id === accountId)) throw new AppError('conflict', { message: 'treasurer_named' });
  if (open.length >= most) throw new AppError('conflict', { message: 'treasurer_many' });
  const id = newId();
  await tx
    .insertInto('dues_treasurer')
    .values({
      id,
      organisation_id: ownBranchId(scope),
      org_path: path,
      account_id: accountId,
      name: one.name,
      reason,
      named_by: scope.actor,
      from_on: county.today(),
    })
    .execute();
  audit(tx, { action: 'dues.nameTreasurer', entity: 'dues_treasurer', entityId: id, path, reason });
  touch(tx, 'dues', { path });
};

/** Ends it; the name stays in the list. @throws AppError not_found */
export const end = async (tx: Tx, scope: Scope, county: County, id: string, reason: string): Promise<void> => {
  const path = await lockBranch(tx, scope);
  const row = await tx
    .updateTable('dues_treasurer')
    .set({ until: county.today(), ended_by: scope.actor, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .where('organisation_id', '=', ownBranchId(scope))
    .where('until', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  audit(tx, { action: 'dues.endTreasurer', entity: 'dues_treasurer', entityId: id, path, reason });
  touch(tx, 'dues', { path });
};
