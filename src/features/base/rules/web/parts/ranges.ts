/** A year's table as the official notice writes it: a name, a kind, and days from–to; and back to single days. */
import { addDays, isDay } from '#shared/days.ts';
import type { CalendarYear } from '../../contract.ts';
import type { z } from 'zod';

export type Day = z.output<typeof CalendarYear>['days'][number];

export interface Range {
  readonly key: number;
  readonly name: string;
  readonly kind: Day['kind'];
  readonly from: string | null;
  readonly to: string | null;
}

/** Neighbouring days of one name and kind as one range. The days come in order. */
export const rangesOf = (days: readonly Day[]): Range[] => {
  const ranges: Range[] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    const goesOn = last?.to && last.name === day.name && last.kind === day.kind && addDays(last.to, 1) === day.date;
    if (goesOn) ranges[ranges.length - 1] = { ...last, to: day.date };
    else ranges.push({ key: ranges.length, name: day.name, kind: day.kind, from: day.date, to: day.date });
  }
  return ranges;
};

/** A slip of the year must not make thousands of days. */
const LONGEST = 366;

/** The days of a range; empty while it is not complete. */
export const daysOf = ({ name, kind, from, to }: Range): Day[] => {
  if (!from || !to || !isDay(from) || !isDay(to) || to < from) return [];
  const days: Day[] = [];
  for (let date = from; date <= to && days.length < LONGEST; date = addDays(date, 1)) days.push({ date, kind, name });
  return days;
};

export const allDays = (ranges: readonly Range[]): Day[] =>
  ranges.flatMap(daysOf).toSorted((a, b) => a.date.localeCompare(b.date));

export interface RangeProblem {
  /** Counted from 1. */
  readonly row: number;
  readonly kind: 'days' | 'year' | 'name' | 'twice';
  readonly day?: string;
}

/** What keeps the rows from being a year's table. */
export const rangeProblems = (ranges: readonly Range[], year: number): RangeProblem[] => {
  const seen = new Set<string>();
  return ranges.flatMap((range, place): RangeProblem[] => {
    const row = place + 1;
    const { from, to } = range;
    const days = daysOf(range);
    const problems: RangeProblem[] = range.name.trim() ? [] : [{ row, kind: 'name' }];
    if (days.length === 0) return [...problems, { row, kind: 'days' }];
    if ([from, to].some((day) => !day?.startsWith(`${year}-`))) return [...problems, { row, kind: 'year' }];
    const twice = days.find((day) => seen.has(day.date));
    for (const day of days) seen.add(day.date);
    return twice ? [...problems, { row, kind: 'twice', day: twice.date }] : problems;
  });
};
