import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { readCsv } from './csv.ts';
import { readLegacy } from './legacy.ts';
import { sheetLimits, type SheetLimits } from './limits.ts';
import { asRefusal, sheetRefused } from './refused.ts';
import type { ReadOptions, SheetEvent, SheetFile } from './rows.ts';
import { readXlsx } from './xlsx.ts';

const SNIFF = 4096;

type Content = 'zip' | 'compound' | 'markup' | 'other';

const startsWith = (head: Buffer, hex: string): boolean => head.toString('hex', 0, 4) === hex;

const contentOf = (head: Buffer): Content => {
  if (startsWith(head, '504b0304') || startsWith(head, '504b0506')) return 'zip';
  if (startsWith(head, 'd0cf11e0')) return 'compound';
  const text = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  return /^\s*<(?:!doctype|html|\?xml|table|meta|head|body)/i.test(text) ? 'markup' : 'other';
};

const readHead = async (path: string, limits: SheetLimits): Promise<Buffer> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) throw sheetRefused('empty_file');
    if (size > limits.fileBytes) throw sheetRefused('file_too_large', { max: limits.fileBytes / 1e6 });
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF), 0, SNIFF, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

const readerOf = (
  path: string,
  extension: string,
  head: Buffer,
  options: ReadOptions,
  limits: SheetLimits,
): AsyncGenerator<SheetEvent> => {
  const content = contentOf(head);
  if (extension === '.csv' && content === 'other') return readCsv(path, head, options, limits);
  if (extension === '.xlsx' && content === 'zip') return readXlsx(path, options, limits);
  // An .xlsx under a password is a compound file; the legacy reader tells it from a renamed .xls.
  if (content === 'compound' && (extension === '.xls' || extension === '.xlsx'))
    return readLegacy(path, options, limits);
  if (content === 'markup') throw sheetRefused('web_page', { extension });
  throw sheetRefused('wrong_extension', { extension });
};

/**
 * Reads a spreadsheet file in the calling thread, as a stream of sheets and row batches. Throws `refused` (see
 * `sheetRefusalOf`). For files that came from outside use `readInWorker`.
 */
export async function* openSheets(
  file: SheetFile,
  options: ReadOptions = {},
  limits: SheetLimits = sheetLimits,
): AsyncGenerator<SheetEvent> {
  const extension = extname(file.name).toLowerCase();
  if (!['.xlsx', '.xls', '.csv'].includes(extension)) throw sheetRefused('unsupported');
  try {
    const head = await readHead(file.path, limits);
    const events = readerOf(file.path, extension, head, options, limits);
    // A renamed .xls is refused only after the look for encryption, which gives the better reason.
    if (extension === '.xlsx' && contentOf(head) === 'compound') {
      await events.next();
      throw sheetRefused('wrong_extension', { extension });
    }
    yield* events;
  } catch (error) {
    throw asRefusal(error);
  }
}
