/** A seeded source of chance: the same seed gives the same county on every machine. */
export interface Random {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A whole number from low to high, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Roughly normal with mean 0 and deviation 1 (sum of four uniforms). */
  readonly normal: () => number;
}

/** Mixes several numbers into one 32-bit seed (steps of MurmurHash3). */
export const mix = (...parts: readonly number[]): number => {
  let hash = 0x9e3779b9;
  for (const part of parts) {
    hash = Math.imul(hash ^ part, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
};

/** A 32-bit number for a text, so that a key can seed its own chance. */
export const textSeed = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
};

/** The generator mulberry32. */
export const random = (seed: number): Random => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new RangeError('pick from an empty list');
    return item;
  };
  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick,
    normal: () => (next() + next() + next() + next() - 2) * Math.sqrt(3),
  };
};

/** A list whose items are drawn by weight. */
export type Weighted<T> = (random: Random) => T;

/** Compiles `[item, weight]` pairs; weights need not sum to one. */
export const weighted = <T>(pairs: readonly (readonly [item: T, weight: number])[]): Weighted<T> => {
  const sums: number[] = [];
  let total = 0;
  for (const [, weight] of pairs) sums.push((total += weight));
  const last = pairs.at(-1);
  if (last === undefined || total <= 0) throw new RangeError('no weights');
  return (random) => {
    const point = random.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (point < (sums[middle] ?? total)) high = middle;
      else low = middle + 1;
    }
    return (pairs[low] ?? last)[0];
  };
};
