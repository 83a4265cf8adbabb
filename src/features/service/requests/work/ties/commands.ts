import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleRequests } from '../../access.ts';
import { lockOne } from '../../handling/access.ts';
import { visibleTies } from '../access.ts';

const groupOf = async (tx: Tx, scope: Scope, id: string): Promise<string | undefined> =>
  (await visibleTies(tx, scope).select('g.group_id').where('g.request_id', '=', id).executeTakeFirst())?.group_id;

const note = (tx: Tx, action: string, row: { readonly id: string; readonly org_path: string }): void => {
  audit(tx, { action, entity: 'service_request', entityId: row.id, path: row.org_path });
  touch(tx, 'requests', { path: row.org_path });
};

/** Both of the range. Where both are in a group already, the two groups become one. @throws AppError not_found, invalid */
export const relate = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  otherId: string,
): Promise<{ id: string }> => {
  if (id === otherId) throw invalid('body.otherId', 'requests.same_request');
  // In one order, so that two who relate the same pair do not wait for each other.
  const rows = await visibleRequests(tx, scope)
    .select(['r.id', 'r.org_path'])
    .where('r.id', 'in', [id, otherId])
    .orderBy('r.id')
    .forUpdate('r')
    .execute();
  if (!rows.some((row) => row.id === id)) throw notFound();
  if (rows.length < 2) throw invalid('body.otherId', 'requests.no_request');
  const [mine, other] = [await groupOf(tx, scope, id), await groupOf(tx, scope, otherId)];
  const group = mine ?? other ?? newId();
  if (other !== undefined && other !== group)
    await tx.updateTable('request_tie').set({ group_id: group }).where('group_id', '=', other).execute();
  for (const row of rows)
    await tx
      .insertInto('request_tie')
      .values({
        request_id: row.id,
        org_path: row.org_path,
        group_id: group,
        actor: scope.actor,
        at: county.now().toISOString(),
      })
      .onConflict((on) => on.column('request_id').doNothing())
      .execute();
  for (const row of rows) note(tx, 'requests.relate', row);
  return { id };
};

/** @throws AppError not_found, conflict */
export const unrelate = async (tx: Tx, scope: Scope, id: string): Promise<{ id: string }> => {
  const row = await lockOne(tx, scope, id);
  const group = await groupOf(tx, scope, id);
  if (group === undefined) throw new AppError('conflict', { message: 'requests.not_related' });
  await tx.deleteFrom('request_tie').where('request_id', '=', id).execute();
  note(tx, 'requests.unrelate', row);
  return { id };
};
