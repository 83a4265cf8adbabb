import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, emptyCalendar, isWorkday } from '#features/base/rules/calendar/rules.ts';
import { addDays } from '#shared/days.ts';
import {
  areSpans,
  isOpenAt,
  nextOpening,
  promiseOf,
  readSpans,
  spansText,
  usualHours,
  type Hours,
  type Span,
} from './rules.ts';

const at = (local: string): number => Date.parse(`${local}:00+08:00`);
const shown = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

// 2026-10-01 is a Thursday in the National Day week; Saturday the 10th is made up.
const calendar = calendarOf(
  [
    ...[1, 2, 5, 6, 7].map((day) => ({ date: `2026-10-0${day}`, kind: 'holiday' as const, name: '国庆节' })),
    { date: '2026-10-10', kind: 'workday', name: '国庆节' },
  ],
  [2026],
);

describe('the promise of an answer', () => {
  test.each([
    ['in the morning', '2026-09-28T09:00', '2026-09-28T11:00'],
    ['over the noon break', '2026-09-28T11:30', '2026-09-28T15:30'],
    ['at noon', '2026-09-28T12:30', '2026-09-28T16:00'],
    ['in the evening', '2026-09-28T20:00', '2026-09-29T10:30'],
    ['on a Friday evening', '2026-09-25T17:00', '2026-09-28T10:00'],
    ['before a week of holidays', '2026-09-30T17:29', '2026-10-08T10:29'],
    ['on a Saturday that is made up', '2026-10-10T09:00', '2026-10-10T11:00'],
    ['to the last minute of a span', '2026-09-28T10:00', '2026-09-28T12:00'],
  ])('given %s', (_name, said, promised) => {
    expect(shown(promiseOf(usualHours, calendar, at(said)))).toBe(promised);
  });

  test('is none where nobody is ever there', () => {
    const never: Hours = { working: [], off: [], promiseMinutes: 60 };
    expect(promiseOf(never, calendar, at('2026-09-28T09:00'))).toBeNull();
    expect(nextOpening(never, calendar, at('2026-09-28T09:00'))).toBeNull();
  });
});

test.each([
  ['2026-09-28T08:29', false, '2026-09-28T08:30'],
  ['2026-09-28T08:30', true, '2026-09-28T08:30'],
  ['2026-09-28T12:00', false, '2026-09-28T14:00'],
  ['2026-10-03T09:00', false, '2026-10-08T08:30'],
])('at %s open is %s, next %s', (when, open, next) => {
  expect([isOpenAt(usualHours, calendar, at(when)), shown(nextOpening(usualHours, calendar, at(when)))]).toEqual([
    open,
    next,
  ]);
});

test('spans go on in time', () => {
  expect(areSpans([[0, 1_440]])).toBe(true);
  for (const wrong of [
    [[600, 600]],
    [[600, 500]],
    [
      [500, 600],
      [600, 700],
    ],
    [
      [800, 900],
      [500, 600],
    ],
  ] as Span[][])
    expect(areSpans(wrong)).toBe(false);
});

/** The same by walking from minute to minute. */
const walked = (hours: Hours, instant: number): number | null => {
  let left = hours.promiseMinutes;
  for (let minute = 0; minute < 30 * 1_440; minute += 1) {
    const local = new Date(instant + minute * 60_000 + 8 * 3_600_000).toISOString();
    const [day, into] = [local.slice(0, 10), Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))];
    const spans = isWorkday(calendar, day) ? hours.working : hours.off;
    if (!spans.some(([from, to]) => into >= from && into < to)) continue;
    left -= 1;
    if (left === 0) return instant + (minute + 1) * 60_000;
  }
  return null;
};

const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 1_440 }), { minLength: 0, maxLength: 6 })
  .map((marks) => marks.toSorted((a, b) => a - b))
  .map((marks) =>
    Array.from({ length: Math.floor(marks.length / 2) }, (_, n): Span => [marks[2 * n]!, marks[2 * n + 1]!]),
  )
  .filter(areSpans);

test('a promise is what somebody counts who walks through every minute', () => {
  fc.assert(
    fc.property(
      fc.record({ working: spans, off: spans, promiseMinutes: fc.integer({ min: 5, max: 960 }) }),
      fc.integer({ min: 0, max: 20 * 1_440 }),
      (hours, offset) => {
        const instant = at('2026-09-25T00:00') + offset * 60_000;
        const expected = walked(hours, instant);
        // Whoever is hardly ever there promises beyond what was walked.
        if (expected !== null) expect(promiseOf(hours, calendar, instant)).toBe(expected);
      },
    ),
    { numRuns: 150 },
  );
});

test('a year without a table goes by weekends', () => {
  expect(isOpenAt(usualHours, emptyCalendar, at('2031-01-01T09:00'))).toBe(true);
  expect(addDays('2031-01-01', 3)).toBe('2031-01-04');
  expect(isOpenAt(usualHours, emptyCalendar, at('2031-01-04T09:00'))).toBe(false);
});

test.each([
  ['08:30-12:00，14:00-17:30', '08:30-12:00，14:00-17:30'],
  ['8:30－12:00, 14:00 — 17:30', '08:30-12:00，14:00-17:30'],
  ['０９：００至１８：００', '09:00-18:00'],
  ['', ''],
  ['00:00-24:00', '00:00-24:00'],
  ['12:00-08:30', null],
  ['08:30-12:00，11:00-17:30', null],
  ['08:70-12:00', null],
  ['25:00-26:00', null],
  ['上午', null],
  ['1:00-2:00,3:00-4:00,5:00-6:00,7:00-8:00', null],
])('spans typed as %j are %j', (typed, read) => {
  const spans = readSpans(typed);
  expect(spans === null ? null : spansText(spans)).toBe(read);
});
