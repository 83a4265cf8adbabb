import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** What stopped the clock of a request, the oldest first. */
export const visiblePauses = (db: Db, scope: Scope, requestId: string) =>
  db
    .selectFrom('request_pause as p')
    .where('p.request_id', '=', requestId)
    .where('p.org_path', '>=', scope.from)
    .where('p.org_path', '<', scope.to)
    .orderBy('p.id');

/** What the unit in charge asked for. */
export const visibleAsks = (db: Db, scope: Scope, requestId: string) =>
  db
    .selectFrom('request_ask as k')
    .innerJoin('organisation as d', 'd.id', 'k.decider_id')
    .where('k.request_id', '=', requestId)
    .where('k.org_path', '>=', scope.from)
    .where('k.org_path', '<', scope.to)
    .orderBy('k.id');

/** Reviews of its answers. */
export const visibleReviews = (db: Db, scope: Scope, requestId: string) =>
  db
    .selectFrom('request_review as v')
    .innerJoin('organisation as d', 'd.id', 'v.unit_id')
    .where('v.request_id', '=', requestId)
    .where('v.org_path', '>=', scope.from)
    .where('v.org_path', '<', scope.to)
    .orderBy('v.id');
