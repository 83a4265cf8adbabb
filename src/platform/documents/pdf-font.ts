import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { packageFolder } from '#platform/db/package-folder.ts';

const unpack = promisify(gunzip);

const places = [
  // A third of an install's own files otherwise.
  ['dist', 'fonts', 'NotoSerifSC-Regular.ttf.gz'],
  ['node_modules', '@expo-google-fonts', 'noto-serif-sc', '400Regular', 'NotoSerifSC_400Regular.ttf'],
];

/** The one font of our PDF files: laid beside the server by the build, packed, and taken from its package where nothing is built. */
export const fontBytes = async (): Promise<Buffer> => {
  const found = places.map((parts) => join(packageFolder(), ...parts)).find((path) => existsSync(path));
  if (found === undefined) throw new Error('the font for PDF files is missing: npm run build');
  const bytes = await readFile(found);
  return found.endsWith('.gz') ? unpack(bytes) : bytes;
};

/** What stands for a character that the font does not have: seen at once, and explained at the end of the document. */
export const gap = '〓';

export interface Face {
  /** Width of a character in ems. */
  readonly width: (character: string) => number;
  /** The text as it can be shown; what cannot is noted. */
  readonly shown: (text: string) => string;
  /** Code points that were asked for and are not in the font, in the order of their coming. */
  readonly missing: () => readonly string[];
}

// oxlint-disable-next-line no-control-regex -- control characters and halves of pairs have no shape
const shapeless = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]|\p{Variation_Selector}|\p{Cf}|\p{Surrogate}/gu;

/** What the opened font answers; the types of `pdfkit` do not say it. */
interface OpenedFont {
  readonly unitsPerEm: number;
  readonly hasGlyphForCodePoint: (code: number) => boolean;
  readonly glyphForCodePoint: (code: number) => { readonly advanceWidth: number };
}

const hasFont = (doc: object): doc is { readonly _font: { readonly font: OpenedFont } } =>
  '_font' in doc &&
  typeof doc._font === 'object' &&
  doc._font !== null &&
  'font' in doc._font &&
  typeof doc._font.font === 'object' &&
  doc._font.font !== null &&
  'hasGlyphForCodePoint' in doc._font.font;

/** The font that a document draws with, opened once for both. */
export const faceOf = (doc: PDFKit.PDFDocument): Face => {
  if (!hasFont(doc)) throw new Error('pdfkit keeps its font elsewhere than it did: see decision 0006');
  const { font } = doc._font;
  const missing = new Set<string>();
  const widths = new Map<string, number>();
  return {
    width(character) {
      const known = widths.get(character);
      if (known !== undefined) return known;
      const width = font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth / font.unitsPerEm;
      widths.set(character, width);
      return width;
    },
    shown: (text) =>
      [...text.replaceAll(shapeless, '')]
        .map((character) => {
          const code = character.codePointAt(0) ?? 0;
          if (character === '\n' || font.hasGlyphForCodePoint(code)) return character;
          missing.add(`U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
          return gap;
        })
        .join(''),
    missing: () => [...missing],
  };
};
