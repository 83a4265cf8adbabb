import { sql } from 'kysely';
import type { Db } from '#platform/db/types.ts';
import { majorOf } from '../categories/rules.ts';

/** Null where there are fewer than five. */
export const openAlike = async (
  db: Db,
  { areaId, category }: { readonly areaId: string; readonly category: string },
): Promise<{ open: number | null }> => {
  const { rows } = await sql<{ open: number | null }>`
    select open_alike(${areaId}::uuid, ${majorOf(category)}) as open`.execute(db);
  return { open: rows[0]?.open ?? null };
};
