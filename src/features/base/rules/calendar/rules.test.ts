import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '#shared/days.ts';
import { fillFromChineseDays } from './commands.ts';
import { addWorkdays, calendarOf, emptyCalendar, isWorkday, workdaysBetween } from './rules.ts';

const rows = [2025, 2026].flatMap(fillFromChineseDays);
const calendar = calendarOf(rows, [2025, 2026]);

describe('the holiday table', () => {
  it('is filled with the days of 2026', () => {
    const days = fillFromChineseDays(2026);
    expect(days.filter((d) => d.kind === 'holiday').map((d) => d.date)).toContain('2026-10-07');
    expect(days.find((d) => d.date === '2026-10-10')).toEqual({ date: '2026-10-10', kind: 'workday', name: '国庆节' });
    expect(days.find((d) => d.date === '2026-02-17')).toEqual({ date: '2026-02-17', kind: 'holiday', name: '春节' });
    expect(days.filter((d) => d.kind === 'workday').every((d) => weekdayOf(d.date) > 5)).toBe(true);
  });

  it('is empty for a year that nobody has announced', () => expect(fillFromChineseDays(2099)).toEqual([]));
});

describe('working days', () => {
  it.each([
    ['2026-10-10', true, 'a made-up Saturday'],
    ['2026-10-11', false, 'the Sunday after it'],
    ['2026-10-07', false, 'a holiday on a Wednesday'],
    ['2026-10-08', true, 'the Thursday after it'],
    ['2026-11-21', false, 'an ordinary Saturday'],
  ])('%s: %s (%s)', (day, works) => expect(isWorkday(calendar, day)).toBe(works));

  it.each([
    ['2026-06-01', 5, '2026-06-08'],
    ['2026-06-18', 1, '2026-06-22'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2025-12-31', 1, '2026-01-04'],
    ['2026-06-08', -5, '2026-06-01'],
    ['2026-10-10', 0, '2026-10-10'],
  ])('%s + %i = %s', (from, count, day) =>
    expect(addWorkdays(calendar, from, count)).toMatchObject({ day, provisional: false }),
  );

  it('is provisional across an unknown year, and only there', () => {
    expect(addWorkdays(calendar, '2026-12-30', 3)).toMatchObject({
      day: '2027-01-04',
      provisional: true,
      missingYears: [2027],
    });
    expect(addWorkdays(emptyCalendar, '2026-06-01', 1)).toMatchObject({ provisional: true, missingYears: [2026] });
    expect(workdaysBetween(calendar, '2026-12-30', '2026-12-31')).toMatchObject({ count: 1, provisional: false });
    expect(workdaysBetween(calendar, '2026-12-30', '2027-01-04')).toMatchObject({ count: 3, provisional: true });
  });

  it('adding and counting agree, whatever the start', () => {
    for (let day = '2026-01-01', at = 0; at < 200; day = addDays(day, 1), at++) {
      const count = (at % 20) + 1;
      expect(workdaysBetween(calendar, day, addWorkdays(calendar, day, count).day).count).toBe(count);
    }
  });

  it('counting by weeks says the same as walking day by day', () => {
    const walk = (from: string, to: string): number => {
      let count = 0;
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkday(calendar, day)) count += 1;
      return count;
    };
    const specials = (from: string, to: string): string[] =>
      rows
        .filter(({ date, kind }) => from < date && date <= to && (kind === 'workday') === weekdayOf(date) > 5)
        .map(({ date }) => date)
        .toSorted();
    for (let from = '2025-12-20', at = 0; at < 60; from = addDays(from, 5), at++)
      for (let days = -2; days < 400; days += 13) {
        const to = addDays(from, days);
        const { count, passed } = workdaysBetween(calendar, from, to);
        expect([from, to, count]).toEqual([from, to, walk(from, to)]);
        expect(passed.map(({ date }) => date)).toEqual(specials(from, to));
      }
    expect(workdaysBetween(calendar, '2026-12-30', '2029-01-04').missingYears).toEqual([2027, 2028, 2029]);
  });

  it('does not loop for ever on a table of holidays', () => {
    const never = calendarOf(
      Array.from({ length: 4000 }, (_, at) => ({
        date: addDays('2026-01-01', at),
        kind: 'holiday' as const,
        name: '',
      })),
      [],
    );
    expect(() => addWorkdays(never, '2026-01-01', 5)).toThrow(RangeError);
  });
});
