import { PassThrough, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { inertText } from './inert.ts';
import {
  headingXml,
  rowXml,
  sheetHeadXml,
  sheetTailXml,
  stylesXml,
  workbookXml,
  XML_HEAD,
  type WrittenCell,
  type WrittenColumn,
} from './sheet-xml.ts';

export type Rows = AsyncIterable<readonly WrittenCell[]> | Iterable<readonly WrittenCell[]>;

export interface WrittenSheet {
  readonly sheetName: string;
  readonly columns: readonly WrittenColumn[];
  /** Cells in the order of the columns. */
  readonly rows: Rows;
}

const CHOICES = '选项';
/** Bytes of XML gathered before they go to the packer. */
const PIECE = 64 * 1024;
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** One moment for every file, so that equal rows give equal bytes. */
const MTIME = new Date('2000-01-01T00:00:00Z');

/** Excel allows 31 characters and none of []:*?/\ in the name of a sheet. */
const sheetNameOf = (name: string): string =>
  name
    .replaceAll(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31) || 'Sheet1';

async function* sheetXml({ columns, rows }: WrittenSheet): AsyncGenerator<Buffer> {
  let piece = sheetHeadXml(columns) + headingXml(columns);
  for await (const row of rows) {
    piece += rowXml(row, columns);
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece + sheetTailXml(columns, CHOICES));
}

/** Drop-down values column by column, each in the column that offers them: a list in a rule itself may have 255 characters only. */
const choicesXml = (columns: readonly WrittenColumn[]): string => {
  const longest = Math.max(0, ...columns.map((column) => column.choices?.length ?? 0));
  const rows = Array.from({ length: longest }, (_, line) =>
    rowXml(
      columns.map((column) => column.choices?.[line]),
      [],
    ),
  );
  return `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData></worksheet>`;
};

const relationsXml = (entries: readonly (readonly [type: string, target: string])[]): string =>
  `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${entries
    .map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const typesXml = (sheets: number): string =>
  `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>` +
  Array.from(
    { length: sheets },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPES}.worksheet+xml"/>`,
  ).join('') +
  '</Types>';

const addText = (zip: yazl.ZipFile, name: string, text: string): void => {
  zip.addBuffer(Buffer.from(text), name, { mtime: MTIME, compress: true });
};

/**
 * Writes one sheet as .xlsx into a stream, row by row, at the pace of the stream; resolves when all bytes are handed
 * over. Texts that a program could take for a formula are made inert (`inertText`). A fault of `rows` destroys the stream.
 */
export const writeSheet = async (stream: Writable, sheet: WrittenSheet): Promise<void> => {
  const zip = new yazl.ZipFile();
  const output = new PassThrough();
  const hasChoices = sheet.columns.some((column) => column.choices?.length);
  const sheets = [
    { name: sheetNameOf(sheet.sheetName), hidden: false },
    ...(hasChoices ? [{ name: CHOICES, hidden: true }] : []),
  ];
  addText(zip, '[Content_Types].xml', typesXml(sheets.length));
  addText(zip, '_rels/.rels', relationsXml([['officeDocument', 'xl/workbook.xml']]));
  addText(zip, 'xl/workbook.xml', workbookXml(sheets));
  const parts = sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const);
  addText(zip, 'xl/_rels/workbook.xml.rels', relationsXml([...parts, ['styles', 'styles.xml']]));
  addText(zip, 'xl/styles.xml', stylesXml);
  if (hasChoices) addText(zip, 'xl/worksheets/sheet2.xml', choicesXml(sheet.columns));
  const rows = Readable.from(sheetXml(sheet), { objectMode: false });
  // yazl ends silently when a source fails: the fault is carried to the output, so that no half file looks whole.
  rows.on('error', (error) => output.destroy(error));
  zip.on('error', (error) => output.destroy(error as Error));
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml', { mtime: MTIME, compress: true });
  zip.end();
  zip.outputStream.pipe(output);
  try {
    await pipeline(output, stream);
  } finally {
    rows.destroy();
  }
};

const csvField = (value: WrittenCell): string => {
  if (value === null || value === undefined) return '';
  const text =
    typeof value === 'boolean' ? (value ? '是' : '否') : typeof value === 'number' ? String(value) : inertText(value);
  return /[",\r\n\t;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

async function* csvLines({ columns, rows }: WrittenSheet): AsyncGenerator<Buffer> {
  // The mark makes Excel take the file for UTF-8.
  let piece = `\ufeff${columns.map(({ title }) => csvField(title)).join(',')}\r\n`;
  for await (const row of rows) {
    piece += `${row.map(csvField).join(',')}\r\n`;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}

/** Writes rows as CSV (UTF-8 with mark), with the same promises as `writeSheet`. */
export const writeCsv = (stream: Writable, sheet: WrittenSheet): Promise<void> =>
  pipeline(Readable.from(csvLines(sheet), { objectMode: false }), stream);
