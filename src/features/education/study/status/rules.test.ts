import { expect, test } from 'vitest';
import { noFigures, suppressed, suppressedWhole } from './rules.ts';

const studied = (...places: readonly (readonly [count: number, all: number])[]) =>
  suppressed(places.map(([count, members]) => ({ ...noFigures, members, studied: count }))).map((row) => row.studied);

test('so few who did it, and so few who did not, are left out alike', () => {
  const whole = (count: number, members: number) => suppressedWhole({ ...noFigures, members, studied: count }).studied;
  expect([whole(1, 16), whole(15, 16), whole(12, 16), whole(3, 3)]).toEqual([null, null, null, null]);
  expect([whole(0, 16), whole(16, 16), whole(11, 16), whole(5, 10)]).toEqual([0, 16, 11, 5]);
});

test('the total less what is shown does not tell either', () => {
  expect(studied([15, 16], [10, 20], [30, 60])).toEqual([null, null, 30]);
  // One missing of 16 and one of 17 are two missing of 33: a third goes with them.
  expect(studied([15, 16], [16, 17], [10, 20], [30, 60])).toEqual([null, null, null, 30]);
  // A total that tells is not shown itself.
  expect(studied([5, 5], [5, 5], [5, 6])).toEqual([5, 5, null]);
});
