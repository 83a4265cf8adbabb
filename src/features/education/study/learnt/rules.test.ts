import { describe, expect, test } from 'vitest';
import { addSums, depthOf, effectOf, estimateOf, isWeak, noSums, placesTold, spread, type Sums } from './rules.ts';

/** What each person answered: how many, and how much of it right. */
const sumsOf = (people: readonly (readonly [answers: number, won: number])[]): Sums =>
  people
    .map(([n, s]): Sums => ({ people: 1, answers: n, won: s, nn: n * n, ss: s * s, ns: n * s }))
    .reduce(addSums, noSums);
const alike = (people: number, answers: number, won: number): Sums =>
  sumsOf(Array.from({ length: people }, () => [answers, won] as const));

describe('an estimate', () => {
  test('lies inside its interval, which is wide where few people speak', () => {
    const five = estimateOf(
      sumsOf([
        [20, 20],
        [20, 2],
        [20, 18],
        [20, 3],
        [20, 17],
      ]),
    );
    const hundred = estimateOf(sumsOf(Array.from({ length: 100 }, (_, n) => [1, n < 60 ? 1 : 0] as const)));
    expect(five.part).toBeCloseTo(0.6);
    expect(hundred.part).toBeCloseTo(0.6);
    for (const one of [five, hundred]) expect(one.low < one.part && one.part < one.high).toBe(true);
    // A hundred answers each: those of five people say less.
    expect(five.high - five.low).toBeGreaterThan(2 * (hundred.high - hundred.low));
  });

  test('is not sure where everybody is right, and stays between nothing and all', () => {
    const { part, low, high } = estimateOf(alike(5, 10, 10));
    expect(part).toBe(1);
    expect(low).toBeLessThan(0.7);
    expect(high).toBe(1);
    expect(estimateOf(noSums).low).toBeGreaterThanOrEqual(0);
  });

  test('spreads as Student has it', () => {
    expect(spread(5)).toBeCloseTo(2.75, 1);
    expect(spread(11)).toBeCloseTo(2.228, 2);
    expect(spread(1_000)).toBeCloseTo(1.962, 2);
  });

  test('holds the true part nineteen times in twenty, where people differ', () => {
    // The same numbers each time: a generator of its own.
    let state = 7;
    const random = (): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
      return state / 0x7f_ff_ff_ff;
    };
    let inside = 0;
    for (let run = 0; run < 2_000; run += 1) {
      const people = Array.from({ length: 12 }, () => {
        const able = 0.4 + 0.4 * random();
        const answers = 3 + Math.floor(random() * 8);
        return [answers, Array.from({ length: answers }, () => random()).filter((each) => each < able).length] as const;
      });
      const { low, high } = estimateOf(sumsOf(people));
      if (low <= 0.6 && 0.6 <= high) inside += 1;
    }
    expect(inside / 2_000).toBeGreaterThan(0.93);
  });

  test('calls a topic weak where the whole interval is below the line', () => {
    expect(isWeak({ high: 0.69 })).toBe(true);
    expect(isWeak({ high: 0.71 })).toBe(false);
  });
});

describe('places', () => {
  const told = (branches: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      placesTold(Object.entries(branches).map(([path, people]) => ({ path, sums: alike(people, 2, 1) }))).map(
        ({ path, sums, leastDepth }) => [path, [sums.people, leastDepth]],
      ),
    );

  test('of fewer than five are left out, and another with them for those above', () => {
    expect(told({ '/1/2/3/': 9, '/1/2/4/': 3, '/1/2/5/': 20 })).toEqual({
      '/1/': [32, 0],
      '/1/2/': [32, 0],
      '/1/2/3/': [9, 3],
      '/1/2/5/': [20, 0],
    });
  });

  test('stay all where nobody is left out', () => {
    expect(told({ '/1/2/3/': 9, '/1/2/4/': 5 })).toMatchObject({ '/1/2/3/': [9, 0], '/1/2/4/': [5, 0] });
  });

  test('left out together need five people, and what lies below such a one is hidden as well', () => {
    // Townships of 2, 2 and 6 people: two hidden ones of four together tell as much as one.
    expect(told({ '/1/2/9/': 2, '/1/3/9/': 2, '/1/4/9/': 6, '/1/5/9/': 30 })).toEqual({
      '/1/': [40, 0],
      '/1/4/': [6, 2],
      '/1/4/9/': [6, 2],
      '/1/5/': [30, 0],
      '/1/5/9/': [30, 0],
    });
  });

  test('whose own people are few hide a place below for the readers above', () => {
    // Two at the township's own office, beside a branch of eight.
    expect(told({ '/1/2/': 2, '/1/2/3/': 8 })).toEqual({ '/1/': [10, 0], '/1/2/': [10, 0], '/1/2/3/': [8, 3] });
  });

  test('never let the sum of a hidden few be worked out', () => {
    let state = 11;
    const random = (to: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
      // The low digits of such a generator take turns.
      return (state >> 8) % to;
    };
    for (let run = 0; run < 200; run += 1) {
      const branches: { path: string; sums: Sums }[] = [];
      for (let township = 2; township < 6; township += 1)
        for (let branch = 0; branch < 5; branch += 1)
          if (random(3) > 0)
            branches.push({ path: `/1/${township}/${township}${branch}/`, sums: alike(1 + random(12), 2, 1) });
      const shown = placesTold(branches);
      for (const root of [1, 2]) {
        const seen = new Map(
          shown.filter(({ leastDepth }) => leastDepth <= root).map((one) => [one.path, one.sums.people]),
        );
        for (const [path, people] of seen) {
          if (depthOf(path) < root) continue;
          const below = branches.filter((one) => one.path.startsWith(path) && one.path !== path);
          const next = new Set(
            below.map((one) => `/${one.path.split('/').slice(1, path.split('/').length).join('/')}/`),
          );
          if (next.size === 0) continue;
          const known = [...next].reduce((sum, each) => sum + (seen.get(each) ?? 0), 0);
          expect(people - known === 0 || people - known >= 5).toBe(true);
        }
      }
    }
  });
});

describe('a course', () => {
  test('helps where the whole interval is above nothing, and says too few of fewer than ten', () => {
    expect(effectOf({ people: 40, before: 0.5, after: 0.7, deviation: 0.2 }).verdict).toBe('helps');
    expect(effectOf({ people: 40, before: 0.5, after: 0.52, deviation: 0.3 }).verdict).toBe('unclear');
    expect(effectOf({ people: 40, before: 0.7, after: 0.5, deviation: 0.2 }).verdict).toBe('no_help');
    expect(effectOf({ people: 9, before: 0.1, after: 0.9, deviation: 0.1 })).toMatchObject({
      verdict: 'few',
      people: 9,
      after: null,
    });
    expect(effectOf({ people: 4, before: 0.1, after: 0.9, deviation: 0.1 }).people).toBeNull();
  });
});
