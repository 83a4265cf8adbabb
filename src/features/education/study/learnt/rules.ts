/** What answers say of a place: how much of a topic is answered right, how sure that is, and who may see it. Pure. */
import { leastShown } from '../rules.ts';

/** Sums over the people of a place, of each the number of answers n and the points won s. They add up from branch to branch. */
export interface Sums {
  readonly people: number;
  readonly answers: number;
  readonly won: number;
  /** Σn², Σs², Σns: how much people differ. */
  readonly nn: number;
  readonly ss: number;
  readonly ns: number;
}
export const noSums: Sums = { people: 0, answers: 0, won: 0, nn: 0, ss: 0, ns: 0 };
export const addSums = (a: Sums, b: Sums): Sums => ({
  people: a.people + b.people,
  answers: a.answers + b.answers,
  won: a.won + b.won,
  nn: a.nn + b.nn,
  ss: a.ss + b.ss,
  ns: a.ns + b.ns,
});

const z = 1.96;
/** How many standard errors hold nineteen times in twenty with so few people: Student's t, by its expansion. */
export const spread = (people: number): number => {
  const df = Math.max(people - 1, 1);
  return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df ** 2);
};

export interface Estimate {
  readonly part: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The part answered right, with Wilson's interval on as many answers as they are worth: those of one person are alike, so a hundred
 * answers of five people say less than a hundred of a hundred. Where all are alike, each person counts once.
 */
export const estimateOf = ({ people, answers, won, nn, ss, ns }: Sums): Estimate => {
  const part = answers === 0 ? 0 : won / answers;
  const squares = Math.max(0, ss - 2 * part * ns + part ** 2 * nn);
  const variance = (squares / answers ** 2) * (people / Math.max(people - 1, 1));
  const worth = variance > 1e-9 ? Math.min(answers, Math.max(1, (part * (1 - part)) / variance)) : Math.max(1, people);
  const t = spread(people);
  const middle = (part + t ** 2 / (2 * worth)) / (1 + t ** 2 / worth);
  const half = (t / (1 + t ** 2 / worth)) * Math.sqrt((part * (1 - part)) / worth + t ** 2 / (4 * worth ** 2));
  return { part, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
};

export interface Told {
  readonly path: string;
  readonly sums: Sums;
  /** Readers whose range begins at this depth of the tree, or deeper, see it. */
  readonly leastDepth: number;
}

export const depthOf = (path: string): number => path.split('/').length - 2;
const parentOf = (path: string): string => `${path.split('/').slice(0, -2).join('/')}/`;

const placesAbove = (path: string): string[] => {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}/`);
};

/** Of places beside each other those left out: of fewer than five people, and while what is left out is fewer, the next smallest. */
const leftOut = (siblings: readonly { readonly path: string; readonly people: number }[]): ReadonlySet<string> => {
  const hidden = siblings.filter(({ people }) => people < leastShown);
  const rest = siblings
    .filter(({ people }) => people >= leastShown)
    .toSorted((a, b) => a.people - b.people || (a.path < b.path ? -1 : 1));
  while (
    rest.length > 0 &&
    hidden.length > 0 &&
    (hidden.length === 1 || hidden.reduce((sum, { people }) => sum + people, 0) < leastShown)
  )
    hidden.push(...rest.splice(0, 1));
  return new Set(hidden.map(({ path }) => path));
};

/**
 * Places of five people or more, and who may see them. Whoever sees a place and those below it could work out the one that is left out:
 * so another one is left out with it, for those who stand above both, and whatever lies below that one as well.
 */
export const placesTold = (branches: readonly { readonly path: string; readonly sums: Sums }[]): Told[] => {
  const places = new Map<string, Sums>();
  const own = new Map<string, number>();
  for (const { path, sums } of branches) {
    for (const place of placesAbove(path)) places.set(place, addSums(places.get(place) ?? noSums, sums));
    own.set(path, sums.people);
  }
  const below = new Map<string, { path: string; people: number }[]>();
  for (const [path, { people }] of places) {
    const parent = parentOf(path);
    below.set(parent, [...(below.get(parent) ?? []), { path, people }]);
  }
  const hidden = new Set(
    [...below.entries()].flatMap(([parent, siblings]) => {
      // People of the very place stand beside those below it, as one more that is never shown by itself.
      const self = own.get(parent) ?? 0;
      return [...leftOut(self === 0 ? siblings : [...siblings, { path: '', people: self }])];
    }),
  );
  return [...places].flatMap(([path, sums]) =>
    sums.people < leastShown
      ? []
      : [
          {
            path,
            sums,
            leastDepth: Math.max(
              0,
              ...placesAbove(path)
                .filter((place) => hidden.has(place))
                .map(depthOf),
            ),
          },
        ],
  );
};

/** Answered right so seldom that it should be taught again, even where the answers flatter it. */
export const weakBelow = 0.7;
export const isWeak = ({ high }: Pick<Estimate, 'high'>): boolean => high < weakBelow;

/** Fewer people say nothing about a course. */
export const leastForEffect = 10;
/** Questions that each of them has answered on either side. */
export const leastEachSide = 3;
export const verdicts = ['helps', 'unclear', 'no_help', 'few'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Effect {
  readonly verdict: Verdict;
  readonly people: number | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What became of those who finished a course: the mean difference of each person, with Student's interval. */
export const effectOf = ({
  people,
  before,
  after,
  deviation,
}: {
  readonly people: number;
  readonly before: number;
  readonly after: number;
  /** Of the differences. */
  readonly deviation: number;
}): Effect => {
  if (people < leastForEffect) {
    const shown = people < leastShown ? null : people;
    return { verdict: 'few', people: shown, before: null, after: null, low: null, high: null };
  }
  const half = (spread(people) * deviation) / Math.sqrt(people);
  const [low, high] = [after - before - half, after - before + half];
  const verdict = low > 0 ? 'helps' : high < 0 ? 'no_help' : 'unclear';
  return { verdict, people, before, after, low: Math.max(low, -1), high: Math.min(high, 1) };
};
