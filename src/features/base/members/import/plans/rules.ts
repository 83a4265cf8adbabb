/** How the sheets of a file are read: what the headings say, what was learnt before, and what a person decided. */
import {
  findHeading,
  headingAt,
  HEADING_ROWS,
  mapColumn,
  type HeadingPlan,
  type ImportField,
  type Remembered,
  type SourceRow,
} from '../headings/rules.ts';
import type { SheetView } from '../contract.ts';

/** What a person decided about one sheet. */
export interface SheetChoice {
  readonly sheet: string;
  readonly used: boolean;
  readonly headingLine?: number | undefined;
  readonly columns: readonly { readonly column: number; readonly field: ImportField | null }[];
  readonly branchId: string | null;
}

export interface SheetHeadLike {
  readonly name: string;
  readonly hidden: boolean;
}

export interface SheetPlan {
  readonly sheet: string;
  readonly hidden: boolean;
  readonly used: boolean;
  readonly heading: HeadingPlan | null;
  readonly branchId: string | null;
  readonly missing: readonly ImportField[];
}

const chosenHeading = (
  rows: readonly SourceRow[],
  remembered: Remembered,
  choice: SheetChoice | undefined,
): HeadingPlan | undefined => {
  const found = findHeading(rows, remembered);
  if (choice === undefined) return found;
  const row = rows.slice(0, HEADING_ROWS).find((one) => one.line === choice.headingLine);
  const base = row && row.line !== found?.line ? headingAt(row, remembered) : found;
  return base && choice.columns.reduce((plan, { column, field }) => mapColumn(plan, column, field ?? undefined), base);
};

/** The plan of one sheet from its first rows. A hidden sheet, and one without a heading, is left out until a person takes it in. */
export const planSheet = (
  head: SheetHeadLike,
  rows: readonly SourceRow[],
  remembered: Remembered,
  choice?: SheetChoice,
): SheetPlan => {
  const heading = chosenHeading(rows, remembered, choice) ?? null;
  const used = choice?.used ?? (heading !== null && !head.hidden);
  const branchId = choice?.branchId ?? null;
  const missing = (heading?.missing ?? ['name', 'idNumber', 'branchId']).filter(
    (field) => field !== 'branchId' || branchId === null,
  );
  return { sheet: head.name, hidden: head.hidden, used, heading, branchId, missing: missing as ImportField[] };
};

/** Whether the file can be read without asking: a sheet is used, and no used sheet lacks a field. */
export const isReadable = (plans: readonly SheetPlan[]): boolean => {
  const used = plans.filter((plan) => plan.used);
  return used.length > 0 && used.every((plan) => plan.missing.length === 0);
};

/** As the mapping page shows it and as it is stored. */
export const sheetView = ({ sheet, hidden, used, heading, branchId, missing }: SheetPlan): SheetView => ({
  sheet,
  hidden,
  used,
  heading: heading && { top: heading.top, line: heading.line },
  columns: (heading?.columns ?? []).map(({ column, heading: text, field, how, suggestion }) => ({
    column,
    heading: text,
    field: field ?? null,
    how,
    suggestion: suggestion ?? null,
  })),
  missing: [...missing],
  branchId,
});

/** The heading of a stored sheet, for reading one row again. */
export const storedHeading = ({ heading, columns, missing }: SheetView): HeadingPlan => ({
  top: heading?.top ?? 0,
  line: heading?.line ?? 0,
  missing,
  columns: columns.map(({ column, heading: text, field, how, suggestion }) => ({
    column,
    heading: text,
    how,
    ...(field === null ? {} : { field }),
    ...(suggestion === null ? {} : { suggestion }),
  })),
});
