import type { Writable } from 'node:stream';
import type { WrittenColumn } from './sheet-xml.ts';
import { writeSheet } from './write.ts';

/** Stands in the first column of the example row; readers leave such a row out. */
export const EXAMPLE_MARK = '示例';

export interface Template {
  readonly sheetName: string;
  readonly columns: readonly WrittenColumn[];
  /** Values of the example row, by column. */
  readonly example: readonly string[];
}

/**
 * Writes an empty form: a first column for numbering, the headings (required ones with a star and a colour, notes shown
 * on selection), drop-downs, and one example row marked 示例.
 */
export const writeTemplate = (stream: Writable, { sheetName, columns, example }: Template): Promise<void> =>
  writeSheet(stream, {
    sheetName,
    columns: [{ title: '序号', width: 8 }, ...columns],
    rows: [[EXAMPLE_MARK, ...example]],
  });
