import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawPapers, orderFor, type Drawable } from './paper/rules.ts';
import {
  agreedPoints,
  allows,
  countedAnswers,
  discriminationOf,
  type End,
  graceMs,
  type KeptLine,
  plainWords,
  shareOf,
  sumOf,
} from './rules.ts';

type Given = [sitting: number, seq: number, item: number, answer: string, at: number, receivedAt?: number];
const line = (...[sitting, seq, item, answer, at, receivedAt = at]: Given): KeptLine => ({
  sitting,
  seq,
  item,
  answer,
  writtenAt: at,
  receivedAt,
});
const end: End = { at: 1_000_000, byHand: false, lateUntil: 2_000_000 };
const counted = (lines: readonly KeptLine[], at: End = end) => Object.fromEntries(countedAnswers(lines, at).answers);

describe('the answers that count', () => {
  test('are those of the last line of the highest sitting', () => {
    expect(counted([line(1, 1, 7, 'A', 10), line(1, 2, 7, 'B', 20), line(2, 1, 7, 'C', 15)])).toEqual({ 7: 'C' });
    expect(counted([line(2, 1, 7, 'C', 15), line(1, 9, 7, 'Z', 999)])).toEqual({ 7: 'C' });
  });

  test('are the same in whatever order and however often lines come', () => {
    const lines = fc.uniqueArray(
      fc.record({
        sitting: fc.integer({ min: 1, max: 3 }),
        seq: fc.integer({ min: 1, max: 12 }),
        item: fc.integer({ min: 1, max: 4 }),
        answer: fc.constantFrom('A', 'B', 'C'),
        writtenAt: fc.integer({ min: 0, max: 1_200_000 }),
        receivedAt: fc.integer({ min: 0, max: 2_400_000 }),
      }),
      { selector: ({ sitting, seq }) => `${sitting}.${seq}` },
    );
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (all, dice) => {
        const other = all
          .map((one) => ({ one, by: Number(dice.next().value) }))
          .toSorted((a, b) => a.by - b.by)
          .map(({ one }) => one);
        expect(counted(other)).toEqual(counted(all));
      }),
    );
  });

  test('came in time or were written in time; a clock that goes back helps nobody', () => {
    const late = 1_500_000;
    expect(counted([line(1, 1, 1, 'A', end.at + 5, end.at + graceMs)])).toEqual({ 1: 'A' });
    expect(counted([line(1, 1, 1, 'A', end.at, late)])).toEqual({ 1: 'A' });
    expect(counted([line(1, 1, 1, 'A', end.at + 1, late)])).toEqual({});
    expect(counted([line(1, 1, 1, 'A', end.at, end.lateUntil + 1)])).toEqual({});
    expect(counted([line(1, 1, 1, 'A', end.at + 60_000, late), line(1, 2, 2, 'B', 5, late)])).toEqual({});
    expect(counted([line(1, 1, 1, 'A', end.at + 1, end.at + 1)], { ...end, byHand: true })).toEqual({});
  });

  test('tell how many came late, of those that count', () => {
    const lines = [line(1, 1, 1, 'A', 5, 1_500_000), line(1, 2, 2, 'B', 6), line(1, 3, 1, 'C', 7)];
    expect(countedAnswers(lines, end).late).toBe(0);
    expect(countedAnswers(lines.slice(0, 2), end).late).toBe(1);
  });
});

