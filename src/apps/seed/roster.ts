import { addYears, ageOn, type DayNumber } from './calendar.ts';
import { pinsOf } from './landmarks.ts';
import { mix, random, textSeed, type Random } from './random.ts';
import { ageBands, demoShares, type FittedShares } from './shares.ts';
import type { PlannedBranch } from './tree.ts';

/** One member of a branch before the details: the order decides posts. */
export interface Seat {
  readonly born: DayNumber;
  readonly age: number;
  readonly band: number;
  readonly isProbationary: boolean;
}

/** The seat of one member and what is fixed about the person. */
export interface Place {
  readonly branch: PlannedBranch;
  readonly index: number;
  readonly seat: Seat;
  readonly isOfficer: boolean;
  readonly isComplete: boolean;
  readonly isRich: boolean;
}

/** `m0000123`: people are numbered through the branches, so a key names the same seat in every run. */
export const personKey = (branch: PlannedBranch, index: number): string =>
  `m${String(branch.first + index).padStart(7, '0')}`;

const indexByWeight = (chance: Random, weights: readonly number[], total: number): number => {
  let point = chance.next() * total;
  for (let index = 0; index < weights.length; index += 1) {
    point -= weights[index] ?? 0;
    if (point < 0) return index;
  }
  return weights.length - 1;
};

/** The youngest band leans to its older half; above 70 numbers fall away quickly. */
const ageIn = (chance: Random, band: number): number => {
  const { from, to } = ageBands[band] ?? ageBands[0];
  if (band === 0) return Math.max(chance.whole(20, to), chance.whole(20, to));
  if (band === ageBands.length - 1) return Math.min(to, from + Math.floor(-6.5 * Math.log(1 - chance.next())));
  return chance.whole(from, to);
};

/** Probationary members of a branch: about the national share of a year's admissions, none where few members stand. */
export const probationaryIn = (branch: PlannedBranch, seed: number): number => {
  const pinned = pinsOf(branch.key)?.probationary;
  if (pinned !== undefined) return pinned;
  if (branch.kind === 'retired' || branch.size < 4) return 0;
  const chance = random(mix(seed, textSeed(branch.key), 17));
  return Math.min(branch.size - 3, Math.floor(branch.size * demoShares.probationary * 1.08 + chance.next()));
};

/** Full members sit first (those of working age before the old), probationary members, the youngest, last. */
export const seatsOf = (branch: PlannedBranch, shares: FittedShares, seed: number, today: DayNumber): Seat[] => {
  const chance = random(mix(seed, textSeed(branch.key), 29));
  const weights = shares.ages[branch.kind];
  const total = weights.reduce((a, b) => a + b, 0);
  const drawn = Array.from({ length: branch.size }, () => {
    const band = indexByWeight(chance, weights, total);
    const age = ageIn(chance, band);
    // The year before the birthday of that age ends today.
    const born = addYears(today, -age - 1) + 1 + chance.whole(0, 364);
    return { born, age: ageOn(born, today), band };
  });
  const byYouth = drawn.toSorted((a, b) => b.born - a.born);
  const young = new Set(byYouth.slice(0, probationaryIn(branch, seed)));
  const isMiddle = (seat: { age: number }): boolean => seat.age >= 30 && seat.age <= 60;
  const full = drawn.filter((seat) => !young.has(seat));
  return [
    ...full.filter(isMiddle).map((seat) => ({ ...seat, isProbationary: false })),
    ...full.filter((seat) => !isMiddle(seat)).map((seat) => ({ ...seat, isProbationary: false })),
    ...[...young].map((seat) => ({ ...seat, isProbationary: true })),
  ];
};
