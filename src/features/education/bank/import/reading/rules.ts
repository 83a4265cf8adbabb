/** From what stands in a file to a question, in the shapes in which people keep them. What is unclear is left open, never guessed. */
import {
  faultsOf,
  gap,
  gapsIn,
  isChoice,
  longest,
  type Answer,
  type BankKind,
  type ItemFault,
  type Option,
} from '../../rules.ts';
import {
  answerInStem,
  blanksIn,
  type Drawn,
  filledIn,
  half,
  isSameAnswer,
  judgeAnswer,
  judged,
  judgeOptions,
  keysIn,
  letterHead,
  optionsIn,
  takenOf,
  tidy,
  withGaps,
} from '../answers/rules.ts';
import type { ColumnUse, SheetField } from '../headings/rules.ts';

/** One question as it stands in a file: texts by field, and options and gaps that have a place of their own. */
export interface Raw {
  readonly texts: Partial<Record<SheetField, string>>;
  readonly options: readonly Option[];
  readonly gaps: readonly string[];
  /** A heading above it, or the sheet's name, that may tell the kind. */
  readonly under?: string;
  /** Numbers that a text leaves out just before it: 5 → 7. */
  readonly jump?: string;
}

export interface ReadItem {
  readonly kind: BankKind;
  readonly stem: string;
  readonly options: readonly Option[];
  readonly answer: Answer | null;
  readonly explanation: string;
  readonly level: number;
  readonly categoryCode: string | null;
  /** As the file names it, where nobody knows it. */
  readonly categoryText: string;
  readonly topic: string | null;
  readonly source: string;
  readonly licence: string;
}

export interface Fault {
  readonly fault: ItemFault;
  /** What stands there. */
  readonly value: string;
}

export interface Surroundings {
  /** Codes by plain name, in each language, and by code. */
  readonly categories: ReadonlyMap<string, string>;
  readonly topics: ReadonlyMap<string, string>;
  readonly topicOf: ReadonlyMap<string, string>;
  readonly defaults: { readonly categoryCode: string | null; readonly source: string; readonly licence: string };
}

const kindNames: readonly (readonly [BankKind, RegExp])[] = [
  ['multiple', /多选|多项|不定项|multiple|multi|checkbox/iu],
  ['single', /单选|单项|选择|single|radio|choice/iu],
  ['judge', /判断|是非|对错|judge|true.?false|boolean/iu],
  ['blank', /填空|blank|fill/iu],
  ['short', /简答|问答|论述|主观|案例|名词解释|材料|short|essay/iu],
];
export const kindNamed = (text: string): BankKind | null =>
  kindNames.find(([, pattern]) => pattern.test(half(text)))?.[0] ?? null;

/** 难度 as people write it; a share of right answers (难度系数) counts the other way. Null: nobody can tell. */
export const levelIn = (text: string): number | null => {
  const plain = half(text).toLowerCase();
  if (plain === '') return 2;
  if (/^(?:0?\.\d+|0|1\.0+)$/u.test(plain)) return Number(plain) >= 0.7 ? 1 : Number(plain) >= 0.4 ? 2 : 3;
  if (/^[1-5]$/u.test(plain)) return Math.min(3, Number(plain));
  if (/^(?:较?[易低]|较?容易|简单|较易|初级|easy|low|simple|★|一星)$/u.test(plain)) return 1;
  if (/^(?:中|中等|一般|适中|普通|中级|medium|middle|normal|★★|二星|偏[易难])$/u.test(plain)) return 2;
  return /^(?:较?[难高]|较?困难|高级|hard|high|difficult|★{3,5}|[三四五]星)$/u.test(plain) ? 3 : null;
};

const stemOf = (raw: string): string =>
  tidy(raw)
    .replace(/^(?:第\s*\d{1,4}\s*题|\d{1,4}\s*[.．、](?!\d))\s*[.．、:：]?\s*/u, '')
    .replace(/^[【[（(]\s*(?:单选|多选|判断|填空|简答|不定项|单项选择|多项选择)(?:题)?\s*[】\])）]\s*/u, '');

