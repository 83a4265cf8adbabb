import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  dayOf,
  daysBetween,
  daysInMonth,
  isDay,
  monthsBetween,
  partsOf,
  weekdayOf,
  yearsBetween,
} from './days.ts';

describe('days', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1999-02-29', false],
    ['2023-04-31', false],
    ['2023-13-01', false],
    ['2023-00-10', false],
    ['0000-01-01', false],
    ['2023-1-1', false],
    ['2023-01-01T00:00:00Z', false],
    ['', false],
  ])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is));

  it.each([
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s + %i months = %s', (day, months, later) => expect(addMonths(day, months)).toBe(later));

  it('adds days over a year and over the leap day', () => {
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(addYears('2020-02-29', 1)).toBe('2021-02-28');
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect(daysBetween('2025-01-02', '2025-01-01')).toBe(-1);
  });

  it.each([
    ['2024-01-31', '2024-02-29', 1],
    ['2024-01-31', '2024-02-28', 0],
    ['2024-01-15', '2025-01-14', 11],
    ['2024-01-15', '2025-01-15', 12],
    ['2025-01-15', '2024-01-15', -12],
  ])('%s to %s: %i whole months', (from, to, months) => expect(monthsBetween(from, to)).toBe(months));

  it('counts an age: the birthday completes the year', () => {
    expect(yearsBetween('2000-05-04', '2018-05-03')).toBe(17);
    expect(yearsBetween('2000-05-04', '2018-05-04')).toBe(18);
    expect(yearsBetween('2000-02-29', '2018-02-28')).toBe(18);
  });

  it('knows weekdays, months and parts', () => {
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(weekdayOf('2026-11-22')).toBe(7);
    expect(daysInMonth(2024, 2)).toBe(29);
    expect(partsOf('2024-02-29')).toEqual({ year: 2024, month: 2, day: 29 });
    expect(() => addDays('2023-02-29', 1)).toThrow(RangeError);
  });

  it('finds the day of an instant in the zone of the platform, whatever the zone of the process', () => {
    expect(dayOf(Date.parse('2026-01-01T15:59:59Z'))).toBe('2026-01-01');
    expect(dayOf(Date.parse('2026-01-01T16:00:00Z'))).toBe('2026-01-02');
  });

  it('agrees with itself on random days', () => {
    let day = '1921-07-23';
    for (let at = 0; at < 500; at++) {
      const later = addDays(day, 97);
      expect(daysBetween(day, later)).toBe(97);
      expect(monthsBetween(day, addMonths(day, at % 40))).toBe(at % 40);
      day = later;
    }
  });
});