describe('marks by rule', () => {
  test.each([
    [{ keys: ['B'] }, ['B'], 1],
    [{ keys: ['B'] }, ['A'], 0],
    [{ keys: ['A', 'C'] }, ['C', 'A'], 1],
    [{ keys: ['A', 'C'] }, ['A'], 0.5],
    [{ keys: ['A', 'C'] }, ['A', 'B'], 0],
    [{ holds: false }, ['F'], 1],
    [{ holds: false }, ['T'], 0],
    [{ blanks: [['一年', '1年'], ['3']], anyOrder: false }, [' １年 ', '三'], 0.5],
    [{ blanks: [['甲'], ['乙']], anyOrder: true }, ['乙', '甲'], 1],
    [{ blanks: [['甲'], ['乙']], anyOrder: true }, ['甲', '甲'], 0.5],
    [{ blanks: [['甲'], ['乙']], anyOrder: false }, ['', '乙'], 0.5],
    [{ model: 'x', points: [] }, ['写了'], null],
    [{ model: 'x', points: [] }, ['  '], 0],
    [{ keys: ['B'] }, null, 0],
  ] as const)('%j answered with %j: %s', (right, answer, share) => {
    expect(shareOf(right, answer, true)).toBe(share);
  });

  test('give nothing for a part where the exam says so', () => {
    expect(shareOf({ keys: ['A', 'C'] }, ['A'], false)).toBe(0);
  });

  test('pass over width, case, blanks and the marks around words', () => {
    expect(plainWords('《 党章 》。')).toBe('党章');
    expect(plainWords('ＡＢｃ')).toBe('abc');
  });

  test('have no sum while one waits', () => {
    expect(
      sumOf([
        { points: 2, share: 0.5 },
        { points: 3, share: null },
      ]),
    ).toBeNull();
    expect(
      sumOf([
        { points: 2, share: 0.5 },
        { points: 3, share: 1 },
      ]),
    ).toBe(4);
  });
});

describe('two readers', () => {
  test.each([
    [[], null],
    [[5], null],
    [[5, 6], 5.5],
    [[2, 8], null],
    [[2, 8, 7], 7.5],
    [[2, 8, 3], 2.5],
  ] as const)('%j come to %s', (given, points) => {
    expect(agreedPoints(given, 2)).toBe(points);
  });
});

const pool = (count: number): Drawable[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `q${at}`,
    category: at % 2 === 0 ? 'law' : 'rural',
    kind: 'single',
    level: 1 + (at % 3),
    difficulty: ((at * 37) % 100) / 100,
  }));
const rows = [
  { category: 'law', kind: 'single', level: null, count: 8, points: 2 },
  { category: 'rural', kind: 'single', level: null, count: 6, points: 3 },
] as const;

describe('papers that are drawn', () => {
  test('have what the rows ask, no item twice, and no more than the bound between them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const draw = drawPapers(rows, pool(200), { forms: 8, bound: 0.02, seed });
        if (draw.kind !== 'drawn') throw new Error(draw.kind);
        expect(draw.furthest).toBeLessThanOrEqual(0.02);
        for (const { items } of draw.papers) {
          expect(new Set(items.map(({ id }) => id)).size).toBe(14);
          expect(items.map(({ points }) => points)).toEqual([...Array(8).fill(2), ...Array(6).fill(3)]);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('are the same for the same seed, and refused where the bank has too few', () => {
    const draw = (seed: number) => drawPapers(rows, pool(60), { forms: 2, bound: 0.1, seed });
    expect(draw(5)).toEqual(draw(5));
    expect(drawPapers(rows, pool(14), { forms: 1, bound: 0.5, seed: 1 })).toMatchObject({ kind: 'too_few', row: 0 });
  });

  test('are put into an order by the seed of the attempt', () => {
    const items = [1, 2, 3, 4, 5].map((n) => ({ n, keys: ['A', 'B', 'C', 'D'] }));
    const order = orderFor(items, 11, true);
    expect(order).toEqual(orderFor(items, 11, true));
    expect(order.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    expect(order.every(({ keys }) => keys.toSorted().join('') === 'ABCD')).toBe(true);
    expect(orderFor(items, 11, false)).toEqual(items);
  });
});

describe('an exam', () => {
  test('is changed as a draft alone, and released once nothing can come in any more', () => {
    expect(allows('change', 'published', false)).toBe(false);
    expect(allows('release', 'published', false)).toBe(false);
    expect(allows('release', 'published', true)).toBe(true);
    expect(allows('withdraw', 'released', true)).toBe(false);
  });

  test('says nothing of an item that fewer than five answered', () => {
    expect(
      discriminationOf([
        [1, 8],
        [0, 2],
      ]),
    ).toBeNull();
    expect(
      discriminationOf([
        [1, 9],
        [1, 8],
        [1, 7],
        [0, 3],
        [0, 2],
      ]),
    ).toBeGreaterThan(0.9);
    expect(
      discriminationOf([
        [1, 1],
        [1, 2],
        [1, 3],
        [1, 4],
        [1, 5],
      ]),
    ).toBeNull();
  });
});
