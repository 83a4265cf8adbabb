import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleRecords } from '../access.ts';
import type { RequestRecord } from './contract.ts';

export const recordsOf = async (
  db: Db,
  scope: Scope,
  { crypto }: County,
  requestId: string,
): Promise<z.input<typeof RequestRecord>[]> => {
  const rows = await visibleRecords(db, scope, requestId)
    .select(['n.id', 'n.kind', 'n.on_day as on', 'n.actor', 'n.sealed', 'u.short_name as unitName'])
    .execute();
  return rows.map(({ sealed, ...row }) => ({ ...row, text: crypto.decrypt(sealed) }));
};
