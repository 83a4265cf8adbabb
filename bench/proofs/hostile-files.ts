/**
 * Files that no honest program writes, and what must become of each. Run as a program it writes them into a folder.
 * Over 400 lines: a table of such files, with the few lines that make them.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import type { SheetRefusalReason } from '#shared/sheet-texts.ts';
import { rawZip, type RawEntry } from '#test/files/raw-zip.ts';
import { book, bookEntries, MAIN, sheetXml, textRow, type BookSource } from '#test/files/workbooks.ts';

export interface HostileFile {
  readonly what: string;
  /** Ending under which it is handed in. */
  readonly extension: string;
  /** Reasons that are right; `harmless` where it may be read, as long as nothing in it is run, fetched or shown as a formula. */
  readonly expected: readonly (SheetRefusalReason | 'harmless')[];
  readonly make: () => Buffer;
}

const MB = 1_000_000;
const person = textRow(['张三', '330324198506071237']);
const good: BookSource = { sheets: [{ name: '名册', rows: textRow(['姓名', '身份证号']) + person }] };
const withSheet = (xml: string | Buffer): Buffer => book({ sheets: [{ name: '名册', xml }] });
const withRows = (rows: string): Buffer => withSheet(sheetXml(rows));
const withEntry = (entry: RawEntry): Buffer => book({ ...good, extra: [entry] });
const changed = (name: string, change: (entry: RawEntry) => RawEntry): Buffer =>
  rawZip(bookEntries(good).map((entry) => (entry.name === name ? change(entry) : entry)));
const SHEET = 'xl/worksheets/sheet1.xml';

/** Text that packs to about half, so that only the parser's own bounds can stop it. */
const noise = (bytes: number): string => {
  let state = 1;
  const letters = Buffer.alloc(bytes);
  for (let i = 0; i < bytes; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    letters[i] = 97 + ((state >>> 16) % 26);
  }
  return letters.toString('latin1');
};

/** Noise cut into pieces of one length, each wrapped. */
const pieces = (bytes: number, length: number, wrap: (piece: string) => string): string => {
  const all = noise(bytes);
  return Array.from({ length: Math.floor(bytes / length) }, (_, i) =>
    wrap(all.slice(i * length, (i + 1) * length)),
  ).join('');
};

const laughs = (): string => {
  const levels = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
  return `<!DOCTYPE x [<!ENTITY l0 "ha">${levels.join('')}]>`;
};

const xls = (): Buffer => {
  const made = utils.book_new();
  utils.book_append_sheet(
    made,
    utils.aoa_to_sheet([
      ['姓名', '身份证号'],
      ...Array.from({ length: 200 }, (_, i) => [`张${i}`, '330324198506071237']),
    ]),
    '名册',
  );
  return write(made, { type: 'buffer', bookType: 'biff8' }) as Buffer;
};

const overwritten = (bytes: Buffer, at: number, value: number, length: number): Buffer =>
  Buffer.from(bytes).fill(value, at, at + length);
const cut = (share: number): Buffer => {
  const whole = book(good);
  return whole.subarray(0, Math.floor(whole.length * share));
};

type Row = readonly [
  what: string,
  expected: HostileFile['expected'][number] | HostileFile['expected'],
  make: () => Buffer,
];
const files = (extension: string, rows: readonly Row[]): HostileFile[] =>
  rows.map(([what, expected, make]) => ({
    what,
    extension,
    make,
    expected: typeof expected === 'string' ? [expected] : expected,
  }));

const hugeSheet = (): Buffer => Buffer.from(sheetXml('<row><c><v>1</v></c></row>'.repeat(9_850_000)));

