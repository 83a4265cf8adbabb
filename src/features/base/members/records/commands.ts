import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { Field } from '../catalogue.ts';
import { raise } from '../file/commands.ts';
import { openFile, type OpenFile } from '../file/queries.ts';
import { counted, tally } from '../tallies/commands.ts';
import type { RecordTable } from './contract.ts';
import { recordFieldsFor, recordView } from './queries.ts';
import { recordProblems, type Values } from './rules.ts';

type Row = Record<string, unknown>;

const check = (table: RecordTable, fields: readonly Field[], values: Values): void => {
  const problems = recordProblems(table, fields, values);
  if (problems.length > 0) throw new AppError('invalid', { problems });
};

const toColumns = (fields: readonly Field[], values: Values): Row =>
  Object.fromEntries(
    fields.filter((f) => f.key in values).map((f) => [f.column, values[f.key] === '' ? null : values[f.key]]),
  );

const changesOf = (table: RecordTable, before: Row, after: Row): FieldChange[] =>
  Object.keys(after)
    .filter((column) => JSON.stringify(before[column] ?? '') !== JSON.stringify(after[column] ?? ''))
    .map((column) => ({
      field: `${table}.${column}`,
      from: (before[column] ?? null) as string | null,
      to: (after[column] ?? null) as string | null,
    }));

/** Items 15 and 16 of the national form: the open record of the table is the same fact. */
const currentFact = {
  lost_contact: { lost_since: 'from_on' },
  outflow: { outflow_since: 'from_on', outflow_place: 'place' },
} as const satisfies Partial<Record<RecordTable, Record<string, string>>>;
const camel: Readonly<Record<string, string>> = {
  lost_since: 'lostSince',
  outflow_since: 'outflowSince',
  outflow_place: 'outflowPlace',
};

/** The form asks for the month: its first day is kept. */
const monthOf = (day: unknown): string | null => (typeof day === 'string' ? `${day.slice(0, 7)}-01` : null);

/**
 * Keeps the membership's own columns equal to the open record, so that the fact is entered once. Without an open record they
 * are emptied only where the record that was just closed had filled them: a roster may have said it without a record.
 */
const followRecord = async (
  tx: Tx,
  open: OpenFile,
  table: RecordTable,
  former: Row | undefined,
): Promise<FieldChange[]> => {
  if (table !== 'lost_contact' && table !== 'outflow') return [];
  const { rows } =
    await sql<Row>`select * from ${sql.table(table)} where person_id = ${open.person.id} and voided_at is null
    and to_on is null order by from_on desc limit 1`.execute(tx);
  const [record] = rows;
  const before = open.membership as unknown as Row;
  const since = table === 'outflow' ? open.membership.outflow_since : open.membership.lost_since;
  const closed = former !== undefined && former['to_on'] === null && monthOf(former['from_on']) === monthOf(since);
  if (record === undefined && !closed) return [];
  const values = Object.fromEntries(
    Object.entries(currentFact[table]).map(([column, source]) => {
      const value = record?.[source] ?? null;
      return [column, source === 'from_on' ? monthOf(value) : value];
    }),
  );
  const changes = Object.entries(values)
    .filter(([column, value]) => (before[column] ?? null) !== value)
    .map(([column, value]) => ({
      field: camel[column] ?? column,
      from: (before[column] ?? null) as string | null,
      to: value as string | null,
    }));
  if (changes.length === 0) return [];
  await tx
    .updateTable('membership')
    .set({ ...values, ...raise } as never)
    .where('id', '=', open.membership.id)
    .execute();
  await tally(tx, -1, counted(open));
  await tally(tx, 1, counted({ person: open.person, membership: { ...open.membership, ...values } }));
  return changes;
};

interface Note {
  readonly table: RecordTable;
  readonly action: string;
  readonly reason: string | undefined;
  readonly changes: readonly FieldChange[];
  /** The record as it was. */
  readonly former?: Row;
}

