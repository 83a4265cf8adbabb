/**
 * How members are appraised: who is graded, how many may be excellent, which grade the test itself would give, and what may be
 * done next. It counts and cites; grades are given by people.
 */
import { ask, holds, ruleAt, type Answer, type Why } from '#features/base/rules/rules.ts';

export const grades = ['excellent', 'qualified', 'basic', 'unqualified'] as const;
export type Grade = (typeof grades)[number];

export const appraisalStates = ['running', 'graded', 'closed', 'cancelled'] as const;
export type AppraisalState = (typeof appraisalStates)[number];

/** 确定等次 · 参加、不确定等次 · 不参加 */
export const parts = ['graded', 'ungraded', 'excused'] as const;
export type Part = (typeof parts)[number];

/** Who need not take part: old or ill, appraised where they live, under examination, or for a reason that is written down. */
export const excuses = ['old_or_ill', 'away', 'under_review', 'other'] as const;
export type Excuse = (typeof excuses)[number];

export const mutualForms = ['meeting', 'groups'] as const;
export const deciders = ['committee', 'members_meeting'] as const;
export const responses = ['accepted', 'objected'] as const;

/** Meetings at which an appraisal is held. */
export const appraisalMeetings = ['organisation_life', 'appraisal', 'members_meeting'] as const;

/** What a member takes part as. Probationary members are never graded while the rule says so. */
export const partOf = (
  { category, excused }: { readonly category: 'full' | 'probationary'; readonly excused: boolean },
  on: string,
): Part => {
  if (excused) return 'excused';
  return category === 'full' || ask('appraisal.graded', on, {}).value === 'all' ? 'graded' : 'ungraded';
};

/** Whether so many of those graded may be excellent, and why. */
export const excellentHolds = (count: number, graded: number, on: string): Answer<boolean> =>
  holds('appraisal.maxExcellent', on, { count, total: graded, of: 'members' });

/** The most that may be excellent: parts of a person are left out. */
export const mostExcellent = (graded: number, on: string): { readonly most: number; readonly why: Why } => {
  const { value } = ruleAt('appraisal.maxExcellent', on);
  if (value.kind !== 'share') throw new TypeError('appraisal.maxExcellent is no share');
  const most = Math.floor((graded * value.part) / value.whole);
  const { why } = excellentHolds(most, graded, on);
  return {
    most,
    why: {
      ...why,
      steps: [
        {
          zh: `参评并确定等次的正式党员 ${graded} 名（预备党员、不参加评议的不计入），三分之一取整数为 ${most} 名`,
          en: `${graded} full members are graded (probationary and excused ones do not count); a third of them, whole persons, is ${most}`,
        },
        ...why.steps,
      ],
    },
  };
};

export type Votes = Readonly<Record<Grade, number>>;

/** The grades with the most votes: one where the test has a majority, several where it is equal, none without votes. */
export const leadersOf = (votes: Votes): readonly Grade[] => {
  const most = Math.max(...grades.map((grade) => votes[grade]));
  return most === 0 ? [] : grades.filter((grade) => votes[grade] === most);
};

/** A grade that the test does not have in front needs its reason. */
export const needsReason = (grade: Grade, votes: Votes): boolean => !leadersOf(votes).includes(grade);

export const countGrades = (all: readonly (Grade | null)[]): Votes => ({
  excellent: all.filter((one) => one === 'excellent').length,
  qualified: all.filter((one) => one === 'qualified').length,
  basic: all.filter((one) => one === 'basic').length,
  unqualified: all.filter((one) => one === 'unqualified').length,
});

export const steps = ['study', 'self', 'mutual', 'test', 'confirm', 'grade', 'tell', 'report'] as const;
export type Step = (typeof steps)[number];

export interface Progress {
  readonly state: AppraisalState;
  readonly studied: boolean;
  readonly mutual: boolean;
  readonly selfMissing: number;
  readonly counted: boolean;
  readonly confirmed: boolean;
  readonly told: boolean;
}

/** The step that waits: each rests on the one before it, but a missing self-appraisal stops nobody. */
export const nextStep = ({ state, studied, mutual, selfMissing, counted, confirmed, told }: Progress): Step | null => {
  if (state === 'closed' || state === 'cancelled') return null;
  if (state === 'graded') return told ? 'report' : 'tell';
  if (!studied) return 'study';
  if (counted) return confirmed ? 'grade' : 'confirm';
  if (!mutual) return selfMissing > 0 ? 'self' : 'mutual';
  return 'test';
};

/** What the reader sees of the members: all of it, who has to be acted on, or numbers. */
export type Sight = 'all' | 'act' | 'counts';

interface Rights {
  readonly keeps: boolean;
  readonly confirms: boolean;
  /** The reader is the one who entered the count. */
  readonly enteredBySame: boolean;
}

/** What may be done, and by whom; the same answers hide the buttons. */
export const mayDo = (progress: Progress, { keeps, confirms, enteredBySame }: Rights) => {
  const { state, studied, mutual, counted, confirmed, told } = progress;
  const running = state === 'running';
  return {
    prepare: keeps && running && !confirmed,
    roll: keeps && running && !counted,
    excuse: keeps && running,
    count: keeps && running && studied && mutual && !confirmed,
    confirm: confirms && running && counted && !confirmed && !enteredBySame,
    grade: keeps && confirmed && (running || state === 'graded'),
    tell: keeps && state === 'graded' && !told,
    follow: keeps && (state === 'graded' || state === 'closed'),
    close: keeps && state === 'graded' && told,
    cancel: keeps && running && !confirmed,
  };
};
