/**
 * Learners whose memory follows another law than the schedule's: traces that fade by a power of time and add up (as in ACT-R), each
 * person and question with its own rate, and a guess where nothing is left. They are asked when the schedule says, or some days late.
 */
import { after, expectedOn, type Memory } from '#features/education/recall/scheduling/queries.ts';
import { addDays } from '#shared/days.ts';

export interface Answered {
  readonly learner: number;
  readonly isRight: boolean;
  readonly chance: number;
  /** By the schedule, before the answer. */
  readonly expected: number;
  /** What the answer before was. */
  readonly last: boolean;
}

/** A generator of its own, so that two runs print the same. */
export const dice = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const normal = (roll: () => number): number => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());

/** That a trace is found: the traces of all times it was met, each fading by a power of the days since. */
const recalled = (met: readonly number[], day: number, decay: number, ease: number): number => {
  const strength = Math.log(met.reduce((sum, at) => sum + Math.max(day - at, 0.5) ** -decay, 0));
  return 1 / (1 + Math.exp(-(strength + ease) / 0.45));
};

const first = '2026-03-02';
const dayNumber = (day: string): number => (Date.parse(day) - Date.parse(first)) / 86_400_000;

const answersOfOne = (learner: number, items: number, days: number, roll: () => number): Answered[] => {
  const ability = normal(roll) * 0.5;
  const found: Answered[] = [];
  for (let item = 0; item < items; item += 1) {
    const chance = item % 3 === 0 ? 0.5 : 0.25;
    const decay = Math.min(0.9, Math.max(0.15, 0.5 + normal(roll) * 0.12));
    const ease = 1.6 + ability + normal(roll) * 0.5;
    const met: number[] = [];
    let [memory, last]: [Memory | null, boolean] = [null, false];
    for (let day = addDays(first, Math.floor(roll() * 60)); dayNumber(day) < days;) {
      const knows = met.length === 0 ? roll() < 0.4 : roll() < recalled(met, dayNumber(day), decay, ease);
      const isRight = knows || roll() < chance;
      if (memory !== null) found.push({ learner, isRight, chance, expected: expectedOn(memory, day), last });
      memory = after(memory, isRight, day);
      last = isRight;
      met.push(dayNumber(day));
      // Some come late, some by weeks.
      const late = roll() < 0.7 ? Math.floor(roll() * 4) : Math.floor(roll() * 40);
      day = addDays(memory.dueOn, late);
    }
  }
  return found;
};

export const answersOfAll = (learners: number, items: number, days: number, seed: number): Answered[] => {
  const roll = dice(seed);
  return Array.from({ length: learners }, (_, n) => answersOfOne(n, items, days, roll)).flat();
};
