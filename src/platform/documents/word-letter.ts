import {
  AlignmentType,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  convertMillimetersToTwip as mm,
} from 'docx';
import type { Block } from '#shared/letter.ts';
import { writable as clean } from './writable.ts';

/**
 * The page of an official letter (GB/T 9704-2012): 22 lines of 28 characters. Measured: lines are exactly 28.95 points, and
 * characters stand a quarter of a point closer, or 28 of them would be wider than the page between its margins.
 */
const line = { line: 579, lineRule: LineRuleType.EXACT } as const;
const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) },
};
const textWidth = mm(156);
const latin = 'Times New Roman';
const faces = { text: '仿宋_GB2312', title: '方正小标宋简体', heading: '黑体', number: '宋体' } as const;
const sizes = { text: 32, title: 44, table: 24, number: 28 } as const;
const twoCharacters = 640;

const run = (text: string, face: keyof typeof faces, size: number): TextRun =>
  new TextRun({
    text: clean(text),
    size,
    characterSpacing: -5,
    font: { ascii: latin, hAnsi: latin, cs: latin, eastAsia: faces[face] },
  });

const paragraphOf = (kind: 'title' | 'heading' | 'text' | 'plain' | 'right', text: string): Paragraph => {
  if (kind === 'title')
    return new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: line,
      children: [run(text, 'title', sizes.title)],
    });
  const face = kind === 'heading' ? 'heading' : 'text';
  return new Paragraph({
    alignment: kind === 'right' ? AlignmentType.RIGHT : AlignmentType.BOTH,
    spacing: line,
    ...(kind === 'heading' || kind === 'text' ? { indent: { firstLine: twoCharacters } } : {}),
    children: [run(text, face, sizes.text)],
  });
};

const cell = (text: string, width: number, face: keyof typeof faces): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: clean(text)
      .split('\n')
      .map((each) => new Paragraph({ alignment: AlignmentType.CENTER, children: [run(each, face, sizes.table)] })),
  });

const tableOf = ({ widths, head, rows, tall }: Extract<Block, { kind: 'table' }>): Table => {
  const whole = widths.reduce((sum, each) => sum + each, 0);
  const columns = widths.map((each) => Math.floor((textWidth * each) / whole));
  const height = { value: mm(tall === true ? 11 : 8), rule: 'atLeast' as const };
  const lineOf = (cells: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      height,
      children: columns.map((width, at) => cell(cells[at] ?? '', width, isHead ? 'heading' : 'text')),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: columns.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    columnWidths: columns,
    rows: [lineOf(head, true), ...rows.map((cells) => lineOf(cells, false))],
  });
};

const drawn = (block: Block): (Paragraph | Table)[] => {
  if (block.kind === 'break') return [new Paragraph({ pageBreakBefore: true, children: [] })];
  if (block.kind === 'table') return [tableOf(block)];
  return block.text.split(/\r?\n/).map((each) => paragraphOf(block.kind, each));
};

/** — 1 —, at the outer side of each page. */
const numbered = (alignment: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: alignment === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        children: [
          new TextRun({
            size: sizes.number,
            font: { ascii: faces.number, hAnsi: faces.number, eastAsia: faces.number },
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  });

/** A document in the layout of official letters, as the bytes of a .docx file. */
export const writeLetter = (title: string, blocks: readonly Block[]): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      creator: '支部',
      title: clean(title),
      evenAndOddHeaderAndFooters: true,
      sections: [
        {
          properties: { page },
          footers: { default: numbered('right'), even: numbered('left') },
          children: blocks.flatMap(drawn),
        },
      ],
    }),
  );
