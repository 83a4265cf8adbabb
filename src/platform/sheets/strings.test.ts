import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sheetLimits } from './limits.ts';
import { sheetRefusalOf } from './refused.ts';
import { packStrings, unescapeText } from './strings.ts';

test('packed strings come back, over the borders of blocks', () => {
  const table = packStrings(sheetLimits);
  const all = Array.from({ length: 9000 }, (_, i) => `${'龴a𠅤'.repeat(i % 90)}${i}`);
  for (const text of all) table.push(text);
  expect(table.size).toBe(all.length);
  expect(all.every((text, i) => table.at(i) === text)).toBe(true);
});

test('any texts come back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (all) => {
      const table = packStrings(sheetLimits);
      for (const text of all) table.push(text);
      expect(all.map((_, i) => table.at(i))).toEqual(all);
    }),
  );
});

test('bytes and number are bounded', () => {
  const push = (limits: typeof sheetLimits, texts: readonly string[]): unknown => {
    const table = packStrings(limits);
    try {
      for (const text of texts) table.push(text);
      return 'kept';
    } catch (error) {
      return sheetRefusalOf(error)?.reason;
    }
  };
  expect(push({ ...sheetLimits, sharedStrings: 2 }, ['a', 'b', 'c'])).toBe('too_many_strings');
  expect(push({ ...sheetLimits, sharedBytes: 2_000_000 }, Array<string>(50).fill('a'.repeat(30_000)))).toBe(
    'too_many_strings',
  );
  expect(push(sheetLimits, ['a'.repeat(1_100_000)])).toBe('too_many_strings');
});

test('escapes of Excel are undone once', () => {
  expect(unescapeText('a_x000D_b_x005F_x0041_ _x00_')).toBe('a\rb_x0041_ _x00_');
});