const archives: readonly Row[] = [
  ['sheet of 256 MB packed to 400 KB', 'bomb', () => withSheet(hugeSheet())],
  [
    'the same, its size declared as 1,000 bytes',
    'damaged',
    () =>
      changed(SHEET, (entry) => ({ ...entry, packed: deflateRawSync(hugeSheet(), { level: 9 }), declaredSize: 1000 })),
  ],
  [
    'the same, its size declared as 90 MB',
    ['bomb', 'damaged'],
    () =>
      changed(SHEET, (entry) => ({
        ...entry,
        packed: deflateRawSync(hugeSheet(), { level: 9 }),
        declaredSize: 90 * MB,
      })),
  ],
  [
    'forty entries of 9 MB of blanks',
    'bomb',
    () =>
      book({
        ...good,
        extra: Array.from({ length: 40 }, (_, i) => ({ name: `b${i}`, content: Buffer.alloc(9 * MB) })),
      }),
  ],
  [
    '500 names for one compressed stream',
    'overlap',
    () =>
      book({
        ...good,
        extra: Array.from({ length: 500 }, (_, i) => ({ name: `o${i}`, offset: 0, declaredSize: 1000 })),
      }),
  ],
  ['an entry that begins inside another', 'overlap', () => withEntry({ name: 'inside', offset: 40 })],
  [
    'an archive that holds itself as its only entry',
    'not_a_workbook',
    () => rawZip([{ name: 'r.xlsx', content: rawZip([{ name: 'r.xlsx', content: book(good) }]) }]),
  ],
  [
    'archives in archives, 16 deep',
    'not_a_workbook',
    () =>
      Array.from({ length: 16 }).reduce<Buffer>(
        (inner) =>
          rawZip(Array.from({ length: 8 }, (_, i) => ({ name: `lib${i}.zip`, content: i === 0 ? inner : 'x' }))),
        Buffer.from('0'),
      ),
  ],
  [
    '2,500 entries',
    'too_many_entries',
    () => book({ ...good, extra: Array.from({ length: 2500 }, (_, i) => ({ name: `e${i}` })) }),
  ],
  [
    '65,534 entries declared, eight there',
    'too_many_entries',
    () => rawZip(bookEntries(good), { declaredEntries: 65_534 }),
  ],
  ['name with ../', 'bad_entry_name', () => withEntry({ name: '../../etc/cron.d/x' })],
  ['name with ..\\', 'bad_entry_name', () => withEntry({ name: '..\\..\\x' })],
  ['absolute name', 'bad_entry_name', () => withEntry({ name: '/etc/passwd' })],
  ['name with a drive', 'bad_entry_name', () => withEntry({ name: 'C:\\Windows\\x' })],
  ['name with a NUL', 'bad_entry_name', () => withEntry({ name: 'xl/a\0.xml' })],
  ['empty name', 'bad_entry_name', () => withEntry({ name: '' })],
  ['symbolic link', 'symlink', () => withEntry({ name: 'xl/link', content: '/etc/passwd', mode: 0o120777 })],
  ['encrypted entry', 'encrypted', () => withEntry({ name: 'x', flags: 0x801 })],
  ['strongly encrypted entry', 'encrypted', () => withEntry({ name: 'x', flags: 0x841 })],
  ['method of AES', ['encrypted', 'compression'], () => withEntry({ name: 'x', method: 99 })],
  ['method LZMA', 'compression', () => withEntry({ name: 'x', method: 14 })],
  ['one name twice', 'duplicate_entry', () => withEntry({ name: SHEET, content: sheetXml(person) })],
  [
    'one name twice, in capitals',
    'duplicate_entry',
    () => withEntry({ name: SHEET.toUpperCase(), content: sheetXml(person) }),
  ],
  ['wrong checksum', 'damaged', () => changed(SHEET, (entry) => ({ ...entry, crc: 1 }))],
  ['declared smaller than it is', 'damaged', () => changed(SHEET, (entry) => ({ ...entry, declaredSize: 20 }))],
  ['declared larger than it is', 'damaged', () => changed(SHEET, (entry) => ({ ...entry, declaredSize: 20_000 }))],
  [
    'sizes of minus one',
    ['bomb', 'damaged'],
    () => changed(SHEET, (entry) => ({ ...entry, declaredSize: 0xffffffff, declaredPacked: 0xffffffff })),
  ],
  [
    'another name in the local header',
    'damaged',
    () => changed(SHEET, (entry) => ({ ...entry, localName: 'xl/worksheets/sheet2.xml' })),
  ],
  [
    'packed bytes that are no deflate stream',
    'damaged',
    () => changed(SHEET, (entry) => ({ ...entry, packed: Buffer.from(noise(500)) })),
  ],
  [
    'packed size beyond the end of the file',
    ['damaged', 'overlap'],
    () => changed(SHEET, (entry) => ({ ...entry, declaredPacked: 1_000_000 })),
  ],
  [
    'directory beyond the end of the file',
    'damaged',
    () => rawZip(bookEntries(good), { directoryOffset: 900_000_000 }),
  ],
  ['directory that points at data', 'damaged', () => rawZip(bookEntries(good), { directoryOffset: 0 })],
  ['empty archive', 'not_a_workbook', () => rawZip([])],
  ['PDF in front of the archive', 'wrong_extension', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), book(good)])],
  ...[0.02, 0.1, 0.35, 0.6, 0.9, 0.999].map((share): Row => [`cut at ${share * 100} %`, 'damaged', () => cut(share)]),
];

