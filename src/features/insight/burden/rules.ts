import { addMonths } from '#shared/days.ts';

/** Kinds of tasks by the first word of what the audit calls them; everything else is the last of them. */
export const taskKinds = [
  'meetings',
  'dues',
  'admission',
  'transfers',
  'outflow',
  'elections',
  'appraisals',
  'corrections',
  'members',
  'organisations',
  'approvals',
  'other',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Signing in, looking and settings of one's own are no task of a branch. */
const leftOut: ReadonlySet<string> = new Set([
  'session',
  'account',
  'accounts',
  'own',
  'notices',
  'filters',
  'jobs',
  'keys',
]);

export const kindOf = (word: string): TaskKind | null =>
  leftOut.has(word) ? null : (taskKinds.find((kind) => kind === word) ?? 'other');

/**
 * What others do that leaves a branch with something to answer: by the name of their act, and the kind of the answer. The function
 * `burden_counts` finds them by an index that names them as well.
 */
export const requests: Readonly<Record<string, TaskKind>> = {
  'own.askCorrection': 'corrections',
  'transfers.reject': 'transfers',
  'approvals.refuse': 'approvals',
  'elections.enter': 'elections',
};

export interface Counted {
  readonly kind: string;
  /** Null: the row sums up its kind. */
  readonly action: string | null;
  readonly byBranch: boolean;
  readonly commands: number;
  /** Things dealt with: meetings, payments, members. */
  readonly things: number;
  /** Values that the audit says were changed. */
  readonly changed: number;
  /** Commands of which the audit does not say so. */
  readonly unsaid: number;
}

export interface Timed {
  readonly kind: string;
  readonly things: number;
  readonly minutes: number;
}

export interface KindBurden {
  readonly kind: TaskKind;
  readonly requests: number;
  readonly things: number;
  readonly commands: number;
  readonly fields: number;
  /** Median of the county for one thing; null where fewer than five are measured, or nothing can be. */
  readonly minutesEach: number | null;
}

/** A command whose changes are not told asks for what its form requires; a step without a form is one decision. */
const fieldsOf = ({ action, changed, unsaid }: Counted, required: ReadonlyMap<string, number>): number =>
  changed + unsaid * (required.get(action ?? '') ?? 1);

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** What each kind of task asked for, the kinds without anything left out. */
export const burdenOf = (
  counted: readonly Counted[],
  timed: readonly Timed[],
  required: ReadonlyMap<string, number>,
): readonly KindBurden[] =>
  taskKinds.flatMap((kind): KindBurden[] => {
    const own = counted.filter((row) => row.byBranch && kindOf(row.kind) === kind);
    const acts = own.filter((row) => row.action !== null);
    const asked = counted.filter((row) => !row.byBranch && row.action !== null && requests[row.action] === kind);
    if (own.length === 0 && asked.length === 0) return [];
    // Medians of several kinds under one word would be a median of nothing.
    const median = kind === 'other' ? undefined : timed.find((row) => row.kind === kind);
    return [
      {
        kind,
        requests: sumOf(asked.map((row) => row.commands)),
        things: sumOf(own.filter((row) => row.action === null).map((row) => row.things)),
        commands: sumOf(acts.map((row) => row.commands)),
        fields: sumOf(acts.map((row) => fieldsOf(row, required))),
        minutesEach: median?.minutes ?? null,
      },
    ];
  });

/** Minutes of the month as far as they are measured; null where nothing is. */
export const minutesOf = (kinds: readonly KindBurden[]): number | null => {
  const measured = kinds.flatMap(({ minutesEach, things }) => (minutesEach === null ? [] : [minutesEach * things]));
  return measured.length === 0 ? null : Math.round(sumOf(measured));
};

/** Medians look back over this and the two months before: a single one holds too little. */
export const medianMonths = 3;

/** First instant of a month in China, in milliseconds; `after` counts months onwards. */
export const monthStart = (month: string, after = 0): number =>
  Date.parse(`${addMonths(`${month}-01`, after)}T00:00:00+08:00`);
