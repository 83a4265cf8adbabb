import type { z } from 'zod';
import type { Db } from '#platform/db/types.ts';
import type { templateList } from './contract.ts';

/** Texts to begin from: the county's, and nobody's personal data. */
export const templatePage = async (db: Db, retired: boolean): Promise<z.input<typeof templateList.reply>> => {
  const rows = db
    .selectFrom('request_template')
    .select(['id', 'version', 'act', 'category', 'name', 'text', 'retired'])
    .orderBy('act')
    .orderBy('name')
    .orderBy('id');
  return { items: await (retired ? rows : rows.where('retired', '=', false)).execute() };
};
