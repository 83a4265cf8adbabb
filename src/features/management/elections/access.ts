import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** Elections of the organisations in the range of the scope. */
export const visibleElections = (db: Db, scope: Scope) =>
  db.selectFrom('election as e').where('e.org_path', '>=', scope.from).where('e.org_path', '<', scope.to);
