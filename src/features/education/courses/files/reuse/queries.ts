import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleCourses } from '../../access.ts';
import type { CourseFile } from '../../contract.ts';
import type { ReleaseFile } from '../../own/queries.ts';
import type { reusableFiles } from './contract.ts';

const most = 50;

type Kind = z.infer<typeof CourseFile>['kind'];

const mentions = (words: string) => {
  const like = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(name ilike ${like} or course_title ilike ${like} or source ilike ${like})`;
};

/** What the range keeps, and what any course shows to its members. */
const candidates = (db: Db, scope: Scope) => {
  const kept = visibleCourses(db, scope)
    .innerJoin('course_file as f', 'f.course_id', 'c.id')
    .where('f.whole', '=', true)
    .select([
      'f.file_id as file',
      'c.id as from',
      'c.title as course_title',
      sql<string>`f.kind::text`.as('kind'),
      'f.name',
      'f.media_type as mediaType',
      'f.size',
      'f.source',
      'f.licence',
    ]);
  const offered = db
    .selectFrom('course_release as r')
    .innerJoin(sql<{ file: unknown }>`lateral jsonb_array_elements(r.files)`.as<'f'>(sql`f(file)`), (on) => on.onTrue())
    .where('r.current', '=', true)
    .select([
      sql<string>`(f.file ->> 'file')::uuid`.as('file'),
      'r.course_id as from',
      'r.title as course_title',
      sql<string>`f.file ->> 'kind'`.as('kind'),
      sql<string>`f.file ->> 'name'`.as('name'),
      sql<string>`f.file ->> 'mediaType'`.as('mediaType'),
      sql<number>`(f.file ->> 'size')::bigint`.as('size'),
      sql<string>`f.file ->> 'source'`.as('source'),
      sql<string>`f.file ->> 'licence'`.as('licence'),
    ]);
  return db.selectFrom(kept.unionAll(offered).as('one'));
};

export const reusable = async (
  db: Db,
  scope: Scope,
  { kind, words = '' }: z.output<typeof reusableFiles.query>,
): Promise<z.input<typeof reusableFiles.reply>> => {
  const all = candidates(db, scope).where('kind', '=', kind);
  const rows = await (words === '' ? all : all.where(mentions(words)))
    .select(['file', 'from', 'course_title', 'name', 'mediaType', 'size', 'source', 'licence'])
    .distinctOn('file')
    .orderBy('file', 'desc')
    .limit(most + 1)
    .execute();
  return {
    items: rows.slice(0, most).map(({ course_title: courseTitle, ...row }) => ({ ...row, kind, courseTitle })),
    more: rows.length > most,
  };
};

/** One file with its pieces, where the reader may take it; undefined where not. */
export const sourceOf = async (
  db: Db,
  scope: Scope,
  { from, file }: { readonly from: string; readonly file: string },
): Promise<ReleaseFile | undefined> => {
  const offered = await db
    .selectFrom('course_release')
    .select('files')
    .where('course_id', '=', from)
    .where('current', '=', true)
    .executeTakeFirst();
  // Safe: they were copied from rows of files.
  const shown = (offered?.files ?? []) as unknown as readonly ReleaseFile[];
  const found = shown.find((one) => one.file === file);
  if (found !== undefined) return found;
  const row = await visibleCourses(db, scope)
    .innerJoin('course_file as f', 'f.course_id', 'c.id')
    .select(['f.file_id as file', 'f.kind', 'f.name', 'f.media_type as mediaType', 'f.size', 'f.source', 'f.licence'])
    .where('c.id', '=', from)
    .where('f.file_id', '=', file)
    .where('f.whole', '=', true)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const pieces = await db
    .selectFrom('course_piece')
    .select(['file_id as file', 'size', 'part'])
    .where('video_id', '=', file)
    .orderBy('seq')
    .execute();
  const kind: Kind = row.kind;
  return { ...row, kind, whole: true, pieces };
};
