/** The XML of a worksheet as it is written: texts as inline strings, never a formula. */
import { serialOf } from './formats.ts';
import { inertText } from './inert.ts';
import { columnName } from './rows.ts';

export interface WrittenColumn {
  readonly title: string;
  /** In characters of the standard font; a Chinese character takes two. */
  readonly width?: number;
  /** `text` keeps digits as they are (ID numbers, telephones); `date` takes YYYY-MM-DD, anything less is kept as text. */
  readonly kind?: 'text' | 'number' | 'date';
  readonly required?: boolean;
  /** Shown when the heading is selected. */
  readonly note?: string;
  /** Values offered in a drop-down; others stay possible. */
  readonly choices?: readonly string[];
}

export type WrittenCell = string | number | boolean | null | undefined;

/** Cell formats of `stylesXml`, in its order. */
const STYLE = { text: 1, date: 2, number: 0, heading: 3, required: 4 } as const;

// oxlint-disable-next-line no-control-regex -- the characters that XML 1.0 cannot hold
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const hexEscape = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '_x000D_',
};

/** A text as XML content or attribute. What XML cannot hold is written in Excel's own escape. */
export const xmlText = (text: string): string =>
  text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(UNWRITABLE, hexEscape)
    .replaceAll(LONE_SURROGATE, '\ufffd')
    .replaceAll(/[&<>"\r]/g, (character) => escapes[character] ?? character);

const textCell = (text: string, style: number): string =>
  `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(inertText(text))}</t></is></c>`;

const cellXml = (value: WrittenCell, kind: WrittenColumn['kind']): string => {
  if (value === null || value === undefined || value === '') return '<c/>';
  if (typeof value === 'boolean') return textCell(value ? '是' : '否', STYLE.text);
  if (typeof value === 'number') return Number.isFinite(value) ? `<c s="${STYLE.number}"><v>${value}</v></c>` : '<c/>';
  const serial = kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? serialOf(value) : undefined;
  return serial === undefined ? textCell(value, STYLE.text) : `<c s="${STYLE.date}"><v>${serial}</v></c>`;
};

export const rowXml = (cells: readonly WrittenCell[], columns: readonly WrittenColumn[]): string =>
  `<row>${cells.map((cell, index) => cellXml(cell, columns[index]?.kind)).join('')}</row>`;

export const headingXml = (columns: readonly WrittenColumn[]): string =>
  `<row ht="22" customHeight="1">${columns
    .map(({ title, required }) => textCell(required ? `${title}*` : title, required ? STYLE.required : STYLE.heading))
    .join('')}</row>`;

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const sheetHeadXml = (columns: readonly WrittenColumn[]): string => {
  const widths = columns.map(
    ({ width = 14, kind }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1" style="${STYLE[kind ?? 'text']}"/>`,
  );
  return (
    `${XML_HEAD}<worksheet xmlns="${NAMESPACE}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>`
  );
};

/** Rows that a drop-down covers. */
const CHOICE_ROWS = 100_000;

const noteXml = ({ title, note = '' }: WrittenColumn, letter: string): string =>
  `<dataValidation showInputMessage="1" sqref="${letter}1" promptTitle="${xmlText(title.slice(0, 32))}" prompt="${xmlText(note.slice(0, 255))}"/>`;

const choiceXml = (letter: string, count: number, choiceSheet: string): string =>
  `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorStyle="warning" sqref="${letter}2:${letter}${CHOICE_ROWS}">` +
  `<formula1>${xmlText(`'${choiceSheet}'!$${letter}$1:$${letter}$${count}`)}</formula1></dataValidation>`;

/** Ends a sheet; drop-downs read the column of the same letter in `choiceSheet`. */
export const sheetTailXml = (columns: readonly WrittenColumn[], choiceSheet: string): string => {
  const rules = columns.flatMap((column, i) => {
    const letter = columnName(i);
    return [
      ...(column.note ? [noteXml(column, letter)] : []),
      ...(column.choices?.length ? [choiceXml(letter, column.choices.length, choiceSheet)] : []),
    ];
  });
  const validations =
    rules.length > 0 ? `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>` : '';
  return `</sheetData>${validations}</worksheet>`;
};

const fill = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/></patternFill></fill>`;

const format = (numFmt: number, font: number, fillIndex: number): string =>
  `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fillIndex}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`;

/** Formats in the order of STYLE: number, text, date, heading, heading of a required column. */
export const stylesXml =
  `${XML_HEAD}<styleSheet xmlns="${NAMESPACE}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>' +
  `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('FFF2F2F2')}${fill('FFFDE9E7')}</fills>` +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="5">${format(0, 0, 0)}${format(49, 0, 0)}${format(164, 0, 0)}${format(49, 1, 2)}${format(49, 1, 3)}</cellXfs></styleSheet>`;

export const workbookXml = (sheets: readonly { name: string; hidden: boolean }[]): string =>
  `${XML_HEAD}<workbook xmlns="${NAMESPACE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets
    .map(
      ({ name, hidden }, i) =>
        `<sheet name="${xmlText(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
    )
    .join('')}</sheets></workbook>`;
