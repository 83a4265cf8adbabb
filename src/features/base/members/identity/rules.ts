/** Names and citizen ID numbers as people write them, and what may be stored. Nothing is guessed: a number that lost digits is an error. */
import { isDay } from '#shared/days.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';
/** First two digits of GB/T 2260: provinces, and the three codes of residence permits for Hong Kong, Macao and Taiwan. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
/** Letters and signs that look like X: Latin, Cyrillic, Greek, the multiplication sign. */
const X_ALIKE = /[xXхХχΧ×✕╳]$/u;
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\u00AD\uFEFF]/gu;

export type IdProblem =
  | 'id_required'
  | 'id_digits_lost'
  | 'id_old'
  | 'id_length'
  | 'id_characters'
  | 'id_area'
  | 'id_date'
  | 'id_checksum';

export type IdCheck =
  | {
      readonly ok: true;
      readonly idNumber: string;
      readonly sex: '1' | '2';
      readonly birthDate: string;
      readonly area: string;
    }
  | { readonly ok: false; readonly problem: IdProblem; readonly idNumber: string };

/** The number without spaces, separators and look-alikes: full-width digits, a leading apostrophe of a sheet, any kind of X at the end. */
export const plainIdNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\s'’‘`-]/gu, '')
    .replace(X_ALIKE, 'X');

/** The check character of GB 11643 for the first seventeen digits. */
export const idCheckCharacter = (seventeen: string): string =>
  CHECKS[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(seventeen[at]), 0) % 11] ?? '';

const shapeProblem = (id: string): IdProblem | undefined => {
  if (id === '') return 'id_required';
  // A sheet keeps fifteen digits of a number: 3.30324198506071E+17, or the last three turned to zeros.
  if (/^\d(\.\d+)?E\+?\d+$/i.test(id)) return 'id_digits_lost';
  if (/^\d{15}$/.test(id)) return 'id_old';
  if (!/^[\dX]+$/.test(id)) return 'id_characters';
  if (id.length !== 18) return 'id_length';
  return /^\d{17}[\dX]$/.test(id) ? undefined : 'id_characters';
};

/**
 * Whether the number looks like one of which a sheet kept fifteen digits and turned the last three to zeros. One in eleven
 * of them has a right check character all the same, and some woman's right number ends like this (an order of hundreds, or
 * 000, with the check character 0): the number alone cannot tell, whoever holds the card can. GB 11643 says of the three
 * digits only that they number people of one day and place, odd men and even women; it begins at no number, so that 000 is
 * judged as 100 is.
 */
export const mayHaveLostDigits = (id: string): boolean => id.length === 18 && id.endsWith('000');

const problemOf = (id: string, birthDate: string): IdProblem | undefined => {
  if (!PROVINCES.has(id.slice(0, 2))) return 'id_area';
  if (!isDay(birthDate) || birthDate < '1880-01-01') return 'id_date';
  if (idCheckCharacter(id) === id[17]) return undefined;
  return mayHaveLostDigits(id) ? 'id_digits_lost' : 'id_checksum';
};

const checked = (text: string): IdCheck => {
  const idNumber = plainIdNumber(text);
  const shape = shapeProblem(idNumber);
  if (shape) return { ok: false, problem: shape, idNumber };
  const birthDate = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  const problem = problemOf(idNumber, birthDate);
  if (problem) return { ok: false, problem, idNumber };
  return { ok: true, idNumber, birthDate, sex: Number(idNumber[16]) % 2 === 1 ? '1' : '2', area: idNumber.slice(0, 6) };
};

/** The last answer: the rules of one file ask about the same number several times in a row. */
let last: { readonly text: string; readonly answer: IdCheck } | undefined;

/**
 * Checks a citizen ID number (GB 11643) and reads sex and birth date from it. The checksum alone is not enough: a number may
 * carry a right one for a day that does not exist. With `today` a birth in the future is refused too.
 */
export const checkIdNumber = (text: string, today?: string): IdCheck => {
  if (last?.text !== text) last = { text, answer: checked(text) };
  const { answer } = last;
  if (today === undefined || !answer.ok || answer.birthDate <= today) return answer;
  return { ok: false, problem: 'id_date', idNumber: answer.idNumber };
};

export type NameProblem =
  | 'name_required'
  | 'name_hidden'
  | 'name_masked'
  | 'name_lost_character'
  | 'name_digits'
  | 'name_characters'
  | 'name_too_long';

export type NameCheck =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly problem: NameProblem; readonly name: string };

/** Marks that rosters use for the middle dot of a transliterated name. */
const DOTS = /[•・･‧⋅∙●．.。]/gu;
/** Marks that show nothing, or turn the direction of the text: a name that holds them is not what it looks like. */
const HIDDEN =
  /[\p{Cc}\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;

/** Full-width letters become narrow; ideographs stay as they are, because a compatibility mapping would change people's names. */
const narrow = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/gu, (mark) => String.fromCodePoint((mark.codePointAt(0) ?? 0) - 0xfee0));

const tidyName = (text: string): string => {
  const dotted = narrow(text.normalize('NFC'))
    .replace(/[\s\u3000]+/gu, ' ')
    .trim()
    .replace(DOTS, '·')
    .replace(/ ?· ?/gu, '·');
  // Rosters pad two-character names with a space; a name in Latin letters keeps its spaces.
  return /\p{Script=Han}/u.test(dotted) ? dotted.replaceAll(' ', '') : dotted;
};

const nameProblem = (name: string): NameProblem | undefined => {
  if (name === '') return 'name_required';
  if (/[*＊×]|某$/u.test(name)) return 'name_masked';
  // Replacement marks and private-use code points: a rare character that some older system could not write.
  if (/[?？□〓\uFFFD\p{Co}]/u.test(name)) return 'name_lost_character';
  // Signs come first: of <script>alert(1)</script> the digit is the least.
  if (!/^[\p{L}\p{M}\d·' -]+$/u.test(name) || /^[·' -]|[·' -]$/u.test(name)) return 'name_characters';
  if (/\d/u.test(name)) return 'name_digits';
  return Array.from(name).length > 50 ? 'name_too_long' : undefined;
};

/** A person's name in the form that is stored: NFC, one kind of middle dot, no padding. Invisible and direction marks are refused, not removed. */
export const checkName = (text: string): NameCheck => {
  // A line break or tab of a sheet's cell is padding, not deceit.
  const spaced = text.replace(/[\t\r\n]+/gu, ' ');
  if (HIDDEN.test(spaced)) return { ok: false, problem: 'name_hidden', name: spaced };
  const name = tidyName(spaced);
  const problem = nameProblem(name);
  return problem ? { ok: false, problem, name } : { ok: true, name };
};

export type PhoneProblem = 'phone_format' | 'landline_format';

/** A mainland mobile number without spaces, dashes and +86; undefined where it is none. */
export const plainMobile = (text: string): string | undefined => {
  const digits = text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\s()-]/gu, '')
    .replace(/^(\+?86)(?=1\d{10}$)/u, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined;
};

/** A landline with its area code as 0577-67221234, with an extension after another dash; undefined where it is none. */
export const plainLandline = (text: string): string | undefined => {
  const hit = /^\(?(0(?:10|2\d|[3-9]\d{2}))\)?[-\s]?(\d{7,8})(?:(?:[-\s]|转|ext\.?)(\d{1,6}))?$/iu.exec(
    text.normalize('NFKC').replace(INVISIBLE, '').trim(),
  );
  return hit ? [hit[1], hit[2], hit[3]].filter((part) => part !== undefined).join('-') : undefined;
};