const noteChange = async (tx: Tx, open: OpenFile, { table, action, reason, changes, former }: Note): Promise<void> => {
  const { id, org_path: path } = open.person;
  const followed = await followRecord(tx, open, table, former);
  await tx.updateTable('person').set(raise).where('id', '=', id).execute();
  audit(tx, {
    action,
    entity: 'person',
    entityId: id,
    path,
    reason: reason ?? null,
    changes: [...changes, ...followed],
  });
  touch(tx, `member:${id}`, { path });
};

const fieldsFor = (scope: Scope, table: RecordTable): readonly Field[] => {
  const fields = recordFieldsFor(scope, table, false);
  if (fields.length === 0) throw notFound();
  return fields;
};

const openForChange = async (tx: Tx, county: County, id: string): Promise<OpenFile> => {
  const open = await openFile(tx, county, id, { lock: true });
  if (open.membership.left_on !== null) throw new AppError('conflict', { message: 'membership_ended' });
  return open;
};

interface NewRecord {
  readonly values: Values;
  readonly reason?: string | undefined;
}

/** @throws AppError not_found also where the role does not see this kind of record, invalid with all problems */
export const addRecord = async (
  tx: Tx,
  scope: Scope,
  county: County,
  at: { readonly personId: string; readonly table: RecordTable },
  { values, reason }: NewRecord,
) => {
  const { personId, table } = at;
  const open = await openForChange(tx, county, personId);
  const fields = fieldsFor(scope, table);
  check(table, fields, values);
  const id = newId();
  const columns = toColumns(fields, values);
  await tx
    .insertInto(table)
    .values({ id, person_id: personId, org_path: open.person.org_path, ...columns })
    .execute();
  await noteChange(tx, open, { table, action: 'members.addRecord', reason, changes: changesOf(table, {}, columns) });
  return { id, version: 1 };
};

export interface RecordAt {
  readonly personId: string;
  readonly table: RecordTable;
  readonly recordId: string;
  readonly version: number;
}

const lockRecord = async (
  tx: Tx,
  fields: readonly Field[],
  { personId, table, recordId, version }: RecordAt,
): Promise<Row> => {
  const { rows } =
    await sql<Row>`select * from ${sql.table(table)} where id = ${recordId} and person_id = ${personId} and voided_at is null for update`.execute(
      tx,
    );
  const [row] = rows;
  if (!row) throw notFound();
  if (row['version'] !== version) throw new AppError('stale', { current: recordView(fields, row) });
  return row;
};

/** @throws AppError stale with the newer record, not_found, invalid with all problems */
export const editRecord = async (tx: Tx, scope: Scope, county: County, at: RecordAt, { values, reason }: NewRecord) => {
  const { table } = at;
  const open = await openForChange(tx, county, at.personId);
  const fields = fieldsFor(scope, table);
  const before = await lockRecord(tx, fields, at);
  const editable = fields.filter((f) => f.kind !== 'reference');
  const whole = {
    ...Object.fromEntries(editable.map((f) => [f.key, (before[f.column] ?? null) as string | null])),
    ...values,
  };
  check(table, fields, whole);
  const columns = toColumns(fields, values);
  const version = at.version + 1;
  await tx
    .updateTable(table)
    .set({ ...columns, version } as never)
    .where('id', '=', at.recordId)
    .execute();
  const changes = changesOf(table, before, columns);
  await noteChange(tx, open, { table, action: 'members.editRecord', reason, changes, former: before });
  return { id: at.recordId, version };
};

/** A voided record leaves every read; the row and its history stay. */
export const voidRecord = async (tx: Tx, scope: Scope, county: County, at: RecordAt, reason: string) => {
  const { table } = at;
  const open = await openForChange(tx, county, at.personId);
  const fields = fieldsFor(scope, table);
  const before = await lockRecord(tx, fields, at);
  const version = at.version + 1;
  await tx
    .updateTable(table)
    .set({ voided_at: sql<string>`now()`, version } as never)
    .where('id', '=', at.recordId)
    .execute();
  const gone = Object.fromEntries(fields.map((f) => [f.column, null]));
  await noteChange(tx, open, {
    table,
    action: 'members.voidRecord',
    reason,
    changes: changesOf(table, before, gone),
    former: before,
  });
  return { id: at.recordId, version };
};
