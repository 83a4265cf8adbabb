/** Options and answers as people write them: in one cell, on one line, in the brackets of the stem. */
import { gap, optionKeys, plainAnswer, type Answer, type Option } from '../../rules.ts';

export const half = (text: string): string => text.normalize('NFKC').trim();

/** One line or several, without blanks at the ends and without signs that nobody sees. */
export const tidy = (text: string): string =>
  text
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/[^\P{C}\n]/gu, '')
    .replaceAll(/ ?\n\s*/gu, '\n')
    .trim();

/* Options */

export const letterHead = /^\s*[（(]?([A-Ja-jＡ-Ｊａ-ｊ])\s*[.．、:：)）]\s*/u;

const heads = {
  any: /(?<![A-Za-zＡ-Ｚａ-ｚ])[（(]?([A-JＡ-Ｊ])\s*[.．、:：)）]\s*/gu,
  // In a stem （A） is an answer.
  bare: /(?<![A-Za-zＡ-Ｚａ-ｚ（(])([A-JＡ-Ｊ])\s*[.．、:：]\s*/gu,
} as const;

export interface Lettered {
  /** What stands before the first. */
  readonly before: string;
  readonly options: readonly Option[];
}

/** Options behind letters that follow one another, with or without blanks between: A.一年B.两年. */
export const letteredIn = (text: string, kind: keyof typeof heads = 'any'): Lettered | null => {
  const found: { readonly key: string; readonly from: number; readonly to: number }[] = [];
  for (const match of text.matchAll(heads[kind])) {
    const key = half(match[1] ?? '').toUpperCase();
    const before = found.at(-1);
    if (before !== undefined && optionKeys.indexOf(key) !== optionKeys.indexOf(before.key) + 1) continue;
    found.push({ key, from: match.index, to: match.index + match[0].length });
  }
  const [first] = found;
  if (first === undefined) return null;
  return {
    before: text.slice(0, first.from),
    options: found.map(({ key, to }, at) => ({
      key,
      text: text
        .slice(to, found[at + 1]?.from ?? text.length)
        .replace(/[;；|]\s*$/u, '')
        .trim(),
    })),
  };
};

/** Options in one cell: each behind its letter, or parted by lines, bars or semicolons. */
export const optionsIn = (cell: string): Option[] => {
  const text = tidy(cell);
  if (text === '') return [];
  const lettered = letteredIn(text);
  if (lettered !== null && lettered.before === '' && lettered.options.length >= 2 && lettered.options[0]?.key === 'A')
    return [...lettered.options];
  const signs = [/\n/u, /\$;\$/u, /\|+/u, /[;；]/u, /#/u, /[、]/u];
  const parts = signs.map((sign) => text.split(sign)).find((found) => found.length >= 2) ?? [text];
  return parts
    .map((part) => part.replace(letterHead, '').trim())
    .filter((part) => part !== '')
    .map((part, at) => ({ key: optionKeys[at] ?? '?', text: part }));
};

/* Judgements */

const yes = new Set('√ ✓ ✔ ☑ 对 正确 是 真 t true y yes right 1'.split(' '));
const no = new Set('× ✗ ✘ ✕ ☒ x 错 错误 否 假 不对 不正确 f false n no wrong 0'.split(' '));
const said = /不正确|不对|正确|错误|对|错|[√✓✔☑×✗✘✕☒]/gu;

export const judged = (text: string): boolean | null => {
  const plain = half(text)
    .toLowerCase()
    .replaceAll(/[\s.。()（）【】[\]]/gu, '');
  if (yes.has(plain)) return true;
  if (no.has(plain)) return false;
  // √（正确）: twice the same.
  const words = plain.match(said) ?? [];
  const [first, ...others] = words.map((word) => yes.has(word));
  return first !== undefined && words.join('') === plain && others.every((one) => one === first) ? first : null;
};

/** What two options judge, where they do: 正确 and 错误, in either order. */
export const judgeOptions = (options: readonly Option[]): readonly boolean[] | null => {
  const found = options.map(({ text }) => judged(text));
  return found.length === 2 && found.includes(true) && found.includes(false) ? (found as boolean[]) : null;
};

export const judgeAnswer = (text: string, options: readonly Option[]): Answer | null => {
  const found = judgeOptions(options);
  const letter = /^[ab]$/iu.test(half(text)) ? 'AB'.indexOf(half(text).toUpperCase()) : -1;
  // A judgement that names an option: of those that stand there, else 正确 and 错误 in their usual order.
  if (letter >= 0) return { holds: found === null ? letter === 0 : (found[letter] ?? false) };
  const holds = judged(text);
  return holds === null ? null : { holds };
};

/* Keys of a choice */

const parts = (text: string): string[] =>
  text
    .split(/[\s,，、;；|/&和]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const circled = '①②③④⑤⑥⑦⑧⑨⑩';

const numbered = (texts: readonly number[], options: readonly Option[]): readonly string[] | null => {
  const keys = texts.map((number) => options[number - 1]?.key);
  return keys.length > 0 && keys.every((key) => key !== undefined) ? [...new Set(keys)].toSorted() : null;
};

/** Keys that an answer names: letters, texts of options, or numbers from 1. */
export const keysIn = (answer: string, options: readonly Option[]): readonly string[] | null => {
  const text = half(answer)
    .replaceAll(/^[([【]|[)\]】.。]$/gu, '')
    .trim();
  if (text === '') return [];
  const letters = text
    .toUpperCase()
    .replace(/^选(?:项)?/u, '')
    .replaceAll(/[\s,、;|/&.和及与]+|项(?=$|[A-J,、和])/gu, '');
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
  const inCircles = answer.replaceAll(/[\s,，、;；]/gu, '');
  if (/^[①-⑩]+$/u.test(inCircles)) {
    const places = [...inCircles].map((sign) => circled.indexOf(sign) + 1);
    return numbered(places, options);
  }
  const numbers = parts(text);
  return numbers.every((part) => /^[1-9]\d?$/u.test(part)) ? numbered(numbers.map(Number), options) : null;
};

/* Gaps */

export const takenOf = (text: string): string[] => {
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
  const bare = text.replaceAll(/[（(]\d{1,2}[)）]\s*|(?:^|\s)\d{1,2}[.．、]\s*|[①-⑩]\s*/gu, '\n').trim();
  const exact = [text, bare].flatMap((one) => signs.map((sign) => one.split(sign).map((part) => part.trim())));
  const found =
    gaps === 1 ? undefined : exact.find((split) => split.length === gaps && split.every((part) => part !== ''));
  return (found ?? (gaps === 1 ? [text] : text.split(/[\n;；]/u))).map(takenOf);
};

const gapSigns = /_{2,}|＿{2,}|[（(]\s*[)）]|【\s*】|\[\s*\]|﹍{2,}|—{3,}/gu;
export const withGaps = (stem: string): string => stem.replaceAll(gapSigns, gap);

/** A statement to fill in whose answers stand in its brackets: a gap for each. Null where it has none. */
export const filledIn = (stem: string): { readonly stem: string; readonly gaps: readonly string[] } | null => {
  const filled = [...stem.matchAll(/[（(]([^（()）]{1,40})[)）]/gu)].map(([, text = '']) => text.trim());
  const open = withGaps(stem);
  if (!open.includes(gap))
    return filled.length === 0 ? null : { stem: stem.replaceAll(/[（(][^（()）]{1,40}[)）]/gu, gap), gaps: filled };
  // Behind a stem with gaps of its own: ……是____。（民主集中制）
  const last = /\s*[（(]([^（()）]{1,80})[)）]\s*[。.]?$/u.exec(open);
  return last === null ? null : { stem: open.slice(0, last.index), gaps: [last[1] ?? ''] };
};

/* Answers inside the stem */

export interface Drawn {
  readonly stem: string;
  readonly answer: string;
}

const inBrackets =
  /[（(【[]\s*([A-JＡ-Ｊ](?:[、,，\s]*[A-JＡ-Ｊ]){0,9}|[TFＴＦ]|[√✓✔×✗✘]|对|错|正确|错误)\s*[)）】\]]/gu;

/** An answer that stands in the brackets of the stem, or behind it: （B）, (√), ……。× It moves out of it. */
export const answerInStem = (stem: string): Drawn | null => {
  const found = [...stem.matchAll(inBrackets)];
  const [only] = found;
  if (only !== undefined)
    return found.length > 1 ? null : { stem: stem.replace(only[0], '（ ）'), answer: only[1] ?? '' };
  const behind = /(?<=\S)\s*([√✓✔×✗✘])\s*$/u.exec(stem);
  return behind === null ? null : { stem: stem.slice(0, behind.index), answer: behind[1] ?? '' };
};

/** Whether two answers say the same: what stands in the stem although it is given beside it as well. */
export const isSameAnswer = (a: string, b: string): boolean => {
  const [left, right] = [judged(a), judged(b)];
  if (left !== null && left === right) return true;
  const keys = keysIn(a, []);
  return keys !== null && keys.length > 0 && keys.join('') === (keysIn(b, []) ?? []).join('');
};
