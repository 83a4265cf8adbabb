import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** The own runs: nobody else's practice is anybody's business. */
export const ownRuns = (db: Db, scope: Scope) =>
  db.selectFrom('practice_run as r').where('r.account_id', '=', scope.accountId);
