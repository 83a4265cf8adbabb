/** From what stands in a file to a question, in the shapes in which people keep them. What is unclear is left open, never guessed. */
import {
  faultsOf,
  gap,
  gapsIn,
  isChoice,
  longest,
  optionKeys,
  plainAnswer,
  type Answer,
  type BankKind,
  type ItemFault,
  type Option,
} from '../../rules.ts';
import type { ColumnUse, SheetField } from '../headings/rules.ts';

/** One question as it stands in a file: texts by field, and options and gaps that have a place of their own. */
export interface Raw {
  readonly texts: Partial<Record<SheetField, string>>;
  readonly options: readonly Option[];
  readonly gaps: readonly string[];
  /** A heading above it, or the sheet's name, that may tell the kind. */
  readonly under?: string;
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

const half = (text: string): string => text.normalize('NFKC').trim();

/** One line or several, without blanks at the ends and without signs that nobody sees. */
export const tidy = (text: string): string =>
  text
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/[^\P{C}\n]/gu, '')
    .replaceAll(/ ?\n\s*/gu, '\n')
    .trim();

const kindNames: readonly (readonly [BankKind, RegExp])[] = [
  ['multiple', /多选|多项|不定项|multiple|multi|checkbox/iu],
  ['single', /单选|单项|选择|single|radio|choice/iu],
  ['judge', /判断|是非|对错|judge|true.?false|boolean/iu],
  ['blank', /填空|blank|fill/iu],
  ['short', /简答|问答|论述|主观|案例|名词解释|材料|short|essay/iu],
];
export const kindNamed = (text: string): BankKind | null =>
  kindNames.find(([, pattern]) => pattern.test(half(text)))?.[0] ?? null;

const letterHead = /^\s*[（(]?([A-Ja-jＡ-Ｊａ-ｊ])\s*[.．、:：)）]\s*/u;

