import { sql } from 'kysely';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Scope } from '#platform/access/scope.ts';
import { isDay } from '#shared/days.ts';
import { AppError, notFound, type Problem } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { Field } from '../catalogue.ts';
import { codeTables } from '../codes.ts';
import { openFile } from '../file/queries.ts';
import type { RecordTable } from './contract.ts';
import { recordFieldsFor } from './queries.ts';

type Values = Readonly<Record<string, string | number | null>>;

/** Columns that a record cannot be without: those that the table declares not null. */
const needed: Record<RecordTable, readonly string[]> = {
  reward: ['kind', 'title', 'grantedOn'],
  sanction: ['kind', 'decidedOn'],
  family_member: ['relation', 'name'],
  hardship: ['kind', 'since'],
  training_record: ['title', 'fromOn'],
  outflow: ['fromOn', 'place'],
  lost_contact: ['fromOn', 'kind'],
  attachment: ['kind', 'title'],
};

const orders: readonly (readonly [string, string])[] = [['fromOn', 'toOn'], ['since', 'until'], ['decidedOn', 'effectiveUntil']];

const problemOf = (field: Field, value: string | number | null): string | null => {
  if (value === null || value === '') return null;
  if (field.kind === 'date' || field.kind === 'partialDate') return typeof value === 'string' && isDay(value) ? null : 'bad_date';
  if (field.kind === 'int') return Number.isFinite(Number(value)) ? null : 'bad_number';
  if (field.kind === 'code' && field.codes !== undefined) return codeTables[field.codes].codes.some((c) => c.code === value) ? null : 'unknown_code';
  return null;
};

const check = (fields: readonly Field[], values: Values, required: readonly string[]): void => {
  const problems: Problem[] = [];
  const known = new Map(fields.map((field) => [field.key as string, field]));
  for (const [key, value] of Object.entries(values)) {
    const field = known.get(key);
    const message = field === undefined ? 'unknown_field' : problemOf(field, value);
    if (message !== null) problems.push({ path: `body.values.${key}`, message, ...(message === 'unknown_field' ? { params: { names: key } } : {}) });
  }
  for (const key of required) if (values[key] === undefined || values[key] === null || values[key] === '') problems.push({ path: `body.values.${key}`, message: 'required' });
  for (const [from, to] of orders) {
    const [a, b] = [values[from], values[to]];
    if (typeof a === 'string' && typeof b === 'string' && a !== '' && b !== '' && b < a) problems.push({ path: `body.values.${to}`, message: 'to_before_from' });
  }
  if (problems.length > 0) throw new AppError('invalid', { problems });
};

const toColumns = (fields: readonly Field[], values: Values): Record<string, unknown> =>
  Object.fromEntries(fields.filter((f) => f.key in values).map((f) => [f.column, values[f.key] === '' ? null : values[f.key]]));

const changesOf = (table: RecordTable, before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] =>
  Object.keys(after)
    .filter((column) => (before[column] ?? null) !== (after[column] ?? null))
    .map((column) => ({ field: `${table}.${column}`, from: (before[column] ?? null) as string | null, to: (after[column] ?? null) as string | null }));

const noteChange = async (tx: Tx, scope: Scope, at: { id: string; path: string; action: string; reason: string | undefined; changes: readonly FieldChange[] }): Promise<void> => {
  await tx.updateTable('person').set((e) => ({ version: e('version', '+', 1), updated_at: sql<string>`now()` })).where('id', '=', at.id).execute();
  audit(tx, { action: at.action, entity: 'person', entityId: at.id, path: at.path, reason: at.reason ?? null, changes: at.changes });
  touch(tx, `member:${at.id}`, { path: at.path });
};

const fieldsFor = (scope: Scope, table: RecordTable): readonly Field[] => {
  const fields = recordFieldsFor(scope, table, false);
  if (fields.length === 0) throw notFound();
  return fields;
};

export const addRecord = async (tx: Tx, scope: Scope, county: County, personId: string, table: RecordTable, { values, reason }: { values: Values; reason?: string | undefined }) => {
  const { person } = await openFile(tx, county, personId, { lock: true });
  const fields = fieldsFor(scope, table);
  check(fields, values, needed[table]);
  const id = newId();
  const columns = toColumns(fields, values);
  await tx.insertInto(table).values({ id, person_id: personId, org_path: person.org_path, ...columns } as never).execute();
  await noteChange(tx, scope, { id: personId, path: person.org_path, action: 'members.addRecord', reason, changes: changesOf(table, {}, columns) });
  return { id, version: 1 };
};

interface At {
  readonly personId: string;
  readonly table: RecordTable;
  readonly recordId: string;
  readonly version: number;
}

const lockRecord = async (tx: Tx, { personId, table, recordId, version }: At): Promise<Record<string, unknown>> => {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where id = ${recordId} and person_id = ${personId} and voided_at is null for update`.execute(tx);
  const [row] = rows;
  if (!row) throw notFound();
  if (row['version'] !== version) throw new AppError('stale', { current: row });
  return row;
};

export const editRecord = async (tx: Tx, scope: Scope, county: County, at: At, { values, reason }: { values: Values; reason?: string | undefined }) => {
  const { person } = await openFile(tx, county, at.personId, { lock: true });
  const fields = fieldsFor(scope, at.table);
  const before = await lockRecord(tx, at);
  const whole = { ...Object.fromEntries(fields.map((f) => [f.key, before[f.column] as string | null])), ...values };
  check(fields, whole, needed[at.table]);
  const columns = toColumns(fields, values);
  const version = at.version + 1;
  await tx.updateTable(at.table).set({ ...columns, version } as never).where('id', '=', at.recordId).execute();
  await noteChange(tx, scope, { id: at.personId, path: person.org_path, action: 'members.editRecord', reason, changes: changesOf(at.table, before, columns) });
  return { id: at.recordId, version };
};

/** A voided record leaves every read; the row and its history stay. */
export const voidRecord = async (tx: Tx, scope: Scope, county: County, at: At, reason: string) => {
  const { person } = await openFile(tx, county, at.personId, { lock: true });
  const fields = fieldsFor(scope, at.table);
  const before = await lockRecord(tx, at);
  const version = at.version + 1;
  await tx.updateTable(at.table).set({ voided_at: county.now().toISOString(), version } as never).where('id', '=', at.recordId).execute();
  const gone = Object.fromEntries(fields.map((f) => [f.column, null]));
  await noteChange(tx, scope, { id: at.personId, path: person.org_path, action: 'members.voidRecord', reason, changes: changesOf(at.table, before, gone) });
  return { id: at.recordId, version };
};
