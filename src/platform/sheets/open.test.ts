import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write, type WorkBook } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collect } from '#test/files/collect.ts';
import { book, textRow } from '#test/files/workbooks.ts';
import { delimiterOf } from './csv.ts';
import { readInWorker, type WorkerOptions } from './in-worker.ts';
import { sheetLimits } from './limits.ts';
import { openSheets } from './open.ts';
import { sheetRefusalOf } from './refused.ts';
import type { SheetEvent, SheetRow } from './rows.ts';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileOf = async (bytes: Buffer | string, name: string): Promise<{ path: string; name: string }> => {
  const path = join(folder, String(count++));
  await writeFile(path, bytes);
  return { path, name };
};
const rowsOf = (events: readonly SheetEvent[]): SheetRow[] =>
  events.flatMap((event) => (event.kind === 'rows' ? event.rows : []));
const read = async (bytes: Buffer | string, name: string, limits = sheetLimits): Promise<SheetRow[]> =>
  rowsOf(await collect(openSheets(await fileOf(bytes, name), {}, limits)));
const texts = async (bytes: Buffer | string, name = '名册.csv'): Promise<(readonly string[])[]> =>
  (await read(bytes, name)).map((r) => r.texts);
const refusal = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'accepted',
    (error: unknown) => sheetRefusalOf(error)?.reason ?? error,
  );

describe('CSV', () => {
  const rare = '䶮㛃𠅤𬭼龴';

  test('UTF-8 with and without mark, GB18030 and UTF-16 give the same names', async () => {
    const plain = `姓名,手机\r\n${rare},138\r\n`;
    const gb = Buffer.from('d0d5c3fb2ccad6bbfa0afe9f8230b7319532a6329933ad38fe592c3133380a', 'hex');
    const swapped = Buffer.from(`\ufeff${plain}`, 'utf16le').swap16();
    for (const bytes of [plain, `\ufeff${plain}`, gb, Buffer.from(`\ufeff${plain}`, 'utf16le'), swapped]) {
      expect(await texts(bytes)).toEqual([
        ['姓名', '手机'],
        [rare, '138'],
      ]);
    }
  });

  test('a byte that no encoding knows refuses the file', async () => {
    expect(await refusal(texts(Buffer.from([0xd5, 0xc5, 0xff, 0x0a])))).toBe('encoding');
    expect(await refusal(texts(Buffer.from([0xd5])))).toBe('encoding');
    expect(await refusal(texts('a,\0b'))).toBe('binary');
    expect(await refusal(texts(Buffer.concat([Buffer.alloc(5000, 'a,b\n'), Buffer.from([0])])))).toBe('binary');
  });

  test('delimiters are told by what stands outside quotes', () => {
    expect(delimiterOf('a;"b,c,d";e')).toBe(';');
    expect(delimiterOf('a\tb\tc,d')).toBe('\t');
    expect(delimiterOf('alone')).toBe(',');
  });

  test('quotes hold delimiters and line ends; lines count as rows', async () => {
    const rows = await read('a,"b,1\nx","c""d"\n\n,,\n e ,="330324198506071237"\n', 'x.csv');
    expect(rows.map((r) => [r.line, r.texts, r.kinds])).toEqual([
      [1, ['a', 'b,1\nx', 'c"d'], 'ttt'],
      [4, [' e ', '330324198506071237'], 'tt'],
    ]);
  });

  test('bounds hold', async () => {
    const limits = { ...sheetLimits, rows: 2, columns: 2, cellChars: 10 };
    expect(await refusal(read('a\nb\nc\n', 'x.csv', limits))).toBe('too_many_rows');
    expect(await refusal(read('a,b,c\n', 'x.csv', limits))).toBe('too_many_columns');
    expect(await refusal(read('abcdefghijk\n', 'x.csv', limits))).toBe('cell_too_long');
    expect(await refusal(read(`"${'a'.repeat(500)}`, 'x.csv', limits))).toBe('cell_too_long');
    expect(await refusal(read('a,"b\n', 'x.csv'))).toBe('csv_quotes');
  });

  test('a large file comes in batches and may be left early', async () => {
    const file = await fileOf('甲,乙\n'.repeat(20_000), 'x.csv');
    expect(rowsOf(await collect(openSheets(file)))).toHaveLength(20_000);
    expect(rowsOf(await collect(openSheets(file, { head: 7 })))).toHaveLength(7);
  });
});

const xls = (change: (book: WorkBook) => void = () => undefined): Buffer => {
  const made = utils.book_new();
  const sheet = utils.aoa_to_sheet([
    ['姓名', '出生日期', '号'],
    ['张三', { t: 'n', v: 27463, z: 'yyyy"年"m"月"' }, 330324198506071230],
    [null, true],
  ]);
  sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
  utils.book_append_sheet(made, sheet, '名册');
  change(made);
  return write(made, { type: 'buffer', bookType: 'biff8' }) as Buffer;
};

