/** Finds the heading row of a sheet and what each of its columns means. */
import { fileFields, fieldOf, isFieldKey } from '../../catalogue.ts';
import { headingAliases, leftOutHeadings, type ImportField } from '../packs/headings.ts';

export type { ImportField };

/** The kind of a cell that a person has typed in the preview. */
export const typedKind = 'p';

/** A row as the sheet reader gives it. `kinds` holds one letter per cell: t text, n number, d date, b truth value, e error, p typed by a person in the preview, - nothing. */
export interface SourceRow {
  readonly line: number;
  readonly texts: readonly string[];
  readonly kinds: string;
}

export interface ColumnPlan {
  /** From 0. */
  readonly column: number;
  /** As it stands in the sheet, without line breaks. */
  readonly heading: string;
  /** Undefined: the column is not read. */
  readonly field?: ImportField;
  /**
   * `known` by label or alias, `remembered` from an earlier correction, `left_out` understood and not needed, `unknown`
   * offered for mapping.
   */
  readonly how: 'known' | 'remembered' | 'left_out' | 'unknown';
  /** For `unknown`: what it looks like. A person decides. */
  readonly suggestion?: ImportField;
  /** A person has decided for this file that a month alone stands for its first day. */
  readonly monthsAsFirst?: boolean;
}

export interface HeadingPlan {
  /** First and last line of the heading; data begins below. */
  readonly top: number;
  readonly line: number;
  readonly columns: readonly ColumnPlan[];
  /** Fields without which no row can be imported. */
  readonly missing: readonly ImportField[];
}

/** Corrections of a person by plain heading; null means "do not read". */
export type Remembered = Readonly<Record<string, ImportField | null>>;

/** Rows looked at for headings. */
export const HEADING_ROWS = 15;
/** A row with fewer known headings is a title or a row of data. */
const LEAST_KNOWN = 3;

export const requiredFields: readonly ImportField[] = ['name', 'idNumber', 'branchId'];

/** Whether a date of the field must name its day. A month of birth is completed from the ID number, never by decision. */
export const needsDay = (field: ImportField): boolean =>
  isFieldKey(field) && field !== 'birthDate' && fieldOf(field).kind === 'date';

/** Fields that everybody who is new must have; where the category has no column, only known people can be read. */
const neededFields: readonly ImportField[] = [...requiredFields, 'category'];

/** Needed fields that no column is read as; a branch chosen for the whole sheet stands for its column. */
export const lackingFields = (read: Iterable<ImportField | null>, hasBranch: boolean): readonly ImportField[] => {
  const fields = new Set(read);
  return neededFields.filter((field) => !fields.has(field) && !(field === 'branchId' && hasBranch));
};

const extraLabels: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  isLost: ['是否失联党员', 'Lost contact'],
  isOutflow: ['是否流动党员', 'Member on the move'],
  partyPost: ['党内职务', 'Party post'],
};

/** All fields that a column can be mapped to, in the order of the file. */
export const importFields: readonly ImportField[] = [
  ...fileFields.map((field): ImportField => field.key),
  'isLost',
  'isOutflow',
  'partyPost',
];

/** Label of a field for the mapping page. */
export const importLabel = (field: ImportField): { readonly zh: string; readonly en: string } => {
  if (isFieldKey(field)) return fieldOf(field).label;
  const [zh = field, en = field] = extraLabels[field] ?? [];
  return { zh, en };
};

/** What differs between spellings of one heading: width, spaces, stars, marks of required columns, punctuation. */
export const plainHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s\u200b-\u200f\u2060\ufeff]/gu, '')
    .replaceAll(/[*★☆:：;；]|[([【]?必填[)\]】]?/gu, '')
    .toLowerCase();

const withoutBrackets = (heading: string): string => heading.replaceAll(/[([【《<][^)\]】》>]*[)\]】》>]?/gu, '');

const known: ReadonlyMap<string, ImportField> = new Map(
  importFields.flatMap((field) =>
    [importLabel(field).zh, ...(headingAliases[field] ?? [])].map((alias): [string, ImportField] => [
      plainHeading(alias),
      field,
    ]),
  ),
);
const leftOut: ReadonlySet<string> = new Set(leftOutHeadings.map(plainHeading));

/** The field of a heading that is a label or alias, brackets ignored where they say nothing new. */
export const fieldOfHeading = (text: string): ImportField | undefined => {
  const heading = plainHeading(text);
  return known.get(heading) ?? known.get(withoutBrackets(heading));
};

const isLeftOut = (text: string): boolean => {
  const heading = plainHeading(text);
  return leftOut.has(heading) || leftOut.has(withoutBrackets(heading));
};

/** The longest alias that stands inside the heading: 党员身份证号（18位） looks like an ID number. */
const suggest = (text: string): ImportField | undefined => {
  const heading = plainHeading(text);
  const inside = [...known].filter(([alias]) => alias.length >= 2 && heading.includes(alias));
  return inside.toSorted(([a], [b]) => b.length - a.length)[0]?.[1];
};

