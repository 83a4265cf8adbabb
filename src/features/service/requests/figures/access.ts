import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** What units of the scope's range have had: also what they have given on to others. */
export const visibleHoldings = (db: Db, scope: Scope) =>
  db.selectFrom('request_holding as h').where('h.org_path', '>=', scope.from).where('h.org_path', '<', scope.to);

/** Marks that stand in the figures of units of the range, with the unit and the one that marked. */
export const visibleMarks = (db: Db, scope: Scope) =>
  db
    .selectFrom('request_mark as m')
    .innerJoin('organisation as u', 'u.id', 'm.unit_id')
    .innerJoin('organisation as b', 'b.id', 'm.by_id')
    .where('m.org_path', '>=', scope.from)
    .where('m.org_path', '<', scope.to);