const markup: readonly Row[] = [
  [
    'billion laughs in a sheet',
    'xml_doctype',
    () => withSheet(`${laughs()}${sheetXml(textRow(['&l10;']).replace('&amp;', '&'))}`),
  ],
  [
    'external entity in the workbook',
    'xml_doctype',
    () =>
      changed('xl/workbook.xml', (entry) => ({
        ...entry,
        content: `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${String(entry.content)}`,
      })),
  ],
  [
    'doctype in the relations',
    'xml_doctype',
    () =>
      changed('_rels/.rels', (entry) => ({
        ...entry,
        content: `<!DOCTYPE x SYSTEM "http://127.0.0.1/x">${String(entry.content)}`,
      })),
  ],
  ['doctype of 60 MB', ['xml_doctype', 'xml_token'], () => withSheet(`<!DOCTYPE x [${noise(60 * MB)}]>`)],
  ['entity that nobody declared', 'damaged', () => withRows('<row><c t="str"><v>&xxe;</v></c></row>')],
  ['100,000 elements deep', 'xml_depth', () => withSheet('<a>'.repeat(100_000))],
  [
    'tag with a million attributes',
    ['xml_token', 'bomb'],
    () => withSheet(sheetXml(`<row ${Array.from({ length: 1_000_000 }, (_, i) => `a${i}="${i % 7}"`).join(' ')}/>`)),
  ],
  ['attribute of 60 MB', 'xml_token', () => withSheet(sheetXml(`<row x="${noise(60 * MB)}"/>`))],
  ['comment of 60 MB', 'xml_token', () => withSheet(`<worksheet xmlns="${MAIN}"><!--${noise(60 * MB)}--></worksheet>`)],
  ['cell of 60 MB', ['xml_token', 'cell_too_long'], () => withRows(textRow([noise(60 * MB)]))],
  ['cell of 40,000 characters', 'cell_too_long', () => withRows(textRow([noise(40_000)]))],
  [
    'CDATA of 60 MB',
    ['xml_token', 'cell_too_long'],
    () => withRows(`<row><c t="str"><v><![CDATA[${noise(60 * MB)}]]></v></c></row>`),
  ],
  [
    'text in pieces that add up to 10 MB',
    ['cell_too_long', 'xml_token'],
    () =>
      withRows(
        `<row><c t="inlineStr"><is>${pieces(10 * MB, 1000, (piece) => `<r><t>${piece}</t></r>`)}</is></c></row>`,
      ),
  ],
  [
    'sheet in UTF-16',
    'damaged',
    () => withSheet(Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${sheetXml(person)}`, 'utf16le')),
  ],
  [
    'invalid UTF-8',
    'damaged',
    () => withSheet(Buffer.concat([Buffer.from(sheetXml(person)), Buffer.from([0xff, 0xfe])])),
  ],
  ['NUL in the XML', 'damaged', () => withRows('<row><c t="str"><v>a\0b</v></c></row>')],
  ['tags that never close', 'damaged', () => withSheet(`<worksheet xmlns="${MAIN}"><sheetData><row><c>`)],
  ['two roots', 'damaged', () => withSheet(sheetXml(person) + sheetXml(person))],
  [
    'a million shared strings',
    'too_many_strings',
    () =>
      book({
        ...good,
        stringsXml: `<sst xmlns="${MAIN}">${Array.from({ length: 1_000_000 }, (_, i) => `<si><t>${i}</t></si>`).join('')}</sst>`,
      }),
  ],
  [
    'four thousand million shared strings declared',
    'too_many_strings',
    () => book({ ...good, stringsXml: `<sst xmlns="${MAIN}" uniqueCount="4000000000"/>` }),
  ],
  [
    'shared strings of 60 MB',
    'too_many_strings',
    () =>
      book({
        ...good,
        stringsXml: `<sst xmlns="${MAIN}">${pieces(60 * MB, 20_000, (piece) => `<si><t>${piece}</t></si>`)}</sst>`,
      }),
  ],
  ['shared string that is not there', 'damaged', () => withRows('<row><c t="s"><v>99999999</v></c></row>')],
  ['shared string minus one', 'damaged', () => withRows('<row><c t="s"><v>-1</v></c></row>')],
  [
    'a million columns',
    ['damaged', 'too_many_columns'],
    () => withRows(`<row>${pieces(8 * MB, 8, (piece) => `<c t="str"><v>${piece}</v></c>`)}</row>`),
  ],
  ['300 columns', 'too_many_columns', () => withRows(textRow(Array.from({ length: 300 }, (_, i) => String(i))))],
  ['column beyond the grid', 'damaged', () => withRows('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>')],
  ['row beyond the grid', 'damaged', () => withRows('<row r="1048577"><c><v>1</v></c></row>')],
  ['row minus one', 'damaged', () => withRows('<row r="-1"><c><v>1</v></c></row>')],
  [
    'rows that run backwards',
    'damaged',
    () => withRows('<row r="9"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row>'),
  ],
  ['150,000 rows', 'too_many_rows', () => withRows('<row><c><v>1</v></c></row>'.repeat(150_000))],
  [
    '100,000 merged areas',
    'too_many_merges',
    () =>
      withSheet(
        sheetXml(
          person,
          `<mergeCells>${Array.from({ length: 100_000 }, (_, i) => `<mergeCell ref="A${i * 2 + 1}:A${i * 2 + 2}"/>`).join('')}</mergeCells>`,
        ),
      ),
  ],
  [
    '500 sheets',
    'too_many_sheets',
    () => book({ sheets: Array.from({ length: 500 }, (_, i) => ({ name: `S${i}`, rows: person })) }),
  ],
  [
    'sheet that lies outside the archive',
    'not_a_workbook',
    () =>
      changed('xl/_rels/workbook.xml.rels', (entry) => ({
        ...entry,
        content: String(entry.content).replace('worksheets/sheet1.xml', '../../../../etc/passwd'),
      })),
  ],
  [
    'sheet on another machine',
    'not_a_workbook',
    () =>
      changed('xl/_rels/workbook.xml.rels', (entry) => ({
        ...entry,
        content: String(entry.content).replace(
          'Target="worksheets/sheet1.xml"',
          'TargetMode="External" Target="http://127.0.0.1:1/x"',
        ),
      })),
  ],
  ['number that is none', 'damaged', () => withRows('<row><c><v>1e999</v></c></row>')],
  [
    'merged area over the whole grid',
    'harmless',
    () => withSheet(sheetXml(person.repeat(50), '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
  ],
  [
    'size of the sheet declared as the whole grid',
    'harmless',
    () =>
      withSheet(
        `<worksheet xmlns="${MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>${person}</sheetData></worksheet>`,
      ),
  ],
  [
    'formulas, DDE among them',
    'harmless',
    () =>
      withRows(
        `<row><c t="str"><f>cmd|' /C calc'!A0</f><v>ok</v></c><c><f>HYPERLINK("http://127.0.0.1/?"&amp;A1)</f><v>1</v></c></row>`,
      ),
  ],
  [
    'link to another workbook',
    'harmless',
    () =>
      withEntry({
        name: 'xl/externalLinks/externalLink1.xml',
        content: '<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>',
      }),
  ],
  ['macros', 'harmless', () => withEntry({ name: 'xl/vbaProject.bin', content: Buffer.alloc(5000, 7) })],
  [
    'number formats that make patterns run long',
    'harmless',
    () => book({ ...good, formats: ['"'.repeat(30_000), '['.repeat(30_000), '\\'.repeat(30_001), '0'.repeat(30_000)] }),
  ],
  ['style that is not there', 'harmless', () => withRows('<row><c s="4000000000"><v>1</v></c></row>')],
];

