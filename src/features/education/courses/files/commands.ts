import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { reEncode } from '#platform/files/re-encode.ts';
import { screenFile } from '#platform/files/screening.ts';
import type { UploadedFile } from '#platform/http/route.ts';
import { hasSecrecyMark } from '#features/base/members/attachments/rules.ts';
import { checkZip, keepPackage } from '#features/education/packages/index.ts';
import { AppError, invalid, notFound, tooLarge } from '#shared/errors.ts';
import { visibleCourses } from '../access.ts';
import type { CourseFile } from '../contract.ts';
import { isCaptions, longestSide, mostBytesOf, mostFiles, packageType, takenAs, type UploadedKind } from './rules.ts';

interface Told {
  readonly source: string;
  readonly licence: string;
}

/** The course that a file is added to, held. @throws AppError not_found, conflict, refused */
export const openTo = async (tx: Tx, scope: Scope, id: string): Promise<{ readonly org_path: string }> => {
  const row = await visibleCourses(tx, scope)
    .select(['c.org_path', 'c.state'])
    .where('c.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.state === 'review') throw new AppError('conflict', { message: 'courses.wrong_state' });
  const { n } = await tx
    .selectFrom('course_file')
    .select((all) => all.fn.countAll<number>().as('n'))
    .where('course_id', '=', id)
    .executeTakeFirstOrThrow();
  if (n >= mostFiles) throw new AppError('refused', { message: 'courses.many_files' });
  return row;
};

/** Drawn anew in place of what was sent, without what its camera wrote. @throws AppError invalid */
const redrawn = async (county: County, uploaded: UploadedFile): Promise<UploadedFile> => {
  const sent = await buffer(await county.files.get(uploaded.id));
  const { bytes, mediaType } = await reEncode(sent, { longest: longestSide });
  const stored = await county.files.put(Readable.from([bytes]), { maxBytes: bytes.length, id: uploaded.id });
  return { ...stored, name: uploaded.name, mediaType };
};

const isOtherKind = (thrown: unknown): boolean =>
  thrown instanceof AppError && (thrown.details.problems ?? []).some(({ message }) => message === 'file_kind');

/** What it is by its content, harmless. @throws AppError invalid */
const judged = async (county: County, kind: UploadedKind, uploaded: UploadedFile): Promise<UploadedFile> => {
  if (hasSecrecyMark(uploaded.name)) throw invalid('file', 'courses.secret');
  if (uploaded.size > mostBytesOf(kind)) throw tooLarge(mostBytesOf(kind));
  if (kind === 'package') {
    await checkZip(county, uploaded);
    return { ...uploaded, mediaType: packageType };
  }
  if (kind === 'captions') {
    if (!isCaptions(await buffer(await county.files.get(uploaded.id)))) throw invalid('file', 'courses.captions_bad');
    return { ...uploaded, mediaType: 'text/vtt' };
  }
  if (kind === 'picture') return redrawn(county, uploaded);
  // The gate knows more kinds than a unit takes: whoever is refused is told which those are.
  const otherKind = invalid('file', `courses.${kind}_kind`);
  const screened = await screenFile(county.files, uploaded).catch((thrown: unknown) => {
    throw isOtherKind(thrown) ? otherKind : thrown;
  });
  const file = { ...uploaded, ...screened };
  if (!takenAs[kind].includes(file.mediaType)) throw otherKind;
  return file;
};

/** @throws AppError not_found, conflict, refused, invalid */
export const add = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { kind, source, licence, uploaded }: Told & { readonly kind: UploadedKind; readonly uploaded: UploadedFile },
): Promise<z.input<typeof CourseFile>> => {
  const { org_path } = await openTo(tx, scope, id);
  const file = await judged(county, kind, uploaded);
  const facts = { org_path, name: file.name, media_type: file.mediaType, size: file.size };
  await tx
    .insertInto('file')
    .values({ id: file.id, ...facts, digest: file.digest, key_id: file.keyId, account_id: scope.accountId })
    .execute();
  await tx
    .insertInto('course_file')
    .values({ file_id: file.id, course_id: id, ...facts, kind, source, licence })
    .execute();
  if (kind === 'package') await keepPackage(tx, scope, county, { file, orgPath: org_path });
  audit(tx, { action: 'courses.addFile', entity: 'course', entityId: id, path: org_path });
  return {
    file: file.id,
    kind,
    name: file.name,
    mediaType: file.mediaType,
    size: file.size,
    source,
    licence,
    whole: true,
  };
};

/** Deletes files of courses that no edition shows: their rows now, their bytes once that is committed. */
export const dropFiles = async (tx: Tx, county: County, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const pieces = await tx.deleteFrom('course_piece').where('video_id', 'in', ids).returning('file_id').execute();
  await tx.deleteFrom('course_file').where('file_id', 'in', ids).execute();
  const stored = [...ids, ...pieces.map((row) => row.file_id)];
  // A film has no bytes of its own, only those of its pieces.
  const gone = await tx.deleteFrom('file').where('id', 'in', stored).returning('id').execute();
  tx.effects.afterCommit.push(() => {
    // What could not be removed now is found by the nightly sweep: no row names it any more.
    for (const { id } of gone) county.files.remove(id).catch(() => undefined);
  });
};
