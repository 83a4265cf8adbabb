/** What single cells mean: plain texts, truth values, whole numbers, and the marks that people put where nothing is known. */

/** Marks that turn the direction of a text or show nothing: a text that holds them is not what it looks like. */
const HIDDEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
/** Replacement marks and private-use code points: a character that some older system could not write. */
const LOST = /[\ufffd\p{Co}]/u;
/** Longest text of a field, in characters. */
export const TEXT_LIMIT = 200;

export type TextProblem = 'hidden_characters' | 'lost_character' | 'text_too_long';
export type TextRead =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: TextProblem };

/** The apostrophe that forces a text cell, or that an export put before a dangerous start. */
const withoutApostrophe = (text: string): string => (/^'[=+\-@＝＋－＠\d]/.test(text) ? text.slice(1) : text);

/** A free text in NFC without padding; line breaks become spaces. Invisible and direction marks are refused, not removed. */
export const readText = (text: string): TextRead => {
  if (HIDDEN.test(text) || CONTROL.test(text)) return { ok: false, problem: 'hidden_characters' };
  const clean = withoutApostrophe(
    text
      .normalize('NFC')
      .replaceAll(/[\s\u3000]+/gu, ' ')
      .trim(),
  );
  if (LOST.test(clean)) return { ok: false, problem: 'lost_character' };
  return Array.from(clean).length > TEXT_LIMIT ? { ok: false, problem: 'text_too_long' } : { ok: true, text: clean };
};

const SPACES = /[\s\u200b-\u200f\u2060\ufeff]/gu;

/** Full-width characters narrow, padding gone: for comparing, never for storing names. */
export const narrowText = (text: string): string => text.normalize('NFKC').replaceAll(SPACES, '');

const BLANK = /^(?:[-—–_/\\.。、*]+|无|空|null|n\/?a|不详|未知|待补|暂无|未填)$/iu;

/** Whether a text stands for "nothing here". `无` may be a value of its own: ask the code table first. */
export const isBlank = (text: string): boolean => {
  // No mark for nothing is longer, once narrow; most values are.
  if (text.length > 12) return text.trim() === '';
  const clean = narrowText(text);
  return clean === '' || BLANK.test(clean);
};

const TRUE = new Set('是 √ ✓ ✔ ☑ 1 true yes y 对 有 属于'.split(' '));
const FALSE = new Set('否 × ✗ ✘ ✕ ☐ 0 false no n 非 不是 没有 无 x'.split(' '));

/** 是/否, √/×, 1/0, TRUE/FALSE and their relatives; undefined where the text is none of them. */
export const readBool = (text: string): boolean | undefined => {
  const clean = narrowText(text).toLowerCase();
  if (TRUE.has(clean)) return true;
  return FALSE.has(clean) ? false : undefined;
};

/** A whole number, with an optional unit behind it (12个月); undefined where the text is none. */
export const readInt = (text: string): number | undefined => {
  const hit = /^([+-]?\d{1,6})(?:\.0+)?(?:个?月|年|岁|人)?$/u.exec(narrowText(text));
  return hit ? Number(hit[1]) : undefined;
};
