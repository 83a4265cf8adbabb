/**
 * `npm run bench -- recall`: what the schedule expects of an answer, against predictors that know less. No answers of people exist yet:
 * the learners are invented, by laws that are not the schedule's (`recall-learners.ts`). Whatever a predictor learns, it learns from one
 * half of the learners and is measured on the other, both ways; the schedule learns no more numbers than the answer before does.
 */
import { answersOfAll, dice, laws, type Answered, type LawName } from '../parts/recall-learners.ts';
import type { Outcome } from '../report.ts';

type Predict = (answer: Answered) => number;
/** Made of one half, for the other. */
type Predictor = (train: readonly Answered[]) => Predict;

const logit = (share: number): number => Math.log(share / (1 - share));
const shareOf = (value: number): number => 1 / (1 + Math.exp(-value));
const within = (share: number): number => Math.min(0.999, Math.max(0.001, share));

/** What is expected of an answer: it is remembered, or guessed. */
const withGuess: Predict = ({ chance, expected }) => within(chance + (1 - chance) * expected);

/** Solves a small system of equations, row by row. */
const solved = (matrix: readonly (readonly number[])[], right: readonly number[]): number[] => {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  for (let at = 0; at < size; at += 1) {
    const pivot = rows[at] ?? [];
    for (let other = 0; other < size; other += 1) {
      const row = rows[other];
      if (other === at || row === undefined) continue;
      const times = (row[at] ?? 0) / (pivot[at] ?? 1);
      for (let column = at; column <= size; column += 1)
        row[column] = (row[column] ?? 0) - times * (pivot[column] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
};

/** Weights of a logistic curve over some values, by Newton's steps. */
const fitted =
  (valuesOf: (answer: Answered) => readonly number[]): Predictor =>
  (train) => {
    const rows = train.map((answer) => ({ values: valuesOf(answer), isRight: answer.isRight ? 1 : 0 }));
    let weights = (rows[0]?.values ?? []).map(() => 0);
    const valueOf = (values: readonly number[]): number =>
      values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
    for (let step = 0; step < 8; step += 1) {
      const slopes = weights.map(() => 0);
      // A trifle on the diagonal, so that a constant value does no harm.
      const bends: number[][] = weights.map((_, at) => weights.map((__, other) => (at === other ? 1e-6 : 0)));
      for (const { values, isRight } of rows) {
        const p = shareOf(valueOf(values));
        values.forEach((value, at) => {
          slopes[at] = (slopes[at] ?? 0) + (isRight - p) * value;
          const bend = bends[at] ?? [];
          values.forEach((other, to) => (bend[to] = (bend[to] ?? 0) + p * (1 - p) * value * other));
        });
      }
      const change = solved(bends, slopes);
      weights = weights.map((weight, at) => weight + (change[at] ?? 0));
    }
    return (answer) => within(shareOf(valueOf(valuesOf(answer))));
  };

const predictors = {
  'the schedule (FSRS 6) as published, nothing fitted': () => withGuess,
  'the schedule, two numbers fitted': fitted((answer) => [1, logit(withGuess(answer))]),
  'the answer before, two numbers fitted': fitted(({ last }) => [1, last ? 1 : 0]),
  'the answer before and the days since, three fitted': fitted(({ last, since }) => [
    1,
    last ? 1 : 0,
    Math.log(since + 1),
  ]),
  'the share right so far, two fitted': fitted(({ before: { right, asked } }) => [1, logit((right + 1) / (asked + 2))]),
  'the average, one number': fitted(() => [1]),
} as const satisfies Readonly<Record<string, Predictor>>;
type PredictorName = keyof typeof predictors;
const [ours, before] = [
  'the schedule, two numbers fitted',
  'the answer before, two numbers fitted',
] as const satisfies readonly PredictorName[];

interface Judged {
  readonly learner: number;
  readonly p: number;
  readonly isRight: boolean;
}

/** Every answer as it is expected by numbers that were fitted on the half in which its learner is not. */
const heldOut = (answers: readonly Answered[], predictor: Predictor): Judged[] =>
  [0, 1].flatMap((half) => {
    const predict = predictor(answers.filter(({ learner }) => learner % 2 !== half));
    return answers
      .filter(({ learner }) => learner % 2 === half)
      .map((answer) => ({ learner: answer.learner, p: predict(answer), isRight: answer.isRight }));
  });

const lossOf = ({ p, isRight }: Judged): number => -Math.log(isRight ? p : 1 - p);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const groupsOf = (judged: readonly Judged[], count: number) => {
  const sorted = judged.toSorted((a, b) => a.p - b.p);
  return Array.from({ length: count }, (_, n) => {
    const part = sorted.slice(Math.floor((n * sorted.length) / count), Math.floor(((n + 1) * sorted.length) / count));
    return {
      size: part.length,
      expected: mean(part.map(({ p }) => p)),
      seen: part.filter(({ isRight }) => isRight).length / part.length,
    };
  });
};

/** Root of the mean squared distance between expected and seen in twenty groups of equal size. */
const apartOf = (judged: readonly Judged[]): number =>
  Math.sqrt(
    groupsOf(judged, 20).reduce((sum, { size, expected, seen }) => sum + size * (expected - seen) ** 2, 0) /
      judged.length,
  );

/** By how much one loses less than another, a whole learner at a time: mean, and where 99 of 100 draws of learners lie. */
const difference = (one: readonly Judged[], other: readonly Judged[], seed: number) => {
  const sums = new Map<number, { less: number; count: number }>();
  one.forEach((judged, at) => {
    const against = other[at];
    if (against === undefined) return;
    const held = sums.get(judged.learner) ?? { less: 0, count: 0 };
    sums.set(judged.learner, { less: held.less + lossOf(judged) - lossOf(against), count: held.count + 1 });
  });
  const people = [...sums.values()];
  const roll = dice(seed);
  const draws = Array.from({ length: 2_000 }, () => {
    let [less, count] = [0, 0];
    for (let n = 0; n < people.length; n += 1) {
      const drawn = people[Math.floor(roll() * people.length)];
      less += drawn?.less ?? 0;
      count += drawn?.count ?? 0;
    }
    return less / count;
  }).toSorted((a, b) => a - b);
  return { low: draws[Math.floor(draws.length * 0.005)] ?? 0, high: draws[Math.floor(draws.length * 0.995)] ?? 0 };
};

/** Expected and seen may be so far apart, once two numbers are fitted. */
const mostApart = 0.05;
interface Measured {
  readonly law: LawName;
  readonly ok: boolean;
  readonly lines: readonly string[];
}

const measure = (law: LawName, answers: readonly Answered[], seed: number): Measured => {
  const judged = new Map(
    Object.entries(predictors).map(([name, predictor]) => [name, heldOut(answers, predictor)] as const),
  );
  const of = (name: PredictorName): readonly Judged[] => judged.get(name) ?? [];
  const loss = (name: PredictorName): number => mean(of(name).map(lossOf));
  const { low, high } = difference(of(ours), of(before), seed);
  const apart = apartOf(of(ours));
  return {
    law,
    ok: high < 0 && apart <= mostApart,
    lines: [
      `invented learners: ${law} (${answers.length} answers, each judged by numbers of the other half)`,
      ...[...judged].map(
        ([name, list]) =>
          `  ${name.padEnd(52)} log loss ${mean(list.map(lossOf)).toFixed(4)}, expected and seen apart ${apartOf(list).toFixed(4)}`,
      ),
      `  the schedule against the answer before: ${(loss(ours) / loss(before)).toFixed(3)} of its log loss; less by ${(-high).toFixed(4)} to ${(-low).toFixed(4)} (99 %), bound: above 0; apart ${apart.toFixed(4)} (bound ${mostApart})`,
      ...groupsOf(of(ours), 5).map(
        ({ size, expected, seen }) => `    ${size} answers: expected ${expected.toFixed(3)}, seen ${seen.toFixed(3)}`,
      ),
    ],
  };
};

/** Arguments: learners (160), questions each (20), days (365), seed (5). */
export const run = async (args: readonly string[] = []): Promise<Outcome> => {
  const [learners = 160, items = 20, days = 365, seed = 5] = args.map(Number);
  const measured = await Promise.resolve(
    (Object.keys(laws) as LawName[]).map((law) =>
      measure(law, answersOfAll(law, { learners, items, days }, seed), seed),
    ),
  );
  return {
    ok: measured.every(({ ok }) => ok),
    lines: [
      `everything here is simulated: ${learners} learners, ${items} questions each over ${days} days, asked when the schedule says or late; the schedule's own law is none of theirs`,
      ...measured.flatMap(({ lines }) => lines),
    ],
  };
};
