import { columnOf, type MergedArea } from './rows.ts';
import type { SheetLimits } from './limits.ts';
import { sheetRefused } from './refused.ts';

const AREA = /<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;
/** `<` */
const TAG = 0x3c;
/** Longer than any tag that AREA can match. */
const OVERLAP = 256;

const ROW = Buffer.from('<row');
/** What may follow the name of a tag: a blank, the end, a slash. */
const AFTER = new Set([0x20, 0x09, 0x0a, 0x0d, 0x3e, 0x2f]);

/** Counts the tags of rows in bytes that come in pieces. */
const rowCounter = () => {
  let rows = 0;
  let tail: Buffer = Buffer.alloc(0);
  const countIn = (bytes: Buffer): void => {
    for (let at = bytes.indexOf(ROW); at >= 0; at = bytes.indexOf(ROW, at + ROW.length))
      if (AFTER.has(bytes[at + ROW.length] ?? 0)) rows += 1;
  };
  return {
    take: (chunk: Buffer): void => {
      // A tag that lies over the border of two pieces is whole in neither of them.
      countIn(Buffer.concat([tail, chunk.subarray(0, ROW.length)]));
      countIn(chunk);
      tail = Buffer.from(chunk.subarray(Math.max(0, chunk.length - ROW.length)));
    },
    rows: () => rows,
  };
};

export interface SheetScan {
  /** Sorted from the top. */
  readonly merges: readonly MergedArea[];
  /** Tags of rows, for the progress; 0 where the writer puts a prefix before their name. */
  readonly rows: number;
}

/**
 * Merged areas of a sheet and the number of its rows. The areas stand behind the rows that need them, so the bytes are
 * searched once ahead of parsing; that costs a fifth of parsing them. An endless token is found here, before it is parsed.
 */
export const scanSheet = async (chunks: AsyncIterable<Buffer>, limits: SheetLimits): Promise<SheetScan> => {
  const areas: MergedArea[] = [];
  const counter = rowCounter();
  let rest = '';
  let reached = false;
  let sinceTag = 0;
  for await (const chunk of chunks) {
    counter.take(chunk);
    const tag = chunk.lastIndexOf(TAG);
    sinceTag = tag < 0 ? sinceTag + chunk.length : chunk.length - tag;
    if (sinceTag > limits.xmlToken) throw sheetRefused('xml_token');
    const text = rest + chunk.toString('latin1');
    reached ||= text.includes('mergeCell');
    let done = 0;
    if (reached) {
      for (const match of text.matchAll(AREA)) {
        const [, left = '', top = '', right = '', bottom = ''] = match;
        if (areas.length >= limits.merges) throw sheetRefused('too_many_merges', { max: limits.merges });
        areas.push({ left: columnOf(left), top: Number(top), right: columnOf(right), bottom: Number(bottom) });
        done = match.index + match[0].length;
      }
    }
    rest = text.slice(Math.max(done, text.length - OVERLAP));
  }
  return { merges: areas.toSorted((a, b) => a.top - b.top || a.left - b.left), rows: counter.rows() };
};

interface Open {
  readonly area: MergedArea;
  readonly text: string;
  readonly kind: string;
}

/**
 * Carries the value of a merged cell down its first column, row by row: a branch name merged over twenty members, a
 * heading merged over two heading rows. Values are not carried sideways: a title merged over eleven columns is one title.
 */
export const mergeFiller = (
  areas: readonly MergedArea[],
): ((line: number, texts: string[], kinds: string[]) => void) => {
  let next = 0;
  let open: Open[] = [];
  return (line, texts, kinds) => {
    open = open.filter(({ area }) => area.bottom >= line);
    for (const { area, text, kind } of open) {
      if (texts[area.left]) continue;
      while (texts.length < area.left) {
        texts.push('');
        kinds.push('-');
      }
      texts[area.left] = text;
      kinds[area.left] = kind;
    }
    for (let area = areas[next]; area && area.top <= line; area = areas[++next]) {
      const text = texts[area.left];
      if (area.top === line && area.bottom > line && text) open.push({ area, text, kind: kinds[area.left] ?? 't' });
    }
  };
};
