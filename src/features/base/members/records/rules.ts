import { isDay } from '#shared/days.ts';
import type { Problem } from '#shared/errors.ts';
import type { Field } from '../catalogue.ts';
import { codeTables } from '../codes.ts';
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
  attachment: ['kind', 'title'],
};

const orders: readonly (readonly [string, string])[] = [
  ['fromOn', 'toOn'],
  ['since', 'until'],
  ['decidedOn', 'effectiveUntil'],
];

/** The largest number that the columns hold with one decimal. */
const largest = 99_999;

type Found = Pick<Problem, 'message' | 'params'>;
const isEmpty = (value: string | number | null | undefined): boolean =>
  value === null || value === undefined || value === '';

const problemOf = (field: Field, value: string | number | null): Found | null => {
  // A scan is uploaded, never named by an id.
  if (field.kind === 'reference') return { message: 'field_not_editable' };
  if (value === null || value === '') return null;
  if (field.kind === 'date' || field.kind === 'partialDate')
    return typeof value === 'string' && isDay(value) ? null : { message: 'bad_date' };
  if (field.kind === 'int') {
    const number = Number(value);
    return Number.isFinite(number) && number >= 0 && number <= largest ? null : { message: 'bad_number' };
  }
  if (field.kind === 'code' && field.codes !== undefined)
    return codeTables[field.codes].codes.some((c) => c.code === value)
      ? null
      : { message: 'unknown_code', params: { value } };
  return null;
};

/** Everything that is wrong with a record, with the paths of a form. */
export const recordProblems = (table: RecordTable, fields: readonly Field[], values: Values): readonly Problem[] => {
  const problems: Problem[] = [];
  const known = new Map(fields.map((field) => [field.key, field]));
  for (const [key, value] of Object.entries(values)) {
    const field = known.get(key);
    const found = field === undefined ? { message: 'unknown_field', params: { names: key } } : problemOf(field, value);
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
