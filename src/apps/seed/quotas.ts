import type { Random } from './random.ts';

/**
 * Splits a whole number by weights (largest remainder), each part at least `least` (one number, or one for each part).
 * Throws a RangeError where the total cannot give everyone the least.
 */
export const apportion = (
  total: number,
  weights: readonly number[],
  least: number | readonly number[] = 0,
): number[] => {
  const bases = weights.map((_, index) => (typeof least === 'number' ? least : (least[index] ?? 0)));
  const spare = total - bases.reduce((a, b) => a + b, 0);
  if (spare < 0) throw new RangeError(`${total} cannot be split into ${weights.length} parts of their least sizes`);
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (sum > 0 ? (spare * weight) / sum : spare / weights.length));
  const parts = exact.map((part, index) => Math.floor(part) + (bases[index] ?? 0));
  let left = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((part, index) => ({ index, rest: part - Math.floor(part) }));
  for (const { index } of byRemainder.toSorted((a, b) => b.rest - a.rest || a.index - b.index)) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
};

/** As `apportion`, with some parts fixed beforehand. */
export const apportionAround = (
  total: number,
  weights: readonly number[],
  fixed: ReadonlyMap<number, number>,
  least: number | readonly number[] = 0,
): number[] => {
  const free = weights.map((weight, index) => ({ weight, index })).filter(({ index }) => !fixed.has(index));
  const reserved = [...fixed.values()].reduce((a, b) => a + b, 0);
  const parts = apportion(
    total - reserved,
    free.map(({ weight }) => weight),
    typeof least === 'number' ? least : free.map(({ index }) => least[index] ?? 0),
  );
  const byIndex = new Map(free.map(({ index }, position) => [index, parts[position] ?? 0]));
  return weights.map((_, index) => fixed.get(index) ?? byIndex.get(index) ?? 0);
};

/** Sizes of organisations spread like this: many of middle size, a few large (log-normal). */
export const spreadWeight = (random: Random, deviation: number): number => Math.exp(random.normal() * deviation);

export interface BranchSizing {
  /** A unit with more members than this is divided into several branches. */
  readonly splitAbove: number;
  readonly mean: number;
}

/** At 50,000 members the national bound of 50 per branch rules; a smaller county keeps the shape with smaller branches. */
export const sizingFor = (members: number): BranchSizing => ({
  splitAbove: Math.round(Math.min(50, Math.max(15, members / 1000))),
  mean: Math.min(23, Math.max(12, (members / 50_000) * 23)),
});

/** Branch sizes of a unit with so many members. */
export const branchSizes = (members: number, sizing: BranchSizing, random: Random): number[] => {
  if (members <= sizing.splitAbove) return [members];
  const count = Math.max(2, Math.round(members / sizing.mean));
  return apportion(
    members,
    Array.from({ length: count }, () => spreadWeight(random, 0.4)),
    3,
  );
};
