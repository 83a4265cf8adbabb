import { buffer } from 'node:stream/consumers';
import type { Block } from '#shared/letter.ts';
import { linesOf } from './lines.ts';
import { fontBytes, gap, faceOf, type Face } from './pdf-font.ts';

const mm = (value: number): number => (value * 72) / 25.4;

/** The page of an official letter (GB/T 9704-2012), as `letter.ts` has it: 22 lines of 28 characters. */
const page = { top: mm(37), left: mm(28), width: mm(156), lines: 22, line: 28.95, characters: 28 } as const;
const bottom = page.top + page.lines * page.line;
const sizes = { text: 16, title: 22, table: 12, number: 14 } as const;
/** Characters of the text stand on a grid a little closer than they are wide. */
const cell = page.width / page.characters;
/** Height of the font's own line, of its size. */
const fontLine = 1.437;

interface Pen {
  readonly doc: PDFKit.PDFDocument;
  readonly face: Face;
  y: number;
}

const newPage = (pen: Pen): void => {
  pen.doc.addPage();
  pen.y = page.top;
};

const advanceOf =
  (face: Face, size: number) =>
  (character: string): number => {
    const width = face.width(character);
    return size === sizes.text && width === 1 ? cell : width * size;
  };
const widthOf = (text: string, advance: (character: string) => number): number =>
  [...text].reduce((sum, each) => sum + advance(each), 0);

interface Style {
  readonly size: number;
  /** There is one weight: headings are drawn with an edge. */
  readonly bold: boolean;
}

/** One line from x on: full-width characters on the grid, others as wide as they are. */
const drawLine = ({ doc, face }: Pen, text: string, x: number, y: number, { size, bold }: Style): void => {
  const advance = advanceOf(face, size);
  doc.fontSize(size).lineWidth(0.4);
  let at = x;
  for (const run of text.match(/[\u2E80-\u{3FFFF}\u2010-\u2027]+|[^\u2E80-\u{3FFFF}\u2010-\u2027]+/gu) ?? []) {
    const spacing = size === sizes.text && face.width([...run][0] ?? '') === 1 ? cell - size : 0;
    doc.text(run, at, y - (fontLine * size) / 2, {
      lineBreak: false,
      characterSpacing: spacing,
      features: [],
      fill: true,
      stroke: bold,
    });
    at += widthOf(run, advance);
  }
};

const paragraph = (pen: Pen, kind: Extract<Block, { text: string }>['kind'], text: string): void => {
  const style: Style = {
    size: kind === 'title' ? sizes.title : sizes.text,
    bold: kind === 'title' || kind === 'heading',
  };
  const advance = advanceOf(pen.face, style.size);
  const indent = kind === 'heading' || kind === 'text' ? 2 * cell : 0;
  linesOf(text, advance, page.width, indent).forEach((line, n) => {
    if (pen.y + page.line > bottom + 1) newPage(pen);
    const left = page.width - widthOf(line, advance);
    const shift = kind === 'title' ? left / 2 : kind === 'right' ? left : n === 0 ? indent : 0;
    drawLine(pen, line, page.left + Math.max(shift, 0), pen.y + page.line / 2, style);
    pen.y += page.line;
  });
};

const tableLine = sizes.table * 1.5;

const table = (pen: Pen, { widths, head, rows, tall }: Extract<Block, { kind: 'table' }>): void => {
  const whole = widths.reduce((sum, each) => sum + each, 0);
  const columns = widths.map((each) => (page.width * each) / whole);
  const advance = advanceOf(pen.face, sizes.table);
  const least = mm(tall === true ? 11 : 8);
  const draw = (cells: readonly string[], bold: boolean): void => {
    const texts = columns.map((width, at) =>
      (cells[at] ?? '').split('\n').flatMap((each) => linesOf(each, advance, width - 6)),
    );
    const height = Math.max(least, ...texts.map((lines) => lines.length * tableLine + 6));
    if (pen.y + height > bottom + 1 && pen.y > page.top) {
      newPage(pen);
      if (!bold) draw(head, true);
    }
    let x = page.left;
    columns.forEach((width, at) => {
      pen.doc.lineWidth(0.5).rect(x, pen.y, width, height).stroke();
      const lines = texts[at] ?? [];
      lines.forEach((line, n) => {
        const y = pen.y + height / 2 + (n - (lines.length - 1) / 2) * tableLine;
        drawLine(pen, line, x + (width - widthOf(line, advance)) / 2, y, { size: sizes.table, bold });
      });
      x += width;
    });
    pen.y += height;
  };
  draw(head, true);
  for (const cells of rows) draw(cells, false);
};

/** — 1 —, at the outer side of each page. */
const number = (pen: Pen, pages: number): void => {
  for (let n = 0; n < pages; n += 1) {
    pen.doc.switchToPage(n);
    const text = `— ${n + 1} —`;
    const width = widthOf(text, advanceOf(pen.face, sizes.number));
    const x = n % 2 === 0 ? page.left + page.width - width - sizes.text : page.left + sizes.text;
    drawLine(pen, text, x, bottom + mm(7) + sizes.number / 2, { size: sizes.number, bold: false });
  }
};

const shownBlock = (face: Face, block: Block): Block => {
  if (block.kind === 'break') return block;
  if (block.kind !== 'table') return { ...block, text: face.shown(block.text) };
  const cells = (row: readonly string[]): string[] => row.map((text) => face.shown(text));
  return { ...block, head: cells(block.head), rows: block.rows.map(cells) };
};

const drawBlock = (pen: Pen, block: Block): void => {
  if (block.kind === 'break') newPage(pen);
  else if (block.kind === 'table') table(pen, block);
  else for (const each of block.text.split('\n')) paragraph(pen, block.kind, each);
};

/**
 * A document in the layout of official letters, as the bytes of a PDF file. The characters that it uses are embedded, so that
 * every viewer shows them; a character that the font lacks is marked, and named at the end.
 */
export const writePdf = async (title: string, blocks: readonly Block[]): Promise<Buffer> => {
  // With its fonts' reader it is three megabytes that a server without letters need not hold.
  const { default: PdfFile } = await import('pdfkit');
  const doc = new PdfFile({
    size: 'A4',
    margin: 0,
    // None yet: its types take the path of a font here, and we have the bytes.
    font: '',
    bufferPages: true,
    autoFirstPage: false,
    info: { Title: title.replaceAll(/\p{Surrogate}/gu, ''), Creator: '支部', Producer: '支部' },
    lang: 'zh-CN',
  });
  doc.font(await fontBytes());
  const face = faceOf(doc);
  const shown = blocks.map((block) => shownBlock(face, block));
  const missing = face.missing();
  const note: Block[] =
    missing.length === 0
      ? []
      : [{ kind: 'text', text: `注：字库缺少下列字符，文中以“${gap}”标示：${missing.join('、')}。原文见 Word 版。` }];
  const bytes = buffer(doc);
  const pen: Pen = { doc, face, y: page.top };
  newPage(pen);
  for (const block of [...shown, ...note]) drawBlock(pen, block);
  number(pen, doc.bufferedPageRange().count);
  doc.end();
  return bytes;
};

export const pdfType = 'application/pdf';
