import { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { bundle } from '#platform/documents/bundle.ts';
import { letterType } from '#platform/documents/letter.ts';
import { fillTemplate } from '#platform/documents/template.ts';
import type { Download } from '#platform/http/route.ts';
import { notFound } from '#shared/errors.ts';
import { ethnicity, sex } from '#features/base/members/codes.ts';
import { noteReading } from '#features/base/members/index.ts';
import { visiblePapers } from './access.ts';
import type { CasePapers } from './contract.ts';
import { hasForm } from './packs/forms.ts';
import { articleOfArchive, paperIds, papers, type PaperId } from './packs/papers.ts';
import { isDue, missingPapers, valuesOf, type PaperCase, type PaperFact } from './rules.ts';
import { templateFor } from './templates/queries.ts';

/** The case and its person, where both lie in the range. @throws AppError not_found */
export const caseRow = async (db: Db, id: string) => {
  const row = await db
    .selectFrom('admission_case as c')
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .select(['c.id', 'c.person_id', 'c.org_path', 'p.name', 'p.sex', 'p.ethnicity', 'p.birth_date'])
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
};
type CaseRow = Awaited<ReturnType<typeof caseRow>>;

const keptRows = (db: Db, scope: Scope, caseId: string) =>
  visiblePapers(db, scope)
    .leftJoin('file as f', 'f.id', 'p.file_id')
    .selectAll('p')
    .select(['f.name as file_name', 'f.size', 'f.media_type'])
    .where('p.case_id', '=', caseId)
    .where('p.voided_at', 'is', null)
    .orderBy('p.paper')
    .orderBy('p.on_day')
    .orderBy('p.id')
    .execute();

const factsOf = async (db: Db, caseId: string): Promise<PaperFact[]> => {
  const rows = await db
    .selectFrom('admission_fact as f')
    .selectAll()
    .where('f.case_id', '=', caseId)
    .where('f.voided_at', 'is', null)
    .orderBy('f.on_day')
    .orderBy('f.id')
    .execute();
  return rows.map((row) => ({
    step: row.step,
    on: row.on_day,
    until: row.until_day,
    outcome: row.outcome,
    hours: row.hours,
    days: row.days,
    months: row.months,
    votes:
      row.entitled === null
        ? null
        : {
            entitled: row.entitled,
            present: row.present ?? 0,
            yes: row.yes ?? 0,
            no: row.no ?? 0,
            abstain: row.abstain ?? 0,
            writtenOpinions: row.written_opinions ?? 0,
            secret: row.secret ?? false,
          },
    names: row.names,
    concludedBy: row.concluded_by,
    note: row.note,
  }));
};

/** Branch, committee and county above a person, by their names. */
const namesAbove = async (db: Db, path: string) => {
  const branchPath = path.replace(/@.*$/, '');
  const paths = [...branchPath.matchAll(/\//g)].slice(1).map(({ index }) => branchPath.slice(0, index + 1));
  const rows = await db
    .selectFrom('organisation')
    .select(['name', 'type', 'path'])
    .where('path', '=', sql<string>`any(${paths})`)
    .orderBy('path')
    .execute();
  const [first, above] = [rows.at(0), rows.slice(1, -1).findLast(({ type }) => type.endsWith('committee'))];
  return { branch: rows.at(-1)?.name ?? '', committee: above?.name ?? first?.name ?? '', county: first?.name ?? '' };
};

const paperCase = async (db: Db, scope: Scope, county: County, row: CaseRow): Promise<PaperCase> => {
  const [facts, kept, above] = [
    await factsOf(db, row.id),
    await keptRows(db, scope, row.id),
    await namesAbove(db, row.org_path),
  ];
  return {
    ...above,
    name: row.name,
    sex: sex.codes.find(({ code }) => code === row.sex)?.label.zh ?? '',
    ethnicity: ethnicity.codes.find(({ code }) => code === row.ethnicity)?.label.zh ?? '',
    born: row.birth_date,
    today: county.today(),
    facts,
    kept: kept.map((one) => ({
      paper: one.paper,
      on: one.on_day,
      place: one.paper_place,
      scanned: one.file_id !== null,
    })),
  };
};

/** @throws AppError not_found */
export const casePapersOf = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof CasePapers>> => {
  const row = await caseRow(db, id);
  const [facts, kept] = [await factsOf(db, id), await keptRows(db, scope, id)];
  const missing = new Set(missingPapers(facts, kept).map(({ paper }) => paper));
  const branchPath = row.org_path.replace(/@.*$/, '');
  const places = await visiblePapers(db, scope)
    .select('p.paper_place')
    .distinct()
    .where('p.org_path', '>=', branchPath)
    .where('p.org_path', '<', `${branchPath.slice(0, -1)}0`)
    .where('p.paper_place', 'is not', null)
    .where('p.voided_at', 'is', null)
    .orderBy('p.paper_place')
    .limit(20)
    .execute();
  return {
    items: paperIds.map((paper) => ({
      paper,
      article: papers[paper].article,
      named: papers[paper].named === true,
      due: isDue(paper, facts),
      missing: missing.has(paper),
      fillable: hasForm(paper),
      kept: kept
        .filter((one) => one.paper === paper)
        .map((one) => ({
          id: one.id,
          on: one.on_day,
          place: one.paper_place,
          note: one.note,
          scan: one.file_name === null ? null : { name: one.file_name, size: Number(one.size) },
          recorder: one.recorder,
          recordedAt: one.recorded_at,
          version: one.version,
        })),
    })),
    missing: missing.size,
    archiveArticle: articleOfArchive,
    usualPlaces: places.flatMap(({ paper_place: place }) => (place === null ? [] : [place])),
  };
};

const filled = async (
  db: Db,
  scope: Scope,
  county: County,
  { row, paper }: { readonly row: CaseRow; readonly paper: PaperId },
): Promise<Buffer> => {
  const form = await templateFor(db, scope, county, { paper, path: row.org_path.replace(/@.*$/, '') });
  return fillTemplate(form, valuesOf(await paperCase(db, scope, county, row)));
};

/** A paper of a case, filled from what is known. Opening it is noted for the person. @throws AppError not_found */
export const filledFile = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, paper }: { readonly id: string; readonly paper: PaperId },
): Promise<Download> => {
  const row = await caseRow(db, id);
  const bytes = await filled(db, scope, county, { row, paper });
  noteReading(county, scope, { id: row.person_id, path: row.org_path });
  return { name: `${row.name} ${papers[paper].title[0]}.docx`, mediaType: letterType, body: Readable.from([bytes]) };
};

/** Scans have no mask, and are opened for the work of the case: the person reads which, and that it was for this. */
const shownScans = (row: CaseRow, what: string) => ({
  id: row.person_id,
  path: row.org_path,
  shown: { fields: ['attachment.file_id'], reason: `办理发展党员手续：${what}` },
});

/** @throws AppError not_found also where there is no scan */
export const scanOf = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, paperId }: { readonly id: string; readonly paperId: string },
): Promise<Download> => {
  const row = await caseRow(db, id);
  const paper = (await keptRows(db, scope, id)).find((one) => one.id === paperId);
  if (!paper?.file_id || paper.file_name === null) throw notFound();
  const body = await county.files.get(paper.file_id);
  noteReading(county, scope, shownScans(row, papers[paper.paper].title[0]));
  return { name: paper.file_name, mediaType: paper.media_type ?? 'application/octet-stream', body };
};

const extension: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** All scans, numbered as the pipeline goes, and in front the list of what is there and what is missing. @throws AppError not_found */
export const archiveOf = async (db: Db, scope: Scope, county: County, id: string): Promise<Download> => {
  const row = await caseRow(db, id);
  const list = await filled(db, scope, county, { row, paper: 'archiveList' });
  const scans = (await keptRows(db, scope, id)).flatMap((paper) => {
    const fileId = paper.file_id;
    if (fileId === null) return [];
    const at = String(paperIds.indexOf(paper.paper) + 1).padStart(2, '0');
    const title = papers[paper.paper].title[0];
    const name = `${at} ${title}/${paper.on_day} ${title}.${extension[paper.media_type ?? ''] ?? 'bin'}`;
    return [{ name, open: () => county.files.get(fileId) }];
  });
  noteReading(county, scope, shownScans(row, '归档材料'));
  const contents = { name: '00 归档目录.docx', open: () => Promise.resolve(Readable.from([list])) };
  return {
    name: `${row.name} 发展党员材料.zip`,
    mediaType: 'application/zip',
    body: bundle([contents, ...scans], county.now()),
  };
};
