import { createReadStream } from 'node:fs';
import { parse, CsvError } from 'csv-parse';
import type { SheetLimits } from './limits.ts';
import { sheetRefused } from './refused.ts';
import type { ReadOptions, SheetEvent, SheetRow } from './rows.ts';

/** Bytes looked at for the delimiter. */
const SAMPLE = 64 * 1024;
const BATCH = 500;

const decodes = async (path: string, encoding: string): Promise<boolean> => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
};

/**
 * A byte-order mark decides; without one the whole file must be UTF-8, else GB18030 (of which GBK and GB2312 are parts).
 * A byte that the encoding does not know refuses the file: a replaced character would be a changed name.
 */
const encodingOf = async (path: string, head: Buffer): Promise<string> => {
  const [a, b] = head;
  const byMark = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
  if (!byMark && head.includes(0)) throw sheetRefused('binary');
  for (const encoding of byMark ? [byMark] : ['utf-8', 'gb18030']) if (await decodes(path, encoding)) return encoding;
  throw sheetRefused('encoding');
};

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text.includes('\0')) throw sheetRefused('binary');
    yield text;
  }
  yield decoder.decode();
}

/** The candidate that stands most often outside quotes; a comma where none does. */
export const delimiterOf = (sample: string): string => {
  const outside = sample.replaceAll(/"(?:[^"]|"")*"?/g, '');
  const counted = [',', '\t', ';'].map((mark) => ({ mark, count: outside.split(mark).length - 1 }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.mark ?? ',';
};

/** Exporters write ="330…" so that Excel keeps the digits of an ID number; the value is what stands in the quotes. */
const valueOf = (field: string): string => {
  const wrapped = /^="([^"]*)"$/.exec(field);
  return wrapped ? (wrapped[1] ?? '') : field;
};

const rowOf = (record: readonly string[], line: number, limits: SheetLimits): SheetRow | undefined => {
  const texts = record.map(valueOf);
  while (texts.length > 0 && texts[texts.length - 1] === '') texts.pop();
  if (texts.length === 0) return undefined;
  if (texts.length > limits.columns)
    throw sheetRefused('too_many_columns', { sheet: 'CSV', line, max: limits.columns });
  if (texts.some((text) => text.length > limits.cellChars))
    throw sheetRefused('cell_too_long', { sheet: 'CSV', line, max: limits.cellChars });
  return { line, hidden: false, texts, kinds: texts.map((text) => (text === '' ? '-' : 't')).join('') };
};

const asCsvRefusal = (error: unknown, line: number, limits: SheetLimits): unknown => {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return sheetRefused('cell_too_long', { sheet: 'CSV', line, max: limits.cellChars });
  return sheetRefused('csv_quotes', { line });
};

async function* readRows(
  path: string,
  encoding: string,
  options: ReadOptions,
  limits: SheetLimits,
): AsyncGenerator<SheetRow[]> {
  const source = decoded(path, encoding);
  let first = '';
  while (first.length < SAMPLE) {
    const step = await source.next();
    if (step.done) break;
    first += step.value;
  }
  const parser = parse({
    delimiter: delimiterOf(first.slice(0, SAMPLE)),
    relax_column_count: true,
    relax_quotes: true,
    // A quote that never closes would swallow the rest of the file as one cell.
    max_record_size: limits.cellChars * 4,
  });
  let line = 0;
  let rows = 0;
  let batch: SheetRow[] = [];
  const pump = feed(parser, first, source);
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      line++;
      const row = rowOf(record, line, limits);
      if (!row) continue;
      if (++rows > limits.rows) throw sheetRefused('too_many_rows', { sheet: 'CSV', max: limits.rows });
      batch.push(row);
      if (rows >= (options.head ?? Number.POSITIVE_INFINITY)) break;
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } catch (error) {
    throw asCsvRefusal(error, line + 1, limits);
  } finally {
    parser.destroy();
    await pump;
  }
}

/** Writes the text into the parser at the parser's pace; a fault of the source reaches the reader through the parser. */
const feed = async (parser: ReturnType<typeof parse>, first: string, source: AsyncGenerator<string>): Promise<void> => {
  try {
    const write = async (text: string): Promise<void> => {
      if (parser.destroyed || parser.write(text)) return;
      await new Promise<void>((resolve) => {
        const go = (): void => {
          parser.off('drain', go).off('close', go);
          resolve();
        };
        parser.on('drain', go).on('close', go);
      });
    };
    await write(first);
    for await (const text of source) {
      if (parser.destroyed) return;
      await write(text);
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error('unreadable'));
  }
};

/** Streams a .csv file as a workbook of one sheet. Lines count as the rows that a spreadsheet program would show. */
export async function* readCsv(
  path: string,
  head: Buffer,
  options: ReadOptions,
  limits: SheetLimits,
): AsyncGenerator<SheetEvent> {
  const encoding = await encodingOf(path, head);
  yield { kind: 'sheet', sheet: { index: 0, name: 'CSV', hidden: false } };
  for await (const rows of readRows(path, encoding, options, limits)) yield { kind: 'rows', sheet: 0, rows };
  yield { kind: 'end', sheet: 0, merges: [] };
}
