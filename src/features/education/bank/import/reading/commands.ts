import { open, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { readInWorker } from '#platform/sheets/in-worker.ts';
import { sheetRefused } from '#platform/sheets/refused.ts';
import type { SheetRow } from '#platform/sheets/rows.ts';
import { AppError } from '#shared/errors.ts';
import {
  type ColumnUse,
  headingAmong,
  headingIn,
  headingRows,
  type Heading,
  settled,
  type SheetField,
  type SheetMapping,
  useOf,
  useOfCode,
} from '../headings/rules.ts';
import { questionsIn } from '../texts/rules.ts';
import { rawOfRow, type Raw, sectionIn } from './rules.ts';

/** One question of a file, and where it stood. */
export interface FileRow {
  readonly sheet: string;
  readonly line: number;
  readonly cells: readonly string[];
  readonly raw: Raw;
}

/** More than any bank of a county; a file beyond it is no file of questions. */
export const mostRows = 20_000;

const refused = (message: string, params: Readonly<Record<string, string | number>> = {}): AppError =>
  new AppError('refused', { message, params });

/** An apostrophe that an export put before what a program could run. */
const uninert = (text: string): string => (/^'[=+\-@＝＋－＠\t\r\n]/u.test(text) ? text.slice(1) : text);

/** The row that a form begins with. */
const isExample = ([first]: readonly string[]): boolean => first?.trim() === '示例';

/** What holds for the rows of a sheet from one on. */
interface Reading {
  uses: readonly ColumnUse[];
  /** As the headings stand there. */
  readonly heading: string;
  under: string;
}

const asOne = (cells: readonly string[]): string => cells.map((text) => text.trim()).join('\t');

function* rowsOf(name: string, rows: readonly SheetRow[], reading: Reading): Generator<FileRow> {
  for (const { line, texts } of rows) {
    const cells = texts.map(uninert);
    if (isExample(cells) || asOne(cells) === reading.heading) continue;
    const [uses, under] = [headingAmong(cells), sectionIn(cells)];
    if (uses !== null) reading.uses = uses;
    if (under !== null) reading.under = under;
    if (uses !== null || under !== null) continue;
    const raw = rawOfRow(cells, reading.uses, reading.under);
    if ((raw.texts.stem ?? '').trim() === '' && (raw.texts.answer ?? '').trim() === '') continue;
    yield { sheet: name, line, cells, raw };
  }
}

/** The first rows of a sheet, for somebody to say what its columns are. */
export interface SeenSheet {
  readonly sheet: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}
const seenLimits = { sheets: 5, rows: 8, columns: 30, text: 60 } as const;

const seenOf = (sheet: string, rows: readonly SheetRow[]): SeenSheet => ({
  sheet,
  rows: rows.slice(0, seenLimits.rows).map(({ line, texts }) => ({
    line,
    cells: texts.slice(0, seenLimits.columns).map((text) => text.slice(0, seenLimits.text)),
  })),
});

const givenHeading = (rows: readonly SheetRow[], { line, uses }: SheetMapping): Heading => ({
  at: rows.findLastIndex((row) => row.line <= line),
  uses: settled(uses.map(useOfCode)),
});

/** Sheets whose heading nobody understands are left out, unless a person has said what it is; a file of nothing else is refused. */
async function* fromSheets(path: string, name: string, by: SheetMapping | null): AsyncGenerator<FileRow> {
  let sheet = '';
  let early: SheetRow[] = [];
  let reading: Reading | null = null;
  let readable = false;
  const seen: SeenSheet[] = [];
  function* settle(): Generator<FileRow> {
    const heading = by?.sheet === sheet ? givenHeading(early, by) : headingIn(early.map(({ texts }) => texts));
    if (heading === null && early.length > 0 && seen.length < seenLimits.sheets) seen.push(seenOf(sheet, early));
    readable ||= heading !== null;
    if (heading === null) return;
    // What stands just above the headings may tell the kind of what follows, as it may further down.
    const above = early.slice(0, Math.max(0, heading.at)).findLast(({ texts }) => sectionIn(texts) !== null);
    reading = {
      uses: heading.uses,
      heading: asOne((early[heading.at]?.texts ?? []).map(uninert)),
      under: sectionIn(above?.texts ?? []) ?? sheet,
    };
    yield* rowsOf(sheet, early.slice(heading.at + 1), reading);
  }
  let isSettled = false;
  for await (const event of readInWorker({ path, name })) {
    if (event.kind === 'sheet') [sheet, early, reading, isSettled] = [event.sheet.name, [], null, false];
    else if (event.kind === 'rows') {
      if (isSettled) {
        if (reading !== null) yield* rowsOf(sheet, event.rows, reading);
        continue;
      }
      early.push(...event.rows);
      if (early.length < headingRows) continue;
      isSettled = true;
      yield* settle();
    } else if (!isSettled) {
      isSettled = true;
      yield* settle();
    }
  }
  if (!readable) throw new AppError('refused', { message: 'bank.no_heading', params: {}, seen });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(textOf).join('\n');
  return '';
};

/** Gaps of the platform's own export: [['一', '1'], ['二']]. */
const gapsOf = (value: unknown): string[] | null =>
  Array.isArray(value) && value.length > 0 && value.every(Array.isArray)
    ? value.map((taken: unknown[]) => `${taken.map(textOf).join('||')}||`)
    : null;

const optionsOf = (value: unknown): { key: string; text: string }[] => {
  const entries: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((one: unknown, at) => ['ABCDEFGHIJ'.charAt(at), one] as const)
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return entries.map(([key, one]) => {
    if (!isRecord(one)) return { key: key.toUpperCase(), text: textOf(one) };
    const named = textOf(one['key'] ?? one['label'] ?? key).toUpperCase();
    return { key: named, text: textOf(one['text'] ?? one['content'] ?? one['value'] ?? '') };
  });
};

const rawOfObject = (object: Readonly<Record<string, unknown>>): Raw => {
  const texts: Partial<Record<SheetField, string>> = {};
  const options: { key: string; text: string }[] = [];
  let gaps: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    const use = useOf(name);
    if (use === null || value === null || value === undefined) continue;
    if ('option' in use) options.push({ key: use.option, text: textOf(value) });
    else if ('gap' in use) gaps[use.gap - 1] = textOf(value);
    else if (use.field === 'options' && typeof value === 'object') options.push(...optionsOf(value));
    else if (use.field === 'answer' && gapsOf(value) !== null) gaps = gapsOf(value) ?? [];
    else texts[use.field] = textOf(value);
  }
  return { texts, options, gaps };
};

/** The list of questions somewhere in a document: itself, or the first array of objects in it. */
const listIn = (document: unknown): readonly unknown[] | null => {
  if (Array.isArray(document)) return document;
  if (!isRecord(document)) return null;
  return (
    Object.values(document)
      .map(listIn)
      .find((found) => found !== null) ?? null
  );
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('bank.no_json');
  }
};

