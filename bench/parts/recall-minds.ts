/** Minds without knowledge, each with a trick; and one that knows nine of ten. */
import { randomInt } from 'node:crypto';
import type { Given } from '#features/education/bank/rules.ts';
import type { RecallQuestion } from '#features/education/recall/contract.ts';
import type { Mind } from './recall-ground.ts';

type Trick = (question: RecallQuestion) => Given;

const keysBy = ({ options }: RecallQuestion, sign: 1 | -1): string[] =>
  options.toSorted((a, b) => sign * (a.text.length - b.text.length)).map(({ key }) => key);

const gaps = ({ gaps: count }: RecallQuestion): Given => ({
  blanks: Array.from({ length: count }, () => String(randomInt(1, 13))),
});

const anything: Trick = (question) => {
  if (question.kind === 'judge') return { holds: randomInt(2) === 0 };
  if (question.kind === 'blank') return gaps(question);
  const keys = question.options.map(({ key }) => key);
  if (question.kind === 'single') return { keys: [keys[randomInt(keys.length)] ?? 'A'] };
  const ticked = keys.filter(() => randomInt(2) === 0);
  return { keys: ticked.length < 2 ? keys : ticked };
};

/** The longest option, or as many of the longest; of judgements always the same. */
const longest =
  (holds: boolean, count: number): Trick =>
  (question) => {
    if (question.kind === 'judge') return { holds };
    if (question.kind === 'blank') return gaps(question);
    return { keys: keysBy(question, -1).slice(0, question.kind === 'single' ? 1 : count) };
  };

export const tricks = {
  random: anything,
  'longest, true, all': longest(true, 10),
  'longest, false, three': longest(false, 3),
  'memory, leaves and comes back': longest(true, 10),
  'memory, tries the course first': anything,
} as const satisfies Readonly<Record<string, Trick>>;
export type TrickName = keyof typeof tricks;

const textsOf = (question: RecallQuestion, { keys }: { readonly keys: readonly string[] }): string[] =>
  question.options.filter(({ key }) => keys.includes(key)).map(({ text }) => text);

/** Knows nothing of the matter, but forgets nothing of what it was told. */
export const botMind = (name: TrickName): Mind => {
  const told = new Map<string, readonly string[] | Given>();
  return {
    answer(question) {
      const known = told.get(question.stem);
      if (known === undefined) return tricks[name](question);
      if (!Array.isArray(known)) return known as Given;
      const texts: readonly string[] = known;
      return { keys: question.options.filter(({ text }) => texts.includes(text)).map(({ key }) => key) };
    },
    hear(question, right) {
      told.set(question.stem, 'keys' in right ? textsOf(question, right) : right);
    },
  };
};

export const knowingMind = (right: ReadonlyMap<string, readonly string[] | boolean>): Mind => ({
  answer(question) {
    const known = right.get(question.stem);
    if (known === undefined || randomInt(10) === 0) return anything(question);
    if (typeof known === 'boolean') return { holds: known };
    if (question.kind === 'blank') return { blanks: known };
    return { keys: question.options.filter(({ text }) => known.includes(text)).map(({ key }) => key) };
  },
  hear() {
    // It knew before.
  },
});
