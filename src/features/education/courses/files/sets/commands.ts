import { buffer, text } from 'node:stream/consumers';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { UploadedFile } from '#platform/http/route.ts';
import { hasSecrecyMark } from '#features/base/members/attachments/rules.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleCourses } from '../../access.ts';
import type { CourseFile } from '../../contract.ts';
import { openTo } from '../commands.ts';
import { videoBytes } from '../video/rules.ts';
import type { addPart, beginSet } from './contract.ts';
import { isPart, isPlaylist, missingOf, mostParts, setType } from './rules.ts';

const partsOf = (tx: Tx, file: string) =>
  tx
    .selectFrom('course_piece')
    .select(['file_id', 'part', 'size'])
    .where('video_id', '=', file)
    .orderBy('seq')
    .execute();

/** @throws AppError not_found, conflict, refused, invalid */
export const begin = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { name, source, licence }: z.output<typeof beginSet.body>,
): Promise<z.input<typeof beginSet.reply>> => {
  if (!isPlaylist(name)) throw invalid('body.name', 'courses.set_first');
  if (hasSecrecyMark(name)) throw invalid('body.name', 'courses.secret');
  const { org_path } = await openTo(tx, scope, id);
  const before = await tx
    .selectFrom('course_file')
    .select('file_id')
    .where('course_id', '=', id)
    .where('media_type', '=', setType)
    .where('name', '=', name)
    .where('whole', '=', false)
    .executeTakeFirst();
  const file = before?.file_id ?? newId();
  const told = { source, licence };
  if (before === undefined)
    await tx
      .insertInto('course_file')
      .values({
        file_id: file,
        course_id: id,
        org_path,
        kind: 'video',
        name,
        media_type: setType,
        size: 0,
        whole: false,
        ...told,
      })
      .execute();
  else await tx.updateTable('course_file').set(told).where('file_id', '=', file).execute();
  audit(tx, { action: 'courses.beginSet', entity: 'course', entityId: id, path: org_path });
  const parts = await partsOf(tx, file);
  return { file, parts: parts.map(({ part, size }) => ({ part: part ?? '', size })) };
};

/** A set on its way, of a course of the range; held. @throws AppError not_found */
const openSet = async (tx: Tx, scope: Scope, id: string, file: string) => {
  const row = await visibleCourses(tx, scope)
    .innerJoin('course_file as f', 'f.course_id', 'c.id')
    .select(['f.file_id', 'f.org_path', 'f.name', 'f.source', 'f.licence'])
    .where('c.id', '=', id)
    .where('f.file_id', '=', file)
    .where('f.media_type', '=', setType)
    .where('f.whole', '=', false)
    .forUpdate('f')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};

/** Of a part that was sent twice the first is kept. @throws AppError not_found, refused, too_large, invalid */
export const addOne = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, file }: { readonly id: string; readonly file: string },
  { part, uploaded }: z.output<typeof addPart.query> & { readonly uploaded: UploadedFile },
): Promise<z.input<typeof addPart.reply>> => {
  const set = await openSet(tx, scope, id, file);
  const kept = await tx
    .selectFrom('course_piece')
    .select((all) => [
      all.fn.countAll<number>().as('count'),
      all.fn.sum<string | null>('size').as('bytes'),
      sql<number | null>`max(size) filter (where part = ${part})`.as('there'),
    ])
    .where('video_id', '=', file)
    .executeTakeFirstOrThrow();
  audit(tx, { action: 'courses.addPart', entity: 'course', entityId: id, path: set.org_path });
  if (kept.there !== null) return { part, size: kept.there };
  if (kept.count >= mostParts) throw new AppError('refused', { message: 'courses.many_parts' });
  if (Number(kept.bytes ?? 0) + uploaded.size > videoBytes) throw new AppError('too_large');
  if (!isPart(part, await buffer(await county.files.get(uploaded.id)))) throw invalid('file', 'courses.part_kind');
  const facts = { org_path: set.org_path, size: uploaded.size };
  await tx
    .insertInto('file')
    .values({
      id: uploaded.id,
      ...facts,
      name: part,
      media_type: 'application/octet-stream',
      digest: uploaded.digest,
      key_id: uploaded.keyId,
      account_id: scope.accountId,
    })
    .execute();
  await tx
    .insertInto('course_piece')
    .values({ file_id: uploaded.id, video_id: file, seq: kept.count + 1, part, ...facts })
    .execute();
  return { part, size: uploaded.size };
};

/** @throws AppError not_found, refused */
export const close = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, file }: { readonly id: string; readonly file: string },
): Promise<z.input<typeof CourseFile>> => {
  const { name, source, licence, org_path } = await openSet(tx, scope, id, file);
  const parts = await partsOf(tx, file);
  const playlists = [];
  for (const { file_id, part } of parts)
    if (isPlaylist(part ?? '')) playlists.push(await text(await county.files.get(file_id)));
  const there = new Set(parts.flatMap(({ part }) => part ?? []));
  const missing = there.has(name) ? missingOf(playlists, there) : [name];
  if (missing.length > 0)
    throw new AppError('refused', {
      message: 'courses.set_lacks',
      params: { count: missing.length, first: (missing[0] ?? '').slice(0, 60) },
    });
  const size = parts.reduce((sum, one) => sum + one.size, 0);
  await tx.updateTable('course_file').set({ whole: true, size }).where('file_id', '=', file).execute();
  audit(tx, { action: 'courses.closeSet', entity: 'course', entityId: id, path: org_path });
  return { file, kind: 'video', name, mediaType: setType, size, source, licence, whole: true };
};
