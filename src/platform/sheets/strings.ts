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

/** Bytes of one block; no string is longer. */
const BLOCK = 1 << 20;

const grown = (numbers: Uint32Array): Uint32Array => {
  const wider = new Uint32Array(numbers.length * 2);
  wider.set(numbers);
  return wider;
};

/**
 * Strings as UTF-8 in blocks, with their places: substrings of parsed XML would keep the whole document alive, and half
 * a million JavaScript strings cost four times as much.
 */
export const packStrings = (limits: SheetLimits): StringTable & { push(text: string): void } => {
  const blocks: Buffer[] = [];
  let starts: Uint32Array = new Uint32Array(4096);
  let lengths: Uint32Array = new Uint32Array(4096);
  let free = 0;
  let size = 0;
  const tooMany = (): Error => sheetRefused('too_many_strings', { max: limits.sharedStrings });
  const blockFor = (bytes: number): Buffer => {
    const last = blocks.at(-1);
    if (last && (free % BLOCK) + bytes <= BLOCK && free < blocks.length * BLOCK) return last;
    if ((blocks.length + 1) * BLOCK > limits.sharedBytes || bytes > BLOCK) throw tooMany();
    const block = Buffer.allocUnsafeSlow(BLOCK);
    free = blocks.length * BLOCK;
    blocks.push(block);
    return block;
  };
  return {
    get size() {
      return size;
    },
    push: (text) => {
      if (size >= limits.sharedStrings) throw tooMany();
      const bytes = Buffer.byteLength(text);
      const block = blockFor(bytes);
      if (size === starts.length) {
        starts = grown(starts);
        lengths = grown(lengths);
      }
      starts[size] = free;
      lengths[size] = block.write(text, free % BLOCK);
      size++;
      free += bytes;
    },
    at: (index) => {
      const start = starts[index] ?? 0;
      const from = start % BLOCK;
      return blocks[Math.floor(start / BLOCK)]?.toString('utf8', from, from + (lengths[index] ?? 0)) ?? '';
    },
  };
};

const ITEM = Buffer.from('<si>');

/** A count of the bytes finds a table that is far too long in a tenth of the time that parsing takes. */
const refuseMany = async (chunks: AsyncIterable<Buffer>, limits: SheetLimits): Promise<void> => {
  let count = 0;
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    // The tags around the strings and their escapes take half as much again.
    if (bytes > limits.sharedBytes * 1.5) throw sheetRefused('too_many_strings', { max: limits.sharedStrings });
    for (let at = chunk.indexOf(ITEM); at >= 0; at = chunk.indexOf(ITEM, at + ITEM.length)) count++;
    if (count > limits.sharedStrings) throw sheetRefused('too_many_strings', { max: limits.sharedStrings });
  }
};

/** Reads `sharedStrings.xml`. Phonetic guides are no part of a text and left out. */
export const readStrings = async (archive: Archive, entry: string, limits: SheetLimits): Promise<StringTable> => {
  await refuseMany(archive.read(entry), limits);
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
