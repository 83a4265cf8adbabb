import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { notFound } from '#shared/errors.ts';
import { visibleCourses } from '../access.ts';
import { releaseFiles, releaseFor } from '../own/queries.ts';
import { partType, setType } from './sets/rules.ts';
import { openSpan } from './video/queries.ts';
import { spanOf, type Piece } from './video/rules.ts';

interface Wanted {
  readonly id: string;
  readonly file: string;
  /** Of a set: which file of it. */
  readonly part?: string;
  /** The header of a request for a part of it. */
  readonly range?: string | undefined;
}

interface Found {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly pieces: readonly Piece[];
}

const openFound = async (
  county: County,
  { name, mediaType, size, pieces }: Found,
  { file, part, range }: Wanted,
): Promise<Download> => {
  if (part !== undefined || mediaType === setType) {
    const found = pieces.find((one) => one.part === (part ?? name));
    if (found === undefined) throw notFound();
    return {
      name: part ?? name,
      mediaType: partType(part ?? name) ?? setType,
      body: await county.files.get(found.file),
    };
  }
  if (pieces.length === 0) return { name, mediaType, body: await county.files.get(file) };
  const span = spanOf(range, size);
  return {
    name,
    mediaType,
    body: openSpan(county, pieces, span ?? { start: 0, end: size - 1 }),
    span: { size, ...(span === null ? {} : { part: span }) },
  };
};

/** A file of a course of the range. @throws AppError not_found */
export const openFile = async (db: Db, scope: Scope, county: County, wanted: Wanted): Promise<Download> => {
  const row = await visibleCourses(db, scope)
    .innerJoin('course_file as f', 'f.course_id', 'c.id')
    .select(['f.name', 'f.media_type as mediaType', 'f.size'])
    .where('c.id', '=', wanted.id)
    .where('f.file_id', '=', wanted.file)
    .where('f.whole', '=', true)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const pieces = await db
    .selectFrom('course_piece')
    .select(['file_id as file', 'size', 'part'])
    .where('video_id', '=', wanted.file)
    .orderBy('seq')
    .execute();
  return openFound(county, { ...row, pieces }, wanted);
};

/** A file that the course shows to whoever takes it. @throws AppError not_found */
export const openOwnFile = async (db: Db, scope: Scope, county: County, wanted: Wanted): Promise<Download> => {
  const row = await releaseFor(db, scope, county, wanted.id);
  const found = releaseFiles(row).find(({ file }) => file === wanted.file);
  if (found === undefined) throw notFound();
  return openFound(county, found, wanted);
};
