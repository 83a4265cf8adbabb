import type { Scope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleRequests } from '../access.ts';

/** A request of the range, held until the commit. @throws AppError not_found */
export const lockOne = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleRequests(tx, scope)
    .select([
      'r.id',
      'r.org_path',
      'r.state',
      'r.reopened',
      'r.version',
      'r.unit_id',
      'r.came_from_id',
      'r.procedure',
      'r.treatment',
      'r.due_on',
      'r.unit_since',
      'r.area_id',
      'r.category',
      'r.hide_name',
      'r.sealed',
    ])
    .where('r.id', '=', id)
    .forUpdate('r')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};
