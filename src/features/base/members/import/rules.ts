/** From a row of a sheet to the fields of a file, with everything that is wrong about it. Pure: the caller says what day it is. */
import { codeOf, codeTables, labelOf, sex as sexTable, type CodeTableKey } from '../codes.ts';
import { fieldOf, isFieldKey } from '../catalogue.ts';
import { checkIdNumber, checkName, mayHaveLostDigits, plainLandline, plainMobile } from '../identity/rules.ts';
import { isBlank, narrowText, readBool, readInt, readText, TEXT_LIMIT } from './cells/rules.ts';
import { agree, readDate, type DateContext } from './dates/rules.ts';
import {
  typedKind,
  needsDay,
  plainHeading,
  requiredFields,
  type HeadingPlan,
  type ImportField,
  type SourceRow,
} from './headings/rules.ts';
import type { SkippedRow } from './messages.ts';

export interface RowProblem {
  /** From 0; -1 where the sheet has no column for the field. */
  readonly column: number;
  readonly field: ImportField;
  /** A warning does not keep the row from being imported. */
  readonly level: 'error' | 'warning';
  /** Key of `importProblems`, or of the problems of names and ID numbers. */
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export type Fields = Partial<Record<ImportField, string>>;

export interface ImportedRow {
  readonly kind: 'row';
  readonly sheet: string;
  readonly line: number;
  readonly hidden: boolean;
  /**
   * Values as they would be stored: codes, `YYYY-MM-DD` or `YYYY-MM`, `true`/`false`, digits. `branchId` still holds the
   * name of the branch as written. A field with an error is absent.
   */
  readonly fields: Fields;
  readonly problems: readonly RowProblem[];
}

export interface LeftOutRow {
  readonly kind: 'skipped';
  readonly sheet: string;
  readonly line: number;
  readonly why: SkippedRow;
}

export interface RowContext {
  readonly sheet: string;
  readonly plan: HeadingPlan;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** The file is a CSV: its numbers may have lost zeros. */
  readonly untyped?: boolean;
  /** Values for rows whose column is missing or blank; a branch chosen for the whole sheet. */
  readonly defaults?: Fields;
}

type Params = Readonly<Record<string, string | number>>;
type Value =
  | { readonly value?: string; readonly field?: ImportField; readonly warning?: { message: string; params: Params } }
  | { readonly message: string; readonly params?: Params };

interface Cell {
  readonly text: string;
  readonly kind: string;
  /** A month alone stands for its first day. */
  readonly monthsAsFirst?: boolean;
}

const problem = (message: string, params?: Params): Value => (params ? { message, params } : { message });

/** Years that make sense for a field; a member is at least 18, and nobody is older than 110. */
const yearsOf = (field: ImportField, today: string): DateContext['years'] => {
  const year = Number(today.slice(0, 4));
  if (field === 'birthDate') return [year - 110, year - 17];
  if (field === 'probationUntil') return [year - 95, year + 2];
  return [year - 95, year];
};

const dateValue = (field: ImportField, cell: Cell, context: RowContext): Value => {
  const shortened = cell.kind === 'n' || context.untyped === true;
  const read = readDate(cell.text, { years: yearsOf(field, context.today), shortened });
  const params = { value: cell.text.trim() };
  if (!read.ok) return problem(read.problem, params);
  const { value, precision } = read.date;
  if (field !== 'probationUntil' && value > context.today) return problem('date_in_future', params);
  // A month of birth is enough where the ID number names the day; `crossCheck` asks for it otherwise.
  const partial = field === 'birthDate' || (isFieldKey(field) && fieldOf(field).kind === 'partialDate');
  if (precision === 'day' || partial) return { value };
  return precision === 'month' && cell.monthsAsFirst && needsDay(field)
    ? { value: `${value}-01`, warning: { message: 'month_as_first', params } }
    : problem('date_needs_day', params);
};

const idValue = ({ text, kind }: Cell, today: string): Value => {
  // A number cell keeps fifteen digits; a longer number lost its end even where the checksum happens to fit.
  if (kind === 'n' && narrowText(text).length > 15) return problem('id_digits_lost');
  const check = checkIdNumber(text, today);
  // A text may have been a number once: only what a person has typed in the preview, card in hand, may end in three zeros.
  if (kind !== typedKind && mayHaveLostDigits(check.idNumber)) return problem('id_digits_lost');
  return check.ok ? { value: check.idNumber } : problem(check.problem);
};

const phoneValue = (field: ImportField, text: string): Value => {
  if (/[*＊]/u.test(text)) return problem('phone_masked');
  const mobile = plainMobile(text);
  if (mobile) return field === 'phone' ? { value: mobile } : { value: mobile, field: 'phone' };
  const landline = plainLandline(text);
  // One column 联系电话 often holds either.
  return landline ? { value: landline, field: 'landline' } : problem('phone_format', { value: text.trim() });
};

const codeValue = (table: CodeTableKey, text: string): Value => {
  const code = codeOf(codeTables[table], text);
  if (code !== undefined) return { value: code };
  return isBlank(text) ? {} : problem('unknown_value', { value: text.trim() });
};

const textValue = (text: string): Value => {
  const read = readText(text);
  if (read.ok) return { value: read.text };
  return read.problem === 'text_too_long' ? problem(read.problem, { max: TEXT_LIMIT }) : problem(read.problem);
};

const boolValue = (text: string): Value => {
  const read = readBool(text);
  if (read !== undefined) return { value: String(read) };
  return isBlank(text) ? {} : problem('not_yes_or_no', { value: text.trim() });
};

const intValue = (text: string): Value => {
  const read = readInt(text);
  return read === undefined ? problem('not_a_number', { value: text.trim() }) : { value: String(read) };
};

const nameValue = (text: string): Value => {
  const check = checkName(text);
  return check.ok ? { value: check.name } : problem(check.problem);
};

const valueOf = (field: ImportField, cell: Cell, context: RowContext): Value => {
  const { text, kind } = cell;
  if (kind === 'e') return problem('cell_error', { value: text });
  if (field === 'isLost' || field === 'isOutflow') return boolValue(text);
  if (field === 'partyPost') return isBlank(text) ? {} : textValue(text);
  const declared = fieldOf(field);
  if (declared.kind === 'code' && declared.codes) return codeValue(declared.codes, text);
  if (declared.kind === 'bool') return boolValue(text);
  if (isBlank(text)) return {};
  if (field === 'name') return nameValue(text);
  if (field === 'idNumber') return idValue(cell, context.today);
  if (field === 'phone' || field === 'landline') return phoneValue(field, text);
  if (declared.kind === 'date' || declared.kind === 'partialDate') return dateValue(field, cell, context);
  return declared.kind === 'int' ? intValue(text) : textValue(text);
};

/** Fields whose values differ from person to person: keeping their answers would keep the whole file. */
const PERSONAL: ReadonlySet<ImportField> = new Set<ImportField>([
  'name',
  'formerName',
  'idNumber',
  'phone',
  'landline',
  'address',
]);
const MOST_ANSWERS = 8_000;

const isFilled = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/** A column that is read, with the answers to texts that it has met: by kind of cell, then by text. */
interface ReadColumn {
  readonly column: number;
  readonly field: ImportField;
  readonly monthsAsFirst: boolean;
  readonly answers: Map<string, Map<string, Value>>;
}

/** Reads each different text of a column once: 50,000 rows know two sexes, sixty peoples and 2,000 branches. */
const readCell = (at: ReadColumn, text: string, kind: string, context: RowContext): Value => {
  const { field, monthsAsFirst, answers } = at;
  if (PERSONAL.has(field)) return valueOf(field, { text, kind, monthsAsFirst }, context);
  let known = answers.get(kind);
  if (known === undefined) answers.set(kind, (known = new Map()));
  const before = known.get(text);
  if (before) return before;
  const value = valueOf(field, { text, kind, monthsAsFirst }, context);
  if (known.size < MOST_ANSWERS) known.set(text, value);
  return value;
};

/** How the rows of one sheet are read. */
interface Reading {
  readonly context: RowContext;
  readonly columns: readonly ReadColumn[];
  /** The first column of each field. */
  readonly first: Readonly<Partial<Record<ImportField, number>>>;
}

const readingOf = (context: RowContext): Reading => {
  const columns = context.plan.columns.flatMap(({ column, field, monthsAsFirst = false }) =>
    field ? [{ column, field, monthsAsFirst, answers: new Map<string, Map<string, Value>>() }] : [],
  );
  const first = Object.fromEntries(columns.toReversed().map(({ field, column }) => [field, column]));
  return { context, columns, first };
};

/** A row while it is read: values, the column each came from where that is not the first of its field, problems. */
interface Draft {
  readonly fields: Fields;
  from: Partial<Record<ImportField, number>> | undefined;
  readonly problems: RowProblem[];
  readonly reading: Reading;
}

const columnOf = ({ from, reading }: Draft, field: ImportField): number | undefined =>
  from?.[field] ?? reading.first[field];

const report = (
  draft: Draft,
  field: ImportField,
  message: string,
  params?: Params,
  level: RowProblem['level'] = 'error',
): void => {
  const column = columnOf(draft, field) ?? -1;
  draft.problems.push(params ? { column, field, level, message, params } : { column, field, level, message });
};

const headingAt = (context: RowContext, column: number | undefined): string =>
  context.plan.columns.find((plan) => plan.column === column)?.heading ?? '';

const isDateField = (field: ImportField): boolean =>
  isFieldKey(field) && ['date', 'partialDate'].includes(fieldOf(field).kind);

/** Two columns may say the same field: equal values are one, the more exact of two dates wins, anything else is a question. */
const keep = (draft: Draft, field: ImportField, value: string, column: number): void => {
  const before = draft.fields[field];
  const agreeing = before === value || (before !== undefined && isDateField(field) && agree(before, value));
  if (before === undefined || (agreeing && value.length > before.length)) {
    draft.fields[field] = value;
    if (columnOf(draft, field) !== column) draft.from = { ...draft.from, [field]: column };
  } else if (!agreeing) {
    const { context } = draft.reading;
    report(draft, field, 'columns_disagree', {
      first: headingAt(context, columnOf(draft, field)),
      second: headingAt(context, column),
    });
    Reflect.deleteProperty(draft.fields, field);
  }
};

const readCells = (row: SourceRow, reading: Reading): Draft => {
  const draft: Draft = { fields: {}, from: undefined, problems: [], reading };
  for (const at of reading.columns) {
    const { column, field } = at;
    const text = row.texts[column] ?? '';
    if (!isFilled(text)) continue;
    const value = readCell(at, text, row.kinds[column] ?? 't', reading.context);
    if ('message' in value) {
      draft.problems.push({ column, field, level: 'error', ...value });
    } else if (value.value !== undefined) {
      if (value.warning) draft.problems.push({ column, field, level: 'warning', ...value.warning });
      keep(draft, value.field ?? field, value.value, column);
    }
  }
  return draft;
};

const isFaulty = (draft: Draft, field: ImportField): boolean =>
  draft.problems.some((found) => found.field === field && found.level === 'error');

/** A number cell writes October as January (1975.1): where the ID number names one of the two, there is no question. */
const settleMonthOfBirth = (draft: Draft, birthDate: string): void => {
  const at = draft.problems.findIndex(
    ({ field, message }) => field === 'birthDate' && message === 'date_month_unclear',
  );
  if (at < 0) return;
  const read = readDate(String(draft.problems[at]?.params?.['value'] ?? ''), {
    years: yearsOf('birthDate', draft.reading.context.today),
  });
  const year = read.ok ? read.date.value.slice(0, 4) : undefined;
  if (birthDate.startsWith(`${year}-01-`) || birthDate.startsWith(`${year}-10-`)) draft.problems.splice(at, 1);
};

/** Sex and birth date stand in the ID number: blanks are filled from it, contradictions are errors. */
const checkAgainstId = (draft: Draft): void => {
  const { fields } = draft;
  const id = fields.idNumber === undefined ? undefined : checkIdNumber(fields.idNumber);
  if (id?.ok) {
    settleMonthOfBirth(draft, id.birthDate);
    if (fields.sex !== undefined && fields.sex !== id.sex)
      report(draft, 'sex', 'sex_mismatch', { value: labelOf(sexTable, id.sex) });
    if (fields.birthDate !== undefined && !agree(id.birthDate, fields.birthDate))
      report(draft, 'birthDate', 'birth_mismatch', { value: id.birthDate });
    if (!isFaulty(draft, 'sex')) fields.sex = id.sex;
    if (!isFaulty(draft, 'birthDate')) fields.birthDate = id.birthDate;
  } else if (fields.birthDate !== undefined && fields.birthDate.length < 10) {
    report(draft, 'birthDate', 'date_needs_day', { value: fields.birthDate });
    delete fields.birthDate;
  }
};

/** The form asks yes or no and for a date or place; the file keeps the date or place alone: a bare yes is not recorded. */
const checkFlags = (draft: Draft): void => {
  const { isLost, lostSince, isOutflow, outflowPlace, outflowSince } = draft.fields;
  const isAway = outflowPlace !== undefined || outflowSince !== undefined;
  if (isLost === 'true' && lostSince === undefined) report(draft, 'isLost', 'lost_not_taken', undefined, 'warning');
  if (isLost === 'false' && lostSince !== undefined) report(draft, 'isLost', 'lost_contradiction');
  // A year alone is not taken over either.
  const isRecorded = outflowPlace !== undefined || (outflowSince ?? '').length > 4;
  if (isOutflow === 'true' && !isRecorded) report(draft, 'isOutflow', 'outflow_not_taken', undefined, 'warning');
  else if (isOutflow === 'true' && outflowPlace === undefined)
    report(draft, 'isOutflow', 'outflow_without_place', undefined, 'warning');
  if (isOutflow === 'false' && isAway) report(draft, 'isOutflow', 'outflow_contradiction');
};

const EXAMPLE = /^[（(【[]?(?:示例|样例|填写示例|例[:：])/u;
const TOTAL = /^(?:合计|总计|小计|共计|总人数|本页合计|共\d+[人名])/u;
const NOTE = /^[（(【[]?(?:注[:：]|备注|说明|填表|填报|制表|审核|联系人[:：]|单位[:：(（]|负责人|本表)/u;

/** Cells of the first few: marks of rows that are no person stand there. */
const LOOKED_AT = 3;

type Mapped = HeadingPlan['columns'];

const isHeadingOf = (row: SourceRow, { column, heading }: Mapped[number]): boolean => {
  const text = row.texts[column] ?? '';
  return text === heading || (text.length <= heading.length + 8 && plainHeading(text) === plainHeading(heading));
};

const isRepeatedHeading = (row: SourceRow, mapped: Mapped): boolean =>
  mapped.length >= 2 &&
  // Values are seldom headings: one look at the first columns decides almost every row.
  mapped.slice(0, LOOKED_AT).some((column) => isHeadingOf(row, column)) &&
  mapped.filter((column) => isHeadingOf(row, column)).length * 2 > mapped.length;

/** Rows that are no person: blank, example, total, note, repeated heading. Undefined for a row to be read. */
export const leftOutRow = (row: SourceRow, plan: HeadingPlan): SkippedRow | undefined => {
  let filled = 0;
  const first: string[] = [];
  for (const text of row.texts) {
    if (!isFilled(text)) continue;
    filled += 1;
    if (filled <= LOOKED_AT) first.push(narrowText(text));
  }
  if (first.some((text) => EXAMPLE.test(text))) return 'example';
  if (first[0] !== undefined && TOTAL.test(first[0])) return 'total';
  if (filled <= LOOKED_AT && first.some((text) => NOTE.test(text))) return 'note';
  const mapped = plan.columns.filter(({ column, field }) => field && isFilled(row.texts[column]));
  if (mapped.length === 0) return 'blank';
  return isRepeatedHeading(row, mapped) ? 'heading' : undefined;
};

export type RowReader = (row: SourceRow & { readonly hidden?: boolean }) => ImportedRow | LeftOutRow;

/** A reader for the rows below the heading of one sheet. */
export const rowReader = (context: RowContext): RowReader => {
  const { sheet, plan, defaults = {} } = context;
  const reading = readingOf(context);
  const fallback = Object.entries(defaults) as [ImportField, string][];
  return (row) => {
    const why = leftOutRow(row, plan);
    if (why) return { kind: 'skipped', sheet, line: row.line, why };
    const draft = readCells(row, reading);
    for (const [field, value] of fallback) {
      if (draft.fields[field] === undefined && !isFaulty(draft, field)) draft.fields[field] = value;
    }
    checkAgainstId(draft);
    checkFlags(draft);
    for (const field of requiredFields) {
      if (draft.fields[field] === undefined && !isFaulty(draft, field)) report(draft, field, 'required');
    }
    const { fields, problems } = draft;
    return { kind: 'row', sheet, line: row.line, hidden: row.hidden === true, fields, problems };
  };
};
