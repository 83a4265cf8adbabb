import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { StoredFile } from '#platform/files/file-store.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { CourseFile } from '../../contract.ts';
import { openTo } from '../commands.ts';
import type { reuseFile } from './contract.ts';
import { sourceOf } from './queries.ts';

/** A bigger film is sent anew: copying it takes longer than a page waits. */
const copiedBytes = 500_000_000;

/** @throws AppError not_found, conflict, refused */
export const reuse = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  wanted: z.output<typeof reuseFile.body>,
): Promise<z.input<typeof CourseFile>> => {
  const { org_path } = await openTo(tx, scope, id);
  const source = await sourceOf(tx, scope, wanted);
  if (source === undefined || source.kind === 'picture') throw notFound();
  if (source.size > copiedBytes) throw new AppError('refused', { message: 'courses.copy_large' });
  const { pieces, kind, name, mediaType, size, source: whence, licence } = source;
  const keep = async (
    from: string,
    of: { readonly name: string; readonly mediaType: string; readonly size: number },
  ) => {
    const stored: StoredFile = await county.files.put(await county.files.get(from), { maxBytes: copiedBytes });
    await tx
      .insertInto('file')
      .values({
        id: stored.id,
        org_path,
        name: of.name,
        media_type: of.mediaType,
        size: stored.size,
        digest: stored.digest,
        key_id: stored.keyId,
        account_id: scope.accountId,
      })
      .execute();
    return stored.id;
  };
  const file = pieces.length === 0 ? await keep(wanted.file, { name, mediaType, size }) : newId();
  await tx
    .insertInto('course_file')
    .values({
      file_id: file,
      course_id: id,
      org_path,
      kind,
      name,
      media_type: mediaType,
      size,
      source: whence,
      licence,
    })
    .execute();
  for (const [at, { file: from, size: bytes, part }] of pieces.entries()) {
    const copy = await keep(from, {
      name: part ?? `${name} ${at + 1}`,
      mediaType: 'application/octet-stream',
      size: bytes,
    });
    await tx
      .insertInto('course_piece')
      .values({ file_id: copy, video_id: file, org_path, seq: at + 1, size: bytes, part: part ?? null })
      .execute();
  }
  audit(tx, { action: 'courses.reuseFile', entity: 'course', entityId: id, path: org_path });
  return { file, kind, name, mediaType, size, source: whence, licence, whole: true };
};
