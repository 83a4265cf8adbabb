import { sql } from 'kysely';
import type { Db } from '#platform/db/types.ts';

/** All columns in the order in which pages show them, with how many articles the public sees in each. */
export const columnRows = (db: Db, now: string) =>
  db
    .selectFrom('publishing_column as c')
    .leftJoin('publishing_column as above', 'above.id', 'c.parent_id')
    .select([
      'c.id',
      'c.version',
      'c.slug',
      'c.parent_id as parentId',
      'c.kind',
      'c.name_zh as nameZh',
      'c.name_en as nameEn',
      'c.position',
      'c.hidden',
      sql<number>`(select count(*)::int4 from published_article p
        where p.column_id = c.id and p.from_at <= ${now} and (p.until is null or p.until > ${now}))`.as('live'),
    ])
    .orderBy(sql`coalesce(above.position, c.position)`)
    .orderBy(sql`coalesce(above.slug, c.slug)`)
    .orderBy(sql`c.parent_id is not null`)
    .orderBy('c.position')
    .orderBy('c.slug')
    .execute();