const plainTexts: readonly Row[] = [
  ['NUL bytes', 'binary', () => Buffer.from('姓名,\0\0\n')],
  [
    'NUL bytes after 5 MB',
    'binary',
    () => Buffer.concat([Buffer.alloc(5 * MB, `${'a'.repeat(498)},\n`), Buffer.from('\0')]),
  ],
  ['a program', 'binary', () => Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0', 'latin1')],
  ['UTF-16 without a mark', 'binary', () => Buffer.from('姓名,身份证号\nab,1\n', 'utf16le')],
  [
    'UTF-16 with half a character',
    'encoding',
    () => Buffer.concat([Buffer.from('\ufeffab', 'utf16le'), Buffer.from([0x41])]),
  ],
  ['UTF-16 with half a pair', 'encoding', () => Buffer.from('\ufeffa\ud800b', 'utf16le')],
  ['invalid GB18030', 'encoding', () => Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xff, 0xff, 0x0a])],
  ['GB18030 cut inside a character', 'encoding', () => Buffer.from([0xd0, 0xd5, 0x2c, 0x82, 0x35, 0x90])],
  ['quote that never closes, 40 MB', 'cell_too_long', () => Buffer.from(`a,"${noise(40 * MB)}`)],
  ['quote that never closes', 'csv_quotes', () => Buffer.from('a,b\n1,"2\n3,4\n')],
  ['a million columns', ['too_many_columns', 'cell_too_long'], () => Buffer.from(`${'1,'.repeat(1_000_000)}\n`)],
  ['300 columns', 'too_many_columns', () => Buffer.from(`${'1,'.repeat(299)}1\n`)],
  ['150,000 rows', 'too_many_rows', () => Buffer.from('1,2\n'.repeat(150_000))],
  ['cell of 40,000 characters', 'cell_too_long', () => Buffer.from(`${noise(40_000)},1\n`)],
  ['one line of 40 MB', ['cell_too_long', 'too_many_columns'], () => Buffer.from(noise(40 * MB))],
  ['64 KB of quotes', ['harmless', 'csv_quotes', 'cell_too_long'], () => Buffer.from('"'.repeat(65_536))],
  ['51 MB', 'file_too_large', () => Buffer.alloc(51 * MB, 'a,b\n')],
  ['a web page', 'web_page', () => Buffer.from('<!DOCTYPE html><table><tr><td>1</td></tr></table>')],
  ['an archive', 'wrong_extension', () => book(good)],
  ['nothing', 'empty_file', () => Buffer.alloc(0)],
];