describe('legacy .xls', () => {
  test('gives the same rows as .xlsx would', async () => {
    expect((await read(xls(), 'a.XLS')).map((r) => [r.line, r.texts, r.kinds])).toEqual([
      [1, ['姓名', '出生日期', '号'], 'ttt'],
      [2, ['张三', '1975-03', '330324198506071230'], 'tdn'],
      [3, ['张三', 'TRUE'], 'tb'],
    ]);
  });

  test('is bounded, and refused where it is no workbook', async () => {
    expect(await refusal(read(xls(), 'a.xls', { ...sheetLimits, legacyBytes: 100 }))).toBe('legacy_too_large');
    expect(await refusal(read(xls(), 'a.xls', { ...sheetLimits, rows: 2 }))).toBe('too_many_rows');
    const head = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    expect(await refusal(read(Buffer.concat([head, Buffer.alloc(5000)]), 'a.xls'))).toBe('not_a_workbook');
    expect(
      await refusal(read(Buffer.concat([head, Buffer.from('Workbook', 'utf16le'), Buffer.alloc(5000, 7)]), 'a.xls')),
    ).toBe('damaged');
    expect(
      await refusal(
        read(Buffer.concat([head, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]), 'a.xlsx'),
      ),
    ).toBe('encrypted');
  });
});

describe('what a file claims to be', () => {
  test.each([
    ['a.doc', 'x', 'unsupported'],
    ['a', 'x', 'unsupported'],
    ['a.csv', '', 'empty_file'],
    ['a.xlsx', 'x', 'wrong_extension'],
    ['a.xls', 'PK\u0003\u0004', 'wrong_extension'],
    ['a.csv', 'PK\u0003\u0004', 'wrong_extension'],
    ['a.xls', '<html><table><tr><td>x</td></tr></table></html>', 'web_page'],
    ['a.xls', '\ufeff  <?xml version="1.0"?><Workbook/>', 'web_page'],
    ['a.csv', '<!DOCTYPE html>', 'web_page'],
  ])('%s with %j', async (name, content, reason) => {
    expect(await refusal(read(content, name))).toBe(reason);
  });

  test('a renamed .xls is not read as .xlsx', async () => {
    expect(await refusal(read(xls(), 'a.xlsx'))).toBe('wrong_extension');
  });
});

describe('in a thread', () => {
  const rows = textRow(['张三', '330324198506071237']).repeat(3000);
  const inWorker = async (bytes: Buffer | string, name: string, options: WorkerOptions = {}): Promise<SheetEvent[]> =>
    collect(readInWorker(await fileOf(bytes, name), options));

  test('the same events come as without', async () => {
    const bytes = book({
      sheets: [
        { name: '一', rows },
        { name: '二', rows: textRow(['x']) },
      ],
    });
    const direct = await collect(openSheets(await fileOf(bytes, 'a.xlsx')));
    expect(await inWorker(bytes, 'a.xlsx')).toEqual(direct);
    expect(rowsOf(direct)).toHaveLength(3001);
    expect(rowsOf(await inWorker(bytes, 'a.xlsx', { only: ['二'] }))).toHaveLength(1);
  });

  test('refusals keep reason and params', async () => {
    const limits = { ...sheetLimits, rows: 10 };
    const error = await inWorker(book({ sheets: [{ name: '一', rows }] }), 'a.xlsx', { limits }).catch(
      (e: unknown) => e,
    );
    expect(sheetRefusalOf(error)).toEqual({ reason: 'too_many_rows', params: { sheet: '一', max: 10 } });
  });

  test('time and heap are bounded', async () => {
    const file = book({ sheets: [{ name: '一', rows }] });
    expect(await refusal(inWorker(file, 'a.xlsx', { limits: { ...sheetLimits, seconds: 0.001 } }))).toBe('too_slow');
    const wide = Buffer.from(`${'"x",'.repeat(150)}\n`.repeat(40_000));
    expect(await refusal(inWorker(wide, 'a.csv', { limits: { ...sheetLimits, heapMb: 8 } }))).toBe('too_heavy');
  });

  test('an abort ends it, and so does leaving the loop', async () => {
    const file = await fileOf(book({ sheets: [{ name: '一', rows }] }), 'a.xlsx');
    const stop = new AbortController();
    const seen: string[] = [];
    const run = async (): Promise<void> => {
      for await (const event of readInWorker(file, { signal: stop.signal })) {
        seen.push(event.kind);
        stop.abort(new Error('stopped'));
      }
    };
    await expect(run()).rejects.toThrow('stopped');
    expect(seen).toEqual(['sheet']);
    for await (const event of readInWorker(file)) {
      expect(event.kind).toBe('sheet');
      break;
    }
  });
});
