/**
 * Many rows in one statement: each column travels as one array, in the database's own form. That costs it a fraction of what one
 * document of all rows costs, or arrays that are told as text; and the program keeps no object for each value.
 */
import { sql, type RawBuilder } from 'kysely';

type Told = string | number | boolean | null | undefined;

/** A column of the rows: a text that the database casts ('' is null), or bytes. */
export interface ArrayColumn<Row> {
  readonly name: string;
  readonly of: (row: Row) => Told | Buffer;
  readonly kind: 'text' | 'bytea';
  /** How the value is read out of the element. */
  readonly read: (element: RawBuilder<unknown>) => RawBuilder<unknown>;
}

export const textColumn = <Row>(name: string, type: string, of: (row: Row) => Told): ArrayColumn<Row> => ({
  name,
  of,
  kind: 'text',
  read: (element) => (type === 'text' ? element : sql`${element}::${sql.raw(type)}`),
});

export const bytesColumn = <Row>(name: string, of: (row: Row) => Buffer | null | undefined): ArrayColumn<Row> => ({
  name,
  of,
  kind: 'bytea',
  read: (element) => element,
});

/** The names of columns as a list. */
export const columnNames = <Row>(columns: readonly ArrayColumn<Row>[]): RawBuilder<unknown> =>
  sql.join(columns.map(({ name }) => sql.ref(name)));

// An array as PostgreSQL receives it (array_recv): dimensions, whether there are nulls, type of the elements, how many, the first
// index; then each element after its length in bytes, -1 for null.
const headSize = 20;
const elementTypes = { text: 25, bytea: 17 } as const;

/** An array of one dimension that grows outside of the heap: values of thousands of rows would outlive the young generation. */
const growingArray = (kind: ArrayColumn<never>['kind']) => {
  let bytes = Buffer.allocUnsafe(1_024);
  let used = headSize;
  let count = 0;
  let isUsed = false;
  const makeRoom = (size: number): void => {
    if (used + size <= bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (bytes.length + size));
    larger.set(bytes.subarray(0, used));
    bytes = larger;
  };
  return {
    add: (told: Told | Buffer): void => {
      count += 1;
      if (told === null || told === undefined || told === '') {
        makeRoom(4);
        used = bytes.writeInt32BE(-1, used);
        return;
      }
      isUsed = true;
      const value = typeof told === 'object' ? told : String(told);
      // A UTF-16 unit takes three bytes at most.
      makeRoom(4 + value.length * (typeof value === 'string' ? 3 : 1));
      const size = typeof value === 'string' ? bytes.write(value, used + 4) : value.copy(bytes, used + 4);
      used = bytes.writeInt32BE(size, used) + size;
    },
    isUsed: () => isUsed,
    all: (): Buffer => {
      for (const [at, word] of [1, 1, elementTypes[kind], count, 1].entries()) bytes.writeInt32BE(word, 4 * at);
      return bytes.subarray(0, used);
    },
  };
};

/** Takes rows one by one: what a row says is told at once and need not be kept until the others are there. */
export interface ArrayRows<Row> {
  add(row: Row): void;
  /** Columns that hold something in one of the rows: of the others nothing is sent. */
  used(): readonly ArrayColumn<Row>[];
  /** For `rows from (…)`: one function for each column that is used, in their order. */
  split(): RawBuilder<unknown>;
  /** The columns that are used as the database reads them out of the table `t`. */
  values(): RawBuilder<unknown>;
}

export const openArrayRows = <Row>(columns: readonly ArrayColumn<Row>[]): ArrayRows<Row> => {
  const growing = columns.map((column) => ({ column, array: growingArray(column.kind) }));
  const used = () => growing.filter(({ array }) => array.isUsed());
  return {
    add: (row) => {
      for (const { column, array } of growing) array.add(column.of(row));
    },
    used: () => used().map(({ column }) => column),
    split: () => sql.join(used().map(({ column, array }) => sql`unnest(${array.all()}::${sql.raw(column.kind)}[])`)),
    values: () => sql.join(used().map(({ column }) => column.read(sql.ref(`t.${column.name}`)))),
  };
};
