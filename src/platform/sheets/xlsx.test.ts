import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { book, bookEntries, MAIN, sheetXml, textRow, type BookSource } from '#test/files/workbooks.ts';
import { collect } from '#test/files/collect.ts';
import { rawZip } from '#test/files/raw-zip.ts';
import { sheetLimits } from './limits.ts';
import { openSheets } from './open.ts';
import { sheetRefusalOf } from './refused.ts';
import type { ReadOptions, SheetEvent, SheetRow } from './rows.ts';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

const eventsOf = async (bytes: Buffer, options: ReadOptions = {}, limits = sheetLimits): Promise<SheetEvent[]> => {
  const path = join(folder, `${count++}.xlsx`);
  await writeFile(path, bytes);
  return collect(openSheets({ path, name: '名册.xlsx' }, options, limits));
};
const rowsOf = (events: readonly SheetEvent[], sheet = 0): SheetRow[] =>
  events.flatMap((event) => (event.kind === 'rows' && event.sheet === sheet ? event.rows : []));
const read = async (source: BookSource): Promise<SheetRow[]> => rowsOf(await eventsOf(book(source)));
const refusal = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'accepted',
    (error: unknown) => sheetRefusalOf(error)?.reason ?? error,
  );

describe('cells', () => {
  test('shared strings keep rich text together and leave phonetic guides out', async () => {
    const strings =
      '<si><r><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh></si><si><t/></si><si><t>a_x000D_b_x005F_x0041_</t></si>';
    const [row] = await read({
      strings,
      sheets: [
        {
          name: 'S',
          rows: '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="E3" t="s"><v>2</v></c></row>',
        },
      ],
    });
    expect(row).toEqual({ line: 3, hidden: false, texts: ['', '张 三', '', '', 'a\rb_x0041_'], kinds: '-t--t' });
  });

  test('a formula gives its stored value only', async () => {
    const rows =
      '<row><c t="str"><f>cmd|"/C calc"!A0</f><v>ok</v></c><c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>';
    expect(await read({ sheets: [{ name: 'S', rows }] })).toEqual([
      { line: 1, hidden: false, texts: ['ok', '2', '', 'TRUE', '#N/A'], kinds: 'tn-be' },
    ]);
  });

  test('dates say as much as their format shows', async () => {
    const formats = [
      14,
      17,
      57,
      'yyyy"年"m"月"d"日"',
      'yyyy.m',
      'yyyy',
      'yyyy-mm-dd hh:mm',
      '[$-804]yyyy/m/d;@',
      '0.00',
      '00000',
      'h:mm',
      '"d"0',
    ];
    const cells = formats
      .map((_, i) => `<c s="${i + 1}"><v>${i === 8 ? '1975.1' : i === 9 ? '42' : '27463'}</v></c>`)
      .join('');
    const [row] = await read({ formats, sheets: [{ name: 'S', rows: `<row>${cells}</row>` }] });
    expect(row?.texts).toEqual([
      '1975-03-10',
      '1975-03',
      '1975-03',
      '1975-03-10',
      '1975-03',
      '1975',
      '1975-03-10',
      '1975-03-10',
      '1975.10',
      '00042',
      '1975-03-10T00:00:00',
      '27463',
    ]);
    expect(row?.kinds).toBe('ddddddddnndn');
  });

  test('both calendars agree with the programs', async () => {
    const rows =
      '<row><c s="1"><v>1</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c><c s="1"><v>-1</v></c><c s="1"><v>2958466</v></c></row>';
    const source = { formats: [14], sheets: [{ name: 'S', rows }] };
    expect((await read(source))[0]?.texts).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '-1', '2958466']);
    expect((await read({ ...source, from1904: true }))[0]?.texts.slice(0, 2)).toEqual(['1904-01-02', '1904-02-29']);
  });

  test('numbers are plain digits, never exponents', async () => {
    const values = ['3.3032419850607123E+17', '13800138000', '0.30000000000000004', '1E-7', '1e30'];
    const [row] = await read({
      sheets: [{ name: 'S', rows: `<row>${values.map((v) => `<c><v>${v}</v></c>`).join('')}</row>` }],
    });
    expect(row?.texts.slice(0, 3)).toEqual(['330324198506071230', '13800138000', '0.3']);
    expect(row?.texts.every((text) => /^[\d.]+$/.test(text))).toBe(true);
  });

  test('an ISO date cell gives a day', async () => {
    const [row] = await read({ sheets: [{ name: 'S', rows: '<row><c t="d"><v>1985-06-07T00:00:00</v></c></row>' }] });
    expect(row).toMatchObject({ texts: ['1985-06-07'], kinds: 'd' });
  });
});

