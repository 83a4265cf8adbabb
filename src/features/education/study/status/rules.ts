import { audiences, tells, type Audience } from '../rules.ts';

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

/** What is told, and of how many. */
export const told = [
  ['met', 'members'],
  ['studied', 'members'],
  ['leadersMet', 'leaders'],
  ['leadersTrained', 'leaders'],
  ['probationaryTrained', 'probationary'],
] as const satisfies readonly (readonly [FigureName, FigureName])[];

export type ShownFigures = Readonly<Record<FigureName, number | null>>;

/**
 * Figures of the places below one, with those left out that would tell of fewer than five. The total less what is shown is what all
 * that is left out comes to: where that would tell as well, the smallest of the others are left out too, until it does not. How many
 * people there are is no secret; what they have done is.
 */
export const suppressed = (rows: readonly Figures[]): ShownFigures[] => {
  const shown: Record<FigureName, number | null>[] = rows.map((row) => ({ ...row }));
  for (const [name, of] of told) {
    const tellsOf = (places: readonly Figures[]): boolean => {
      const sum = places.reduce(addFigures, noFigures);
      return tells(sum[name], sum[of]);
    };
    const places = rows.map((row, at) => ({ at, row }));
    const hidden = places.filter(({ row }) => tellsOf([row]));
    const others = places.filter(({ row }) => row[of] > 0 && !tellsOf([row])).toSorted((a, b) => a.row[of] - b.row[of]);
    // Where the total tells it is not shown itself.
    if (!tellsOf(rows))
      for (const other of others) {
        if (!tellsOf(hidden.map(({ row }) => row))) break;
        hidden.push(other);
      }
    for (const { at } of hidden) {
      const row = shown[at];
      if (row !== undefined) row[name] = null;
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

/** Whose plan is not done yet, and other reasons. */
export const suggestionReasons = [
  'planned_member',
  'planned_leader',
  'planned_new_secretary',
  'planned_probationary',
  'weak',
  'asked',
  'never',
] as const;
export type SuggestionReason = (typeof suggestionReasons)[number];
export interface Suggestion {
  readonly topic: string;
  readonly reasons: readonly SuggestionReason[];
}

interface TopicFacts {
  readonly topic: string;
  readonly sessions: number;
  /** Whose plans have it for a month that has come, where they have not studied it since. */
  readonly overdue: ReadonlySet<Audience>;
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
      planned: overdue.size > 0,
      weak,
      reasons: [
        ...audiences.filter((one) => overdue.has(one)).map((one) => `planned_${one}` as const),
        ...(weak ? (['weak'] as const) : []),
        ...(asked > 0 ? (['asked'] as const) : []),
        ...(sessions === 0 ? (['never'] as const) : []),
      ],
    }))
    .filter(({ reasons }) => reasons.some((reason) => reason !== 'never'))
    .toSorted((a, b) => Number(b.planned) - Number(a.planned) || Number(b.weak) - Number(a.weak) || b.asked - a.asked)
    .slice(0, 5)
    .map(({ topic, reasons }) => ({ topic, reasons }));