const legacy: readonly Row[] = [
  ['a web page', 'web_page', () => Buffer.from('<html><body><table><tr><td>1</td></tr></table></body></html>')],
  [
    'XML of 2003',
    'web_page',
    () => Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
  ],
  ['an .xlsx', 'wrong_extension', () => book(good)],
  ['text', 'wrong_extension', () => Buffer.from('a,b\n1,2\n')],
  [
    'the first bytes and then zeros',
    'not_a_workbook',
    () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(50_000)]),
  ],
  [
    'the first bytes and then noise',
    ['damaged', 'not_a_workbook'],
    () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.from('Workbook', 'utf16le'),
        Buffer.from(noise(50_000)),
      ]),
  ],
  ['larger than 5 MB', 'legacy_too_large', () => Buffer.concat([xls(), Buffer.alloc(6 * MB)])],
  ['cut in the middle', ['damaged', 'not_a_workbook'], () => xls().subarray(0, 3000)],
  ['allocation table that runs in circles', ['damaged', 'harmless'], () => overwritten(xls(), 512, 0, 400)],
  ['directory overwritten', ['damaged', 'not_a_workbook', 'harmless'], () => overwritten(xls(), 0x400, 0xff, 300)],
  [
    'a document under a password',
    'encrypted',
    () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(1000),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(1000),
      ]),
  ],
];

export const hostileFiles: readonly HostileFile[] = [
  ...files('.xlsx', archives),
  ...files('.xlsx', markup),
  ...files('.xlsx', [
    ['a .xls', 'wrong_extension', xls],
    ['text', 'wrong_extension', () => Buffer.from('a,b\n')],
    [
      'a document under a password',
      'encrypted',
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(1000),
          Buffer.from('EncryptedPackage', 'utf16le'),
        ]),
    ],
  ]),
  ...files('.csv', plainTexts),
  ...files('.xls', legacy),
  ...files('.exe', [['an honest workbook', 'unsupported', () => book(good)]]),
  ...files('.xlsm', [['an honest workbook', 'unsupported', () => book(good)]]),
];

/** The file that must be accepted, so that a door nailed shut does not pass for a safe one. */
export const honestFile = (): Buffer => book(good);

const [, program, folder] = process.argv;
if (folder && program && import.meta.url === pathToFileURL(program).href) {
  for (const [index, file] of hostileFiles.entries()) writeFileSync(join(folder, String(index)), file.make());
  writeFileSync(join(folder, 'honest'), honestFile());
}