describe('sheets', () => {
  test('are listed with hidden ones marked; rows are chosen by name and cut by head', async () => {
    const sheets = [
      { name: '说明', rows: textRow(['a']) },
      { name: '名册', rows: textRow(['b']) + textRow(['c']) + textRow(['d']) },
      { name: '字典', state: 'veryHidden', rows: textRow(['e']) },
    ];
    const all = await eventsOf(book({ sheets }));
    expect(all.flatMap((e) => (e.kind === 'sheet' ? [[e.sheet.name, e.sheet.hidden]] : []))).toEqual([
      ['说明', false],
      ['名册', false],
      ['字典', true],
    ]);
    const some = await eventsOf(book({ sheets }), { only: ['名册'], head: 2 });
    expect(some.map((e) => e.kind)).toEqual(['sheet', 'rows', 'end']);
    expect(rowsOf(some, 1).map((r) => r.texts[0])).toEqual(['b', 'c']);
  });

  test('rows without a value are skipped, hidden rows are marked, line numbers stay', async () => {
    const rows =
      '<row r="2"><c s="0"/></row><row r="5" hidden="1"><c t="inlineStr"><is><t>x</t></is></c></row><row><c t="inlineStr"><is><t>y</t></is></c></row>';
    expect((await read({ sheets: [{ name: 'S', rows }] })).map((r) => [r.line, r.hidden])).toEqual([
      [5, true],
      [6, false],
    ]);
  });

  test('a value merged over several rows is said by each of them; a title merged sideways only once', async () => {
    const rows =
      textRow(['花名册', '', '']) +
      textRow(['姓名', '联系方式', '']) +
      textRow(['', '手机', '固话']) +
      textRow(['张三', '1', '2']) +
      textRow(['', '3', '4']);
    const tail =
      '<mergeCells count="4"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/><mergeCell ref="A4:A5"/></mergeCells>';
    expect((await read({ sheets: [{ name: 'S', rows, tail }] })).map((r) => r.texts)).toEqual([
      ['花名册'],
      ['姓名', '联系方式'],
      ['姓名', '手机', '固话'],
      ['张三', '1', '2'],
      ['张三', '3', '4'],
    ]);
  });

  test('prefixed tags, absolute targets and a missing list of relations are understood', async () => {
    const xml = `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    const entries = bookEntries({ sheets: [{ name: 'S', xml }] }).map((e) =>
      e.name.endsWith('workbook.xml.rels')
        ? { ...e, content: String(e.content).replace('worksheets/', '/xl/worksheets/') }
        : e,
    );
    expect(rowsOf(await eventsOf(rawZip(entries)))[0]?.texts).toEqual(['甲']);
    expect(rowsOf(await eventsOf(rawZip(entries.filter((e) => e.name !== '_rels/.rels'))))[0]?.texts).toEqual(['甲']);
  });

  test('styled blanks beyond the last column are no columns; a value there is', async () => {
    const blank = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>';
    expect((await read({ sheets: [{ name: 'S', rows: blank }] }))[0]?.texts).toEqual(['1']);
    expect(await refusal(read({ sheets: [{ name: 'S', rows: '<row r="1"><c r="XFD1"><v>1</v></c></row>' }] }))).toBe(
      'too_many_columns',
    );
  });
});

describe('refusals', () => {
  const one = sheetXml(textRow(['a']));
  const withSheet = (xml: string | Buffer): Buffer => book({ sheets: [{ name: 'S', xml }] });
  const small = {
    ...sheetLimits,
    rows: 3,
    columns: 3,
    cellChars: 10,
    sharedStrings: 3,
    merges: 2,
    xmlToken: 2000,
    inflatedBytes: 1_000_000,
    ratioFrom: 1000,
    entries: 8,
    sheets: 2,
  };
  const cases: [string, Buffer, string][] = [
    ['too many rows', withSheet(sheetXml(textRow(['a']).repeat(4))), 'too_many_rows'],
    ['too many columns', withSheet(sheetXml(textRow(['a', 'b', 'c', 'd']))), 'too_many_columns'],
    ['long cell', withSheet(sheetXml(textRow(['a'.repeat(11)]))), 'cell_too_long'],
    ['endless cell', withSheet(sheetXml(textRow(['ab'.repeat(3000)]))), 'cell_too_long'],
    ['endless attribute', withSheet(sheetXml(`<row x="${'ab'.repeat(30_000)}"/>`)), 'bomb'],
    ['doctype', withSheet(`<!DOCTYPE x [<!ENTITY a "b">]>${one}`), 'xml_doctype'],
    ['unknown entity', withSheet(sheetXml('<row><c t="str"><v>&a;</v></c></row>')), 'damaged'],
    ['deep nesting', withSheet('<a>'.repeat(40) + '</a>'.repeat(40)), 'xml_depth'],
    ['broken XML', withSheet('<worksheet><sheetData>'), 'damaged'],
    ['invalid UTF-8', withSheet(Buffer.concat([Buffer.from(one), Buffer.from([0xc3, 0x28])])), 'damaged'],
    ['rows out of order', withSheet(sheetXml('<row r="5"/><row r="5"/>')), 'damaged'],
    ['cells out of order', withSheet(sheetXml('<row><c r="B1"/><c r="A1"/></row>')), 'damaged'],
    ['unknown shared string', withSheet(sheetXml('<row><c t="s"><v>7</v></c></row>')), 'damaged'],
    ['no number', withSheet(sheetXml('<row><c><v>abc</v></c></row>')), 'damaged'],
    [
      'too many shared strings',
      book({ strings: '<si><t>a</t></si>'.repeat(4), sheets: [{ name: 'S', xml: one }] }),
      'too_many_strings',
    ],
    [
      'too many merges',
      book({
        sheets: [
          {
            name: 'S',
            rows: textRow(['a']),
            tail: '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A3:A4"/><mergeCell ref="A5:A6"/></mergeCells>',
          },
        ],
      }),
      'too_many_merges',
    ],
    ['too many sheets', book({ sheets: ['a', 'b', 'c'].map((name) => ({ name, xml: one })) }), 'too_many_sheets'],
    [
      'too many entries',
      book({ sheets: [{ name: 'S', xml: one }], extra: ['a', 'b', 'c', 'd'].map((name) => ({ name })) }),
      'too_many_entries',
    ],
    ['path upwards', book({ sheets: [], extra: [{ name: '../x' }] }), 'bad_entry_name'],
    ['absolute path', book({ sheets: [], extra: [{ name: '/etc/x' }] }), 'bad_entry_name'],
    ['link', book({ sheets: [], extra: [{ name: 'x', mode: 0o120777 }] }), 'symlink'],
    ['encrypted entry', book({ sheets: [], extra: [{ name: 'x', flags: 0x801 }] }), 'encrypted'],
    ['same name twice', book({ sheets: [], extra: [{ name: 'XL/workbook.xml' }] }), 'duplicate_entry'],
    ['other compression', book({ sheets: [], extra: [{ name: 'x', method: 12 }] }), 'compression'],
    ['overlap', book({ sheets: [], extra: [{ name: 'x', offset: 0 }] }), 'overlap'],
    ['high ratio', book({ sheets: [], extra: [{ name: 'x', content: Buffer.alloc(500_000) }] }), 'bomb'],
    ['large total', book({ sheets: [], extra: [{ name: 'x', declaredSize: 0xfffffffe }] }), 'bomb'],
    ['no workbook', rawZip([{ name: 'a.txt', content: 'a' }]), 'not_a_workbook'],
    ['not a zip', Buffer.from('PK\u0003\u0004 nothing else'), 'damaged'],
  ];
  test.each(cases)('%s', async (_, bytes, reason) => {
    expect(await refusal(eventsOf(bytes, {}, small))).toBe(reason);
  });

  test('sizes and checksums that lie', async () => {
    const lying = (change: object): Buffer =>
      rawZip(
        bookEntries({ sheets: [{ name: 'S', xml: one }] }).map((e) =>
          e.name.includes('sheet1') ? { ...e, ...change } : e,
        ),
      );
    for (const change of [
      { declaredSize: 10 },
      { declaredSize: 5000 },
      { crc: 1 },
      { localName: 'xl/worksheets/sheet9.xml' },
      { packed: Buffer.from('garbage') },
    ]) {
      expect(await refusal(eventsOf(lying(change)))).toBe('damaged');
    }
  });

  test('a file cut anywhere', async () => {
    const whole = book({
      strings: '<si><t>甲</t></si>',
      formats: [14],
      sheets: [{ name: 'S', rows: textRow(['a', 'b']) }],
    });
    for (let length = 4; length < whole.length; length += 37)
      expect(await refusal(eventsOf(whole.subarray(0, length)))).toBe('damaged');
  });
});
