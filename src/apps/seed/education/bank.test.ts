import { describe, expect, test } from 'vitest';
import { identityOf } from '#features/education/bank/likeness/rules.ts';
import { faultsOf, isChoice } from '#features/education/bank/rules.ts';
import { questionIn, writtenQuestions } from './bank.ts';

const all = Object.entries(writtenQuestions).map(([category, lines]) => [category, lines.map(questionIn)] as const);

describe('the questions of the demonstration', () => {
  test.each(all)('%s: forty and more, each whole, none twice', (_category, questions) => {
    expect(questions.length).toBeGreaterThanOrEqual(40);
    expect(questions.flatMap((one) => faultsOf(one).map((fault) => [one.stem, fault]))).toEqual([]);
    expect(new Set(questions.map(identityOf)).size).toBe(questions.length);
    // Each says where it is written.
    expect(questions.filter(({ explanation }) => explanation === '').map(({ stem }) => stem)).toEqual([]);
  });

  test('do not give the answer away by its place', () => {
    const first = all
      .flatMap(([, questions]) => questions)
      .filter(({ kind }) => isChoice(kind) && kind === 'single')
      .map(({ answer }) => ('keys' in answer ? answer.keys[0] : ''));
    for (const key of 'ABCD') expect(first.filter((one) => one === key).length / first.length).toBeLessThan(0.4);
  });
});
