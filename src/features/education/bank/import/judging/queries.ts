import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleItems } from '../../access.ts';
import { Defaults } from '../contract.ts';
import { namesOf, type Surroundings } from '../reading/rules.ts';

/** What names of a file may mean, and what holds where it names nothing. */
export const surroundingsOf = async (db: Db, defaults: unknown): Promise<Surroundings> => {
  const [categories, topics] = await Promise.all([
    db
      .selectFrom('bank_category')
      .select(['code', 'name_zh', 'name_en', 'topic'])
      .where('retired_on', 'is', null)
      .execute(),
    db.selectFrom('study_topic').select(['code', 'name_zh', 'name_en']).where('retired_on', 'is', null).execute(),
  ]);
  return {
    categories: namesOf(categories),
    topics: namesOf(topics),
    topicOf: new Map(categories.map(({ code, topic }) => [code, topic])),
    defaults: Defaults.parse(defaults),
  };
};

/** Questions of the bank that some may be like: they share a band, or the very words. */
export const likelyItems = (db: Db, scope: Scope, bands: readonly number[], hashes: readonly Buffer[]) =>
  visibleItems(db, scope)
    .select(['i.id', 'i.kind', 'i.stem', 'i.options', 'i.answer', 'i.same_hash', 'i.bands'])
    .where('i.state', '<>', 'retired')
    .where(sql<boolean>`(i.bands && ${bands}::integer[] or i.same_hash = any(${hashes}::bytea[]))`)
    .execute();

/** Rows of the same file above one, that it may be like. */
export const likelyRows = (db: Db, importId: string, seq: number, bands: readonly number[]) =>
  db
    .selectFrom('bank_import_row')
    .select(['seq', 'item'])
    .where('import_id', '=', importId)
    .where('seq', '<', seq)
    .where('state', '<>', 'skipped')
    .where(sql<boolean>`bands && ${bands}::integer[]`)
    .limit(200)
    .execute();
