/** t text, n number, d date, b truth value, e error value, - nothing. */
export type CellKind = 't' | 'n' | 'd' | 'b' | 'e' | '-';

/**
 * One row that holds at least one value. Two flat lists instead of an object per cell: half a million cells cross a
 * thread boundary, and this shape costs a third of the objects.
 */
export interface SheetRow {
  /** Row number as the spreadsheet program shows it, from 1. */
  readonly line: number;
  readonly hidden: boolean;
  /**
   * What each cell says, '' for none. Numbers in plain digits (never 1E+17); dates as far as their format shows them:
   * YYYY-MM-DD, YYYY-MM, YYYY or YYYY-MM-DDTHH:MM:SS; truth values TRUE or FALSE; errors as #N/A.
   */
  readonly texts: readonly string[];
  /** One letter per cell, `CellKind`. */
  readonly kinds: string;
}

export interface SheetHead {
  readonly index: number;
  readonly name: string;
  readonly hidden: boolean;
  /** About how many rows will come, blank ones included; absent where only reading to the end would tell. */
  readonly rows?: number;
}

/** What a file says, in order: a sheet, its rows in batches, its end. */
export type SheetEvent =
  | { readonly kind: 'sheet'; readonly sheet: SheetHead }
  | { readonly kind: 'rows'; readonly sheet: number; readonly rows: readonly SheetRow[] }
  | { readonly kind: 'end'; readonly sheet: number; readonly merges: readonly MergedArea[] };

/** A merged area, all bounds inclusive; lines from 1, columns from 0. */
export interface MergedArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetFile {
  readonly path: string;
  /** The name the user gave it; its extension decides how the content is read. */
  readonly name: string;
}

export interface ReadOptions {
  /** Only these sheets, by name. */
  readonly only?: readonly string[];
  /** At most so many rows of each sheet: for a look at the headings. */
  readonly head?: number;
}

/** The column of a reference such as `BC12`, from 0; -1 where there are no letters. */
export const columnOf = (reference: string): number => {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
};

/** Letters of a column: 0 is A, 27 is AB. */
export const columnName = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26);
