/**
 * Many rows in one statement: each column travels as one text, which the database takes apart again. That costs it a fraction of
 * what arrays or one document of all rows cost, and the program no object for each value.
 */
import { sql, type RawBuilder } from 'kysely';

/** Stands between the values of a column, and in none of them: JSON escapes it, and texts that people give are refused with it. */
const between = '\u0001';

type Told = string | number | boolean | null | undefined;

/** How a column's values are told as text ('' is null), and how the database reads the text. */
export interface TextColumn<Row> {
  readonly name: string;
  readonly of: (row: Row) => Told;
  readonly read: (text: RawBuilder<unknown>) => RawBuilder<unknown>;
  /** Its values are long, and of one row alone. */
  readonly long?: boolean;
}

export const textColumn = <Row>(name: string, type: string, of: (row: Row) => Told): TextColumn<Row> => ({
  name,
  of,
  read: (text) => sql`${text}::${sql.raw(type)}`,
});

/** Bytes, told in hexadecimal. */
export const hexColumn = <Row>(name: string, of: (row: Row) => Told): TextColumn<Row> => ({
  name,
  of,
  read: (text) => sql`decode(${text}, 'hex')`,
});

/** A document, which the program tells as JSON text. */
export const documentColumn = <Row>(name: string, type: 'json' | 'jsonb', of: (row: Row) => Told): TextColumn<Row> => ({
  ...textColumn(name, type, of),
  long: true,
});

/** The names of columns as a list. */
export const columnNames = <Row>(columns: readonly TextColumn<Row>[]): RawBuilder<unknown> =>
  sql.join(columns.map(({ name }) => sql.ref(name)));

/** Bytes that grow outside of the heap: the pieces of thousands of rows would otherwise outlive the young generation. */
export const growingBytes = () => {
  let buffer = Buffer.allocUnsafe(1_024);
  let used = 0;
  const makeRoom = (size: number): void => {
    if (used + size <= buffer.length) return;
    const larger = Buffer.allocUnsafe(2 * (buffer.length + size));
    larger.set(buffer.subarray(0, used));
    buffer = larger;
  };
  return {
    addText: (text: string): void => {
      // A UTF-16 unit takes three bytes at most.
      makeRoom(text.length * 3);
      used += buffer.write(text, used);
    },
    add: (bytes: Buffer): void => {
      makeRoom(bytes.length);
      buffer.set(bytes, used);
      used += bytes.length;
    },
    all: (): Buffer => buffer.subarray(0, used),
  };
};

/** Takes rows one by one: what a row says is told at once and need not be kept until the others are there. */
export interface TextRows<Row> {
  add(row: Row): void;
  /** Columns that hold something in one of the rows: of the others nothing is sent. */
  used(): readonly TextColumn<Row>[];
  /** For `rows from (…)`: one function for each column that is used, in their order. */
  split(): RawBuilder<unknown>;
  /** The columns that are used as the database reads them out of the table `t`. */
  values(): RawBuilder<unknown>;
}

interface Telling<Row> {
  readonly column: TextColumn<Row>;
  readonly values: Told[];
  readonly text: ReturnType<typeof growingBytes>;
  isUsed: boolean;
}

export const openTextRows = <Row>(columns: readonly TextColumn<Row>[]): TextRows<Row> => {
  const tellings = columns.map((column): Telling<Row> => ({
    column,
    values: [],
    text: growingBytes(),
    isUsed: false,
  }));
  let rows = 0;
  const used = (): Telling<Row>[] => tellings.filter(({ isUsed }) => isUsed);
  return {
    add: (row) => {
      for (const telling of tellings) {
        const told = telling.column.of(row);
        if (told !== null && told !== undefined && told !== '') telling.isUsed = true;
        if (telling.column.long !== true) telling.values.push(told);
        else telling.text.addText(`${rows > 0 ? between : ''}${told ?? ''}`);
      }
      rows += 1;
    },
    used: () => used().map(({ column }) => column),
    split: () =>
      sql.join(
        used().map(({ column, values, text }) => {
          // An empty place of a joined list is the empty text, as null is told.
          const told = column.long === true ? text.all() : values.join(between);
          return sql`string_to_table(${told}, ${sql.lit(between)}, '')`;
        }),
      ),
    values: () => sql.join(used().map(({ column }) => column.read(sql.ref(`t.${column.name}`)))),
  };
};
