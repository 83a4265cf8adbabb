/**
 * Suggestions learned from closed requests: a linear model over words (multinomial logistic regression, Adagrad), small enough to be
 * explained word by word. The order of the examples is the order of learning, so that the same examples give the same model.
 */

/** What is learned: what a request is about, and who answers it. */
export const modelKinds = ['category', 'unit'] as const;
export type ModelKind = (typeof modelKinds)[number];

export interface Example {
  /** Words of the text, and facts that begin with '@'. */
  readonly features: readonly string[];
  readonly label: string;
}

export interface Model {
  readonly labels: readonly string[];
  readonly features: readonly string[];
  /** Of each feature how rare it is. */
  readonly rarity: readonly number[];
  /** Feature by feature, each with a weight for every label; the last row is the bias. */
  readonly weights: Float32Array;
  readonly sureness: Sureness;
}

/** How sure the scores make it. Set on requests that it has not learned from, so that a confidence is what it says. */
export interface Sureness {
  /** Divides the scores. */
  readonly temperature: number;
  /** Share that goes to all labels alike: some requests are put where they do not belong, whatever they say. */
  readonly doubt: number;
}

export const unset: Sureness = { temperature: 1, doubt: 0 };

/** A word is learned where so many requests hold it: what fewer say may be somebody's name. */
export const minSeen = 5;
/** A label with fewer examples is none. */
export const minExamples = 8;
/** Below this a county has nothing to learn from. */
export const minRequests = 100;
const mostFeatures = 6_000;
/** What half of all requests say tells them apart no more. */
const commonShare = 0.5;
const [passes, rate, decay] = [15, 0.3, 1e-5];

/** A fact always; a word of two characters and more without digits, which are somebody's number or house. */
const tells = (feature: string): boolean =>
  feature.startsWith('@') || ([...feature].length >= 2 && !/\p{N}/u.test(feature));

/** The features of one request, each once. */
export const featuresOf = (words: readonly string[], facts: readonly string[] = []): string[] => [
  ...new Set([...facts.map((fact) => `@${fact}`), ...words].filter(tells)),
];

const countOf = (items: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

/** Labels that have examples enough. */
export const labelsOf = (examples: readonly Example[]): string[] =>
  [...countOf(examples.map(({ label }) => label))]
    .filter(([, count]) => count >= minExamples)
    .map(([label]) => label)
    .toSorted();

const vocabularyOf = (examples: readonly Example[]): Pick<Model, 'features' | 'rarity'> => {
  const seen = countOf(examples.flatMap(({ features }) => features));
  const kept = [...seen]
    .filter(
      ([feature, count]) => count >= minSeen && (feature.startsWith('@') || count <= examples.length * commonShare),
    )
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, mostFeatures);
  return {
    features: kept.map(([feature]) => feature),
    rarity: kept.map(([, count]) => Math.log(1 + examples.length / count)),
  };
};

/** Places of the known features and their values, together of length one. */
type Vector = readonly (readonly [at: number, value: number])[];

const places = new WeakMap<readonly string[], ReadonlyMap<string, number>>();
const placesOf = (features: readonly string[]): ReadonlyMap<string, number> => {
  const known = places.get(features) ?? new Map(features.map((feature, at) => [feature, at]));
  places.set(features, known);
  return known;
};

const vectorOf = ({ features, rarity }: Pick<Model, 'features' | 'rarity'>, asked: readonly string[]): Vector => {
  const known = placesOf(features);
  const found = asked.flatMap((feature) => known.get(feature) ?? []).map((at) => [at, rarity[at] ?? 0] as const);
  const length = Math.hypot(...found.map(([, value]) => value)) || 1;
  return found.map(([at, value]) => [at, value / length]);
};

/** Scores of all labels, in place. */
const scoresOf = (weights: Float32Array, labels: number, vector: Vector, into: Float64Array): void => {
  const bias = weights.length - labels;
  for (let label = 0; label < labels; label += 1) into[label] = weights[bias + label] ?? 0;
  for (const [at, value] of vector)
    for (let label = 0; label < labels; label += 1)
      into[label] = (into[label] ?? 0) + value * (weights[at * labels + label] ?? 0);
};