const optionsOf = (raw: Raw): Option[] => {
  const filled = raw.options.map(({ key, text }) => ({ key, text: tidy(text) })).filter(({ text }) => text !== '');
  const own = filled.length > 1 ? filled.map(({ key, text }) => ({ key, text: text.replace(letterHead, '') })) : filled;
  // One column that holds all of them, whatever it is called.
  const [only, ...others] = own;
  return only !== undefined && others.length > 0 ? own : optionsIn(only?.text ?? raw.texts.options ?? '');
};

const drawn = (raw: Raw): Drawn => {
  const stem = stemOf(raw.texts.stem ?? '');
  const answer = tidy(raw.texts.answer ?? '');
  const inside = answerInStem(stem);
  if (answer === '' && raw.gaps.every((text) => text.trim() === '')) return inside ?? { stem, answer };
  return inside !== null && isSameAnswer(inside.answer, answer) ? { stem: inside.stem, answer } : { stem, answer };
};

/** The kind that is named; 选择题 alone leaves open whether one option is right or several. */
const choiceNamed = (name: string, keys: readonly string[]): BankKind | null => {
  const kind = kindNamed(name);
  return kind === 'single' && keys.length > 1 && !/单|single|radio/iu.test(half(name)) ? 'multiple' : kind;
};

/** The kind that the file names, else what it looks like. */
const kindOf = (raw: Raw, { stem, answer }: Drawn, options: readonly Option[]): BankKind | null => {
  const named = raw.texts.kind ?? '';
  const keys = keysIn(answer, options) ?? [];
  if (named.trim() !== '') return choiceNamed(named, keys);
  const under = choiceNamed(raw.under ?? '', keys);
  if (under !== null) return under;
  if (judgeOptions(options) !== null) return 'judge';
  if (options.length >= 2) return keys.length > 1 ? 'multiple' : 'single';
  if (judged(answer) !== null && answer !== '1' && answer !== '0') return 'judge';
  if (withGaps(stem).includes(gap) || raw.gaps.length > 0) return 'blank';
  return 'short';
};

const anyOrderSaid = /^(?:不限|任意|不分先后|true|是)$/iu;

const answerOf = (
  kind: BankKind,
  raw: Raw,
  at: Drawn & { readonly options: readonly Option[]; readonly gaps: number },
) => {
  if (isChoice(kind)) {
    const keys = keysIn(at.answer, at.options);
    return keys === null || keys.length === 0 ? null : { keys };
  }
  if (kind === 'judge') return judgeAnswer(at.answer, at.options);
  if (kind === 'blank') {
    const own = raw.gaps.map(tidy).filter((text) => text !== '');
    const blanks = own.length > 0 ? own.map(takenOf) : blanksIn(at.answer, at.gaps);
    return blanks.length === 0 ? null : { blanks, anyOrder: anyOrderSaid.test(half(raw.texts.order ?? '')) };
  }
  if (at.answer === '') return null;
  const points = tidy(raw.texts.points ?? '')
    .split('\n')
    .filter((point) => point !== '');
  return { model: at.answer, points };
};

const plainName = (text: string): string => half(text).toLowerCase().replaceAll(/\s+/gu, '');

const codeIn = (codes: ReadonlyMap<string, string>, text: string): string | null => codes.get(plainName(text)) ?? null;

/** Codes by the names that a file may use. */
export const namesOf = (
  rows: readonly { readonly code: string; readonly name_zh: string; readonly name_en: string }[],
): ReadonlyMap<string, string> =>
  new Map(
    rows.flatMap(({ code, name_zh, name_en }) => [name_zh, name_en, code].map((name) => [plainName(name), code])),
  );

const isTooLong = ({ stem, options, explanation, answer, source, licence }: ReadItem): boolean =>
  stem.length > longest.stem ||
  explanation.length > longest.explanation ||
  source.length > longest.source ||
  licence.length > longest.source ||
  options.some(({ text }) => text.length > longest.option) ||
  (answer !== null && JSON.stringify(answer).length > longest.answer);

/** Everything that keeps a question from being written. */
export const faultsOfRead = (item: ReadItem): Fault[] => [
  ...faultsOf(item).map((fault) => ({ fault, value: '' })),
  // Where none is named at all, one is asked for all those rows, before they are written.
  ...(item.categoryCode === null && item.categoryText !== ''
    ? [{ fault: 'category_unknown' as const, value: item.categoryText }]
    : []),
  ...(isTooLong(item) ? [{ fault: 'too_long' as const, value: '' }] : []),
];

