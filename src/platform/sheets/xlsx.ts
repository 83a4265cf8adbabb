import { openArchive, type Archive } from './archive.ts';
import { numericCell } from './formats.ts';
import type { SheetLimits } from './limits.ts';
import { mergeFiller, scanSheet } from './merges.ts';
import { sheetRefused } from './refused.ts';
import { columnOf, type CellKind, type MergedArea, type ReadOptions, type SheetEvent, type SheetRow } from './rows.ts';
import { unescapeText } from './strings.ts';
import { readWorkbook, type SheetPart, type Workbook } from './workbook.ts';
import { xmlSteps, type Attributes, type XmlSink } from './xml.ts';

/** Bounds of the grid itself; what lies beyond is no cell of any program. */
const LAST_LINE = 1_048_576;
const LAST_COLUMN = 16_383;

const BATCH = 100;

interface Cell {
  text: string;
  kind: CellKind;
}

/** What a `<c>` says, given its type, style and the text of its `<v>` or `<is>`. */
const cellOf = (type: string, style: string | undefined, raw: string, book: Workbook): Cell => {
  switch (type) {
    case 's': {
      const index = Number(raw);
      if (!Number.isInteger(index) || index < 0 || index >= book.strings.size) throw sheetRefused('damaged');
      return { text: book.strings.at(index), kind: 't' };
    }
    case 'inlineStr':
    case 'str':
      return { text: unescapeText(raw), kind: 't' };
    case 'b':
      return { text: raw === '1' || raw === 'true' ? 'TRUE' : 'FALSE', kind: 'b' };
    case 'e':
      return { text: raw, kind: 'e' };
    case 'd':
      return { text: raw.replace(/T00:00(:00(\.0+)?)?Z?$/, ''), kind: 'd' };
    default: {
      const value = Number(raw);
      if (!Number.isFinite(value)) throw sheetRefused('damaged');
      return numericCell(value, book.formats[Number(style ?? 0)] ?? {}, book.from1904);
    }
  }
};

interface RowReader extends XmlSink {
  /** Rows that are complete and not yet taken. */
  ready(): number;
  /** Hands over the rows that are complete and forgets them. */
  take(): SheetRow[];
}

/** A row while it is read. */
interface Draft {
  line: number;
  hidden: boolean;
  texts: string[];
  kinds: string[];
}

const rowReader = (book: Workbook, part: SheetPart, merges: readonly MergedArea[], limits: SheetLimits): RowReader => {
  const fill = mergeFiller(merges);
  let done: SheetRow[] = [];
  let rows = 0;
  let draft: Draft = { line: 0, hidden: false, texts: [], kinds: [] };
  let column = -1;
  let type = 'n';
  let style: string | undefined;
  let raw = '';
  let collecting = false;
  let phonetic = 0;

  const openRow = (attributes: Attributes): void => {
    const line = attributes['r'] === undefined ? draft.line + 1 : Number(attributes['r']);
    if (!Number.isInteger(line) || line <= draft.line || line > LAST_LINE) throw sheetRefused('damaged');
    const hidden = attributes['hidden'] === '1' || attributes['hidden'] === 'true';
    draft = { line, hidden, texts: [], kinds: [] };
    column = -1;
  };

  const openCell = (attributes: Attributes): void => {
    const next = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
    if (next <= column || next > LAST_COLUMN) throw sheetRefused('damaged');
    column = next;
    type = attributes['t'] ?? 'n';
    style = attributes['s'];
    raw = '';
  };

  const closeCell = (): void => {
    if (raw === '') return;
    const { text, kind } = cellOf(type, style, raw, book);
    if (text === '') return;
    const where = { sheet: part.name, line: draft.line };
    if (text.length > limits.cellChars) throw sheetRefused('cell_too_long', { ...where, max: limits.cellChars });
    if (column >= limits.columns) throw sheetRefused('too_many_columns', { ...where, max: limits.columns });
    while (draft.texts.length < column) {
      draft.texts.push('');
      draft.kinds.push('-');
    }
    draft.texts.push(text);
    draft.kinds.push(kind);
  };

  const closeRow = (): void => {
    const { line, hidden, texts, kinds } = draft;
    fill(line, texts, kinds);
    if (texts.length === 0) return;
    if (++rows > limits.rows) throw sheetRefused('too_many_rows', { sheet: part.name, max: limits.rows });
    done.push({ line, hidden, texts, kinds: kinds.join('') });
  };

  return {
    open: (name, attributes) => {
      if (name === 'c') openCell(attributes);
      else if (name === 'row') openRow(attributes);
      else if (name === 'v' || name === 't') collecting = phonetic === 0;
      else if (name === 'rPh') phonetic++;
    },
    close: (name) => {
      if (name === 'v' || name === 't') collecting = false;
      else if (name === 'c') closeCell();
      else if (name === 'row') closeRow();
      else if (name === 'rPh') phonetic--;
    },
    text: (piece) => {
      if (!collecting) return;
      raw += piece;
      if (raw.length > limits.cellChars * 8)
        throw sheetRefused('cell_too_long', { sheet: part.name, line: draft.line, max: limits.cellChars });
    },
    ready: () => done.length,
    take: () => {
      const taken = done;
      done = [];
      return taken;
    },
  };
};

async function* readSheet(
  archive: Archive,
  book: Workbook,
  index: number,
  options: ReadOptions,
  limits: SheetLimits,
): AsyncGenerator<SheetEvent> {
  const part = book.sheets[index];
  if (!part) return;
  const { merges, rows: total } = await scanSheet(archive.read(part.entry), limits);
  const known = total === 0 ? {} : { rows: total };
  yield { kind: 'sheet', sheet: { index, name: part.name, hidden: part.hidden, ...known } };
  const reader = rowReader(book, part, merges, limits);
  const head = options.head ?? Number.POSITIVE_INFINITY;
  let given = 0;
  for await (const _ of xmlSteps(archive.read(part.entry), reader, limits)) {
    if (reader.ready() < Math.min(BATCH, head - given)) continue;
    const rows = reader.take().slice(0, head - given);
    given += rows.length;
    yield { kind: 'rows', sheet: index, rows };
    if (given >= head) break;
  }
  const rest = reader.take().slice(0, head - given);
  if (rest.length > 0) yield { kind: 'rows', sheet: index, rows: rest };
  yield { kind: 'end', sheet: index, merges };
}

/** Streams an .xlsx file. Formulas give the value that was stored with them; nothing is computed or fetched. */
export async function* readXlsx(path: string, options: ReadOptions, limits: SheetLimits): AsyncGenerator<SheetEvent> {
  const archive = await openArchive(path, limits);
  try {
    const book = await readWorkbook(archive, limits);
    for (const [index, part] of book.sheets.entries()) {
      if (options.only && !options.only.includes(part.name)) continue;
      yield* readSheet(archive, book, index, options, limits);
    }
  } finally {
    archive.close();
  }
}
