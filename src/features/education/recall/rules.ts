/** What is asked, what a guess is worth, and what answers show. Pure: no clock, no database. */
import {
  plainAnswer,
  type Answer,
  type BankKind,
  type Given,
  type Option,
  type Question,
} from '#features/education/bank/rules.ts';
import { addDays } from '#shared/days.ts';

/** Kinds that a rule can mark. */
export const recallKinds = ['single', 'multiple', 'judge', 'blank'] as const satisfies readonly BankKind[];
export const weeklyChoices = [3, 5, 10] as const;
export const contributionStates = ['stated', 'signed', 'declined'] as const;
export type ContributionState = (typeof contributionStates)[number];

/** The Monday of a day's week. */
export const weekOf = (day: string): string => {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
};

/** A number of a text that is the same everywhere (FNV-1a, and a last stir). */
const numberOf = (text: string): number => {
  let hash = 0x81_1c_9d_c5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c_1b_3c_6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};

/** "All of these" says nothing unless it stands last. */
const speaksOfOthers = (text: string): boolean => /^(以上|上述|前述|all of|none of)/iu.test(text.trim());

/** The author's keys in the order in which one person sees them this time: where the right one stands says nothing. */
export const shownOrder = (options: readonly Option[], seed: string): string[] =>
  options
    .map(({ key, text }) => ({ key, last: speaksOfOthers(text), by: numberOf(`${seed} ${key}`) }))
    .toSorted((a, b) => Number(a.last) - Number(b.last) || a.by - b.by)
    .map(({ key }) => key);

const letters = 'ABCDEFGHIJ';

/** Options under fresh letters. */
export const shownOptions = (options: readonly Option[], order: readonly string[]): Option[] =>
  order.map((key, at) => ({
    key: letters.charAt(at),
    text: options.find((option) => option.key === key)?.text ?? '',
  }));

/** What was ticked, in the author's letters. */
export const inAuthorKeys = (given: Given, order: readonly string[]): Given =>
  'keys' in given ? { keys: given.keys.map((key) => order[letters.indexOf(key)] ?? '') } : given;

/** What is right, in the letters that were shown. */
export const inShownKeys = (answer: Answer, order: readonly string[]): Answer =>
  'keys' in answer
    ? { keys: answer.keys.map((key) => letters.charAt(order.indexOf(key))).toSorted((a, b) => (a < b ? -1 : 1)) }
    : answer;

type Asked = Pick<Question, 'kind' | 'options' | 'answer'>;

/** A way to answer that needs no knowledge of the matter: the keys it ticks, or what it says. */
type Trick = (item: Asked) => string;

const textOfKeys = (keys: readonly string[]): string => keys.toSorted((a, b) => (a < b ? -1 : 1)).join('');
const byLength = ({ options }: Asked, sign: 1 | -1): string[] =>
  options
    .toSorted((a, b) => sign * (a.text.length - b.text.length) || (a.text < b.text ? -1 : 1))
    .map(({ key }) => key);

const tricksOf = (kind: BankKind, most: number): Trick[] => {
  if (kind === 'judge') return [() => 'T', () => 'F'];
  const counts = kind === 'single' ? [1] : Array.from({ length: Math.max(most - 1, 0) }, (_, n) => n + 2);
  return counts.flatMap((count): Trick[] => [
    (item) => textOfKeys(byLength(item, -1).slice(0, count)),
    (item) => textOfKeys(byLength(item, 1).slice(0, count)),
  ]);
};

const rightOf = ({ answer }: Asked): string => {
  if ('keys' in answer) return textOfKeys(answer.keys);
  if ('holds' in answer) return answer.holds ? 'T' : 'F';
  return 'blanks' in answer ? answer.blanks.map((taken) => plainAnswer(taken[0] ?? '')).join('|') : '';
};

/** How often the best constant way is right among its like. */
const bestShare = (kind: BankKind, like: readonly Asked[]): number => {
  if (like.length === 0) return 0;
  if (kind === 'blank') {
    const counts = new Map<string, number>();
    for (const item of like) counts.set(rightOf(item), (counts.get(rightOf(item)) ?? 0) + 1);
    return like.length < 5 ? 0 : Math.max(...counts.values()) / like.length;
  }
  const most = Math.max(...like.map(({ options }) => options.length));
  const hits = tricksOf(kind, most).map((trick) => like.filter((item) => trick(item) === rightOf(item)).length);
  const best = Math.max(0, ...hits);
  return Math.max(best / like.length, (best + 1) / (like.length + 2));
};

/** Blind luck alone, whatever the bank is like. A gap is rarely guessed, and never held to be out of reach. */
const luck = ({ kind, options }: Asked): number => {
  if (kind === 'judge') return 0.5;
  if (kind === 'blank') return 0.1;
  return kind === 'single' ? 1 / options.length : 1 / (2 ** options.length - options.length - 1);
};

/**
 * The chance that somebody who knows nothing of the matter is right: blind luck, or the best trick among the questions of its like
 * (the longest option, all of them, always "true"), whichever is more.
 */
export const chanceOf = (item: Asked, pool: readonly Asked[]): number => {
  const like = pool.filter(({ kind, options }) => kind === item.kind && options.length === item.options.length);
  return Math.min(0.95, Math.max(luck(item), bestShare(item.kind, like)));
};

export interface First {
  readonly isRight: boolean;
  readonly chance: number;
}

/** How often, at most, somebody who knows nothing of a topic would be shown as knowing some of it, however long he tries. */
export const falseCredit = 1e-4;
const steps = Array.from({ length: 20 }, (_, n) => n / 20);
const bets = [0.3, 0.5, 0.7, 0.85, 0.97];

/** By how much the answers speak for more knowledge than `known`: a bet that nobody with no more can expect to win. */
const evidenceAgainst = (answers: readonly First[], known: number): number => {
  const higher = bets.filter((bet) => bet > known);
  const won = higher.map((bet) =>
    answers.reduce((product, { isRight, chance }) => {
      const [before, after] = [chance + known * (1 - chance), chance + bet * (1 - chance)];
      return product * (isRight ? after / before : (1 - after) / (1 - before));
    }, 1),
  );
  return won.length === 0 ? 0 : won.reduce((sum, one) => sum + one, 0) / won.length;
};

/**
 * The share of a topic that is known at the least, beyond guessing: null while the answers could be a guesser's. It counts answers to
 * questions that nobody had told the right answer of, and may be looked at after each of them (an e-process, decision 0024).
 */
export const knownAtLeast = (answers: readonly First[]): number | null => {
  const refuted = steps.findIndex((known) => evidenceAgainst(answers, known) < 1 / falseCredit);
  return steps[(refuted < 0 ? steps.length : refuted) - 1] ?? null;
};
