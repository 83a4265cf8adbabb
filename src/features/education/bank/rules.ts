/** 题型: one right option, several, a statement that holds or not, gaps, a short answer that people mark. */
export const bankKinds = ['single', 'multiple', 'judge', 'blank', 'short'] as const;
export type BankKind = (typeof bankKinds)[number];

/** 题目状态: a draft is looked at by a second person, asked while it is published, and asked no more once it is retired. */
export const bankStates = ['draft', 'review', 'published', 'retired'] as const;
export type BankState = (typeof bankStates)[number];

export interface Option {
  /** `A` to `J`, in the order in which the author wrote them. */
  readonly key: string;
  readonly text: string;
}

/** What is right, by kind; of a short answer what a marker looks for. */
export type Answer =
  | { readonly keys: readonly string[] }
  | { readonly holds: boolean }
  /** For each gap what is taken; in any order where the gaps are alike. */
  | { readonly blanks: readonly (readonly string[])[]; readonly anyOrder: boolean }
  | { readonly model: string; readonly points: readonly string[] };

/** What somebody answered. */
export type Given =
  | { readonly keys: readonly string[] }
  | { readonly holds: boolean }
  | { readonly blanks: readonly string[] }
  | { readonly text: string };

export interface Question {
  readonly kind: BankKind;
  readonly stem: string;
  readonly options: readonly Option[];
  readonly answer: Answer;
}

export const optionKeys = 'ABCDEFGHIJ';
/** A gap in the stem of a blank. */
export const gap = '____';
export const gapsIn = (stem: string): number => stem.split(gap).length - 1;

export const isChoice = (kind: BankKind): kind is 'single' | 'multiple' => kind === 'single' || kind === 'multiple';

/** What a gap was filled with, whatever the width, case and blanks. */
export const plainAnswer = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '');

const isTaken = (taken: readonly string[], given: string | undefined): boolean =>
  given !== undefined && taken.some((text) => plainAnswer(text) === plainAnswer(given));

/** How many gaps are right. In any order each accepted answer counts for one gap: the largest pairing, found by augmenting. */
const rightGaps = ({ blanks, anyOrder }: Extract<Answer, { blanks: unknown }>, given: readonly string[]): number => {
  if (!anyOrder) return blanks.filter((taken, at) => isTaken(taken, given[at])).length;
  const pairedWith = new Map<number, number>();
  const pair = (at: number, tried: Set<number>): boolean =>
    given.some((text, by) => {
      if (tried.has(by) || !isTaken(blanks[at] ?? [], text)) return false;
      tried.add(by);
      const before = pairedWith.get(by);
      if (before !== undefined && !pair(before, tried)) return false;
      pairedWith.set(by, at);
      return true;
    });
  return blanks.filter((_taken, at) => pair(at, new Set())).length;
};

/**
 * The share of a question's points that an answer is worth; null where people mark it. A choice is right as a whole or not at all:
 * who ticks every option knows nothing.
 */
export const markOf = ({ kind, answer }: Pick<Question, 'kind' | 'answer'>, given: Given | null): number | null => {
  if (kind === 'short') return null;
  if (given === null) return 0;
  if ('keys' in answer) {
    const ticked = new Set('keys' in given ? given.keys : []);
    return ticked.size === answer.keys.length && answer.keys.every((key) => ticked.has(key)) ? 1 : 0;
  }
  if ('holds' in answer) return 'holds' in given && given.holds === answer.holds ? 1 : 0;
  if ('blanks' in answer && 'blanks' in given) return rightGaps(answer, given.blanks) / answer.blanks.length;
  return 0;
};

/** Bounds of what one question may hold. */
export const longest = { stem: 2_000, option: 500, explanation: 2_000, answer: 2_000, gap: 100, source: 200 } as const;

/** What is wrong with a question; keys of `bankFaults`. */
export const itemFaults = [
  'stem_missing',
  'kind_unknown',
  'options_few',
  'options_many',
  'options_empty',
  'options_same',
  'options_none',
  'answer_missing',
  'answer_unclear',
  'answer_unknown',
  'answer_one',
  'answer_several',
  'blanks_none',
  'blanks_differ',
  'category_missing',
  'category_unknown',
  'topic_unknown',
  'level_unclear',
  'too_long',
  'number_jump',
] as const;
export type ItemFault = (typeof itemFaults)[number];

const seen = /[\p{L}\p{N}]/u;

const optionFaults = (options: readonly Option[]): ItemFault[] => {
  const texts = options.map(({ text }) => plainAnswer(text));
  return [
    ...(options.length < 2 ? (['options_few'] as const) : []),
    ...(options.length > optionKeys.length ? (['options_many'] as const) : []),
    ...(texts.includes('') ? (['options_empty'] as const) : []),
    ...(new Set(texts.filter((text) => text !== '')).size < texts.filter((text) => text !== '').length
      ? (['options_same'] as const)
      : []),
  ];
};

const keyFaults = (kind: BankKind, options: readonly Option[], keys: readonly string[]): ItemFault[] => {
  if (keys.length === 0) return ['answer_missing'];
  const known = new Set(options.map(({ key }) => key));
  return [
    ...(keys.some((key) => !known.has(key)) ? (['answer_unknown'] as const) : []),
    ...(kind === 'single' && keys.length > 1 ? (['answer_one'] as const) : []),
    ...(kind === 'multiple' && keys.length < 2 ? (['answer_several'] as const) : []),
  ];
};

const blankFaults = (stem: string, blanks: readonly (readonly string[])[]): ItemFault[] => {
  const gaps = gapsIn(stem);
  if (gaps === 0) return ['blanks_none'];
  if (blanks.length === 0) return ['answer_missing'];
  if (blanks.length !== gaps) return ['blanks_differ'];
  return blanks.some((taken) => taken.every((text) => plainAnswer(text) === '')) ? ['answer_missing'] : [];
};

const answerFaults = ({ kind, stem, options, answer }: Omit<Question, 'answer'> & { answer: Answer | null }) => {
  if (answer === null) return ['answer_missing' as const];
  if (isChoice(kind)) return 'keys' in answer ? keyFaults(kind, options, answer.keys) : ['answer_missing' as const];
  if (kind === 'judge') return 'holds' in answer ? [] : ['answer_missing' as const];
  if (kind === 'blank') return 'blanks' in answer ? blankFaults(stem, answer.blanks) : ['answer_missing' as const];
  return 'model' in answer && seen.test(answer.model) ? [] : ['answer_missing' as const];
};

/** All that keeps a question from being asked. */
export const faultsOf = (item: Omit<Question, 'answer'> & { readonly answer: Answer | null }): ItemFault[] => [
  ...(seen.test(item.stem) ? [] : (['stem_missing'] as const)),
  ...(isChoice(item.kind) ? optionFaults(item.options) : item.options.length > 0 ? (['options_none'] as const) : []),
  ...answerFaults(item),
];

export const bankActs = ['edit', 'remove', 'propose', 'approve', 'return', 'retire'] as const;
export type BankAct = (typeof bankActs)[number];

/** From which states an act leads on. To edit what is published or retired begins another edition. */
const from: Readonly<Record<BankAct, readonly BankState[]>> = {
  edit: ['draft', 'published', 'retired'],
  remove: ['draft'],
  propose: ['draft'],
  approve: ['review'],
  return: ['review'],
  retire: ['published'],
};
export const allows = (act: BankAct, state: BankState): boolean => from[act].includes(state);
