import { PassThrough } from 'node:stream';
import { sql, type Selectable } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { ImportRow as RowTable } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { writeSheet } from '#platform/sheets/write.ts';
import { writeTemplate } from '#platform/sheets/template.ts';
import { masks } from '#shared/mask.ts';
import { sayLoose, type Text } from '#shared/text.ts';
import { fieldOf, isFieldKey } from '../catalogue.ts';
import { fileProblemTexts } from '../messages.ts';
import type { BranchQuestion } from './branches/contract.ts';
import { batchOf, batchView, visibleBatches, type BatchRow } from './access.ts';
import type { ImportBatch, ImportRow, SheetView } from './contract.ts';
import { importLabel } from './headings/rules.ts';
import { importProblems, importRefusals } from './messages.ts';
import type { Duplicate } from './reading/commands.ts';
import { openSealed } from './rows/access.ts';
import type { RowProblem } from './rules.ts';
import { templateColumns, templateExample } from './template/rules.ts';

const page = 30;

export const batchPage = async (db: Db, scope: Scope, cursor: string | undefined) => {
  let q = visibleBatches(db, scope)
    .selectAll()
    .orderBy('b.id', 'desc')
    .limit(page + 1);
  if (cursor !== undefined) q = q.where('b.id', '<', cursor);
  const rows = await q.execute();
  const items: z.input<typeof ImportBatch>[] = [];
  for (const row of rows.slice(0, page)) items.push(await batchView(db, scope, row));
  return { items, next: rows.length > page ? (items.at(-1)?.id ?? null) : null };
};

export const batchDetail = async (db: Db, scope: Scope, id: string) => {
  const row = await batchOf(db, scope, id);
  return { ...(await batchView(db, scope, row)), sheets: row.sheets as unknown as SheetView[] };
};

type Row = Selectable<RowTable>;

/** Sensitive values of a difference: opened to be masked. */
const shown = (county: County, field: string, value: unknown): string | number | boolean | null => {
  if (typeof value !== 'string' || !value.startsWith('sealed:')) return (value ?? null) as string | null;
  const plain = county.crypto.decrypt(Buffer.from(value.slice(7), 'hex'));
  const mask = isFieldKey(field) ? fieldOf(field).mask : undefined;
  return mask === undefined ? plain : masks[mask](plain);
};

interface Names {
  readonly branches: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, { name: string; birth_date: string | null; branch: string | null }>;
  /** By place in the file: the rows that others are set against. */
  readonly places: ReadonlyMap<number, { sheet: number; line: number; name: string | null }>;
}

const duplicatesOf = (row: Row): Duplicate[] => (row.duplicates ?? []) as unknown as Duplicate[];

const namesFor = async (db: Db, batch: BatchRow, rows: readonly Row[]): Promise<Names> => {
  const branchIds = rows.flatMap((r) => r.branch_id ?? []);
  const personIds = rows.flatMap((r) => duplicatesOf(r).flatMap((d) => d.personId ?? []));
  const seqs = rows.flatMap((r) => duplicatesOf(r).flatMap((d) => d.seq ?? []));
  const branches = await db
    .selectFrom('organisation')
    .select(['id', 'short_name'])
    .where('id', '=', sql<string>`any(${branchIds}::uuid[])`)
    .execute();
  const people = await db
    .selectFrom('person as p')
    .leftJoin('membership as m', (j) =>
      j.onRef('m.person_id', '=', 'p.id').on('m.left_on', 'is', null).on('m.voided_at', 'is', null),
    )
    .leftJoin('organisation as o', 'o.id', 'm.branch_id')
    .select(['p.id', 'p.name', 'p.birth_date', 'o.short_name'])
    .where('p.id', '=', sql<string>`any(${personIds}::uuid[])`)
    .execute();
  const places =
    seqs.length === 0
      ? []
      : await db
          .selectFrom('import_row')
          .select(['seq', 'sheet', 'line', 'name'])
          .where('batch_id', '=', batch.id)
          .where('reading', '=', batch.reading)
          .where('seq', '=', sql<number>`any(${seqs}::int4[])`)
          .execute();
  return {
    places: new Map(places.map((p) => [p.seq, p])),
    branches: new Map(branches.map((b) => [b.id, b.short_name])),
    people: new Map(people.map((p) => [p.id, { name: p.name, birth_date: p.birth_date, branch: p.short_name }])),
  };
};

const rowView = (county: County, batch: BatchRow, names: Names, row: Row): z.input<typeof ImportRow> => {
  const sheets = batch.sheets as unknown as SheetView[];
  const sealed = openSealed(county, row);
  return {
    seq: row.seq,
    version: row.version,
    sheet: sheets[row.sheet]?.sheet ?? '',
    line: row.line,
    hidden: row.hidden,
    kind: row.kind,
    skippedAs: row.skipped_as,
    name: row.name,
    branchName: row.branch_id === null ? null : (names.branches.get(row.branch_id) ?? null),
    personId: row.kind === 'new' && batch.state !== 'committed' ? null : row.person_id,
    cells: [...sealed.cells],
    mended: [...sealed.mended],
    problems: sealed.problems.map((p) => ({ ...p, params: { ...p.params } })),
    // Of a new file every value is a change from nothing: the cells say it all.
    changes: (
      (row.kind === 'changed' ? (row.changes ?? []) : []) as unknown as { field: string; from: unknown; to: unknown }[]
    ).map((c) => ({
      field: c.field,
      from: shown(county, c.field, c.from),
      to: shown(county, c.field, c.to),
    })),
    duplicates: duplicatesOf(row).map((d) => {
      const person = d.personId === null ? undefined : names.people.get(d.personId);
      const place = d.seq === null ? undefined : names.places.get(d.seq);
      return {
        reason: d.reason,
        personId: d.personId,
        seq: d.seq,
        sheet: place === undefined ? null : (sheets[place.sheet]?.sheet ?? ''),
        line: place?.line ?? null,
        name: person?.name ?? place?.name ?? row.name ?? '',
        birthDate: person?.birth_date ?? null,
        branchName: person?.branch ?? null,
      };
    }),
    decision: row.decision as 'link' | 'new' | 'skip' | null,
    kept: row.kept ?? [],
  };
};

