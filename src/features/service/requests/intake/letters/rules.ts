/** What is taken from a letter (.eml) that came by e-mail: words, who wrote it when, and its pictures. Pure; the page reads the file. */
import { dayOf } from '#shared/days.ts';
import { mostPhotos, photoLimits } from '../../photos/rules.ts';

/** Bounds of what is read at all: a letter of photos stays below, what is built to be endless does not. */
export const letterLimits = {
  bytes: 25_000_000,
  /** Parts that are attached, whatever they are. */
  attachments: 40,
  /** Parts within parts. */
  depth: 20,
  headerBytes: 262_144,
  /** Characters of the words. What is longer than a request can be is shortened by hand, where it is seen. */
  characters: 20_000,
} as const;

/** As the reader of letters hands it over. */
export interface Parsed {
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly date?: string | undefined;
  readonly from?: { readonly name: string; readonly address?: string | undefined } | undefined;
  readonly attachments: readonly {
    readonly filename: string | null;
    readonly mimeType: string;
    readonly content: ArrayBuffer | Uint8Array | string;
  }[];
}

export interface LetterPhoto {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Letter {
  readonly text: string;
  readonly name: string;
  readonly address: string;
  /** Null where it says none that could be. */
  readonly sentOn: string | null;
  readonly photos: readonly LetterPhoto[];
  /** Names of what came along and is not taken. */
  readonly left: readonly string[];
}

export type LetterFault = 'letter_none' | 'letter_large' | 'letter_parts';

const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);
/** A logo below a signature is no photo. */
const leastBytes = 10_000;

/** Line ends alike, characters that nobody sees left out, at most one empty line together. */
const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll(/[ \t]+$/gmu, '')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();

const oneLine = (text: string): string => tidy(text).replaceAll(/\s+/gu, ' ');

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array<ArrayBuffer> =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);

const dayIn = (date: string | undefined): string | null => {
  const moment = Date.parse(date ?? '');
  return Number.isNaN(moment) ? null : dayOf(moment);
};

/** The letter, or why it is none that can be entered. `plainOf` reads the words of a page. */
export const letterFrom = (parsed: Parsed, plainOf: (html: string) => string): Letter | LetterFault => {
  if (parsed.attachments.length > letterLimits.attachments) return 'letter_parts';
  const plain = tidy(parsed.text ?? '');
  const body = plain === '' ? tidy(plainOf(parsed.html ?? '')) : plain;
  const subject = oneLine(parsed.subject ?? '').slice(0, 200);
  const address = oneLine(parsed.from?.address ?? '').slice(0, 200);
  if (body === '' && (subject === '' || address === '')) return 'letter_none';
  if (body.length > letterLimits.characters) return 'letter_large';
  const files = parsed.attachments.map(({ filename, mimeType, content }) => ({
    name: oneLine(filename ?? '').slice(0, 100) || mimeType,
    type: mimeType,
    bytes: bytesOf(content),
  }));
  const fits = files.filter(
    ({ type, bytes }) => pictures.has(type) && bytes.length >= leastBytes && bytes.length <= photoLimits.each,
  );
  const photos = fits.slice(0, mostPhotos);
  return {
    text: [subject, body].filter((words) => words !== '').join('\n'),
    name: oneLine(parsed.from?.name ?? '').slice(0, 40),
    address,
    sentOn: dayIn(parsed.date),
    photos,
    left: files.filter((file) => !photos.includes(file)).map(({ name }) => name),
  };
};
