import { expect, test } from 'vitest';
import { hasLongNumber } from './long-number.ts';

test.each([
  ['330324198005171234', true],
  ['33032419800517123X', true],
  ['138 1234 5678', true],
  ['１３９５７７０１２３４', true],
  ['+86-139-5770-1234', true],
  ['王建国 13957701234', true],
  ['0577-67226688', true],
  ['1234', false],
  ['123X', false],
  ['2026-03-01', false],
  ['王建国', false],
  ['01234567-8901-7234-8567-890123456789', false],
])('%s holds a number that is kept out of addresses: %s', (text, holds) => {
  expect(hasLongNumber(text)).toBe(holds);
});
