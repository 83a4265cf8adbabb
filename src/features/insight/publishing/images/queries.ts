import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { notFound } from '#shared/errors.ts';
import { publicArticles } from '../access.ts';

/** A picture of an article of the range. @throws AppError not_found */
export const openImage = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, file }: { readonly id: string; readonly file: string },
): Promise<Download> => {
  const row = await db
    .selectFrom('article_image')
    .select(['name', 'media_type'])
    .where('article_id', '=', id)
    .where('file_id', '=', file)
    .where('org_path', '>=', scope.from)
    .where('org_path', '<', scope.to)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return { name: row.name, mediaType: row.media_type, body: await county.files.get(file) };
};

/** A picture of what the public reads now. Its name was the writer's own and is not told. @throws AppError not_found */
export const openPublicImage = async (db: Db, county: County, file: string): Promise<Download> => {
  const row = await publicArticles(db, county.now().toISOString())
    .innerJoin('published_image as i', 'i.article_id', 'p.article_id')
    .select('i.media_type')
    .where('i.file_id', '=', file)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const ending = row.media_type === 'image/png' ? 'png' : 'jpg';
  return { name: `${file}.${ending}`, mediaType: row.media_type, body: await county.files.get(file) };
};
