/**
 * How alike two questions are. Same: the same words, options and answer, whatever the signs between and the order of the options. Near: most
 * pairs of characters are shared and nothing that makes another question of it differs: a number, a "not", the right answer. What is near
 * is only ever shown to a person.
 */
import { isChoice, type Answer, type Question } from '../rules.ts';

/** Letters and digits alone, in one width and case. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** The right answer in words, since letters depend on the order of the options. */
export const answerWords = ({ options, answer }: Pick<Question, 'options' | 'answer'>): string => {
  const a: Answer = answer;
  if ('keys' in a)
    return options
      .filter(({ key }) => a.keys.includes(key))
      .map(({ text }) => plain(text))
      .toSorted()
      .join('\u0001');
  if ('holds' in a) return String(a.holds);
  if ('blanks' in a) return a.blanks.map((taken) => taken.map(plain).toSorted().join('\u0002')).join('\u0001');
  return plain(a.model);
};

const groupOf = (question: Question): string => (isChoice(question.kind) ? 'choice' : question.kind);

const optionTexts = ({ options }: Pick<Question, 'options'>): string[] =>
  options.map(({ text }) => plain(text)).toSorted();

/** Two questions of one identity say the same. */
export const identityOf = (question: Question): string =>
  [groupOf(question), plain(question.stem), ...optionTexts(question), answerWords(question)].join('\u0000');

/** A small hash (FNV-1a, then mixed): it need only spread. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** Pairs of neighbouring characters of each text by itself, as numbers. */
const pairsOf = (texts: readonly string[]): ReadonlySet<number> => {
  const pairs = new Set<number>();
  for (const text of texts) {
    const framed = `^${text}$`;
    for (let at = 0; at + 1 < framed.length; at += 1) pairs.add(hashOf(framed.slice(at, at + 2)));
  }
  return pairs;
};

const gramsOf = (question: Question): ReadonlySet<number> => pairsOf([plain(question.stem), ...optionTexts(question)]);

/** Twenty bands of three: of two questions that share six pairs in ten, 99 in 100 have a band in common. */
const bandCount = 20;
const bandRows = 3;

const multipliers = Array.from({ length: bandCount * bandRows }, (_, at) => (hashOf(`multiplier ${at}`) | 1) >>> 0);
const addends = Array.from({ length: bandCount * bandRows }, (_, at) => hashOf(`addend ${at}`));

const leastOf = (grams: ReadonlySet<number>, at: number): number => {
  const [by, and] = [multipliers[at] ?? 1, addends[at] ?? 0];
  let least = 0xffffffff;
  for (const gram of grams) {
    let value = Math.imul(gram ^ and, by);
    value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
    value = (value ^ (value >>> 13)) >>> 0;
    if (value < least) least = value;
  }
  return least;
};

export interface Likeness {
  readonly grams: ReadonlySet<number>;
  /** Signed numbers of 32 bits, as the database keeps them. */
  readonly bands: readonly number[];
}

/** What of a question is looked up to find those that are like it (MinHash in bands). */
export const likenessOf = (question: Question): Likeness => {
  const grams = gramsOf(question);
  const bands = Array.from({ length: bandCount }, (_, band) => {
    let key = hashOf(`band ${band}`);
    for (let row = 0; row < bandRows; row += 1) {
      key = Math.imul(key ^ leastOf(grams, band * bandRows + row), 0x9e3779b1);
      key ^= key >>> 15;
    }
    return key | 0;
  });
  return { grams, bands };
};

/** The share of pairs that two have in common. */
export const sharedPart = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const gram of small) if (large.has(gram)) both += 1;
  return both === 0 ? 0 : both / (a.size + b.size - both);
};

const digits: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/** Numbers of a text in their order: 第22条 and 第23条 are two questions, 三 and 3 are one. */
export const numbersIn = (text: string): string =>
  [
    ...text
      .normalize('NFKC')
      .matchAll(
        /\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千万]+(?=[年月日天周个名人条次项届位章款元岁分成种类时]|学时|小时|季度)/gu,
      ),
  ]
    .map(([number]) => number.replaceAll(/./gu, (sign) => digits[sign] ?? sign))
    .map((number) =>
      number
        .replace(/^十$/u, '10')
        .replace(/^十(\d)$/u, '1$1')
        .replace(/^(\d)十$/u, '$10'),
    )
    .map((number) => number.replace(/^(\d)十(\d)$/u, '$1$2'))
    .join(' ');

