/**
 * What suggestions for requests are worth: accuracy and macro-F1 on a held-back fifth, the learning curve, how far confidence can be
 * believed, and what learning costs. On made-up requests, whose noise is known (so a bound can be set), and on any labelled sheet:
 * `npm run bench -- routing sheet.xlsx text category`, with the headings of the two columns.
 */
import { openSheets } from '#platform/sheets/open.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { generateRequests, usualNoise } from '#features/service/requests/learning/factory.ts';
import { measure, study } from '#features/service/requests/learning/measures/rules.ts';
import { featuresOf, guess, labelsOf, learn, type Example } from '#features/service/requests/learning/rules.ts';
import type { Outcome } from '../report.ts';

interface Written {
  readonly text: string;
  readonly label: string;
}

const made = 10_000;
const seeds = [11, 22, 33] as const;
/** Of the requests that say what they are about and stand where they belong nearly all are to be found. */
const least = { accuracy: 0.78, macroF1: 0.7, calibration: 0.05, trueAccuracy: 0.85 } as const;
const mostSeconds = 20;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const examplesOf = async (requests: readonly Written[]): Promise<Example[]> => {
  const { cut } = await loadSegmenter();
  return requests.map(({ text, label }) => ({ features: featuresOf(cut(text)), label }));
};

/** The rows of the first sheet that has both headings. */
const readLabelled = async (path: string, text: string, category: string): Promise<Written[]> => {
  const found: Written[] = [];
  let at: readonly [text: number, category: number] | null = null;
  for await (const event of openSheets({ path, name: path })) {
    if (event.kind === 'end' && found.length > 0) break;
    if (event.kind !== 'rows') continue;
    for (const { texts } of event.rows) {
      if (at === null) {
        const [one, other] = [texts.indexOf(text), texts.indexOf(category)];
        if (one >= 0 && other >= 0) at = [one, other];
        continue;
      }
      const [said, label] = [texts[at[0]] ?? '', texts[at[1]] ?? ''];
      if (said !== '' && label !== '') found.push({ text: said, label });
    }
  }
  return found;
};

/** On the same held-back fifth, learned from ever more of the rest. */
const curve = (examples: readonly Example[]): string[] => {
  const held = Math.floor(examples.length / 5);
  const rest = examples.slice(0, examples.length - held);
  const unseen = examples.slice(examples.length - held);
  return [0.05, 0.1, 0.25, 0.5, 1].map((share) => {
    const taught = rest.slice(rest.length - Math.round(rest.length * share));
    const labels = labelsOf(taught);
    if (labels.length < 2) return `  ${String(taught.length).padStart(7)} examples: too few`;
    const { accuracy, macroF1 } = measure(learn(taught, labels), unseen, taught);
    return `  ${String(taught.length).padStart(7)} examples: accuracy ${percent(accuracy)}, macro-F1 ${percent(macroF1)}`;
  });
};

const judge = (name: string, examples: readonly Example[]) => {
  const begun = performance.now();
  const studied = study(examples);
  const seconds = (performance.now() - begun) / 1_000;
  if (studied === null) return { lines: [`${name}: too little to learn from`], studied, seconds };
  const { measured, taught, tested, model } = studied;
  const { accuracy, macroF1, calibration, usual } = measured;
  const lines = [
    `${name}: ${taught} requests, ${tested} of them held back, ${model.labels.length} labels, ${model.features.length} words`,
    `  accuracy ${percent(accuracy)} (always the most frequent: ${percent(usual)}), macro-F1 ${percent(macroF1)}, calibration error ${percent(calibration)}, learned and measured in ${seconds.toFixed(1)} s`,
  ];
  return { lines, studied, seconds };
};

const onMade = async (seed: number): Promise<Outcome> => {
  const requests = generateRequests(made, seed);
  const examples = await examplesOf(requests.map(({ text, category }) => ({ text, label: category })));
  const { lines, studied, seconds } = judge(`made up, seed ${seed}`, examples);
  if (studied === null) return { lines, ok: false };
  const { accuracy, macroF1, calibration } = studied.measured;
  // Against where each belongs, which the labels of one in twelve do not say.
  const held = Math.floor(examples.length / 5);
  const rest = examples.slice(0, examples.length - held);
  const model = learn(rest, labelsOf(rest));
  const hits = requests
    .slice(rest.length)
    .filter(({ true: belongs }, at) => guess(model, examples[rest.length + at]?.features ?? [])[0]?.label === belongs);
  const trueAccuracy = hits.length / held;
  const ok =
    accuracy >= least.accuracy &&
    macroF1 >= least.macroF1 &&
    calibration <= least.calibration &&
    trueAccuracy >= least.trueAccuracy &&
    seconds <= mostSeconds;
  return { lines: [...lines, `  against where they belong: ${percent(trueAccuracy)}`, ...curve(examples)], ok };
};

export const run = async (args: readonly string[]): Promise<Outcome> => {
  const [sheet, text = 'text', category = 'category'] = args;
  if (sheet !== undefined) {
    const requests = await readLabelled(sheet, text, category);
    const examples = await examplesOf(requests);
    const { lines, studied } = judge(sheet, examples);
    return { lines: [...lines, ...(studied === null ? [] : curve(examples))], ok: studied !== null };
  }
  const { misplaced, double, vague, dropped } = usualNoise;
  const lines = [
    `noise: ${percent(misplaced)} put where they do not belong, ${percent(double)} about two things, ${percent(vague)} saying next to nothing, ${percent(dropped)} of letters missing`,
  ];
  let ok = true;
  for (const seed of seeds) {
    const outcome = await onMade(seed);
    lines.push(...outcome.lines);
    ok &&= outcome.ok;
  }
  lines.push(
    `bounds: accuracy ≥ ${percent(least.accuracy)}, macro-F1 ≥ ${percent(least.macroF1)}, calibration error ≤ ${percent(least.calibration)}, against where they belong ≥ ${percent(least.trueAccuracy)}, ${mostSeconds} s`,
    'made-up texts are easier than those of people: the figures that count are those of the county’s own requests, on the page of suggestions',
  );
  return { lines, ok };
};
