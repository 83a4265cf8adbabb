import { expect, test } from 'vitest';
import { lookAgain } from './follow.ts';

const at = (minute: number): string => new Date(minute * 60_000).toISOString();
const can = { change: false, remove: false, publish: false, withdraw: true, release: false, read: true };
const exam = (begun: number, marked: number, state: 'published' | 'released' | 'draft' = 'published') => ({
  kind: 'check' as 'check' | 'formal',
  state,
  opensAt: at(100_000),
  closesAt: at(100_060),
  lateMinutes: 30,
  can,
  counts: { seated: 9, begun, handedIn: begun, marked, waiting: 0 },
});

test('a formal exam is looked at once more when its results can be released, and until this office may', () => {
  const formal = { ...exam(2, 2), kind: 'formal' as const };
  const looks = (minute: number, one = formal) => lookAgain(one, minute * 60_000);
  expect([looks(100_060), looks(100_089.9), looks(100_091)]).toEqual([1_800_000, 30_000, 30_000]);
  expect(looks(100_091, { ...formal, can: { ...can, release: true } })).toBe(false);
  expect(looks(100_061, { ...formal, can: { ...can, read: false } })).toBe(false);
});

test('an exam is looked at again while it is open or something is unmarked, and not before or after', () => {
  const looks = (minute: number, one = exam(0, 0)) => lookAgain(one, minute * 60_000);
  expect(looks(99_990)).toBe(600_000);
  expect(looks(1)).toBe(86_400_000);
  expect(looks(100_000)).toBe(30_000);
  expect(looks(100_059, exam(2, 2))).toBe(30_000);
  expect(looks(100_060, exam(2, 1))).toBe(30_000);
  expect(looks(100_060, exam(2, 2))).toBe(false);
  expect([looks(100_030, exam(2, 1, 'released')), looks(100_030, exam(0, 0, 'draft'))]).toEqual([false, false]);
  expect(lookAgain(undefined, 0)).toBe(false);
});
