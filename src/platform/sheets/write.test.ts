import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { collect } from '#test/files/collect.ts';
import { inertText, plainText } from './inert.ts';
import { openSheets } from './open.ts';
import type { WrittenCell, WrittenColumn } from './sheet-xml.ts';
import { writeTemplate } from './template.ts';
import { writeCsv, writeSheet } from './write.ts';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

const columns: readonly WrittenColumn[] = [
  { title: '姓名', kind: 'text' },
  { title: '出生日期', kind: 'date' },
  { title: '数', kind: 'number' },
];

const written = async (rows: readonly (readonly WrittenCell[])[], kind: 'xlsx' | 'csv' = 'xlsx'): Promise<string> => {
  const path = join(folder, `${count++}.${kind}`);
  const sheet = { sheetName: '花名册', columns, rows };
  await (kind === 'xlsx' ? writeSheet(createWriteStream(path), sheet) : writeCsv(createWriteStream(path), sheet));
  return path;
};
const readBack = async (path: string): Promise<(readonly string[])[]> =>
  (await collect(openSheets({ path, name: path }))).flatMap((e) =>
    e.kind === 'rows' ? e.rows.map((r) => r.texts) : [],
  );

describe('writing', () => {
  test('what is written is read again', async () => {
    const path = await written([
      ['张三 & <李>"', '1985-06-07', 42],
      ['𠅤龴', '1985-06', 0.5],
      [null, '1899-01-01', -1],
      [true, undefined, Number.NaN],
    ]);
    expect((await readBack(path)).slice(1)).toEqual([
      ['张三 & <李>"', '1985-06-07', '42'],
      ['𠅤龴', '1985-06', '0.5'],
      ['', '1899-01-01', '-1'],
      ['是'],
    ]);
  });

  test('another reader agrees', async () => {
    const path = await written([['330324198506071237', '1985-06-07', 42]]);
    const book = read(await readFile(path), { cellDates: false, cellNF: true });
    const sheet = book.Sheets[book.SheetNames[0]!]!;
    expect(book.SheetNames).toEqual(['花名册']);
    expect(utils.sheet_to_json(sheet, { header: 1, raw: false })).toEqual([
      ['姓名', '出生日期', '数'],
      ['330324198506071237', '1985-06-07', '42'],
    ]);
    expect(sheet['A2']).toMatchObject({ t: 's' });
    expect(sheet['B2']).toMatchObject({ t: 'n', v: 31205 });
  });

  test('any text survives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 30 }),
        async (all) => {
          const back = await readBack(await written(all.map((text) => [text])));
          expect(back.slice(1).map((row) => plainText(row[0] ?? ''))).toEqual(all.map((text) => plainText(text)));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('control characters and half characters do not break the file', async () => {
    const path = await written([['a\u0001b\rc_x0041_\ud800\uffff']]);
    expect((await readBack(path))[1]).toEqual(['a\u0001b\rc_x0041_\ufffd\uffff']);
  });

  test('sheet names are cut to what programs allow', async () => {
    const sink = new PassThrough();
    const bytes = collect(sink) as Promise<Buffer[]>;
    await writeSheet(sink, { sheetName: 'a/b:[c]*?\\'.padEnd(50, 'x'), columns, rows: [] });
    const [name = ''] = read(Buffer.concat(await bytes)).SheetNames;
    expect(name).toMatch(/^[^/:[\]*?\\]{1,31}$/);
  });

  test('a fault of the rows fails the writing', async () => {
    // oxlint-disable-next-line require-yield -- a source that fails before its first row
    async function* broken(): AsyncGenerator<WrittenCell[]> {
      throw new Error('source failed');
    }
    const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
    await expect(writeSheet(sink, { sheetName: 'x', columns, rows: broken() })).rejects.toThrow('source failed');
    expect(sink.destroyed).toBe(true);
  });

  test('a reader that goes away stops the rows', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<WrittenCell[]> {
      try {
        while (true) yield [randomUUID()];
      } finally {
        closed = true;
      }
    }
    let taken = 0;
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        taken += chunk.length;
        done(taken > 100_000 ? new Error('gone') : null);
      },
    });
    await expect(writeSheet(sink, { sheetName: 'x', columns, rows: endless() })).rejects.toThrow('gone');
    await vi.waitFor(() => expect(closed).toBe(true));
  });
});

describe('inert texts', () => {
  const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠x', "=cmd|' /C calc'!A0"];

  test.each(dangerous)('%j is written with an apostrophe, in both formats', async (text) => {
    for (const kind of ['xlsx', 'csv'] as const) {
      const value = (await readBack(await written([[text, null, 1]], kind)))[1]?.[0];
      expect(value).toBe(`'${text}`);
    }
  });

  test('no formula element is ever written', async () => {
    const path = await written(dangerous.map((text) => [text, text, null]));
    const book = read(await readFile(path));
    const cells = Object.values(book.Sheets[book.SheetNames[0]!]!).filter(
      (cell: unknown) => typeof cell === 'object' && cell !== null && 'f' in cell,
    );
    expect(cells).toEqual([]);
  });

  test('are undone by the reader of our own files', () => {
    fc.assert(fc.property(fc.string(), (text) => plainText(text) !== text || plainText(inertText(text)) === text));
    expect(plainText("'330324198506071237")).toBe('330324198506071237');
    expect(plainText("'Neill")).toBe("'Neill");
  });
});

test('a template offers choices, marks what is required and gives an example', async () => {
  const path = join(folder, 'template.xlsx');
  const choices = Array.from({ length: 60 }, (_, i) => `选项${i}`);
  await writeTemplate(createWriteStream(path), {
    sheetName: '导入模板',
    columns: [
      { title: '姓名', required: true, note: '与身份证一致' },
      { title: '民族', choices },
    ],
    example: ['张三', '选项3'],
  });
  const events = await collect(openSheets({ path, name: path }));
  expect(events.flatMap((e) => (e.kind === 'sheet' ? [[e.sheet.name, e.sheet.hidden]] : []))).toEqual([
    ['导入模板', false],
    ['选项', true],
  ]);
  const rows = events.flatMap((e) => (e.kind === 'rows' && e.sheet === 0 ? e.rows.map((r) => r.texts) : []));
  expect(rows).toEqual([
    ['序号', '姓名*', '民族'],
    ['示例', '张三', '选项3'],
  ]);
  const xml = read(await readFile(path), { bookFiles: true }) as { files?: Record<string, { content: Buffer }> };
  const sheet = xml.files?.['xl/worksheets/sheet1.xml']?.content.toString() ?? '';
  expect(sheet).toContain("'选项'!$C$1:$C$60");
  expect(sheet).toContain('prompt="与身份证一致"');
});
