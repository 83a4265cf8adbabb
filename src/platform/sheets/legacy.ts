/** Binary .xls of Excel 97–2003: read whole by a library, therefore small ones only, and only inside the worker. */
import { readFile } from 'node:fs/promises';
import { read, utils, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { formatOf, numericCell } from './formats.ts';
import type { SheetLimits } from './limits.ts';
import { mergeFiller } from './merges.ts';
import { sheetRefused } from './refused.ts';
import type { CellKind, MergedArea, ReadOptions, SheetEvent, SheetRow } from './rows.ts';

const BATCH = 500;
/** Stream of a compound file that holds an encrypted package, as UTF-16. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
const BIFF_STREAMS = [Buffer.from('Workbook', 'utf16le'), Buffer.from('Book', 'utf16le')];

const cellOf = (cell: CellObject | undefined, from1904: boolean): { text: string; kind: CellKind } => {
  if (!cell || cell.v === undefined || cell.v === null || cell.v === '') return { text: '', kind: '-' };
  switch (cell.t) {
    case 'n': {
      const pattern = typeof cell.z === 'string' ? cell.z : 'General';
      return numericCell(Number(cell.v), formatOf(164, new Map([[164, pattern]])), from1904);
    }
    case 'b':
      return { text: cell.v ? 'TRUE' : 'FALSE', kind: 'b' };
    case 'e':
      return { text: String(cell.w ?? cell.v), kind: 'e' };
    default:
      return { text: String(cell.v), kind: 't' };
  }
};

const mergesOf = (sheet: WorkSheet): MergedArea[] =>
  (sheet['!merges'] ?? [])
    .map(({ s, e }) => ({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c }))
    .toSorted((a, b) => a.top - b.top || a.left - b.left);

function* rowsOf(sheet: WorkSheet, name: string, from1904: boolean, limits: SheetLimits): Generator<SheetRow> {
  const reference = sheet['!ref'];
  if (!reference) return;
  const range = utils.decode_range(reference);
  const grid = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  const fill = mergeFiller(mergesOf(sheet));
  let rows = 0;
  for (let index = range.s.r; index <= Math.min(range.e.r, grid.length - 1); index++) {
    const line = index + 1;
    const cells = Array.from(grid[index] ?? [], (cell) => cellOf(cell, from1904));
    while (cells.length > 0 && cells[cells.length - 1]?.kind === '-') cells.pop();
    if (cells.length > limits.columns)
      throw sheetRefused('too_many_columns', { sheet: name, line, max: limits.columns });
    const texts = cells.map((cell) => cell.text);
    const kinds: string[] = cells.map((cell) => cell.kind);
    fill(line, texts, kinds);
    if (texts.length === 0) continue;
    if (++rows > limits.rows) throw sheetRefused('too_many_rows', { sheet: name, max: limits.rows });
    yield { line, hidden: sheet['!rows']?.[index]?.hidden === true, texts, kinds: kinds.join('') };
  }
}

const load = async (path: string, limits: SheetLimits): Promise<WorkBook> => {
  const bytes = await readFile(path);
  if (bytes.length > limits.legacyBytes) throw sheetRefused('legacy_too_large', { max: limits.legacyBytes / 1e6 });
  if (bytes.includes(ENCRYPTED_PACKAGE)) throw sheetRefused('encrypted');
  if (!BIFF_STREAMS.some((name) => bytes.includes(name))) throw sheetRefused('not_a_workbook');
  try {
    return read(bytes, {
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      cellText: false,
      sheetRows: limits.rows + 1,
    });
  } catch (error) {
    throw sheetRefused(error instanceof Error && /password|encrypt/i.test(error.message) ? 'encrypted' : 'damaged');
  }
};

/** Reads a .xls file. */
export async function* readLegacy(path: string, options: ReadOptions, limits: SheetLimits): AsyncGenerator<SheetEvent> {
  const book = await load(path, limits);
  if (book.SheetNames.length > limits.sheets) throw sheetRefused('too_many_sheets', { max: limits.sheets });
  const from1904 = book.Workbook?.WBProps?.date1904 === true;
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (!sheet || (options.only && !options.only.includes(name))) continue;
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    const rows = [...rowsOf(sheet, name, from1904, limits)].slice(0, options.head);
    yield { kind: 'sheet', sheet: { index, name, hidden, rows: rows.length } };
    for (let start = 0; start < rows.length; start += BATCH)
      yield { kind: 'rows', sheet: index, rows: rows.slice(start, start + BATCH) };
    yield { kind: 'end', sheet: index, merges: mergesOf(sheet) };
  }
}
