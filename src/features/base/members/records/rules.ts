import { isDay } from '#shared/days.ts';
import type { Problem } from '#shared/errors.ts';
import type { Field } from '../catalogue.ts';
import { codeTables } from '../codes.ts';
import { hasSecrecyMark } from '../attachments/rules.ts';
import { checkName } from '../identity/rules.ts';
import type { RecordTable } from './contract.ts';

export type Values = Readonly<Record<string, string | number | null>>;

/** Fields that a record cannot be without: those that the table declares not null. */
export const neededFields: Record<RecordTable, readonly string[]> = {
  reward: ['kind', 'title', 'grantedOn'],
  sanction: ['kind', 'decidedOn'],
  family_member: ['relation', 'name'],
  hardship: ['kind', 'since'],
  training_record: ['title', 'fromOn'],
  outflow: ['fromOn', 'place'],
  lost_contact: ['fromOn', 'kind'],
  standing_change: ['standing', 'fromOn'],
  abroad_stay: ['fromOn', 'place', 'purpose'],
  attachment: ['kind', 'title'],
};

const orders: readonly (readonly [string, string])[] = [
  ['fromOn', 'toOn'],
  ['since', 'until'],
  ['decidedOn', 'effectiveUntil'],
];

/** Days that may lie ahead: a sanction that lasts, a hardship whose end is known. Everything else is recorded once it has happened. */
const mayBeAhead: ReadonlySet<string> = new Set(['effectiveUntil', 'until']);

/** Periods of one kind that cannot overlap: nobody is lost, away or abroad twice at a time. */
export const onceAtATime: ReadonlySet<RecordTable> = new Set<RecordTable>(['lost_contact', 'outflow', 'abroad_stay']);

/** The largest number that the columns hold with one decimal. */
const largest = 99_999;

type Found = Pick<Problem, 'message' | 'params'>;
const isEmpty = (value: string | number | null | undefined): boolean =>
  value === null || value === undefined || value === '';

export interface RecordFacts {
  readonly today: string;
  /** Of the person the record is about. */
  readonly birthDate: string | null;
}

const dayProblem = (field: Field, day: string, { today, birthDate }: RecordFacts): Found | null => {
  if (day > today && !mayBeAhead.has(field.key)) return { message: 'date_future', params: { date: day } };
  // A parent is older than the person; nothing else of a file is.
  if (field.table !== 'family_member' && birthDate !== null && day < birthDate)
    return { message: 'record_before_birth', params: { birth: birthDate } };
  return null;
};

const textProblem = (field: Field, text: string): Found | null => {
  if (field.table === 'family_member' && field.key === 'name') {
    const named = checkName(text);
    return named.ok ? null : { message: named.problem };
  }
  return field.table === 'attachment' && hasSecrecyMark(text) ? { message: 'scan_secret' } : null;
};

const problemOf = (field: Field, value: string | number | null, facts: RecordFacts): Found | null => {
  // A scan is uploaded, never named by an id.
  if (field.kind === 'reference') return { message: 'field_not_editable' };
  if (value === null || value === '') return null;
  if (field.kind === 'date' || field.kind === 'partialDate')
    return typeof value === 'string' && isDay(value) ? dayProblem(field, value, facts) : { message: 'bad_date' };
  if (field.kind === 'int') {
    const number = Number(value);
    return Number.isFinite(number) && number >= 0 && number <= largest ? null : { message: 'bad_number' };
  }
  if (field.kind === 'code' && field.codes !== undefined)
    return codeTables[field.codes].codes.some((c) => c.code === value)
      ? null
      : { message: 'unknown_code', params: { value } };
  return field.kind === 'text' ? textProblem(field, String(value)) : null;
};

/** Everything that is wrong with a record, with the paths of a form. */
export const recordProblems = (
  table: RecordTable,
  fields: readonly Field[],
  values: Values,
  facts: RecordFacts,
): readonly Problem[] => {
  const problems: Problem[] = [];
  const known = new Map(fields.map((field) => [field.key, field]));
  for (const [key, value] of Object.entries(values)) {
    const field = known.get(key);
    const found =
      field === undefined ? { message: 'unknown_field', params: { names: key } } : problemOf(field, value, facts);
    if (found !== null) problems.push({ path: `body.values.${key}`, ...found });
  }
  for (const key of neededFields[table])
    if (isEmpty(values[key])) problems.push({ path: `body.values.${key}`, message: 'required' });
  for (const [from, to] of orders) {
    const [a, b] = [values[from], values[to]];
    if (typeof a === 'string' && typeof b === 'string' && a !== '' && b !== '' && b < a)
      problems.push({ path: `body.values.${to}`, message: 'to_before_from' });
  }
  return problems;
};
