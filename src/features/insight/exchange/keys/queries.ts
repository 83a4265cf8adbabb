import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';

/** The key of a program follows from its id by the county's own key, so that a retry shows it again and nothing keeps it. */
export const keyOf = (county: County, id: string): string =>
  county.crypto.hash('open311 program', id).toString('base64url');

export const hashOfKey = (county: County, key: string): Buffer => county.crypto.hash('open311 key', key);

/** The id of the key that a program shows; undefined where there is none, or it was revoked. */
export const keyWith = async (db: Db, county: County, key: string | undefined): Promise<string | undefined> => {
  if (key === undefined) return undefined;
  const row = await db
    .selectFrom('open311_key')
    .select('id')
    .where('key_hash', '=', hashOfKey(county, key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
};

/** Programs that may send, the newest first, with how many requests came by each. */
export const keyList = (db: Db) =>
  db
    .selectFrom('open311_key as k')
    .select(['k.id', 'k.name', 'k.contact', 'k.made_at as madeAt', 'k.revoked_at as revokedAt', 'k.version'])
    .select(sql<number>`(select count(*)::int4 from open311_request r where r.key_id = k.id)`.as('requests'))
    .orderBy('k.made_at', 'desc')
    .orderBy('k.id')
    .execute();

/** Villages and communities with the point where they lie, where it is known. */
export const pointList = (db: Db) =>
  db
    .selectFrom('organisation as a')
    .leftJoin('area_location as p', 'p.organisation_id', 'a.id')
    .leftJoin('organisation as t', 't.id', 'a.parent_id')
    .select(['a.id', 'a.short_name as name', 't.short_name as under', 'p.lat', 'p.long'])
    .where('a.type', 'in', ['village', 'community'])
    .where('a.abolished_on', 'is', null)
    .orderBy('a.path')
    .execute();
