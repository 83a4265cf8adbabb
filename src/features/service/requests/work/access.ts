import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** The points of one request, where it lies in the range. */
export const visiblePoints = (db: Db, scope: Scope, requestId: string) =>
  db
    .selectFrom('request_point as p')
    .where('p.request_id', '=', requestId)
    .where('p.org_path', '>=', scope.from)
    .where('p.org_path', '<', scope.to);
