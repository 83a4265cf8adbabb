import { fieldOf, type FieldKey } from '../catalogue.ts';
import { codeTables, labelOf } from '../codes.ts';
import type { MemberFields, Value } from '../contract.ts';

/**
 * More people than this, and a second person must agree. A branch has at most about fifty members (支部工作条例): what a
 * branch's own officer could change file by file in a sitting needs no second person, what reaches further does.
 */
export const bulkAlone = 50;

/** Groups of a field and people that a page shows. */
export const shownGroups = 50;
export const shownSamples = 10;

export interface Group {
  readonly field: string;
  readonly from: Value;
  readonly to: Value;
  readonly people: number;
}

/** A value in words, for whoever must agree. */
export const wordsOf = (field: string, value: Value): string => {
  if (value === null || value === '') return '（空）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  const { codes } = fieldOf(field as FieldKey);
  return codes === undefined ? String(value) : labelOf(codeTables[codes], String(value));
};

/** Former values of the fields that would change; none: the file already says so. Values in their stored form. */
export const formerValues = (
  before: Readonly<Partial<Record<FieldKey, Value>>>,
  wanted: MemberFields,
): Record<string, Value> =>
  Object.fromEntries(
    (Object.keys(wanted) as FieldKey[])
      .filter((key) => (before[key] ?? null) !== (wanted[key] ?? null))
      .map((key) => [key, before[key] ?? null]),
  );

/** Splits the fields of an item into those that still hold what the change gave them, and those edited since. */
export const undoable = (
  now: Readonly<Partial<Record<FieldKey, Value>>>,
  given: MemberFields,
  before: Readonly<Record<string, Value>>,
): { readonly restore: readonly string[]; readonly kept: readonly string[] } => {
  const keys = Object.keys(before) as FieldKey[];
  const same = (key: FieldKey): boolean => (now[key] ?? null) === (given[key] ?? null);
  return { restore: keys.filter(same), kept: keys.filter((key) => !same(key)) };
};
