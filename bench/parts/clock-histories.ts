/** Histories of requests and holiday tables, drawn at random from a seed. */
import { dateOf, numberOf, type Act, type Kind, type TableDay } from './clock-judge.ts';

export type Draw = () => number;

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export const drawFrom = (seed: number): Draw => {
  let at = seed >>> 0;
  return () => {
    at = (at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const below = (draw: Draw, end: number): number => Math.floor(draw() * end);
const oneOf = <T>(draw: Draw, from: readonly T[]): T => from[below(draw, from.length)] as T;

/** A table for some of the years: seven breaks a year of one to eight days, with weekends that are worked for them. */
export const tableDays = (draw: Draw, years: readonly number[]): { days: TableDay[]; known: number[] } => {
  const known = years.filter(() => draw() < 0.9);
  const days = new Map<string, TableDay>();
  for (const year of known) {
    for (let holiday = 0; holiday < 7; holiday += 1) {
      const first = numberOf(`${year}-01-01`) + below(draw, 350);
      const last = first + below(draw, 8);
      for (let day = first; day <= last; day += 1) {
        const date = dateOf(day);
        if (date.startsWith(String(year))) days.set(date, { date, kind: 'holiday' });
      }
    }
    for (let worked = 0; worked < 6; worked += 1) {
      const day = numberOf(`${year}-01-05`) + below(draw, 350);
      const saturday = day + ((5 - ((day + 3) % 7) + 7) % 7);
      const date = dateOf(saturday);
      if (!days.has(date) && date.startsWith(String(year))) days.set(date, { date, kind: 'workday' });
    }
  }
  return { days: [...days.values()], known };
};

const likely: Readonly<Record<string, readonly Act['do'][]>> = {
  received: ['take', 'take', 'petition'],
  reopened: ['take', 'take', 'petition'],
  taken: ['pause', 'pause', 'resume', 'extend', 'petition', 'answer', 'answer'],
  answered: ['askReview', 'askReview', 'reopen', 'accept'],
  reviewed: ['decide', 'decide', 'pause', 'resume'],
};
const every = [...new Set(Object.values(likely).flat())];

const actOf = (draw: Draw, what: Act['do'], state: string): Act => {
  switch (what) {
    case 'pause': {
      const near = state === 'reviewed' ? (['hearing'] as const) : (['materials', 'expertise', 'disaster'] as const);
      return { do: what, reason: draw() < 0.9 ? oneOf(draw, near) : oneOf(draw, ['materials', 'hearing'] as const) };
    }
    case 'decide':
      return { do: what, outcome: draw() < 0.5 ? 'upheld' : 'annulled' };
    default:
      return { do: what };
  }
};

/** What comes next in a state: mostly what belongs there, now and then something that does not. */
export const nextAct = (draw: Draw, state: string): Act =>
  actOf(draw, oneOf(draw, draw() < 0.93 ? (likely[state] ?? every) : every), state);

/** Days until the next act: often the same day or the next. */
export const pauseBetween = (draw: Draw): number => (draw() < 0.3 ? below(draw, 2) : below(draw, 25));

export const beginningOf = (draw: Draw, from: number, to: number): { received: string; kind: Kind } => ({
  received: dateOf(numberOf(`${from}-01-01`) + below(draw, (to - from) * 365)),
  kind: draw() < 0.3 ? 'consult' : 'help',
});
