import type { Db } from '#platform/db/types.ts';

/** What stands at the foot of the pages. */
export const footRow = (db: Db) =>
  db
    .selectFrom('portal_foot')
    .select(['version', 'sponsor', 'icp', 'police', 'site_code as siteCode', 'phone'])
    .executeTakeFirstOrThrow();
