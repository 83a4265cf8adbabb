import {
  confidences,
  guess,
  labelsOf,
  learn,
  scores,
  type Example,
  type Guess,
  type Model,
  type Sureness,
} from '../rules.ts';

export interface Measured {
  readonly accuracy: number;
  /** Mean over all labels, so that a rare one counts as much as a frequent one. */
  readonly macroF1: number;
  /** Expected calibration error: how far confidence and truth lie apart, over ten bins. */
  readonly calibration: number;
  /** What always naming the most frequent label would reach. */
  readonly usual: number;
}

interface Judged {
  readonly label: string;
  readonly best: Guess;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const macroF1Of = (judged: readonly Judged[]): number => {
  const labels = [...new Set(judged.map(({ label }) => label))];
  const scores = labels.map((one) => {
    const hits = judged.filter(({ label, best }) => label === one && best.label === one).length;
    const named = judged.filter(({ best }) => best.label === one).length;
    const there = judged.filter(({ label }) => label === one).length;
    return share(2 * hits, named + there);
  });
  return share(
    scores.reduce((sum, score) => sum + score, 0),
    labels.length,
  );
};

const bins = 10;
const calibrationOf = (judged: readonly Judged[]): number => {
  const gaps = Array.from({ length: bins }, (_, bin) => {
    const inside = judged.filter(({ best }) => Math.min(bins - 1, Math.floor(best.confidence * bins)) === bin);
    const right = inside.filter(({ label, best }) => label === best.label).length;
    const sure = inside.reduce((sum, { best }) => sum + best.confidence, 0);
    return Math.abs(right - sure);
  });
  return share(
    gaps.reduce((sum, gap) => sum + gap, 0),
    judged.length,
  );
};

/** How well a model does on examples that it has not seen. A label that it never learned is a miss. */
export const measure = (model: Model, unseen: readonly Example[], taught: readonly Example[]): Measured => {
  const judged = unseen.flatMap(({ features, label }) => {
    const [best] = guess(model, features);
    return best === undefined ? [] : [{ label, best }];
  });
  const counts = new Map<string, number>();
  for (const { label } of taught) counts.set(label, (counts.get(label) ?? 0) + 1);
  const [frequent] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [''];
  return {
    accuracy: share(judged.filter(({ label, best }) => label === best.label).length, unseen.length),
    macroF1: macroF1Of(judged),
    calibration: calibrationOf(judged),
    usual: share(unseen.filter(({ label }) => label === frequent).length, unseen.length),
  };
};

const temperatures = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3, 4, 6];
const doubts = [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6];
const candidates: readonly Sureness[] = temperatures.flatMap((temperature) =>
  doubts.map((doubt) => ({ temperature, doubt })),
);

/** The sureness by which the truth surprises least. */
const settle = (model: Model, examples: readonly Example[]): Sureness => {
  const known = examples.flatMap(({ features, label }) => {
    const at = model.labels.indexOf(label);
    return at < 0 ? [] : [{ found: scores(model, features), at }];
  });
  const surpriseOf = (sureness: Sureness): number =>
    known.reduce((sum, { found, at }) => sum - Math.log(Math.max(confidences(found, sureness)[at] ?? 0, 1e-9)), 0);
  const tried = candidates.map((sureness) => ({ sureness, surprise: surpriseOf(sureness) }));
  return tried.toSorted((a, b) => a.surprise - b.surprise)[0]?.sureness ?? model.sureness;
};

export interface Studied {
  /** Learned from all examples. */
  readonly model: Model;
  readonly measured: Measured;
  readonly taught: number;
  readonly tested: number;
}

/**
 * Learns, and measures what was learned: the newest fifth is held back, and of the rest the newest tenth sets how sure the model may
 * be. What is kept then learns from all. `examples` in the order in which they came. Null where one label alone has examples enough.
 */
export const study = (examples: readonly Example[]): Studied | null => {
  const held = Math.floor(examples.length / 5);
  const [rest, unseen] = [examples.slice(0, examples.length - held), examples.slice(examples.length - held)];
  const tenth = Math.floor(rest.length / 10);
  const [taught, tuned] = [rest.slice(0, rest.length - tenth), rest.slice(rest.length - tenth)];
  const labels = labelsOf(taught);
  if (labels.length < 2) return null;
  const first = learn(taught, labels);
  const sureness = settle(first, tuned);
  const measured = measure({ ...first, sureness }, unseen, taught);
  return {
    model: learn(examples, labelsOf(examples), sureness),
    measured,
    taught: examples.length,
    tested: unseen.length,
  };
};
