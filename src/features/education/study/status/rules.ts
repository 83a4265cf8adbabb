import { leastShown } from '../rules.ts';

/** What is counted about the members of a place. */
export const figureNames = [
  'members',
  'met',
  'studied',
  'leaders',
  'leadersMet',
  'leadersTrained',
  'probationary',
  'probationaryTrained',
] as const;
export type FigureName = (typeof figureNames)[number];
export type Figures = Readonly<Record<FigureName, number>>;

export const noFigures: Figures = {
  members: 0,
  met: 0,
  studied: 0,
  leaders: 0,
  leadersMet: 0,
  leadersTrained: 0,
  probationary: 0,
  probationaryTrained: 0,
};

export const addFigures = (a: Figures, b: Figures): Figures => {
  const sum = (name: FigureName): number => a[name] + b[name];
  return {
    members: sum('members'),
    met: sum('met'),
    studied: sum('studied'),
    leaders: sum('leaders'),
    leadersMet: sum('leadersMet'),
    leadersTrained: sum('leadersTrained'),
    probationary: sum('probationary'),
    probationaryTrained: sum('probationaryTrained'),
  };
};

/** Groups of people, and what is said of each. A number about a group of fewer than five is not shown above the branch. */
const groups = [
  { of: 'members', told: ['met', 'studied'] },
  { of: 'leaders', told: ['leadersMet', 'leadersTrained'] },
  { of: 'probationary', told: ['probationaryTrained'] },
] as const;

export type ShownFigures = Readonly<Record<FigureName, number | null>>;

/**
 * Figures of the places below one, with those of groups below five left out. Where a single place would be left out, the smallest of the
 * others is as well: the total would tell of it. How many people there are is no secret; what they have done is.
 */
export const suppressed = (rows: readonly Figures[]): ShownFigures[] => {
  const shown: Record<FigureName, number | null>[] = rows.map((row) => ({ ...row }));
  for (const { of, told } of groups) {
    const small = rows.flatMap((row, at) => (row[of] > 0 && row[of] < leastShown ? [at] : []));
    const others = rows
      .map((row, at) => ({ at, size: row[of] }))
      .filter(({ at, size }) => size > 0 && !small.includes(at))
      .toSorted((a, b) => a.size - b.size);
    const hidden = small.length === 1 && others[0] !== undefined ? [...small, others[0].at] : small;
    for (const at of hidden) {
      const row = shown[at];
      if (row !== undefined) for (const name of told) row[name] = null;
    }
  }
  return shown;
};

/** Of a place as a whole. */
export const suppressedWhole = (row: Figures): ShownFigures => suppressed([row])[0] ?? row;

/** Without the figures that are left out where the place stands beside others: they would tell of a neighbour. */
export const without = (row: ShownFigures, hidden: ReadonlySet<FigureName>): ShownFigures =>
  hidden.size === 0 ? row : { ...row, ...Object.fromEntries([...hidden].map((name) => [name, null])) };

/** What is left out of a place among those beside it. */
export const leftOutOf = (rows: readonly Figures[], at: number): FigureName[] => {
  const shown = suppressed(rows)[at];
  return shown === undefined ? [] : figureNames.filter((name) => shown[name] === null);
};

export const suggestionReasons = ['planned', 'weak', 'asked', 'never'] as const;
export type SuggestionReason = (typeof suggestionReasons)[number];
export interface Suggestion {
  readonly topic: string;
  readonly reasons: readonly SuggestionReason[];
}

interface TopicFacts {
  readonly topic: string;
  readonly sessions: number;
  /** Planned for a month that has come, and not studied since. */
  readonly overdue: boolean;
  readonly asked: number;
  /** Answered right seldom, for sure. */
  readonly weak: boolean;
}

/** What to study next, and why: planned and not done, answered right seldom, asked for by members, not studied this year. The weightier reason comes first. */
export const suggestionsOf = (topics: readonly TopicFacts[]): Suggestion[] =>
  topics
    .map(({ topic, sessions, overdue, asked, weak }) => ({
      topic,
      asked,
      reasons: [
        ...(overdue ? (['planned'] as const) : []),
        ...(weak ? (['weak'] as const) : []),
        ...(asked > 0 ? (['asked'] as const) : []),
        ...(sessions === 0 ? (['never'] as const) : []),
      ],
    }))
    .filter(({ reasons }) => reasons.some((reason) => reason !== 'never'))
    .toSorted(
      (a, b) =>
        Number(b.reasons.includes('planned')) - Number(a.reasons.includes('planned')) ||
        Number(b.reasons.includes('weak')) - Number(a.reasons.includes('weak')) ||
        b.asked - a.asked,
    )
    .slice(0, 5)
    .map(({ topic, reasons }) => ({ topic, reasons }));
