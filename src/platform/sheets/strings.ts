import type { Archive } from './archive.ts';
import type { SheetLimits } from './limits.ts';
import { sheetRefused } from './refused.ts';
import { parseXml, type XmlSink } from './xml.ts';

/** Texts by number. */
export interface StringTable {
  readonly size: number;
  at(index: number): string;
}

export const noStrings: StringTable = { size: 0, at: () => '' };

/** `_x000D_` stands for a carriage return, `_x005F_` for an underscore that is no escape (ECMA-376 part 1, 22.9.2.19). */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/**
 * Strings as UTF-8 in one buffer with their offsets: substrings of parsed XML would keep the whole document alive, and
 * half a million JavaScript strings cost four times as much.
 */
export const packStrings = (limits: SheetLimits): StringTable & { push(text: string): void } => {
  let bytes = Buffer.allocUnsafe(64 * 1024);
  let ends = new Uint32Array(4096);
  let used = 0;
  let size = 0;
  const room = (need: number): void => {
    if (need > limits.sharedBytes) throw sheetRefused('too_many_strings', { max: limits.sharedStrings });
    if (need <= bytes.length) return;
    const wider = Buffer.allocUnsafe(Math.max(need, Math.ceil(bytes.length * 1.5)));
    bytes.copy(wider, 0, 0, used);
    bytes = wider;
  };
  return {
    get size() {
      return size;
    },
    push: (text) => {
      if (size >= limits.sharedStrings) throw sheetRefused('too_many_strings', { max: limits.sharedStrings });
      room(used + text.length * 3);
      used += bytes.write(text, used);
      if (size === ends.length) {
        const wider = new Uint32Array(ends.length * 2);
        wider.set(ends);
        ends = wider;
      }
      ends[size++] = used;
    },
    at: (index) => bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index]),
  };
};

/** Reads `sharedStrings.xml`. Phonetic guides are no part of a text and left out. */
export const readStrings = async (archive: Archive, entry: string, limits: SheetLimits): Promise<StringTable> => {
  const table = packStrings(limits);
  let text = '';
  let inText = false;
  let phonetic = 0;
  const sink: XmlSink = {
    open: (name, attributes) => {
      if (name === 't') inText = phonetic === 0;
      else if (name === 'rPh') phonetic++;
      else if (name === 'si') text = '';
      else if (name === 'sst' && Number(attributes['uniqueCount'] ?? 0) > limits.sharedStrings) {
        throw sheetRefused('too_many_strings', { max: limits.sharedStrings });
      }
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') table.push(unescapeText(text));
    },
    text: (piece) => {
      if (!inText) return;
      text += piece;
      if (text.length > limits.cellChars * 8) throw sheetRefused('xml_token');
    },
  };
  await parseXml(archive.read(entry), sink, limits);
  return table;
};
