import { useMemo } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import type { SearchField, SearchValues } from '#ui/office/search-form.tsx';
import { MemberFilter, sortKeys } from '../../contract.ts';
import {
  type CodeFilter,
  codeFilterKeys as codes,
  codeFilters,
  type FlagFilter,
  flagFilterKeys as flags,
  flagFilters,
  recordCode,
  recordFilterKeys,
  recordFilters,
  type RecordFilterKey,
} from '../../filters/rules.ts';
import { listTexts } from '../../list/messages.ts';
import { z } from 'zod';
import { useSeen, useWords, type Words } from './words.ts';

/** Everything about the roster page that stands in its address. */
export const listAddress = MemberFilter.extend({
  sort: z.enum(sortKeys).optional(),
  order: z.enum(['asc', 'desc']).optional(),
});
export type ListAddress = z.output<typeof listAddress>;

/** The filter alone, without what only orders the list. */
export const filterOf = ({ sort: _sort, order: _order, ...filter }: ListAddress): MemberFilter => filter;

const nothing = Object.fromEntries(Object.keys(listAddress.shape).map((key) => [key, undefined]));

/** The changes that put exactly this filter into the address. */
export const exactly = (filter: MemberFilter): Partial<z.input<typeof listAddress>> => ({ ...nothing, ...filter });

/** The filter as the search form holds it: text. */
export const searchValues = (filter: MemberFilter): SearchValues =>
  Object.fromEntries(
    Object.entries(filter).map(([key, value]) => [
      key,
      value === undefined || Array.isArray(value) ? value : String(value),
    ]),
  );

/** The conditions that the session's role may set, the usual ones first. */
export const useSearchFields = (): SearchField[] => {
  const t = useText();
  const words = useWords();
  const seen = useSeen();
  return useMemo(() => {
    const yesNo = [
      { value: 'true', label: t(uiTexts.yes) },
      { value: 'false', label: t(uiTexts.no) },
    ];
    const code = (name: CodeFilter): SearchField[] =>
      seen.field(name)
        ? [{ kind: 'choice', name, label: words.label(name), choices: words.choices(codeFilters[name]), many: true }]
        : [];
    const record = (name: RecordFilterKey): SearchField[] => {
      const { name: label, codes: table } = recordCode(name);
      return seen.record(recordFilters[name].table)
        ? [{ kind: 'choice', name, label: words.label(label), choices: words.choices(table), many: true }]
        : [];
    };
    const flag = (name: FlagFilter): SearchField[] =>
      seen.field(flagFilters[name]) ? [{ kind: 'choice', name, label: t(listTexts[name]), choices: yesNo }] : [];
    const range = (
      name: string,
      to: string,
      key: string,
      text: readonly [string, string],
      unit: string,
    ): SearchField[] => (seen.field(key) ? [{ kind: 'range', name, to, label: t(text), unit }] : []);
    return [
      { kind: 'text', name: 'q', label: t(listTexts.q), hint: t(listTexts.qHint) },
      ...code('category'),
      ...range('ageFrom', 'ageTo', 'birthDate', listTexts.age, t(listTexts.years)),
      ...range('partyAgeFrom', 'partyAgeTo', 'fullOn', listTexts.partyAge, t(listTexts.yearsLong)),
      ...codes.slice(1).flatMap(code),
      ...recordFilterKeys.flatMap(record),
      ...flags.flatMap(flag),
      { kind: 'day', name: 'on', label: t(listTexts.on) },
    ];
  }, [t, words, seen]);
};

export interface Condition {
  readonly key: string;
  readonly text: string;
  /** What takes the condition away. */
  readonly without: Readonly<Record<string, undefined>>;
}

const rangeText = (
  t: ReturnType<typeof useText>,
  [from, to]: readonly [number | undefined, number | undefined],
): string => {
  if (from !== undefined && to !== undefined) return t(listTexts.between, { from, to });
  return from === undefined ? t(listTexts.to, { to: to ?? 0 }) : t(listTexts.from, { from });
};

interface Naming {
  readonly words: Words;
  readonly t: ReturnType<typeof useText>;
  readonly day: (day: string) => string;
  readonly list: (items: readonly string[]) => string;
  readonly organisation: (id: string) => string | undefined;
}

const conditionsOf = (filter: MemberFilter, { words, t, day, list, organisation }: Naming): Condition[] => {
  const found: Condition[] = [];
  const add = (key: string, label: string, value: string, ...names: string[]): void => {
    const without = Object.fromEntries([key, ...names].map((name) => [name, undefined]));
    found.push({ key, text: t(listTexts.filterIs, { label, value }), without });
  };
  const { organisationId, q, ageFrom, ageTo, partyAgeFrom, partyAgeTo, on } = filter;
  if (organisationId) add('organisationId', t(listTexts.organisation), organisation(organisationId) ?? '…');
  if (q) add('q', t(listTexts.q), q);
  for (const name of codes) {
    const chosen = filter[name];
    if (chosen?.length) add(name, words.label(name), list(chosen.map((code) => words.code(codeFilters[name], code))));
  }
  for (const name of recordFilterKeys) {
    const { name: label, codes: table } = recordCode(name);
    const chosen = filter[name];
    if (chosen?.length) add(name, words.label(label), list(chosen.map((code) => words.code(table, code))));
  }
  if (ageFrom !== undefined || ageTo !== undefined)
    add('ageFrom', t(listTexts.age), rangeText(t, [ageFrom, ageTo]), 'ageTo');
  if (partyAgeFrom !== undefined || partyAgeTo !== undefined)
    add('partyAgeFrom', t(listTexts.partyAge), rangeText(t, [partyAgeFrom, partyAgeTo]), 'partyAgeTo');
  for (const name of flags) {
    const value = filter[name];
    if (value !== undefined) add(name, t(listTexts[name]), t(value ? uiTexts.yes : uiTexts.no));
  }
  if (on) add('on', t(listTexts.on), day(on));
  return found;
};

/** The filter in words, one entry for each condition. */
export const useConditions = (filter: MemberFilter, organisation: (id: string) => string | undefined): Condition[] => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  return conditionsOf(filter, { words, t, day: format.day, list: format.list, organisation });
};
