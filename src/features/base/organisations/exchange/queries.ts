import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { readInWorker } from '#platform/sheets/in-worker.ts';
import type { WrittenCell, WrittenColumn } from '#platform/sheets/sheet-xml.ts';
import { EXAMPLE_MARK, writeTemplate } from '#platform/sheets/template.ts';
import { writeSheet } from '#platform/sheets/write.ts';
import { AppError } from '#shared/errors.ts';
import { treeOf } from '../queries.ts';
import { organisationTypes, typeNames } from '../rules.ts';
import {
  headings,
  importFields,
  readHeadings,
  unitRelationNames,
  type ImportField,
  type KnownOrganisation,
  type PlannedRow,
  type SheetOrganisation,
} from './rules.ts';

/** More organisations than any county has. */
const maxRows = 10_000;
const headingRows = 15;

export interface ReadSheet {
  readonly rows: readonly SheetOrganisation[];
  readonly ignored: readonly string[];
}

const valuesOf = (texts: readonly string[], columns: ReadonlyMap<number, ImportField>): SheetOrganisation['values'] => {
  const values: Partial<Record<ImportField, string>> = {};
  for (const [column, field] of columns) {
    const text = (texts[column] ?? '').normalize('NFC').trim();
    if (text !== '') values[field] = text;
  }
  return values;
};

const parseSheet = async (file: { readonly path: string; readonly name: string }): Promise<ReadSheet> => {
  const rows: SheetOrganisation[] = [];
  let head: ReturnType<typeof readHeadings> = null;
  for await (const event of readInWorker(file)) {
    if (event.kind === 'end' && head !== null) break;
    if (event.kind !== 'rows') continue;
    for (const row of event.rows) {
      if (head === null) {
        if (row.line <= headingRows) head = readHeadings(row.texts);
        continue;
      }
      if (row.texts[0]?.trim() === EXAMPLE_MARK || row.hidden) continue;
      const values = valuesOf(row.texts, head.columns);
      if (Object.keys(values).length > 0) rows.push({ line: row.line, values });
      if (rows.length > maxRows)
        throw new AppError('too_large', { message: 'import_too_many', params: { max: maxRows } });
    }
  }
  if (head === null) throw new AppError('refused', { message: 'import_no_headings' });
  return { rows, ignored: head.ignored };
};

/** Reads the organisations of an uploaded file. @throws AppError refused where it is no sheet of organisations */
export const readOrganisations = async (
  county: County,
  file: { readonly id: string; readonly name: string },
): Promise<ReadSheet> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'zhibu-sheet-'));
  try {
    const copy = path.join(folder, 'sheet');
    await county.files.copyTo(file.id, copy);
    return await parseSheet({ path: copy, name: file.name });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Everything of the tree that an import compares with. */
export const knownOrganisations = (db: Db, scope: Scope): Promise<KnownOrganisation[]> =>
  db
    .selectFrom('organisation')
    .where('abolished_on', 'is', null)
    .where('path', '>=', scope.from)
    .where('path', '<', scope.to)
    .select([
      'id',
      'parent_id as parentId',
      'type',
      'name',
      'short_name as shortName',
      'code',
      'founded_on as foundedOn',
      'division_code as divisionCode',
    ])
    .select(['unit_relation as unitRelation', 'unit_code as unitCode', 'phone', 'address'])
    .orderBy('id')
    .execute();

/** Two equal plans have one digest: the commit does what was shown or nothing. */
export const digestOf = (plan: readonly PlannedRow[]): string =>
  createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 32);

const widths: Readonly<Record<ImportField, number>> = {
  code: 18,
  name: 48,
  shortName: 28,
  type: 18,
  parentCode: 18,
  parentName: 48,
  foundedOn: 13,
  divisionCode: 16,
  unitRelation: 14,
  unitCode: 22,
  phone: 16,
  address: 40,
};
const choices: Partial<Record<ImportField, readonly string[]>> = {
  type: organisationTypes.map((type) => typeNames[type].zh),
  unitRelation: Object.values(unitRelationNames),
};

