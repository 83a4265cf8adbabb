import { describe, expect, test } from 'vitest';
import { identityOf } from '#features/education/bank/likeness/rules.ts';
import { faultsOf, type BankKind } from '#features/education/bank/rules.ts';
import { faultsOf as courseFaults, itemsOf } from '#features/education/courses/content/rules.ts';
import { chanceOf } from '#features/education/courses/quiz/rules.ts';
import { questionId, questionIn, waiting, writtenQuestions, type WrittenQuestion } from './bank.ts';
import { writtenCourses } from './course-texts.ts';
import { contentOf } from './courses.ts';

const all = Object.entries(writtenQuestions).map(([category, lines]) => [category, lines.map(questionIn)] as const);
const questions = all.flatMap(([, ofCategory]) => ofCategory);
const ofKind = (kind: BankKind) => questions.filter((one) => one.kind === kind);

describe('the questions of the demonstration', () => {
  test.each(all)('%s: forty and more, each whole, none twice', (_category, ofCategory) => {
    expect(ofCategory.length).toBeGreaterThanOrEqual(40);
    expect(ofCategory.flatMap((one) => faultsOf(one).map((fault) => [one.stem, fault]))).toEqual([]);
    expect(new Set(ofCategory.map(identityOf)).size).toBe(ofCategory.length);
    // Each says where it is written.
    expect(ofCategory.filter(({ explanation }) => explanation === '').map(({ stem }) => stem)).toEqual([]);
  });

  test('are all that the courses ask, published and not to be passed by a guess', () => {
    const published = new Map(
      Object.values(writtenQuestions)
        .flatMap((lines) => lines.slice(0, -waiting).map(questionIn))
        .map((one) => [questionId(one.stem), chanceOf(one.kind, one.options.length)]),
    );
    for (const course of writtenCourses) {
      const content = contentOf(course);
      const items = itemsOf(content);
      expect(items.filter((id) => !published.has(id))).toEqual([]);
      expect(courseFaults(content, new Map(items.map((id) => [id, published.get(id) ?? 1])))).toEqual([]);
    }
  });
});

/** How far a rule that knows nothing may be above chance. */
const margin = 0.05;

const length = (text: string): number => [...text].length;
const keysOf = ({ answer }: WrittenQuestion): readonly string[] => ('keys' in answer ? answer.keys : []);
const mean = (shares: readonly number[]): number => shares.reduce((sum, one) => sum + one, 0) / shares.length;
const shareOf = (hits: readonly boolean[]): number => mean(hits.map(Number));

/** What takes the option that is `rank`th by length gets; of several equally long ones it takes any. */
const byLength = (question: WrittenQuestion, rank: number): number => {
  const lengths = question.options.map(({ text }) => length(text)).toSorted((a, b) => b - a);
  const tied = question.options.filter(({ text }) => length(text) === lengths[rank]);
  return shareOf(tied.map(({ key }) => keysOf(question).includes(key)));
};
const isSet = (question: WrittenQuestion, keys: readonly string[]): boolean =>
  keysOf(question).toSorted().join('') === [...keys].toSorted().join('');
/** The `count` longest, or shortest, together. */
const several = (question: WrittenQuestion, count: number, sign: 1 | -1): boolean =>
  isSet(
    question,
    question.options
      .toSorted((a, b) => sign * (length(b.text) - length(a.text)))
      .slice(0, count)
      .map(({ key }) => key),
  );
const sets = Array.from({ length: 16 }, (_, mask) => [...'ABCD'].filter((_key, at) => (mask & (1 << at)) !== 0)).filter(
  ({ length: size }) => size > 1,
);

const [singles, severals, judges] = [ofKind('single'), ofKind('multiple'), ofKind('judge')];
const holds = ({ answer }: WrittenQuestion): boolean => 'holds' in answer && answer.holds;
const middle = judges.map(({ stem }) => length(stem)).toSorted((a, b) => a - b)[judges.length >> 1] ?? 0;
const tells: Readonly<Record<string, (stem: string) => boolean>> = {
  anything: () => true,
  'a long one': (stem) => length(stem) >= middle,
  'a word that leaves no exception': (stem) => /一律|所有|任何|只要|完全|必须|一定|不必|不需要|不用/u.test(stem),
  'a word that lets': (stem) => stem.includes('可以'),
  'a word that bids': (stem) => stem.includes('应当'),
  'a word that denies': (stem) => /[不没]/u.test(stem),
};

describe('whoever knows nothing and follows a rule gets no more than a guess is worth', () => {
  test.each([
    ...[0, 1, 2, 3].map(
      (rank) => [`the option at place ${rank + 1} by length`, mean(singles.map((one) => byLength(one, rank)))] as const,
    ),
    ...[...'ABCD'].map((key) => [`option ${key}`, shareOf(singles.map((one) => isSet(one, [key])))] as const),
  ])('single choices: %s (%d)', (_rule, share) => {
    expect(share).toBeLessThanOrEqual(0.25 + margin);
  });

  test.each([
    ...[2, 3].flatMap((count) => [
      [`the ${count} longest`, shareOf(severals.map((one) => several(one, count, 1)))] as const,
      [`the ${count} shortest`, shareOf(severals.map((one) => several(one, count, -1)))] as const,
    ]),
    ...sets.map((keys) => [`options ${keys.join('')}`, shareOf(severals.map((one) => isSet(one, keys)))] as const),
  ])('several choices: %s (%d)', (_rule, share) => {
    expect(share).toBeLessThanOrEqual(1 / sets.length + margin);
  });

  test.each(
    Object.entries(tells).flatMap(([tell, says]) => {
      const share = shareOf(judges.map((one) => says(one.stem) === holds(one)));
      return [[`true is ${tell}`, share] as const, [`false is ${tell}`, 1 - share] as const];
    }),
  )('statements: %s (%d)', (_rule, share) => {
    expect(share).toBeLessThanOrEqual(0.5 + margin);
  });

  test('with the longest option, 对 and all options together', () => {
    const scored = [
      ...singles.map((one) => byLength(one, 0) - 0.25),
      ...severals.map((one) => Number(isSet(one, [...'ABCD'])) - 1 / sets.length),
      ...judges.map((one) => Number(holds(one)) - 0.5),
    ];
    expect(mean(scored)).toBeLessThanOrEqual(margin);
  });
});
