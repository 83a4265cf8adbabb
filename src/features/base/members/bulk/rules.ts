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
/** Groups and names that stand in an approval; the rest is counted, and all of it is one link away. */
export const toldGroups = 10;
export const toldNames = 10;

export interface Group {
  readonly field: string;
  readonly from: Value;
  readonly to: Value;
  readonly people: number;
}

/** A value in words of both languages, for whoever must agree. */
export const wordsOf = (field: string, value: Value): { readonly zh: string; readonly en: string } => {
  if (value === null || value === '') return { zh: '（空）', en: '(empty)' };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  const { codes } = fieldOf(field as FieldKey);
  const text = String(value);
  if (codes === undefined) return { zh: text, en: text };
  return { zh: labelOf(codeTables[codes], text), en: labelOf(codeTables[codes], text, 'en') };
};

/** How many groups are left out, and how many changes of a value they hold. */
export const restOf = (
  groups: readonly Group[],
  shown: number,
): { readonly groups: number; readonly people: number } => {
  const rest = groups.slice(shown);
  return { groups: rest.length, people: rest.reduce((sum, { people }) => sum + people, 0) };
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