const softmax = (values: Float64Array, temperature = 1): void => {
  const most = Math.max(...values);
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) {
    const raised = Math.exp(((values[at] ?? 0) - most) / temperature);
    values[at] = raised;
    sum += raised;
  }
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / sum;
};

/** Numbers between nothing and one that are always the same. */
const steadyNumbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const shuffled = <T>(items: readonly T[], random: () => number): T[] => {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
};

interface Taught {
  readonly vector: Vector;
  readonly label: number;
}

const descend = (weights: Float32Array, labels: number, taught: readonly Taught[]): void => {
  const gathered = new Float32Array(weights.length).fill(1e-6);
  const now = new Float64Array(labels);
  const random = steadyNumbers(7);
  const bias = weights.length - labels;
  const move = (at: number, slope: number): void => {
    const pull = slope + decay * (weights[at] ?? 0);
    gathered[at] = (gathered[at] ?? 0) + pull * pull;
    weights[at] = (weights[at] ?? 0) - (rate * pull) / Math.sqrt(gathered[at] ?? 1);
  };
  for (let pass = 0; pass < passes; pass += 1)
    for (const { vector, label } of shuffled(taught, random)) {
      scoresOf(weights, labels, vector, now);
      softmax(now);
      now[label] = (now[label] ?? 0) - 1;
      for (let one = 0; one < labels; one += 1) {
        const error = now[one] ?? 0;
        if (Math.abs(error) < 1e-4) continue;
        for (const [at, value] of vector) move(at * labels + one, error * value);
        move(bias + one, error * 0.1);
      }
    }
};

/** Learns from examples whose labels are among those; the others are passed over. */
export const learn = (examples: readonly Example[], labels: readonly string[], sureness = unset): Model => {
  const { features, rarity } = vocabularyOf(examples);
  const placeOf = new Map(labels.map((label, at) => [label, at]));
  const weights = new Float32Array((features.length + 1) * labels.length);
  const taught = examples.flatMap(({ features: asked, label }) => {
    const at = placeOf.get(label);
    return at === undefined ? [] : [{ vector: vectorOf({ features, rarity }, asked), label: at }];
  });
  descend(weights, labels.length, taught);
  return { labels, features, rarity, weights, sureness };
};

export interface Guess {
  readonly label: string;
  readonly confidence: number;
}

/** What the words of a request say for each label, before it is told how sure that makes one. */
export const scores = (model: Model, asked: readonly string[]): Float64Array => {
  const found = new Float64Array(model.labels.length);
  scoresOf(model.weights, model.labels.length, vectorOf(model, asked), found);
  return found;
};

/** How sure scores make one; together the confidences are one. */
export const confidences = (found: Float64Array, { temperature, doubt }: Sureness): Float64Array => {
  const shares = found.slice();
  softmax(shares, temperature);
  return shares.map((share) => (1 - doubt) * share + doubt / shares.length);
};

/** Every label with its confidence, the likeliest first. */
export const guess = (model: Model, asked: readonly string[]): Guess[] => {
  const shares = confidences(scores(model, asked), model.sureness);
  return model.labels
    .map((label, at) => ({ label, confidence: shares[at] ?? 0 }))
    .toSorted((a, b) => b.confidence - a.confidence);
};

/** What of a request spoke for a label and against the others, the heaviest first. */
export const reasonsFor = (model: Model, asked: readonly string[], label: string, most = 5): string[] => {
  const labels = model.labels.length;
  const own = model.labels.indexOf(label);
  return vectorOf(model, asked)
    .map(([at, value]) => {
      const row = model.weights.subarray(at * labels, (at + 1) * labels);
      const mean = row.reduce((sum, weight) => sum + weight, 0) / labels;
      return { feature: model.features[at] ?? '', weight: value * ((row[own] ?? 0) - mean) };
    })
    .filter(({ weight }) => weight > 0.05)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ feature }) => feature);
};
