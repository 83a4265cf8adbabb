import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { reEncode } from '#platform/files/re-encode.ts';
import type { UploadedFile } from '#platform/http/route.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { visibleArticles } from '../access.ts';
import type { ArticleImage } from '../contract.ts';

export const maxImageBytes = 20_000_000;
/** As wide as a page shows it on a sharp screen; a phone line bears it. */
const longest = 1_600;
const mostImages = 60;

/** Drawn anew and kept in place of what was sent, without what its camera wrote. @throws AppError not_found, conflict, invalid, refused */
export const addImage = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  uploaded: UploadedFile,
): Promise<z.input<typeof ArticleImage>> => {
  // Drawing takes time: only for whoever may, and the row is held no longer than it needs.
  const there = await visibleArticles(tx, scope).select('a.id').where('a.id', '=', id).executeTakeFirst();
  if (there === undefined) throw notFound();
  const { bytes, mediaType, width, height } = await reEncode(await buffer(await county.files.get(uploaded.id)), {
    longest,
  });
  const row = await visibleArticles(tx, scope)
    .select('a.org_path')
    .where('a.id', '=', id)
    .forUpdate('a')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const { count } = await tx
    .selectFrom('article_image')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('article_id', '=', id)
    .executeTakeFirstOrThrow();
  if (count >= mostImages) throw new AppError('refused', { message: 'publishing.too_many_images' });
  const stored = await county.files.put(Readable.from([bytes]), { maxBytes: bytes.length, id: uploaded.id });
  const facts = { org_path: row.org_path, name: uploaded.name, media_type: mediaType };
  await tx
    .insertInto('file')
    .values({
      id: stored.id,
      ...facts,
      size: stored.size,
      digest: stored.digest,
      key_id: stored.keyId,
      account_id: scope.accountId,
    })
    .execute();
  await tx
    .insertInto('article_image')
    .values({ file_id: stored.id, article_id: id, ...facts, width, height })
    .execute();
  audit(tx, { action: 'publishing.addImage', entity: 'article', entityId: id, path: row.org_path });
  return { file: stored.id, name: uploaded.name, mediaType, width, height };
};
