import { expect, test } from 'vitest';
import { allDays, type Day, rangeProblems, rangesOf, type Range } from './ranges.ts';

const holiday = (date: string, name = '春节'): Day => ({ date, kind: 'holiday', name });
const row = (changes: Partial<Range>): Range => ({
  key: 0,
  name: '春节',
  kind: 'holiday',
  from: '2027-02-05',
  to: '2027-02-07',
  ...changes,
});

test('days become ranges by name, kind and neighbourhood, and the same days again', () => {
  const days: Day[] = [
    holiday('2026-12-31', '元旦'),
    holiday('2027-01-01', '元旦'),
    holiday('2027-02-05'),
    { date: '2027-02-06', kind: 'workday', name: '春节' },
    holiday('2027-02-08'),
  ];
  const ranges = rangesOf(days);
  expect(ranges.map(({ from, to }) => `${from} ${to}`)).toEqual([
    '2026-12-31 2027-01-01',
    '2027-02-05 2027-02-05',
    '2027-02-06 2027-02-06',
    '2027-02-08 2027-02-08',
  ]);
  expect(allDays(ranges)).toEqual(days);
});

test.each([
  [[row({})], []],
  [[row({ to: null })], ['1 days']],
  [[row({ to: '2027-02-04' })], ['1 days']],
  [[row({ name: ' ' })], ['1 name']],
  [[row({ to: '2028-02-07' })], ['1 year']],
  [[row({ from: '2026-12-30', to: '2027-01-02' })], ['1 year']],
  [[row({}), row({ name: '调休', from: '2027-02-07', to: '2027-02-08' })], ['2 twice']],
])('rows %# are judged', (rows, problems) =>
  expect(rangeProblems(rows, 2027).map(({ row, kind }) => `${row} ${kind}`)).toEqual(problems),
);

test('a slip of the year does not make thousands of days', () => {
  expect(allDays([row({ to: '2127-02-07' })]).length).toBeLessThan(400);
});
