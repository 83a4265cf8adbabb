import { expect, test } from 'vitest';
import { counts, isPassed, neededBy, practiceCode, standingOf } from './rules.ts';

test('a drill is passed by all of its checks, and by none it is not', () => {
  const right = counts('roster_entered', 3, 3);
  expect(isPassed([right])).toBe(true);
  expect(isPassed([right, counts('roster_mended', 0, 1)])).toBe(false);
  expect(isPassed([])).toBe(false);
});

test('what a role needs follows from what it may do', () => {
  expect(neededBy('township_worker')).toEqual(['roster', 'transfer', 'request', 'withdrawal']);
  expect(neededBy('branch_secretary')).toEqual(['request']);
  expect(neededBy('organisation_member')).toEqual([]);
});

test.each([
  [[], 'none'],
  [[{ role: 'branch_secretary', held: [] }], 'untrained'],
  [[{ role: 'branch_secretary', held: ['request'] }], 'trained'],
  [
    [
      { role: 'township_worker', held: ['roster'] },
      { role: 'organisation_member', held: [] },
    ],
    'trained',
  ],
] as const)('%j is %s', (holders, standing) => {
  expect(standingOf(holders)).toBe(standing);
});

test('no county of the country has the code of a practice county', () => {
  expect(practiceCode('330324')).toBe('930324');
});
