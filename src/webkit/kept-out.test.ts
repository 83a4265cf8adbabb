import { expect, test } from 'vitest';
import { forgetKeptOut, fromAddress, inAddress } from './kept-out.ts';

test('a number is kept out of the address, and known again until the session ends', () => {
  expect(inAddress('王建国')).toBe('王建国');
  expect(fromAddress('王建国')).toBe('王建国');
  const mark = inAddress('139 5770 1234');
  expect(mark).toMatch(/^~[0-9a-z]{8}$/);
  expect(inAddress('139 5770 1234')).toBe(mark);
  expect(inAddress('13957701235')).not.toBe(mark);
  expect(fromAddress(mark)).toBe('139 5770 1234');
  forgetKeptOut();
  expect(fromAddress(mark)).toBeUndefined();
});
