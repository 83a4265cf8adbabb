import { describe, expect, test } from 'vitest';
import { countProblems, differences, type Count } from './count/rules.ts';
import { correctionDays, followUpProblems, isOpen, type FollowUp } from './follow/rules.ts';
import { excellentHolds, leadersOf, mostExcellent, needsReason, nextStep, partOf, type Progress } from './rules.ts';

const on = '2026-11-26';

describe('the third', () => {
  test.each([
    [1, 0],
    [2, 0],
    [3, 1],
    [4, 1],
    [5, 1],
    [6, 2],
    [7, 2],
    [8, 2],
    [9, 3],
    [10, 3],
    [11, 3],
    [12, 4],
    [49, 16],
    [50, 16],
  ])('of %i graded is %i', (graded, most) => {
    expect(mostExcellent(graded, on).most).toBe(most);
    expect(excellentHolds(most, graded, on).value).toBe(true);
    expect(excellentHolds(most + 1, graded, on).value).toBe(false);
  });

  test('says of whom it is a third', () => {
    const { why } = mostExcellent(10, on);
    expect(why).toMatchObject({ ruleId: 'appraisal.maxExcellent', confidence: 'B' });
    expect(why.steps[0]!.zh).toContain('正式党员 10 名');
  });
});

describe('who is graded', () => {
  test.each([
    ['full', false, 'graded'],
    ['probationary', false, 'ungraded'],
    ['full', true, 'excused'],
    ['probationary', true, 'excused'],
  ] as const)('%s, excused %s: %s', (category, excused, part) => {
    expect(partOf({ category, excused }, on)).toBe(part);
  });
});

describe('the test', () => {
  test('has one grade in front, several that are equal, or none', () => {
    expect(leadersOf({ excellent: 5, qualified: 3, basic: 0, unqualified: 0 })).toEqual(['excellent']);
    expect(leadersOf({ excellent: 4, qualified: 4, basic: 1, unqualified: 0 })).toEqual(['excellent', 'qualified']);
    expect(leadersOf({ excellent: 0, qualified: 0, basic: 0, unqualified: 0 })).toEqual([]);
  });

  test('asks a reason for a grade that is not in front, of equal ones for none of them', () => {
    const votes = { excellent: 4, qualified: 4, basic: 1, unqualified: 0 };
    expect(needsReason('excellent', votes)).toBe(false);
    expect(needsReason('qualified', votes)).toBe(false);
    expect(needsReason('basic', votes)).toBe(true);
    expect(needsReason('qualified', { excellent: 0, qualified: 0, basic: 0, unqualified: 0 })).toBe(true);
  });
});

const line = (personId: string, excellent: number, qualified: number) => ({
  personId,
  excellent,
  qualified,
  basic: 0,
  unqualified: 0,
});
const sheet: Count = {
  issued: 5,
  returned: 5,
  valid: 4,
  invalid: 1,
  lines: [line('a', 3, 1), line('b', 1, 2)],
};
const frame = { voters: 5, graded: ['a', 'b'] };

describe('a count', () => {
  test('stands where its numbers can be true together; a name may be left blank', () => {
    expect(countProblems(sheet, frame)).toEqual([]);
  });

  test.each([
    ['issued_many', { issued: 6, returned: 5 }],
    ['returned_many', { issued: 4 }],
    ['valid_unequal', { invalid: 0 }],
    ['votes_many', { lines: [line('a', 3, 2), line('b', 1, 2)] }],
    ['names_unequal', { lines: [line('a', 3, 1)] }],
    ['names_unequal', { lines: [line('a', 3, 1), line('a', 1, 2)] }],
    ['names_unequal', { lines: [line('a', 3, 1), line('c', 1, 2)] }],
  ])('is refused: %s', (message, part) => {
    expect(countProblems({ ...sheet, ...part }, frame).map((problem) => problem.message)).toEqual([message]);
  });

  test('differs from another one at places, whose numbers are not told', () => {
    expect(differences(sheet, sheet)).toEqual([]);
    const other = { ...sheet, valid: 5, invalid: 0, lines: [line('b', 1, 2), line('a', 2, 2)] };
    expect(differences(sheet, other)).toEqual(
      ['valid', 'invalid', 'lines.1.excellent', 'lines.1.qualified'].map((path) => ({
        path: `body.${path}`,
        message: 'counts_differ',
        params: {},
      })),
    );
  });
});