/** Options in one cell: each behind its letter, or parted by lines, bars or semicolons. */
export const optionsIn = (cell: string): Option[] => {
  const text = tidy(cell);
  if (text === '') return [];
  const lettered = [...text.matchAll(/(?:^|[\s;；|,，])[（(]?([A-JＡ-Ｊ])\s*[.．、:：)）]\s*/gu)];
  const keys = lettered.map(([, letter = '']) => half(letter).toUpperCase());
  if (keys.length >= 2 && keys.every((key, at) => key === optionKeys[at]))
    return lettered.map((match, at) => ({
      key: keys[at] ?? '',
      text: text
        .slice(match.index + match[0].length, lettered[at + 1]?.index ?? text.length)
        .replace(/[;；|]\s*$/u, '')
        .trim(),
    }));
  const signs = [/\n/u, /\$;\$/u, /\|+/u, /[;；]/u, /#/u, /[、]/u];
  const parts = signs.map((sign) => text.split(sign)).find((found) => found.length >= 2) ?? [text];
  return parts
    .map((part) => part.replace(letterHead, '').trim())
    .filter((part) => part !== '')
    .map((part, at) => ({ key: optionKeys[at] ?? '?', text: part }));
};

const yes = new Set([
  '√',
  '✓',
  '✔',
  '☑',
  '对',
  '正确',
  '是',
  '真',
  't',
  'true',
  'y',
  'yes',
  'right',
  '1',
  '正确。',
  '正 确',
]);
const no = new Set([
  '×',
  '✗',
  '✘',
  '✕',
  '☒',
  'x',
  '错',
  '错误',
  '否',
  '假',
  '不对',
  '不正确',
  'f',
  'false',
  'n',
  'no',
  'wrong',
  '0',
]);
const judged = (text: string): boolean | null => {
  const plain = half(text)
    .toLowerCase()
    .replaceAll(/[\s.。()（）]/gu, '');
  if (yes.has(plain)) return true;
  return no.has(plain) ? false : null;
};

const judgeOptions = (options: readonly Option[]): readonly boolean[] | null => {
  const said = options.map(({ text }) => judged(text));
  return said.length === 2 && said.includes(true) && said.includes(false) ? (said as boolean[]) : null;
};

const judgeAnswer = (text: string, options: readonly Option[]): Answer | null => {
  const said = judgeOptions(options);
  const letter = /^[ab]$/iu.test(half(text)) ? 'AB'.indexOf(half(text).toUpperCase()) : -1;
  // A judgement that names an option: of those that stand there, else 正确 and 错误 in their usual order.
  if (letter >= 0) return { holds: said === null ? letter === 0 : (said[letter] ?? false) };
  const holds = judged(text);
  return holds === null ? null : { holds };
};

const parts = (text: string): string[] =>
  text
    .split(/[\s,，、;；|/&和]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Keys that an answer names: letters, texts of options, or numbers from 1. */
export const keysIn = (answer: string, options: readonly Option[]): readonly string[] | null => {
  const text = half(answer)
    .replaceAll(/^[([【]|[)\]】.。]$/gu, '')
    .trim();
  if (text === '') return [];
  const letters = text.toUpperCase().replaceAll(/[\s,、;|/&.]+/gu, '');
  if (/^[A-J]+$/u.test(letters)) return [...new Set(letters)].toSorted();
  const byText = new Map(options.map((option) => [plainAnswer(option.text), option.key]));
  const whole = byText.get(plainAnswer(answer.replace(letterHead, '')));
  if (whole !== undefined) return [whole];
  for (const sign of [/\n/u, /[;；|]/u, /[、,，]/u]) {
    const keys = answer
      .split(sign)
      .filter((part) => part.trim() !== '')
      .map((part) => byText.get(plainAnswer(part.replace(letterHead, ''))));
    if (keys.length >= 2 && keys.every((key) => key !== undefined)) return [...new Set(keys)].toSorted();
  }
  const numbers = parts(text);
  if (numbers.every((part) => /^\d{1,2}$/u.test(part)) && numbers.every((part) => Number(part) >= 1)) {
    const keys = numbers.map((part) => options[Number(part) - 1]?.key);
    if (keys.every((key) => key !== undefined)) return [...new Set(keys)].toSorted();
  }
  return null;
};

const takenOf = (text: string): string[] => {
  const sign = text.includes('||') ? /\|\|/u : /(?<!\d)[/／](?!\d)|(?<=\S)\s*或(?:者)?\s*(?=\S)/u;
  return text
    .split(sign)
    .map((part) => part.trim())
    .filter((part) => part !== '');
};

/** What the gaps take, parted as their number asks for: by lines or semicolons, else by commas, else by blanks. */
export const blanksIn = (answer: string, gaps: number): readonly (readonly string[])[] => {
  const text = tidy(answer);
  if (text === '') return [];
  const signs = [/\n/u, /[;；]/u, /(?<!\|)\|(?!\|)/u, /[、]/u, /[,，]/u, /\s+/u];
  const numbered = text.replaceAll(/[（(]\d{1,2}[)）]\s*|(?:^|\s)\d{1,2}[.．、]\s*/gu, '\n').trim();
  const exact = [text, numbered].flatMap((one) => signs.map((sign) => one.split(sign).map((part) => part.trim())));
  const found =
    gaps === 1 ? undefined : exact.find((split) => split.length === gaps && split.every((part) => part !== ''));
  return (found ?? (gaps === 1 ? [text] : text.split(/[\n;；]/u))).map(takenOf);
};

const gapSigns = /_{2,}|＿{2,}|[（(]\s*[)）]|【\s*】|\[\s*\]|﹍{2,}|—{3,}/gu;

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

/** An answer that stands in the brackets of the stem: （B）, (√). It moves out of it. */
const answerInStem = (stem: string): { readonly stem: string; readonly answer: string } | null => {
  const found = [
    ...stem.matchAll(/[（(]\s*([A-JＡ-Ｊ]{1,10}|[A-J](?:[、,，\s]+[A-J])+|[√✓✔×✗✘]|对|错|正确|错误)\s*[)）]/gu),
  ];
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  return { stem: stem.replace(only[0], '（ ）'), answer: only[1] ?? '' };
};

const optionsOf = (raw: Raw): Option[] => {
  const own = raw.options
    .map(({ key, text }) => ({ key, text: tidy(text).replace(letterHead, '') }))
    .filter(({ text }) => text !== '');
  return own.length > 0 ? own : optionsIn(raw.texts.options ?? '');
};

interface Drawn {
  readonly stem: string;
  readonly answer: string;
}

const drawn = (raw: Raw): Drawn => {
  const stem = stemOf(raw.texts.stem ?? '');
  const answer = tidy(raw.texts.answer ?? '');
  if (answer !== '' || raw.gaps.some((text) => text.trim() !== '')) return { stem, answer };
  return answerInStem(stem) ?? { stem, answer };
};

/** The kind that the file names, else what it looks like. */
const kindOf = (raw: Raw, { stem, answer }: Drawn, options: readonly Option[]): BankKind | null => {
  const named = raw.texts.kind ?? '';
  if (named.trim() !== '') return kindNamed(named);
  const under = kindNamed(raw.under ?? '');
  if (under !== null) return under;
  if (judgeOptions(options) !== null) return 'judge';
  if (options.length >= 2) return (keysIn(answer, options) ?? []).length > 1 ? 'multiple' : 'single';
  if (judged(answer) !== null && answer !== '1' && answer !== '0') return 'judge';
  if (stem.replaceAll(gapSigns, gap).includes(gap) || raw.gaps.length > 0) return 'blank';
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
  ...(item.categoryCode !== null
    ? []
    : [
        item.categoryText === ''
          ? { fault: 'category_missing' as const, value: '' }
          : { fault: 'category_unknown' as const, value: item.categoryText },
      ]),
  ...(isTooLong(item) ? [{ fault: 'too_long' as const, value: '' }] : []),
];

/** A question out of what a file holds, and what is wrong with it. */
export const readItem = (raw: Raw, around: Surroundings): { readonly item: ReadItem; readonly faults: Fault[] } => {
  const { texts } = raw;
  const at = drawn(raw);
  const options = optionsOf(raw);
  const known = kindOf(raw, at, options);
  const kind = known ?? (options.length >= 2 ? 'single' : 'short');
  const stem = kind === 'blank' ? at.stem.replaceAll(gapSigns, gap) : at.stem;
  const level = levelIn(texts.level ?? '');
  const categoryText = tidy(texts.category ?? '').slice(0, 100);
  const categoryCode = categoryText === '' ? around.defaults.categoryCode : codeIn(around.categories, categoryText);
  const topicText = tidy(texts.topic ?? '');
  const topic = topicText === '' ? null : codeIn(around.topics, topicText);
  const answer = answerOf(kind, raw, { ...at, options, gaps: gapsIn(stem) });
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
    ],
  };
};

/** The cells of a row as one question. */
export const rawOfRow = (cells: readonly string[], uses: readonly ColumnUse[], under: string): Raw => {
  const texts: Partial<Record<SheetField, string>> = {};
  const options: Option[] = [];
  const gaps: string[] = [];
  for (const [at, use] of uses.entries()) {
    const text = cells[at] ?? '';
    if (use === null || text.trim() === '') continue;
    if ('field' in use) texts[use.field] = text;
    else if ('option' in use) options.push({ key: use.option, text });
    else gaps[use.gap - 1] = text;
  }
  return { texts, options, gaps: gaps.filter((text) => text !== undefined), under };
};
