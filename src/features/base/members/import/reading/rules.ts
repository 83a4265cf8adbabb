/** What a row of a roster means for the register. Pure: who is known is handed in. */
import type { FieldKey } from '../../catalogue.ts';
import { fieldOf, fileFields, isFieldKey } from '../../catalogue.ts';
import type { MemberFields, Value } from '../../contract.ts';
import { fileProblems, type MemberFile } from '../../rules.ts';
import type { SheetView } from '../contract.ts';
import {
  findHeading,
  headingAt,
  mapColumn,
  withFirstDays,
  type HeadingPlan,
  type ImportField,
  type Remembered,
  type SourceRow,
} from '../headings/rules.ts';
import { rowReader, type Fields, type RowProblem, type RowReader } from '../rules.ts';

/** Dates as they are stored: a month is kept as its first day. Truth values and numbers get their type. */
const typed = (key: FieldKey, text: string): Value => {
  const { kind } = fieldOf(key);
  if (kind === 'bool') return text === 'true';
  if (kind === 'int') return Number(text);
  return text.length === 7 && /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text;
};

/** A year alone is no date of a file: writing its first of January would be a guess. */
const isYear = (key: FieldKey, text: string): boolean =>
  text.length === 4 && fieldOf(key).kind === 'partialDate' && /^\d{4}$/.test(text);

const partialDates = fileFields.filter(({ kind }) => kind === 'partialDate').map(({ key }) => key);

/** Fields that only an event with a date changes. */
const byEvent: ReadonlySet<string> = new Set(['branchId', 'leftOn', 'leaveKind']);

/** The fields of the file that the row gives; what it leaves blank stays as it is. */
export const fieldsOfRow = (fields: Fields): MemberFields => {
  const taken: Record<string, Value> = {};
  for (const key of Object.keys(fields) as (keyof Fields)[]) {
    const text = fields[key];
    if (text !== undefined && isFieldKey(key) && !byEvent.has(key) && !isYear(key, text)) taken[key] = typed(key, text);
  }
  return taken;
};

/** What a row says that an import does not take over: people who have left, posts, years without a month. */
export const untakenProblems = (fields: Fields, columnOf: (field: string) => number): RowProblem[] => {
  const said = (field: ImportField, level: RowProblem['level'], message: string): RowProblem[] => {
    const value = fields[field];
    return value === undefined ? [] : [{ column: columnOf(field), field, level, message, params: { value } }];
  };
  const years = partialDates.filter((key) => isYear(key, fields[key] ?? ''));
  return [
    ...said('leftOn', 'error', 'row_has_left'),
    ...(fields.leftOn === undefined ? said('leaveKind', 'error', 'row_has_left') : []),
    ...said('partyPost', 'warning', 'post_not_taken'),
    ...years.flatMap((key) => said(key, 'warning', 'year_not_taken')),
  ];
};

/** Problems of the file as a whole that the single cells do not show: orders of dates, category against dates. */
export const wholeProblems = (
  file: MemberFile,
  today: string,
  columnOf: (field: string) => number,
  known: readonly RowProblem[],
): RowProblem[] => {
  return fileProblems(file, { today, required: ['category'] })
    .filter((p) => known.every(({ field, level }) => level === 'warning' || field !== p.path))
    .map((p): RowProblem => ({
      column: columnOf(p.path),
      field: p.path as RowProblem['field'],
      level: 'error',
      message: p.message,
      ...(p.params === undefined ? {} : { params: p.params }),
    }));
};

/** What a person decided about one sheet. */
export type SheetMapping = {
  readonly sheet: string;
  readonly used: boolean;
  readonly headingLine?: number | undefined;
  readonly columns: readonly {
    readonly column: number;
    readonly field: ImportField | null;
    readonly monthsAsFirst?: boolean;
  }[];
  readonly branchId: string | null;
};

/** How a sheet is read: the heading that is found or named, and what a person decided about its columns. */
export const planFor = (
  rows: readonly SourceRow[],
  remembered: Remembered,
  mapping: SheetMapping | undefined,
): HeadingPlan | undefined => {
  let plan = findHeading(rows, remembered);
  if (mapping?.headingLine !== undefined && mapping.headingLine !== plan?.line) {
    const row = rows.find((r) => r.line === mapping.headingLine);
    if (row) plan = headingAt(row, remembered);
  }
  if (plan === undefined) return undefined;
  for (const { column, field } of mapping?.columns ?? []) {
    const now = plan.columns.find((c) => c.column === column);
    if (now && (now.field ?? null) !== field) plan = mapColumn(plan, column, field ?? undefined);
  }
  const asFirst = (mapping?.columns ?? []).filter(({ monthsAsFirst }) => monthsAsFirst);
  return asFirst.length === 0 ? plan : withFirstDays(plan, new Set(asFirst.map(({ column }) => column)));
};

/** Whether the file can be read without asking: a sheet is used, and none that is used lacks a field. */
export const isReadable = (sheets: readonly SheetView[]): boolean => {
  const used = sheets.filter((sheet) => sheet.used);
  return used.length > 0 && used.every((sheet) => sheet.heading !== null && sheet.missing.length === 0);
};

/** Numbers of a CSV may have lost zeros. */
export const isUntyped = (fileName: string): boolean => /\.csv$/i.test(fileName);

/** The heading of a stored sheet, for reading one row again. */
export const storedPlan = (view: SheetView): HeadingPlan => ({
  top: view.heading?.top ?? 0,
  line: view.heading?.line ?? 0,
  columns: view.columns.map((c) => ({
    column: c.column,
    heading: c.heading,
    how: c.how,
    ...(c.field === null ? {} : { field: c.field }),
    monthsAsFirst: c.monthsAsFirst,
  })),
  missing: view.missing,
});

/** A reader of a preview's rows, for reading one again as it is now. */
export const storedReader = (
  view: SheetView,
  { fileName, today }: { readonly fileName: string; readonly today: string },
): RowReader =>
  rowReader({
    sheet: view.sheet,
    plan: storedPlan(view),
    today,
    untyped: isUntyped(fileName),
    defaults: view.branchId === null ? {} : { branchId: view.branchId },
  });

export const viewOf = (
  sheet: string,
  hidden: boolean,
  plan: HeadingPlan | undefined,
  mapping: SheetMapping | undefined,
): SheetView => ({
  sheet,
  hidden,
  used: mapping?.used ?? (plan !== undefined && !hidden),
  heading: plan === undefined ? null : { top: plan.top, line: plan.line },
  columns: (plan?.columns ?? []).map((c) => ({
    column: c.column,
    heading: c.heading,
    field: c.field ?? null,
    how: c.how,
    suggestion: c.suggestion ?? null,
    monthsAsFirst: c.monthsAsFirst ?? false,
  })),
  missing: [...(plan?.missing ?? [])].filter(
    (field) => !(field === 'branchId' && (mapping?.branchId ?? null) !== null),
  ),
  branchId: mapping?.branchId ?? null,
});
