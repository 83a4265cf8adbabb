/** Files that a command writes for the person at the machine: readable for nobody else, never over an existing one. */
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openSheets } from '#platform/sheets/open.ts';
import { writeCsv } from '#platform/sheets/write.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import type { Terminal } from './terminal.ts';

const isCsv = (path: string): boolean => extname(path).toLowerCase() === '.csv';

/** @throws CommandFailure where there is a file of that name, or the name does not say .xlsx or .csv */
export const refuseExisting = (terminal: Terminal, path: string | undefined): void => {
  if (path === undefined) return;
  if (!isCsv(path) && extname(path).toLowerCase() !== '.xlsx')
    throw new CommandFailure(exitCodes.usage, 'usage', terminal.text(cliTexts.outputKind, { path }));
  if (existsSync(path))
    throw new CommandFailure(exitCodes.refused, 'file_exists', terminal.text(cliTexts.outputExists, { path }));
};

const toFile = (path: string) => createWriteStream(path, { flags: 'wx', mode: 0o600 });

/** The rows of a sheet that we wrote; `writeCsv` makes them inert once more. */
async function* rowsOf(path: string): AsyncGenerator<readonly string[]> {
  for await (const event of openSheets({ path, name: path }))
    if (event.kind === 'rows') for (const row of event.rows) yield row.texts;
}

/** A sheet leaves empty cells at the end of a row out; every line of a CSV names all columns. */
async function* padded(rows: AsyncIterable<readonly string[]>, width: number): AsyncGenerator<readonly string[]> {
  for await (const row of rows) yield Array.from({ length: width }, (_, column) => row[column] ?? '');
}

const asCsv = async (sheet: Readable, path: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-'));
  try {
    const whole = join(folder, 'sheet.xlsx');
    await pipeline(sheet, toFile(whole));
    const rows = rowsOf(whole);
    const { value: heading } = await rows.next();
    const columns = ((heading ?? []) as readonly string[]).map((title) => ({ title }));
    await writeCsv(toFile(path), { sheetName: '', columns, rows: padded(rows, columns.length) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Writes a sheet to the path: as it is, or as CSV where the name ends so. */
export const keepDownload = async ({ body }: { readonly body: Readable }, path: string): Promise<void> => {
  if (isCsv(path)) await asCsv(body, path);
  else await pipeline(body, toFile(path));
};
