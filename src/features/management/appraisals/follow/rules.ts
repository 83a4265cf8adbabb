/** What follows a grade: a talk, or the steps of the measures of 2024. Each is entered by people; here are order and clock. */
import { deadline } from '#features/base/rules/rules.ts';
import type { Problem } from '#shared/errors.ts';
import type { Grade } from '../rules.ts';

/** 限期改正 · 劝其退党 · 除名 · 核实后不予处置 */
export const measures = ['correct', 'persuade', 'remove', 'none'] as const;
export type Measure = (typeof measures)[number];

export interface FollowUp {
  readonly investigatedOn: string | null;
  readonly researchedOn: string | null;
  readonly filedOn: string | null;
  readonly measure: Measure | null;
  readonly decidedOn: string | null;
  readonly untilOn: string | null;
  readonly finishedOn: string | null;
}

/** When a term to correct generally ends, and when it ends at the latest. */
export const correctionDays = (decidedOn: string) => {
  const [normal, latest] = [deadline('correction.normal', decidedOn), deadline('correction.max', decidedOn)];
  return { normal: normal.value, latest: latest.value, why: normal.why };
};

const problem = (field: string, message: string, params: Readonly<Record<string, string>> = {}): Problem => ({
  path: `body.${field}`,
  message,
  params,
});

const missing = (all: readonly (readonly [field: string, value: string | null])[]): Problem[] =>
  all.filter(([, value]) => value === null).map(([field]) => problem(field, 'step_before_missing'));

const earlier = (chain: readonly (readonly [field: string, value: string | null])[]): Problem[] => {
  const known = chain.filter((each): each is readonly [string, string] => each[1] !== null);
  return known.flatMap(([field, day], at) => {
    const before = known[at - 1]?.[1];
    return before !== undefined && day < before ? [problem(field, 'step_before_earlier', { day: before })] : [];
  });
};

const termProblems = ({ measure, decidedOn, untilOn }: FollowUp): Problem[] => {
  if (measure !== 'correct') return untilOn === null ? [] : [problem('untilOn', 'term_not_here')];
  if (untilOn === null) return [problem('untilOn', 'term_needed')];
  if (decidedOn === null) return [];
  const { latest } = correctionDays(decidedOn);
  if (untilOn > latest) return [problem('untilOn', 'term_long', { day: latest })];
  return untilOn <= decidedOn ? [problem('untilOn', 'step_before_earlier', { day: decidedOn })] : [];
};

/** 调查核实 → 支委会研究 → 基层党委预先备案 → 决定: no step before the one it rests on, none in the future. */
export const followUpProblems = (step: FollowUp, gradedOn: string, today: string): Problem[] => {
  const { investigatedOn, researchedOn, filedOn, measure, decidedOn, finishedOn } = step;
  const chain = [
    ['investigatedOn', investigatedOn],
    ['researchedOn', researchedOn],
    ['filedOn', filedOn],
    ['decidedOn', decidedOn],
    ['finishedOn', finishedOn],
  ] as const;
  const future = chain.filter(([, day]) => day !== null && day > today).map(([field]) => problem(field, 'in_future'));
  const begin = chain.find(([, day]) => day !== null);
  const before =
    begin !== undefined && begin[1] !== null && begin[1] < gradedOn
      ? [problem(begin[0], 'step_before_earlier', { day: gradedOn })]
      : [];
  const asked = [
    ...(researchedOn === null && filedOn === null ? [] : missing([['investigatedOn', investigatedOn]])),
    ...(filedOn === null ? [] : missing([['researchedOn', researchedOn]])),
    ...(measure === null
      ? []
      : missing([
          ['investigatedOn', investigatedOn],
          ['researchedOn', researchedOn],
          ...(measure === 'none' ? [] : ([['filedOn', filedOn]] as const)),
          ['decidedOn', decidedOn],
        ])),
    ...(decidedOn !== null && measure === null ? [problem('measure', 'measure_needed')] : []),
    ...(finishedOn !== null && measure === null ? [problem('measure', 'measure_needed')] : []),
  ];
  const unique = new Map(asked.map((each) => [each.path, each]));
  return [...future, ...before, ...unique.values(), ...earlier(chain), ...termProblems(step)];
};

interface Followed {
  readonly grade: Grade | null;
  readonly talkOn: string | null;
  readonly finishedOn: string | null;
}

/** Whether somebody still has to do something about a member's grade. */
export const isOpen = ({ grade, talkOn, finishedOn }: Followed): boolean =>
  (grade === 'basic' && talkOn === null) || (grade === 'unqualified' && finishedOn === null);