const progress: Progress = {
  state: 'running',
  studied: false,
  mutual: false,
  selfMissing: 2,
  counted: false,
  confirmed: false,
  told: false,
};

test.each([
  ['study', {}],
  ['self', { studied: true }],
  ['mutual', { studied: true, selfMissing: 0 }],
  ['test', { studied: true, mutual: true }],
  ['confirm', { studied: true, mutual: true, counted: true }],
  ['grade', { studied: true, mutual: true, counted: true, confirmed: true }],
  ['tell', { state: 'graded' }],
  ['report', { state: 'graded', told: true }],
  [null, { state: 'closed' }],
  [null, { state: 'cancelled' }],
] as const)('the step that waits is %s', (step, part) => {
  expect(nextStep({ ...progress, ...part })).toBe(step);
});

const none: FollowUp = {
  investigatedOn: null,
  researchedOn: null,
  filedOn: null,
  measure: null,
  decidedOn: null,
  untilOn: null,
  finishedOn: null,
};
const whole: FollowUp = {
  ...none,
  investigatedOn: '2026-01-10',
  researchedOn: '2026-01-20',
  filedOn: '2026-02-01',
  measure: 'correct',
  decidedOn: '2026-02-10',
  untilOn: '2026-08-10',
};

describe('what follows 不合格', () => {
  const problemsOf = (part: Partial<FollowUp>): (readonly [string, string])[] =>
    followUpProblems({ ...whole, ...part }, '2026-01-01', on).map(
      (problem) => [problem.path.slice(5), problem.message] as const,
    );

  test('is six months to correct oneself, a year at most', () => {
    expect(correctionDays('2026-02-10')).toMatchObject({ normal: '2026-08-10', latest: '2027-02-10' });
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ untilOn: '2027-02-10' })).toEqual([]);
    expect(problemsOf({ untilOn: '2027-02-11' })).toEqual([['untilOn', 'term_long']]);
    expect(problemsOf({ untilOn: null })).toEqual([['untilOn', 'term_needed']]);
    expect(problemsOf({ measure: 'remove' })).toEqual([['untilOn', 'term_not_here']]);
  });

  test('goes step by step: verified, studied, filed, decided', () => {
    expect(followUpProblems(none, '2026-01-01', on)).toEqual([]);
    expect(problemsOf({ filedOn: null })).toEqual([['filedOn', 'step_before_missing']]);
    expect(problemsOf({ filedOn: null, measure: 'none', untilOn: null })).toEqual([]);
    expect(problemsOf({ investigatedOn: null })).toEqual([['investigatedOn', 'step_before_missing']]);
    expect(problemsOf({ researchedOn: '2026-01-09' })).toEqual([['researchedOn', 'step_before_earlier']]);
    expect(problemsOf({ investigatedOn: '2025-12-31' })).toEqual([['investigatedOn', 'step_before_earlier']]);
    expect(problemsOf({ finishedOn: '2027-01-01' })).toEqual([['finishedOn', 'in_future']]);
    expect(problemsOf({ measure: null, untilOn: null })).toEqual([['measure', 'measure_needed']]);
  });

  test('is open until the talk was held, or the measures are finished', () => {
    expect(isOpen({ grade: 'basic', talkOn: null, finishedOn: null })).toBe(true);
    expect(isOpen({ grade: 'basic', talkOn: on, finishedOn: null })).toBe(false);
    expect(isOpen({ grade: 'unqualified', talkOn: null, finishedOn: null })).toBe(true);
    expect(isOpen({ grade: 'unqualified', talkOn: null, finishedOn: on })).toBe(false);
    expect(isOpen({ grade: 'excellent', talkOn: null, finishedOn: null })).toBe(false);
  });
});