function* fromJson(text: string): Generator<FileRow> {
  const list = listIn(parsed(text.replace(/^\ufeff/u, '')));
  if (list === null || !list.some(isRecord)) throw refused('bank.no_json');
  for (const [at, one] of list.entries())
    if (isRecord(one)) yield { sheet: 'JSON', line: at + 1, cells: [JSON.stringify(one)], raw: rawOfObject(one) };
}

/** UTF-8, with or without its mark, else GB 18030, as Windows writes it. */
const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

function* fromText(text: string): Generator<FileRow> {
  const found = questionsIn(text);
  if (found.length === 0) throw refused('bank.no_questions');
  for (const { line, lines, raw } of found) yield { sheet: '', line, cells: lines, raw };
}

const isZip = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1').startsWith('PK');
  } finally {
    await file.close();
  }
};

/** Everything that a file asks, in its order. @throws AppError refused */
export async function* readFileRows(
  path: string,
  name: string,
  by: SheetMapping | null = null,
): AsyncGenerator<FileRow> {
  const extension = extname(name).toLowerCase();
  if (['.xlsx', '.xls', '.csv'].includes(extension)) return yield* fromSheets(path, name, by);
  if (!['.json', '.txt', '.md'].includes(extension)) throw refused('bank.unsupported');
  if (await isZip(path)) throw sheetRefused('wrong_extension', { extension });
  const text = decode(await readFile(path));
  yield* extension === '.json' ? fromJson(text) : fromText(text);
}
