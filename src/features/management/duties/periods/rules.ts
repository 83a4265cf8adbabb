/** Months, quarters and years as periods of a duty. Each has a key that sorts and travels: `2026-11`, `2026-Q4`, `2026`. */
import { daysInMonth, partsOf } from '#shared/days.ts';

export const spans = ['month', 'quarter', 'year'] as const;
export type Span = (typeof spans)[number];

export interface Period {
  readonly span: Span;
  readonly key: string;
  readonly first: string;
  /** The last day, on which what is owed falls due. */
  readonly last: string;
}

const two = (value: number): string => String(value).padStart(2, '0');
const months = { month: 1, quarter: 3, year: 12 } as const satisfies Record<Span, number>;

/** The `place`-th period of a year, from 1. */
const periodAt = (span: Span, year: number, place: number): Period => {
  const [from, to] = [(place - 1) * months[span] + 1, place * months[span]];
  const keys = { month: `${year}-${two(place)}`, quarter: `${year}-Q${place}`, year: String(year) };
  return {
    span,
    key: keys[span],
    first: `${year}-${two(from)}-01`,
    last: `${year}-${two(to)}-${two(daysInMonth(year, to))}`,
  };
};

/** The period of a span in which a day lies. */
export const periodOf = (span: Span, day: string): Period => {
  const { year, month } = partsOf(day);
  return periodAt(span, year, Math.ceil(month / months[span]));
};

/** All periods of a year, in their order. */
export const periodsOfYear = (span: Span, year: number): readonly Period[] =>
  Array.from({ length: 12 / months[span] }, (_, place) => periodAt(span, year, place + 1));

/** What a key of a period looks like; years of four digits, as the calendar has them. */
export const periodKey = /^(?:20\d\d)(?:-(?:0[1-9]|1[0-2]|Q[1-4]))?$/;

/** The period of a key. @throws RangeError for what is none */
export const periodNamed = (key: string): Period => {
  if (!periodKey.test(key)) throw new RangeError(`no period: ${key}`);
  const [year = '', part] = key.split('-');
  if (part === undefined) return periodAt('year', Number(year), 1);
  return part.startsWith('Q')
    ? periodAt('quarter', Number(year), Number(part.slice(1)))
    : periodAt('month', Number(year), Number(part));
};