export interface RowFilter {
  readonly kind?: Row['kind'] | undefined;
  readonly q?: string | undefined;
  readonly warnings?: boolean | undefined;
  readonly kept?: boolean | undefined;
  readonly cursor?: number | undefined;
  readonly limit: number;
}

export const rowPage = async (db: Db, scope: Scope, county: County, id: string, filter: RowFilter) => {
  const batch = await batchOf(db, scope, id);
  let q = db
    .selectFrom('import_row')
    .selectAll()
    .where('batch_id', '=', id)
    .where('reading', '=', batch.reading)
    .orderBy('seq')
    .limit(filter.limit + 1);
  if (filter.kind !== undefined) q = q.where('kind', '=', filter.kind);
  if (filter.q !== undefined && filter.q !== '')
    q = q.where('name', 'like', `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`);
  if (filter.warnings === true) q = q.where(sql<boolean>`cardinality(warnings) > 0`);
  if (filter.kept === true) q = q.where('kept', 'is not', null);
  if (filter.cursor !== undefined) q = q.where('seq', '>', filter.cursor);
  const rows = await q.execute();
  const shownRows = rows.slice(0, filter.limit);
  const names = await namesFor(db, batch, shownRows);
  return {
    items: shownRows.map((row) => rowView(county, batch, names, row)),
    next: rows.length > filter.limit ? (shownRows.at(-1)?.seq ?? null) : null,
  };
};

export const rowOf = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
  seq: number,
): Promise<z.input<typeof ImportRow>> => {
  const { items } = await rowPage(db, scope, county, id, { cursor: seq - 1, limit: 1 });
  const [row] = items;
  if (!row) throw new Error('the row that was just written is gone');
  return row;
};

export const problemGroups = async (db: Db, scope: Scope, id: string) => {
  const batch = await batchOf(db, scope, id);
  const { rows } = await sql<{ problem: string; level: 'error' | 'warning'; n: number }>`
    select problem, level, count(*)::int4 as n from (
      select unnest(errors) as problem, 'error' as level from import_row where batch_id = ${id} and reading = ${batch.reading}
      union all select unnest(warnings), 'warning' from import_row where batch_id = ${id} and reading = ${batch.reading}) p
    group by problem, level order by n desc`.execute(db);
  return {
    items: rows.map(({ problem, level, n }) => ({
      field: (problem.split(' ')[0] ?? '') as never,
      message: problem.split(' ')[1] ?? '',
      level,
      rows: n,
    })),
  };
};

/** Questions that were put before first choices were told from equally near names. */
const nothingTold = { first: null, remembered: false };

export const branchQuestions = async (db: Db, scope: Scope, id: string) => {
  const batch = await batchOf(db, scope, id);
  const questions = batch.branches as unknown as BranchQuestion[];
  const told = questions.map((one) => ({ ...nothingTold, ...one }));
  // Open ones first: forty that are settled would hide the one that is not.
  return { items: told.toSorted((a, b) => Number(a.chosen !== null) - Number(b.chosen !== null)) };
};

const texts: Record<string, Text> = { ...fileProblemTexts, ...importProblems, ...importRefusals };

const sentence = ({ field, message, params }: RowProblem): string => {
  const text = texts[message];
  return `${importLabel(field).zh}：${text === undefined ? message : sayLoose('zh', text, params)}`;
};

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The rows that cannot be imported as they stand in the file, with their reasons. */
export const errorSheet = async (db: Db, scope: Scope, county: County, id: string): Promise<Download> => {
  const batch = await batchOf(db, scope, id);
  const sheets = batch.sheets as unknown as SheetView[];
  const columns = sheets.find((s) => s.used)?.columns ?? [];
  const body = new PassThrough();
  async function* rows() {
    for (let cursor = 0; ;) {
      const found = await db
        .selectFrom('import_row')
        .selectAll()
        .where('batch_id', '=', id)
        .where('reading', '=', batch.reading)
        .where('kind', '=', sql<'error'>`any('{error,duplicate}'::import_row_kind[])`)
        .where('seq', '>', cursor)
        .orderBy('seq')
        .limit(500)
        .execute();
      for (const row of found) {
        const sealed = openSealed(county, row);
        yield [
          ...columns.map((c) => sealed.cells[c.column] ?? ''),
          sealed.problems.map(sentence).join('；') || '疑似重复',
        ];
      }
      const last = found.at(-1);
      if (last === undefined) return;
      cursor = last.seq;
    }
  }
  const all = [
    ...columns.map((c) => ({ title: c.heading, width: 16, kind: 'text' as const })),
    { title: '错误原因', width: 60, kind: 'text' as const },
  ];
  void writeSheet(body, { sheetName: '错误行', columns: all, rows: rows() }).catch((error: Error) =>
    body.destroy(error),
  );
  return { name: `错误行-${batch.file_name.replace(/\.\w+$/, '')}.xlsx`, mediaType: xlsx, body };
};

export const templateSheet = async (): Promise<Download> => {
  const body = new PassThrough();
  void writeTemplate(body, { sheetName: '党员花名册', columns: templateColumns, example: templateExample }).catch(
    (error: Error) => body.destroy(error),
  );
  return { name: '党员花名册导入模板.xlsx', mediaType: xlsx, body };
};
