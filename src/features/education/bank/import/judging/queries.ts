import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleItems } from '../../access.ts';
import { mostLooks } from '../../likeness/rules.ts';
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

/** Which questions of the bank share a band with one: those that share most first, as many as are looked at. */
export type Sharers = (bands: readonly number[]) => Promise<readonly string[]>;

/** For a question or two: PostgreSQL looks through all bands. */
export const sharersNow =
  (db: Db, scope: Scope): Sharers =>
  async (bands) => {
    const rows = await visibleItems(db, scope)
      .select('i.id')
      .where('i.state', '<>', 'retired')
      .where(sql<boolean>`i.bands && ${bands}::integer[]`)
      .orderBy(sql`(select count(*) from unnest(i.bands) b where b = any(${bands}::integer[]))`, 'desc')
      .orderBy('i.id')
      .limit(mostLooks)
      .execute();
    return rows.map(({ id }) => id);
  };

const stretch = 5_000;

/**
 * For a whole file: all bands of the bank, read once and sorted. No index answers for PostgreSQL here: `&&` is not leakproof, so
 * that under row-level security it is asked of every row, once for every stretch of the file.
 */
export const sharersInBank = async (db: Db, scope: Scope): Promise<Sharers> => {
  const ids: string[] = [];
  const pairs: number[] = [];
  const all = visibleItems(db, scope)
    .select(['i.id', 'i.bands'])
    .where('i.state', '<>', 'retired')
    .orderBy('i.id')
    .limit(stretch);
  for (let from: string | undefined; ;) {
    const rows = await (from === undefined ? all : all.where('i.id', '>', from)).execute();
    for (const { id, bands } of rows) {
      // A band has 32 bits and the place of its question 21: together they are a whole number.
      for (const band of bands) pairs.push((band + 2 ** 31) * 2 ** 21 + ids.length);
      ids.push(id);
    }
    from = rows.at(-1)?.id;
    if (rows.length < stretch || from === undefined) break;
  }
  const sorted = Float64Array.from(pairs).toSorted();
  const firstOf = (wanted: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (bands) => {
    const shared = new Map<number, number>();
    for (const band of bands) {
      const base = (band + 2 ** 31) * 2 ** 21;
      for (let at = firstOf(base); (sorted[at] ?? Infinity) < base + 2 ** 21; at += 1) {
        const place = (sorted[at] ?? 0) - base;
        shared.set(place, (shared.get(place) ?? 0) + 1);
      }
    }
    const most = [...shared].toSorted(([a, left], [b, right]) => right - left || a - b).slice(0, mostLooks);
    return Promise.resolve(most.flatMap(([place]) => ids[place] ?? []));
  };
};

/** Questions of the bank that say the very same as some, by their hash. */
export const sameItems = async (
  db: Db,
  scope: Scope,
  hashes: readonly Buffer[],
): Promise<ReadonlyMap<string, string>> => {
  if (hashes.length === 0) return new Map();
  const rows = await visibleItems(db, scope)
    .select(['i.id', 'i.same_hash'])
    .where('i.state', '<>', 'retired')
    .where(sql<boolean>`i.same_hash = any(${hashes}::bytea[])`)
    .execute();
  return new Map(rows.map(({ id, same_hash }) => [same_hash.toString('hex'), id]));
};

/** Questions of the bank, to be looked at. */
export const itemsToLookAt = (db: Db, scope: Scope, ids: readonly string[]) =>
  visibleItems(db, scope)
    .select(['i.id', 'i.kind', 'i.stem', 'i.options', 'i.answer'])
    .where(sql<boolean>`i.id = any(${ids}::uuid[])`)
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
