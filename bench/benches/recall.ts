/**
 * `npm run bench -- recall`: the calibration of what the schedule expects, on answers that were held back, against two that know less:
 * the answer before, and the average. Learners are invented (`recall-learners.ts`): no real answers exist yet. What a predictor may
 * learn it learns from the first half of the learners, two numbers each; it is measured on the other half.
 */
import { answersOfAll, type Answered } from '../parts/recall-learners.ts';
import type { Outcome } from '../report.ts';

const logit = (share: number): number => Math.log(share / (1 - share));
const shareOf = (value: number): number => 1 / (1 + Math.exp(-value));
const within = (share: number): number => Math.min(0.999, Math.max(0.001, share));

/** What is expected of an answer: it is remembered, or guessed. */
const withGuess = ({ chance, expected }: Answered): number => within(chance + (1 - chance) * expected);

/** Two numbers that bring the schedule's expectation to the answers' own scale, by steepest descent on the first half. */
const fitted = (train: readonly Answered[]): ((answer: Answered) => number) => {
  let [shift, slope] = [0, 1];
  for (let step = 0; step < 400; step += 1) {
    let [byShift, bySlope] = [0, 0];
    for (const answer of train) {
      const value = logit(withGuess(answer));
      const error = shareOf(shift + slope * value) - (answer.isRight ? 1 : 0);
      byShift += error;
      bySlope += error * value;
    }
    shift -= (0.5 * byShift) / train.length;
    slope -= (0.1 * bySlope) / train.length;
  }
  return (answer) => within(shareOf(shift + slope * logit(withGuess(answer))));
};

const shareRight = (list: readonly Answered[]): number =>
  within(list.filter(({ isRight }) => isRight).length / Math.max(list.length, 1));

const lastAnswer = (train: readonly Answered[]): ((answer: Answered) => number) => {
  const [right, wrong] = [true, false].map((last) => shareRight(train.filter((one) => one.last === last)));
  return ({ last }) => (last ? (right ?? 0.5) : (wrong ?? 0.5));
};

interface Quality {
  readonly loss: number;
  /** Root of the mean squared distance between expected and seen in twenty groups of equal size. */
  readonly apart: number;
}

const groupsOf = (test: readonly Answered[], predict: (answer: Answered) => number, count: number) => {
  const sorted = test.map((answer) => ({ p: predict(answer), isRight: answer.isRight })).toSorted((a, b) => a.p - b.p);
  return Array.from({ length: count }, (_, n) => {
    const part = sorted.slice(Math.floor((n * sorted.length) / count), Math.floor(((n + 1) * sorted.length) / count));
    return {
      size: part.length,
      expected: part.reduce((sum, { p }) => sum + p, 0) / part.length,
      seen: part.filter(({ isRight }) => isRight).length / part.length,
    };
  });
};

const qualityOf = (test: readonly Answered[], predict: (answer: Answered) => number): Quality => {
  const loss =
    test.reduce((sum, answer) => {
      const p = predict(answer);
      return sum - Math.log(answer.isRight ? p : 1 - p);
    }, 0) / test.length;
  const apart = Math.sqrt(
    groupsOf(test, predict, 20).reduce((sum, { size, expected, seen }) => sum + size * (expected - seen) ** 2, 0) /
      test.length,
  );
  return { loss, apart };
};

/** Arguments: learners (400), questions each (30), days (365), seed (5). */
export const run = async (args: readonly string[] = []): Promise<Outcome> => {
  const [learners = 400, items = 30, days = 365, seed = 5] = args.map(Number);
  const answers = await Promise.resolve(answersOfAll(learners, items, days, seed));
  const train = answers.filter(({ learner }) => learner < learners / 2);
  const test = answers.filter(({ learner }) => learner >= learners / 2);
  const average = shareRight(train);
  const schedule = fitted(train);
  const rows = [
    ['the schedule (FSRS 6) as published', withGuess],
    ['the schedule, two numbers fitted', schedule],
    ['the answer before', lastAnswer(train)],
    ['the average', () => average],
  ] as const;
  const measured = rows.map(([name, predict]) => ({ name, ...qualityOf(test, predict) }));
  const [, ours, before] = measured;
  const ok = ours !== undefined && before !== undefined && ours.loss < before.loss;
  return {
    ok,
    lines: [
      `${learners} invented learners, ${items} questions each over ${days} days; ${train.length} answers to fit, ${test.length} held back`,
      ...measured.map(
        ({ name, loss, apart }) => `${name}: log loss ${loss.toFixed(4)}, expected and seen apart ${apart.toFixed(4)}`,
      ),
      `the schedule's log loss against the answer before: ${((ours?.loss ?? 1) / (before?.loss ?? 1)).toFixed(3)} (bound: below 1)`,
      'expected and seen, in five groups held back:',
      ...groupsOf(test, schedule, 5).map(
        ({ size, expected, seen }) => `  ${size} answers: expected ${expected.toFixed(3)}, seen ${seen.toFixed(3)}`,
      ),
    ],
  };
};
