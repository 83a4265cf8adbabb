import { sql } from 'kysely';
import type { Db } from '#platform/db/types.ts';

/** All categories in their order, with how many questions of each may be asked. */
export const categoryRows = (db: Db) =>
  db
    .selectFrom('bank_category as c')
    .select([
      'c.code',
      'c.name_zh as nameZh',
      'c.name_en as nameEn',
      'c.topic',
      'c.position',
      'c.retired_on as retiredOn',
      'c.version',
      sql<number>`(select count(*)::int4 from bank_item i where i.category_code = c.code and i.state = 'published')`.as(
        'published',
      ),
    ])
    .orderBy('c.position')
    .orderBy('c.code')
    .execute();

/** Topics of study that are offered, in their order. */
export const topicRows = (db: Db) =>
  db
    .selectFrom('study_topic')
    .select(['code', 'name_zh as nameZh', 'name_en as nameEn'])
    .where('retired_on', 'is', null)
    .orderBy('position')
    .orderBy('code')
    .execute();