/** A question out of what a file holds, and what is wrong with it. */
export const readItem = (raw: Raw, around: Surroundings): { readonly item: ReadItem; readonly faults: Fault[] } => {
  const { texts } = raw;
  const at = drawn(raw);
  const options = optionsOf(raw);
  const known = kindOf(raw, at, options);
  const kind = known ?? (options.length >= 2 ? 'single' : 'short');
  const filled = kind === 'blank' && at.answer === '' && raw.gaps.length === 0 ? filledIn(at.stem) : null;
  const stem = filled?.stem ?? (kind === 'blank' ? withGaps(at.stem) : at.stem);
  const level = levelIn(texts.level ?? '');
  const categoryText = tidy(texts.category ?? '').slice(0, 100);
  const categoryCode = categoryText === '' ? around.defaults.categoryCode : codeIn(around.categories, categoryText);
  const topicText = tidy(texts.topic ?? '');
  const topic = topicText === '' ? null : codeIn(around.topics, topicText);
  const given = filled === null ? at : { stem, answer: filled.gaps.join('\n') };
  const answer = answerOf(kind, raw, { ...given, options, gaps: gapsIn(stem) });
  const item: ReadItem = {
    kind,
    stem,
    options: isChoice(kind) ? options : [],
    answer,
    explanation: tidy(texts.explanation ?? ''),
    level: level ?? 2,
    categoryCode,
    categoryText: categoryCode === null ? categoryText : '',
    topic: topic ?? (categoryCode === null ? null : (around.topicOf.get(categoryCode) ?? null)),
    source: tidy(texts.source ?? '') || around.defaults.source,
    licence: tidy(texts.licence ?? '') || around.defaults.licence,
  };
  const unclear = answer === null && at.answer !== '';
  return {
    item,
    faults: [
      ...(known === null ? [{ fault: 'kind_unknown' as const, value: texts.kind ?? '' }] : []),
      ...(unclear ? [{ fault: 'answer_unclear' as const, value: at.answer.slice(0, 100) }] : []),
      ...(level === null ? [{ fault: 'level_unclear' as const, value: texts.level ?? '' }] : []),
      ...(topicText !== '' && topic === null
        ? [{ fault: 'topic_unknown' as const, value: topicText.slice(0, 100) }]
        : []),
      ...faultsOfRead(item).filter(({ fault }) => !(unclear && fault === 'answer_missing')),
      ...(raw.jump === undefined ? [] : [{ fault: 'number_jump' as const, value: raw.jump }]),
    ],
  };
};

/** Fields of which several columns say more than one does; of any other the first that says something counts. */
const joined: ReadonlySet<SheetField> = new Set(['answer', 'explanation', 'points', 'source']);

const withText = (before: string | undefined, text: string, field: SheetField): string => {
  if (before === undefined) return text;
  return joined.has(field) && !before.split('\n').includes(text) ? `${before}\n${text}` : before;
};

/** The cells of a row as one question. */
export const rawOfRow = (cells: readonly string[], uses: readonly ColumnUse[], under: string): Raw => {
  const texts: Partial<Record<SheetField, string>> = {};
  const options: Option[] = [];
  const gaps: string[] = [];
  for (const [at, use] of uses.entries()) {
    const text = cells[at] ?? '';
    if (use === null || text.trim() === '') continue;
    if ('field' in use) texts[use.field] = withText(texts[use.field], text, use.field);
    else if ('gap' in use) gaps[use.gap - 1] ??= text;
    else if (!options.some(({ key }) => key === use.option)) options.push({ key: use.option, text });
  }
  return { texts, options, gaps: gaps.filter((text) => text !== undefined), under };
};

/** 二、多选题（每题 2 分）: a line by itself between the questions of a sheet, that tells their kind. */
export const sectionIn = (cells: readonly string[]): string | null => {
  const [only, ...others] = cells.map((text) => text.trim()).filter((text) => text !== '');
  if (only === undefined || others.length > 0 || only.length > 40) return null;
  return /题/u.test(only) && !/[？?。]$/u.test(only) && kindNamed(only) !== null ? only : null;
};
