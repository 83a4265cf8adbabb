/** Workbooks as other programs write them, built from their XML. */
import { rawZip, type RawEntry } from './raw-zip.ts';

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface SheetSource {
  readonly name: string;
  /** Inside of `<sheetData>`. */
  readonly rows?: string;
  /** After `</sheetData>`. */
  readonly tail?: string;
  readonly state?: string;
  /** The whole part, instead of the above. */
  readonly xml?: string | Buffer;
}

export interface BookSource {
  readonly sheets: readonly SheetSource[];
  /** Inside of `<sst>`. */
  readonly strings?: string;
  /** The whole shared-strings part, instead of the above. */
  readonly stringsXml?: string | Buffer;
  /** Custom number formats; cell style n (from 1) uses the nth. */
  readonly formats?: readonly (string | number)[];
  readonly from1904?: boolean;
  readonly extra?: readonly RawEntry[];
}

export const sheetXml = (rows: string, tail = ''): string =>
  `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${tail}</worksheet>`;

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const stylesXml = (formats: readonly (string | number)[]): string => {
  const id = (format: string | number, i: number): number => (typeof format === 'number' ? format : 164 + i);
  const custom = formats.map((format, i) =>
    typeof format === 'number' ? '' : `<numFmt numFmtId="${164 + i}" formatCode="${xml(format)}"/>`,
  );
  const cells = ['<xf numFmtId="0"/>', ...formats.map((format, i) => `<xf numFmtId="${id(format, i)}"/>`)];
  return `<styleSheet xmlns="${MAIN}"><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cells.join('')}</cellXfs></styleSheet>`;
};

/** Entries of a workbook, for tests that change one of them. */
export const bookEntries = (source: BookSource): RawEntry[] => {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const listed = source.sheets.map(
    (s, i) =>
      `<sheet name="${xml(s.name)}" sheetId="${i + 1}" ${s.state ? `state="${s.state}" ` : ''}r:id="rId${i + 1}"/>`,
  );
  const parts = source.sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  const strings =
    source.stringsXml ?? (source.strings === undefined ? undefined : `<sst xmlns="${MAIN}">${source.strings}</sst>`);
  if (strings !== undefined) parts.push(relation('rIdS', 'sharedStrings', 'sharedStrings.xml'));
  if (source.formats) parts.push(relation('rIdF', 'styles', 'styles.xml'));
  return [
    {
      name: '[Content_Types].xml',
      content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${RELS}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${source.from1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships xmlns="${RELS}">${parts.join('')}</Relationships>` },
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: strings }]),
    ...(source.formats ? [{ name: 'xl/styles.xml', content: stylesXml(source.formats) }] : []),
    ...source.sheets.map((s, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: s.xml ?? sheetXml(s.rows ?? '', s.tail),
    })),
    ...(source.extra ?? []),
  ];
};

export const book = (source: BookSource): Buffer => rawZip(bookEntries(source));

/** A row of inline texts. */
export const textRow = (texts: readonly string[]): string =>
  `<row>${texts.map((text) => (text === '' ? '<c/>' : `<c t="inlineStr"><is><t>${xml(text)}</t></is></c>`)).join('')}</row>`;
