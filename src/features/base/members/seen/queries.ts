import type { Scope } from '#platform/access/scope.ts';
import { seesTable, visibleKeys } from '../access.ts';
import { recordTables } from '../records/contract.ts';

export const seenBy = (scope: Scope) => ({
  fields: [...visibleKeys(scope, false)],
  records: ([...recordTables, 'post_holding', 'affiliation'] as const).filter((table) =>
    seesTable(scope, table, false),
  ),
});
