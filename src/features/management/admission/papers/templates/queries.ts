import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { letterType, writeLetter } from '#platform/documents/letter.ts';
import type { Download } from '#platform/http/route.ts';
import { notFound } from '#shared/errors.ts';
import { visibleTemplates } from '../access.ts';
import { formOf, hasForm } from '../packs/forms.ts';
import { paperIds, papers, type PaperId } from '../packs/papers.ts';
import { places, rowPlaces } from '../packs/places.ts';
import type { TemplateLine } from './contract.ts';

/** '/1/7/2s/' → '/1/', '/1/7/', '/1/7/2s/'. */
const pathsTo = (path: string): string[] =>
  [...path.matchAll(/\//g)].slice(1).map(({ index }) => path.slice(0, index + 1));

const versionsAlong = (db: Db, scope: Scope, path: string) =>
  visibleTemplates(db, scope)
    .innerJoin('organisation as o', 'o.id', 't.organisation_id')
    .selectAll('t')
    .select('o.short_name')
    .where('o.path', '=', sql<string>`any(${pathsTo(path)})`)
    .orderBy('o.path', 'desc')
    .orderBy('t.version', 'desc');

type VersionRow = Awaited<ReturnType<ReturnType<typeof versionsAlong>['execute']>>[number];

/** The newest version of each organisation, the nearest first; what was given up leaves the next one above. */
const inForce = (rows: readonly VersionRow[]): VersionRow | undefined => {
  const seen = new Set<string>();
  return rows.find((row) => {
    if (seen.has(row.organisation_id)) return false;
    seen.add(row.organisation_id);
    return row.file_id !== null;
  });
};

const line = (scope: Scope, paper: PaperId, all: readonly VersionRow[]): z.input<typeof TemplateLine> => {
  const rows = all.filter((row) => row.paper === paper);
  const used = inForce(rows);
  return {
    paper,
    from: used === undefined ? null : { organisation: used.short_name, version: used.version },
    isOwn: used?.organisation_id === scope.organisationId,
    required: [...papers[paper].required],
    versions: rows
      .filter((row) => row.organisation_id === scope.organisationId)
      .map((row) => ({
        id: row.id,
        version: row.version,
        fileName: row.file_name,
        size: row.size,
        madeBy: row.made_by,
        madeAt: row.made_at,
      })),
  };
};

export const templatesOf = async (db: Db, scope: Scope) => {
  const rows = await versionsAlong(db, scope, scope.path).execute();
  return {
    items: paperIds.filter(hasForm).map((paper) => line(scope, paper, rows)),
    places: [...places],
    rows: Object.entries(rowPlaces).map(([name, inside]) => ({ name, places: [...inside] })),
  };
};

export const templateLine = async (db: Db, scope: Scope, paper: PaperId) =>
  line(scope, paper, await versionsAlong(db, scope, scope.path).where('t.paper', '=', paper).execute());

const ownForm = async (paper: PaperId): Promise<Buffer> => {
  const blocks = formOf(paper);
  if (blocks === undefined) throw notFound();
  return writeLetter(papers[paper].title[0], blocks);
};

/** The form that holds for whoever lies under a path. @throws AppError not_found for a paper that has none */
export const templateFor = async (
  db: Db,
  scope: Scope,
  county: County,
  { paper, path }: { readonly paper: PaperId; readonly path: string },
): Promise<Buffer> => {
  const rows = await versionsAlong(db, scope, path).where('t.paper', '=', paper).execute();
  const used = inForce(rows)?.file_id ?? null;
  return used === null ? ownForm(paper) : buffer(await county.files.get(used));
};

/** To be edited in Word: the form in force, or an older one of the own. @throws AppError not_found */
export const templateDownload = async (
  db: Db,
  scope: Scope,
  county: County,
  { paper, version }: { readonly paper: PaperId; readonly version: string | undefined },
): Promise<Download> => {
  const title = papers[paper].title[0];
  const file = (name: string, body: Readable): Download => ({ name: `${name}.docx`, mediaType: letterType, body });
  if (version === undefined)
    return file(`${title} 模板`, Readable.from([await templateFor(db, scope, county, { paper, path: scope.path })]));
  const row = await visibleTemplates(db, scope)
    .select(['t.file_id', 't.version'])
    .where('t.id', '=', version)
    .where('t.paper', '=', paper)
    .where('t.organisation_id', '=', scope.organisationId)
    .executeTakeFirst();
  if (!row?.file_id) throw notFound();
  return file(`${title} 模板 第${row.version}版`, await county.files.get(row.file_id));
};
