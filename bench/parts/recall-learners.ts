/**
 * Learners that are invented, since no answers of people exist yet. Their memory follows one of three laws, none of them the schedule's;
 * each person and question has its own numbers, and guesses where nothing is left. They are asked when the schedule says, or days late.
 */
import { after, expectedOn, type Memory } from '#features/education/recall/scheduling/queries.ts';
import { addDays } from '#shared/days.ts';

export interface Answered {
  readonly learner: number;
  readonly isRight: boolean;
  readonly chance: number;
  /** By the schedule, before the answer. */
  readonly expected: number;
  /** What the answer before was, and how many days ago. */
  readonly last: boolean;
  readonly since: number;
  /** All answers to the question before. */
  readonly before: { readonly right: number; readonly asked: number };
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

/** When a question was met, by days, and whether the answer was right. */
interface Met {
  readonly day: number;
  readonly isRight: boolean;
}
/** That it is known on a day, after it was met. */
type Remembering = (met: readonly Met[], day: number) => number;
/** Of one person with so much ability: the memory of one question. */
type Law = (ability: number, roll: () => number) => Remembering;

const share = (value: number): number => 1 / (1 + Math.exp(-value));

export const laws = {
  /** Traces of all times it was met, each fading by a power of the days since; they add up (as in ACT-R). */
  'traces that fade by a power of time': (ability, roll) => {
    const decay = Math.min(0.9, Math.max(0.15, 0.5 + normal(roll) * 0.12));
    const ease = 1.6 + ability + normal(roll) * 0.5;
    return (met, day) => {
      const strength = Math.log(met.reduce((sum, one) => sum + Math.max(day - one.day, 0.5) ** -decay, 0));
      return share((strength + ease) / 0.45);
    };
  },
  /** One half-life, that grows with what was right and shrinks with what was wrong. */
  'a half-life that grows': (ability, roll) => {
    const [begins, grows] = [Math.exp(1.6 + 0.5 * ability + normal(roll) * 0.5), 1.6 + roll()];
    return (met, day) => {
      let halfLife = begins;
      for (const { isRight } of met) halfLife = Math.max(1, halfLife * (isRight ? grows : 0.5));
      return 2 ** -((day - (met.at(-1)?.day ?? day)) / halfLife);
    };
  },
  /** Nothing is ever forgotten or learnt: what the answers so far say is all that can be known. */
  'nothing is forgotten or learnt': (ability, roll) => {
    const known = share(0.8 + ability + normal(roll));
    return () => known;
  },
} as const satisfies Readonly<Record<string, Law>>;
export type LawName = keyof typeof laws;

const first = '2026-03-02';
const dayNumber = (day: string): number => (Date.parse(day) - Date.parse(first)) / 86_400_000;

interface Plan {
  readonly learners: number;
  readonly items: number;
  readonly days: number;
}

const answersOfOne = (law: Law, learner: number, { items, days }: Plan, roll: () => number): Answered[] => {
  const ability = normal(roll) * 0.5;
  const found: Answered[] = [];
  for (let item = 0; item < items; item += 1) {
    const chance = item % 3 === 0 ? 0.5 : 0.25;
    const knownOn = law(ability, roll);
    const met: Met[] = [];
    let [memory, last]: [Memory | null, Met | null] = [null, null];
    for (let day = addDays(first, Math.floor(roll() * 60)); dayNumber(day) < days;) {
      const now = dayNumber(day);
      const knows = met.length === 0 ? roll() < 0.4 : roll() < knownOn(met, now);
      const isRight = knows || roll() < chance;
      if (memory !== null && last !== null)
        found.push({
          learner,
          isRight,
          chance,
          expected: expectedOn(memory, day),
          last: last.isRight,
          since: now - last.day,
          before: { right: met.filter((one) => one.isRight).length, asked: met.length },
        });
      memory = after(memory, isRight, day);
      last = { day: now, isRight };
      met.push(last);
      // Some come late, some by weeks.
      const late = roll() < 0.7 ? Math.floor(roll() * 4) : Math.floor(roll() * 40);
      day = addDays(memory.dueOn, late);
    }
  }
  return found;
};

export const answersOfAll = (law: LawName, plan: Plan, seed: number): Answered[] => {
  const roll = dice(seed);
  return Array.from({ length: plan.learners }, (_, n) => answersOfOne(laws[law], n, plan, roll)).flat();
};
