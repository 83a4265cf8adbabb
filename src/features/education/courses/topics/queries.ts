import type { z } from 'zod';
import type { Db } from '#platform/db/types.ts';
import type { Topic } from './contract.ts';

/** All topics, about nobody: in the order in which pages offer them. */
export const topicRows = (db: Db): Promise<z.input<typeof Topic>[]> =>
  db
    .selectFrom('study_topic')
    .select(['code', 'version', 'name_zh as nameZh', 'name_en as nameEn', 'position', 'retired_on as retiredOn'])
    .orderBy('position')
    .orderBy('code')
    .execute();

/** Whether each of the codes may be given to something new. */
export const allOffered = async (db: Db, codes: readonly string[]): Promise<boolean> => {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return true;
  const rows = await db
    .selectFrom('study_topic')
    .select('code')
    .where('code', 'in', wanted)
    .where('retired_on', 'is', null)
    .execute();
  return rows.length === wanted.length;
};
