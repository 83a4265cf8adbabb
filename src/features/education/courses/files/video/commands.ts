import { Readable } from 'node:stream';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { hasSecrecyMark } from '#features/base/members/attachments/rules.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { visibleCourses } from '../../access.ts';
import { openTo } from '../commands.ts';
import { pieceBytes, videoBytes, videoTypeOf } from './rules.ts';

export interface NewVideo {
  readonly id: string;
  readonly courseId: string;
  readonly name: string;
  readonly size: number;
  readonly source: string;
  readonly licence: string;
}

/** Names a video of which nothing has arrived yet. @throws AppError not_found, conflict, refused, invalid */
export const begin = async (tx: Tx, scope: Scope, video: NewVideo): Promise<void> => {
  const { id, courseId, name, size, source, licence } = video;
  const { org_path } = await openTo(tx, scope, courseId);
  if (hasSecrecyMark(name)) throw invalid('file', 'courses.secret');
  if (size < 1 || size > videoBytes) throw new AppError('too_large');
  await tx
    .insertInto('course_file')
    .values({
      file_id: id,
      course_id: courseId,
      org_path,
      kind: 'video',
      name,
      // Told by its first piece.
      media_type: 'video/mp4',
      size,
      source,
      licence,
      whole: false,
    })
    .execute();
  audit(tx, { action: 'courses.addFile', entity: 'course', entityId: courseId, path: org_path });
};

/** A video on its way, of a course of the range. @throws AppError not_found */
export const underWay = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleCourses(tx, scope)
    .innerJoin('course_file as f', 'f.course_id', 'c.id')
    .select(['f.file_id', 'f.course_id', 'f.org_path', 'f.name', 'f.size', 'f.whole'])
    .where('f.file_id', '=', id)
    .where('f.kind', '=', 'video')
    .forUpdate('f')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const sum = await tx
    .selectFrom('course_piece')
    .select((all) => [all.fn.countAll<number>().as('count'), all.fn.sum<string | null>('size').as('received')])
    .where('video_id', '=', id)
    .executeTakeFirstOrThrow();
  return { ...row, count: sum.count, received: Number(sum.received ?? 0) };
};

/** One more piece at its place. Of two that were sent for the same place one is kept. @throws AppError not_found, stale, invalid */
export const addPiece = async (
  county: County,
  scope: Scope,
  { id, at, bytes }: { readonly id: string; readonly at: number; readonly bytes: Buffer },
): Promise<number> => {
  const stored = await county.files.put(Readable.from([bytes]), { maxBytes: pieceBytes });
  try {
    return await county.write(scope, async (tx) => {
      const video = await underWay(tx, scope, id);
      if (video.received !== at) throw new AppError('stale', { current: { received: video.received } });
      const type = video.count === 0 ? videoTypeOf(bytes) : undefined;
      if (type === null) throw invalid('file', 'courses.video_kind');
      const received = at + bytes.length;
      const facts = { org_path: video.org_path, size: stored.size };
      await tx
        .insertInto('file')
        .values({
          id: stored.id,
          ...facts,
          name: `${video.name} ${video.count + 1}`,
          media_type: 'application/octet-stream',
          digest: stored.digest,
          key_id: stored.keyId,
          account_id: scope.accountId,
        })
        .execute();
      await tx
        .insertInto('course_piece')
        .values({ file_id: stored.id, video_id: id, seq: video.count + 1, ...facts })
        .execute();
      const change = { ...(type === undefined ? {} : { media_type: type }), whole: received === video.size };
      await tx.updateTable('course_file').set(change).where('file_id', '=', id).execute();
      if (change.whole)
        audit(tx, { action: 'courses.addFile', entity: 'course', entityId: video.course_id, path: video.org_path });
      return received;
    });
  } catch (error) {
    await county.files.remove(stored.id);
    throw error;
  }
};