const columnOf = (field: ImportField): WrittenColumn => ({
  title: headings[field][0] ?? field,
  width: widths[field],
  kind: field === 'foundedOn' ? 'date' : 'text',
  required: field === 'name' || field === 'type',
  ...(choices[field] === undefined ? {} : { choices: choices[field] }),
});

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An empty form with drop-downs and an example that import leaves out. */
export const templateSheet = (): Download => {
  const body = new PassThrough();
  const example = [
    '330324001001',
    '中共永嘉县示例镇委员会',
    '示例镇党委',
    '乡镇（街道）党委',
    '330324',
    '中国共产党永嘉县委员会',
    '1992-05-01',
    '330324101000',
    '法人单位',
    '',
    '0577-67220000',
    '永嘉县示例镇示例路 1 号',
  ];
  writeTemplate(body, { sheetName: '组织', columns: importFields.map(columnOf), example }).catch((error: unknown) =>
    body.destroy(error as Error),
  );
  return { name: '组织导入模板.xlsx', mediaType: xlsx, body };
};

const cellOf = (field: ImportField, row: KnownOrganisation, parent: KnownOrganisation | undefined): WrittenCell => {
  switch (field) {
    case 'type':
      return typeNames[row.type].zh;
    case 'parentCode':
      return parent?.code;
    case 'parentName':
      return parent?.name;
    case 'unitRelation':
      return row.unitRelation === null
        ? null
        : (unitRelationNames[row.unitRelation as keyof typeof unitRelationNames] ?? row.unitRelation);
    default:
      return row[field];
  }
};

/** The tree, or a part of it, as a sheet that import takes back; the names and places of a day where one is asked for. */
export const exportSheet = async (
  db: Db,
  scope: Scope,
  asked: { readonly organisationId?: string | undefined; readonly on?: string | undefined; readonly today: string },
): Promise<Download> => {
  const [tree, facts] = await Promise.all([
    treeOf(db, scope, { on: asked.on, abolished: false, today: asked.today }),
    db
      .selectFrom('organisation')
      .select(['id', 'path', 'code', 'founded_on', 'division_code', 'unit_relation', 'unit_code', 'phone', 'address'])
      .execute(),
  ]);
  const known = new Map(facts.map((row) => [row.id, row]));
  const top = asked.organisationId === undefined ? scope.from : known.get(asked.organisationId)?.path;
  if (top === undefined) throw new AppError('not_found');
  const inside = (id: string): boolean => {
    const at = known.get(id)?.path ?? '';
    return at >= top && at < rangeEnd(top) && at >= scope.from && at < scope.to;
  };
  const rows = tree.items.map((node) => {
    const row = known.get(node.id);
    const { id, parentId, type, name, shortName, members } = node;
    return {
      members,
      node: {
        id,
        parentId,
        type,
        name,
        shortName,
        code: row?.code ?? null,
        foundedOn: row?.founded_on ?? null,
        divisionCode: row?.division_code ?? null,
        unitRelation: row?.unit_relation ?? null,
        unitCode: row?.unit_code ?? null,
        phone: row?.phone ?? null,
        address: row?.address ?? null,
      },
    };
  });
  const byId = new Map(rows.map((row) => [row.node.id, row.node]));
  const lines = function* (): Generator<readonly WrittenCell[]> {
    for (const { node, members } of rows) {
      if (inside(node.id))
        yield [...importFields.map((field) => cellOf(field, node, byId.get(node.parentId ?? ''))), members];
    }
  };
  const body = new PassThrough();
  const columns = [...importFields.map(columnOf), { title: '党员数', width: 10, kind: 'number' as const }];
  writeSheet(body, { sheetName: '组织', columns, rows: lines() }).catch((error: unknown) =>
    body.destroy(error as Error),
  );
  return { name: `组织树 ${tree.on}.xlsx`, mediaType: xlsx, body };
};
