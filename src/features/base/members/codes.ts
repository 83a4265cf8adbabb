import type { Code, CodeTable } from './packs/code-table.ts';
import * as membership from './packs/membership-codes.ts';
import * as person from './packs/person-codes.ts';
import * as record from './packs/record-codes.ts';

export type { Code, CodeTable };

/** All code tables by key; the key of a table is its name. */
export const codeTables = { ...person, ...membership, ...record } as const satisfies Record<string, CodeTable>;
export type CodeTableKey = keyof typeof codeTables;

export const {
  sex,
  marital,
  ethnicity,
  education,
  degree,
  jobPost,
  occupation,
  memberCategory,
  standing,
  joinKind,
  affiliationStart,
  leaveKind,
  affiliationEnd,
  lostContactKind,
  sanctionKind,
  rewardKind,
  socialStratum,
  technicalPost,
  conversionState,
  attachmentKind,
  outflowReason,
  abroadPurpose,
  hardshipKind,
  familyRelation,
  partyPost,
  trainingKind,
} = codeTables;

/** A code and every code below it: who asks for 本科 means its graduates too. Unknown codes stand for themselves. */
export const codesBelow = (t: CodeTable, code: string): readonly string[] => {
  const stem = t.groups && code.endsWith('0') ? code.slice(0, -1) : code;
  if (!t.tree && stem === code) return [code];
  return [code, ...t.codes.map((c) => c.code).filter((each) => each !== code && each.startsWith(stem))];
};

/** What differs between spellings of one value without changing it: width, spaces, invisible marks. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200B-\u200F\u2060\uFEFF]/gu, '')
    .toLowerCase();
const indexes = new WeakMap<CodeTable, Map<string, Code>>();
/** Codes win over labels, labels over variants; built once, because an import looks up half a million cells. */
const indexOf = (t: CodeTable): Map<string, Code> => {
  const known = indexes.get(t);
  if (known) return known;
  const spellings = [(c: Code) => [c.code], (c: Code) => [c.label.zh, c.label.en], (c: Code) => c.also ?? []];
  const index = new Map(
    spellings
      .flatMap((of) => t.codes.flatMap((c) => of(c).map((text): [string, Code] => [plain(text), c])))
      .toReversed(),
  );
  indexes.set(t, index);
  return index;
};
const find = (t: CodeTable, text: string): Code | undefined => indexOf(t).get(text);

/** Digits that lost their leading zeros in a number cell, or were padded on the right to the width of the form. */
const byDigits = (t: CodeTable, text: string): Code | undefined => {
  if (!/^\d+$/.test(text)) return undefined;
  if (!t.tree) return find(t, text.padStart(t.codes[0]?.code.length ?? 0, '0'));
  const four = text.padStart(4, '0');
  for (let end = four.length; end > 0; end--) {
    const hit = t.codes.find((c) => c.code === four.slice(0, end));
    if (hit) return hit;
    if (four[end - 1] !== '0') return undefined;
  }
  return undefined;
};
const lookUp = (t: CodeTable, text: string): Code | undefined => find(t, text) ?? byDigits(t, text);

/**
 * The code that a cell means: a code, a label in either language, a known variant, or `code_label`. A `code_label` whose two
 * halves mean different values, and a text nobody knows, answer undefined: never a guess.
 */
export const codeOf = (t: CodeTable, text: string): string | undefined => {
  const clean = plain(text);
  if (clean === '') return undefined;
  const whole = lookUp(t, clean);
  if (whole) return whole.code;
  for (const { 0: mark, index } of clean.matchAll(/[_\-—:.、|]+/gu)) {
    const byCode = lookUp(t, clean.slice(0, index));
    const byLabel = find(t, clean.slice(index + mark.length));
    if (byLabel && (byCode ? byCode === byLabel : /^\d+$/.test(clean.slice(0, index)))) return byLabel.code;
  }
  return undefined;
};

/** The label of a code; an unknown code is shown as it is, so that nothing stored disappears from a page. */
export const labelOf = (t: CodeTable, code: string, lang: 'zh' | 'en' = 'zh'): string =>
  t.codes.find((c) => c.code === code)?.label[lang] ?? code;
