import type { Db } from '#platform/db/types.ts';
import { invalid } from '#shared/errors.ts';
import type { Topic } from './contract.ts';

/** Topics that may be chosen now, in the county's order. */
export const topicsNow = async (db: Db): Promise<Topic[]> => {
  const rows = await db
    .selectFrom('study_topic')
    .select(['code', 'name_zh', 'name_en'])
    .where('retired_on', 'is', null)
    .orderBy('position')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({ code: row.code, zh: row.name_zh, en: row.name_en }));
};

/** Names of all topics, those of former years as well. A code without a name stands for itself. */
export const topicNames = async (db: Db): Promise<(codes: readonly string[]) => Topic[]> => {
  const rows = await db.selectFrom('study_topic').select(['code', 'name_zh', 'name_en']).execute();
  const names = new Map(rows.map((row) => [row.code, { code: row.code, zh: row.name_zh, en: row.name_en }]));
  return (codes) => codes.map((code) => names.get(code) ?? { code, zh: code, en: code });
};

/** @throws AppError invalid where one is not offered */
export const expectTopics = async (db: Db, codes: readonly string[], path: string): Promise<void> => {
  const known = new Set((await topicsNow(db)).map(({ code }) => code));
  if (codes.some((code) => !known.has(code))) throw invalid(path, 'study.no_topic');
};
