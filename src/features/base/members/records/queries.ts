import type { z } from 'zod';
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { seesField } from '../access.ts';
import { fieldsOfTable, type Field } from '../catalogue.ts';
import type { RecordRow } from '../contract.ts';
import { recordTables, type RecordTable } from './contract.ts';

/** The columns of a record that the reader's role sees; none: the kind of record is not for that role. */
export const recordFieldsFor = (scope: Scope, table: RecordTable, isOwn: boolean): readonly Field[] =>
  fieldsOfTable(table).filter((field) => seesField(scope, field, isOwn));

type Row = z.input<typeof RecordRow>;

/** A stored record as the role sees it. */
export const recordView = (fields: readonly Field[], row: Readonly<Record<string, unknown>>): Row => ({
  id: String(row['id']),
  version: Number(row['version']),
  values: Object.fromEntries(fields.map((field) => [field.key, (row[field.column] ?? null) as string | number | null])),
});

type Stored = { id: string; version: number; table: RecordTable; row: Record<string, string | number | null> };

/** All dated records of a file in one round trip. */
export const recordsOf = async (
  db: Db,
  scope: Scope,
  personId: string,
  isOwn: boolean,
): Promise<Record<RecordTable, Row[]>> => {
  const parts = recordTables.map(
    (table) =>
      sql`select ${sql.lit(table)} as "table", id, version, to_jsonb(t) as row from ${sql.table(table)} t where person_id = ${personId} and voided_at is null`,
  );
  const { rows } = await sql<Stored>`${sql.join(parts, sql` union all `)}`.execute(db);
  const result = Object.fromEntries(recordTables.map((table): [RecordTable, Row[]] => [table, []])) as Record<
    RecordTable,
    Row[]
  >;
  for (const { id, version, table, row } of rows) {
    const fields = recordFieldsFor(scope, table, isOwn);
    if (fields.length === 0) continue;
    result[table].push(recordView(fields, { ...row, id, version }));
  }
  return result;
};