const planColumn = (column: number, text: string, remembered: Remembered): ColumnPlan => {
  const heading = text.replaceAll(/\s+/gu, ' ').trim();
  const decided = remembered[plainHeading(text)];
  if (decided === null) return { column, heading, how: 'left_out' };
  if (decided !== undefined) return { column, heading, field: decided, how: 'remembered' };
  const field = fieldOfHeading(text);
  if (field) return { column, heading, field, how: 'known' };
  if (isLeftOut(text)) return { column, heading, how: 'left_out' };
  const suggestion = suggest(text);
  return { column, heading, how: 'unknown', ...(suggestion ? { suggestion } : {}) };
};

interface Candidate {
  readonly top: SourceRow;
  readonly last: SourceRow;
  readonly texts: readonly string[];
  readonly score: number;
}

const isKnown = (text: string, remembered: Remembered): boolean =>
  text !== '' &&
  (fieldOfHeading(text) !== undefined || isLeftOut(text) || remembered[plainHeading(text)] !== undefined);

/** Different fields named by a row of texts; a long sentence that mentions one is no heading. */
const scoreOf = (texts: readonly string[], remembered: Remembered): number =>
  new Set(
    texts
      .filter((text) => text.length <= 40 && isKnown(text, remembered))
      .map((text) => fieldOfHeading(text) ?? plainHeading(text)),
  ).size;

/** A second heading row below the first: it names parts of a merged heading, and nothing but headings. */
const overlay = (top: SourceRow, below: SourceRow | undefined, remembered: Remembered): Candidate | undefined => {
  if (!below) return undefined;
  const filled = below.texts.filter((text) => text.trim() !== '');
  if (filled.length === 0 || /[nd]/.test(below.kinds)) return undefined;
  const knownBelow = filled.filter((text) => isKnown(text, remembered)).length;
  if (knownBelow === 0 || knownBelow * 2 < filled.length) return undefined;
  const width = Math.max(top.texts.length, below.texts.length);
  const texts = Array.from({ length: width }, (_, i) => (below.texts[i]?.trim() ? below.texts[i] : top.texts[i]) ?? '');
  return { top, last: below, texts, score: scoreOf(texts, remembered) };
};

const missingOf = (columns: readonly ColumnPlan[]): ImportField[] =>
  requiredFields.filter((field) => !columns.some((column) => column.field === field));

/**
 * Finds the heading among the first rows of a sheet: the row, or two rows one above the other, that names the most
 * fields. Undefined where no row names three: a note, a dictionary, an empty sheet.
 */
export const findHeading = (rows: readonly SourceRow[], remembered: Remembered = {}): HeadingPlan | undefined => {
  const first = rows.slice(0, HEADING_ROWS);
  const candidates = first.flatMap((row, i): Candidate[] => {
    const single = { top: row, last: row, texts: row.texts, score: scoreOf(row.texts, remembered) };
    const double = overlay(row, first[i + 1], remembered);
    return double && double.score > single.score && single.score > 0 ? [single, double] : [single];
  });
  const best = candidates.reduce<Candidate | undefined>(
    (a, b) => (a && (a.score > b.score || (a.score === b.score && a.last.line >= b.last.line)) ? a : b),
    undefined,
  );
  if (!best || best.score < LEAST_KNOWN) return undefined;
  const columns = best.texts.flatMap((text, column) =>
    text.trim() === '' ? [] : [planColumn(column, text, remembered)],
  );
  return { top: best.top.line, line: best.last.line, columns, missing: missingOf(columns) };
};

/** The plan of a row that a person named as the heading, whatever it says. */
export const headingAt = (row: SourceRow, remembered: Remembered = {}): HeadingPlan => {
  const columns = row.texts.flatMap((text, column) =>
    text.trim() === '' ? [] : [planColumn(column, text, remembered)],
  );
  return { top: row.line, line: row.line, columns, missing: missingOf(columns) };
};

/** The plan after a person has mapped a column; `field` undefined leaves it unread. */
export const mapColumn = (plan: HeadingPlan, column: number, field: ImportField | undefined): HeadingPlan => {
  const columns = plan.columns.map((old): ColumnPlan => {
    if (old.column !== column) return old;
    const { heading } = old;
    return field ? { column, heading, field, how: 'remembered' } : { column, heading, how: 'left_out' };
  });
  return { ...plan, columns, missing: missingOf(columns) };
};

/** The plan with the columns in which a month alone is taken for its first day; only those that need a day can be. */
export const withFirstDays = (plan: HeadingPlan, columns: ReadonlySet<number>): HeadingPlan => ({
  ...plan,
  columns: plan.columns.map((old) =>
    old.field && needsDay(old.field) && columns.has(old.column) ? { ...old, monthsAsFirst: true } : old,
  ),
});

/** What to remember of a plan: every mapping that a person made. */
export const rememberedOf = (plan: HeadingPlan): Remembered =>
  Object.fromEntries(
    plan.columns
      .filter((column) => column.how === 'remembered' || (column.how === 'left_out' && !isLeftOut(column.heading)))
      .map((column) => [plainHeading(column.heading), column.field ?? null]),
  );