/** Whether it asks for what holds or for what does not. */
const turnsIn = (text: string): number => [...text.matchAll(/[不未非无勿禁]|错误|没有|有误|除外|以外/gu)].length;

/** The places at which two texts part, without what they begin and end with in common. */
const middles = (a: string, b: string): readonly [string, string] => {
  const [left, right] = [[...a], [...b]];
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head += 1;
  let tail = 0;
  while (
    tail < left.length - head &&
    tail < right.length - head &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  )
    tail += 1;
  return [left.slice(head, left.length - tail).join(''), right.slice(head, right.length - tail).join('')];
};

/** One word in the place of another: 总支部 for 支部 adds to it, 乡镇 for 街道 makes another question. */
const isOtherWord = (a: string, b: string): boolean => {
  const [left, right] = middles(a, b);
  return left.length >= 2 && right.length >= 2 && left.length <= 8 && right.length <= 8;
};

/** From which share on two questions may be near; and their stems alone, which long options in common would outweigh. */
export const nearFrom = 0.6;
const stemsFrom = 0.5;

/** Whether a person should look at the two side by side, given what they share. */
export const isNear = (a: Question, b: Question, shared: number): boolean => {
  if (shared < nearFrom || groupOf(a) !== groupOf(b)) return false;
  const [left, right] = [plain(a.stem), plain(b.stem)];
  // The very same question with another answer: one of the two is wrong.
  if (left === right) return true;
  if (numbersIn(a.stem) !== numbersIn(b.stem) || turnsIn(left) % 2 !== turnsIn(right) % 2) return false;
  if (answerWords(a) !== answerWords(b) && a.kind !== 'short') return false;
  if (sharedPart(pairsOf([left]), pairsOf([right])) < stemsFrom) return false;
  return isChoice(a.kind) || !isOtherWord(left, right);
};

/** At most so many are looked at for one question, and so many are shown. */
export const mostLooks = 400;
export const mostShown = 3;

export interface Alike<T> {
  readonly of: T;
  readonly likeness: number;
}

/** A question to look at. Its pairs lie in one piece of memory: a file and a bank have many. */
export interface Look<T> {
  readonly of: T;
  readonly question: Question;
  readonly pairs: Uint32Array;
}

export const lookOf = <T>(of: T, question: Question, grams = gramsOf(question)): Look<T> => ({
  of,
  question,
  pairs: Uint32Array.from(grams),
});

/** As `sharedPart`, but 0 where the lengths alone say that the two cannot be near. */
const sharedWith = (grams: ReadonlySet<number>, pairs: Uint32Array): number => {
  if (Math.min(grams.size, pairs.length) < nearFrom * Math.max(grams.size, pairs.length)) return 0;
  let both = 0;
  for (const pair of pairs) if (grams.has(pair)) both += 1;
  return both === 0 ? 0 : both / (grams.size + pairs.length - both);
};

/** Those of some that a person should look at beside a question, the nearest first. */
export const nearestOf = <T>(
  question: Question,
  grams: ReadonlySet<number>,
  looks: Iterable<Look<T>>,
): readonly Alike<T>[] => {
  const found: Alike<T>[] = [];
  let left = mostLooks;
  for (const { of, question: other, pairs } of looks) {
    if (left === 0) break;
    left -= 1;
    const likeness = sharedWith(grams, pairs);
    if (isNear(question, other, likeness)) found.push({ of, likeness });
  }
  return found.toSorted((a, b) => b.likeness - a.likeness).slice(0, mostShown);
};

/** Questions that were added so far, to be found by what is like them. */
export const likenessIndex = <T>() => {
  const buckets = new Map<number, number[]>();
  const entries: Look<T>[] = [];
  function* sharing(bands: readonly number[]): Generator<Look<T>> {
    const looked = new Set<number>();
    for (const band of bands)
      for (const at of buckets.get(band) ?? []) {
        const entry = entries[at];
        if (looked.has(at) || entry === undefined) continue;
        looked.add(at);
        yield entry;
      }
  }
  return {
    add: (of: T, question: Question, { grams, bands }: Likeness): void => {
      entries.push(lookOf(of, question, grams));
      for (const band of bands) {
        const bucket = buckets.get(band);
        if (bucket === undefined) buckets.set(band, [entries.length - 1]);
        else bucket.push(entries.length - 1);
      }
    },
    /** The nearest first. */
    find: (question: Question, { grams, bands }: Likeness): readonly Alike<T>[] =>
      nearestOf(question, grams, sharing(bands)),
  };
};
