import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { Field } from '../catalogue.ts';
import { raise } from '../file/commands.ts';
import { openFile, type OpenFile } from '../file/queries.ts';
import { counted, tally } from '../tallies/commands.ts';
import type { RecordTable } from './contract.ts';
import { recordFieldsFor, recordView } from './queries.ts';
import { onceAtATime, recordProblems, type Values } from './rules.ts';

type Row = Record<string, unknown>;

interface Checked {
  readonly table: RecordTable;
  readonly fields: readonly Field[];
  readonly values: Values;
  /** The record itself, where it is there already. */
  readonly recordId?: string;
  readonly aheadTo?: string;
}

/** Whether another record of the kind covers one of its days; of a standing: begins on its day. */
const collides = async (tx: Tx, personId: string, { table, values, recordId }: Checked): Promise<boolean> => {
  const others = sql`select from ${sql.table(table)} where person_id = ${personId} and voided_at is null
    and id is distinct from ${recordId ?? null}::uuid`;
  const from = values['fromOn'] ?? null;
  if (table === 'standing_change')
    return (await sql`${others} and from_on = ${from}::date`.execute(tx)).rows.length > 0;
  if (!onceAtATime.has(table)) return false;
  // The day of one's return may be that of leaving again.
  const { rows } = await sql`${others} and from_on < coalesce(${values['toOn'] || null}::date, 'infinity')
    and coalesce(to_on, 'infinity') > ${from}::date`.execute(tx);
  return rows.length > 0;
};

const check = async (tx: Tx, county: County, open: OpenFile, checked: Checked): Promise<void> => {
  const { table, fields, values, aheadTo = '' } = checked;
  const today = aheadTo > county.today() ? aheadTo : county.today();
  const facts = { today, birthDate: open.person.birth_date };
  const problems = recordProblems(table, fields, values, facts);
  if (problems.length > 0) throw new AppError('invalid', { problems });
  if (await collides(tx, open.person.id, checked)) throw invalid('body.values.fromOn', 'record_overlaps');
};

const camel = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

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

/** What of a record is a fact of the membership too: items 14, 15 and 16 of the national form. */
interface Followed {
  /** Columns of the membership and where their values come from. */
  readonly columns: Readonly<Record<string, string>>;
  /** A record that has ended no longer holds. */
  readonly whileOpen: boolean;
  /** What the membership says where no record holds. */
  readonly otherwise: string | null;
}
const followed: Partial<Record<RecordTable, Followed>> = {
  lost_contact: { columns: { lost_since: 'from_on' }, whileOpen: true, otherwise: null },
  outflow: { columns: { outflow_since: 'from_on', outflow_place: 'place' }, whileOpen: true, otherwise: null },
  standing_change: { columns: { standing: 'standing' }, whileOpen: false, otherwise: '1' },
};

/** The form asks for the month: its first day is kept. */
const monthOf = (day: unknown): string | null => (typeof day === 'string' ? `${day.slice(0, 7)}-01` : null);
const told = (record: Row, source: string): string | null =>
  source === 'from_on' ? monthOf(record[source]) : ((record[source] ?? null) as string | null);

/**
 * Keeps the membership's own columns equal to the record that holds, so that a fact is entered once. Without such a record
 * they change only where the record that was changed had filled them: a roster may have said it without a record.
 */
const followRecord = async (
  tx: Tx,
  open: OpenFile,
  table: RecordTable,
  former: Row | undefined,
): Promise<FieldChange[]> => {
  const follows = followed[table];
  if (follows === undefined) return [];
  const { columns, whileOpen, otherwise } = follows;
  const { rows } =
    await sql<Row>`select * from ${sql.table(table)} where person_id = ${open.person.id} and voided_at is null
    ${whileOpen ? sql`and to_on is null` : sql``} order by from_on desc limit 1`.execute(tx);
  const [record] = rows;
  const before = open.membership as unknown as Row;
  const held = former !== undefined && (!whileOpen || former['to_on'] === null);
  const filled = held && Object.entries(columns).some(([column, source]) => told(former, source) === before[column]);
  if (record === undefined && !filled) return [];
  const values = Object.fromEntries(
    Object.entries(columns).map(([column, source]) => [
      column,
      record === undefined ? otherwise : told(record, source),
    ]),
  );
  const changes = Object.entries(values)
    .filter(([column, value]) => (before[column] ?? null) !== value)
    .map(([column, value]) => ({
      field: camel(column),
      from: (before[column] ?? null) as string | null,
      to: value,
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
  /** What was approved for a day ahead may begin on it. */
  readonly aheadTo?: string;
}

/** @throws AppError not_found also where the role does not see this kind of record, invalid with all problems */
export const addRecord = async (
  tx: Tx,
  scope: Scope,
  county: County,
  at: { readonly personId: string; readonly table: RecordTable },
  { values, reason, aheadTo }: NewRecord,
) => {
  const { personId, table } = at;
  const open = await openForChange(tx, county, personId);
  const fields = fieldsFor(scope, table);
  await check(tx, county, open, { table, fields, values, ...(aheadTo === undefined ? {} : { aheadTo }) });
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
  await check(tx, county, open, { table, fields, values: whole, recordId: at.recordId });
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
