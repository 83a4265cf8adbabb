import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound, type Problem } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { askApproval, useApproval } from '#features/base/approvals/index.ts';
import { holdOwnPath } from '#features/base/organisations/index.ts';
import { fieldOf, type FieldKey } from '../catalogue.ts';
import type { MemberFields, MemberFilter, Value } from '../contract.ts';
import { newProblems } from '../file/commands.ts';
import { filteredMembers } from '../filters/queries.ts';
import { refuseHiddenFilters } from '../filters/access.ts';
import { plainValue } from '../row/commands.ts';
import type { MemberFile as FileValues } from '../rules.ts';
import { retally } from '../tallies/commands.ts';
import { bulkApproval, refuseBulkFields } from './access.ts';
import { bulkLimit } from './contract.ts';
import { differencesOf, itemPage } from './queries.ts';
import { openMany, type OpenedFile } from './files/queries.ts';
import { bulkAlone, formerValues, restOf, toldGroups, toldNames, undoable } from './rules.ts';

export interface Asked {
  readonly filter?: MemberFilter | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly fields: MemberFields;
  readonly reason: string;
}

/** Who is meant, as far as the scope reaches. @throws AppError invalid: too many */
const idsOf = async (tx: Tx, scope: Scope, county: County, { filter, ids }: Asked): Promise<readonly string[]> => {
  if (ids !== undefined) return [...new Set(ids)];
  refuseHiddenFilters(scope, filter ?? {}, 'body.filter');
  const found = await filteredMembers(tx, scope, county, filter ?? {});
  const rows = await found
    .select('p.id')
    .limit(bulkLimit + 1)
    .execute();
  if (rows.length > bulkLimit) throw invalid('body.filter', 'bulk_too_many', { limit: bulkLimit });
  return rows.map((row) => row.id);
};

/** How many files whose problems are told one by one. */
const toldFiles = 20;

const refuseFaulty = (files: readonly OpenedFile[], fields: MemberFields, today: string): void => {
  const touched = new Set(Object.keys(fields));
  const faulty = files
    .map((file) => ({
      file,
      problems: newProblems(file.fields as FileValues, { ...file.fields, ...fields } as FileValues, touched, today),
    }))
    .filter(({ problems }) => problems.length > 0);
  if (faulty.length === 0) return;
  const problems = new Map<string, Problem>();
  for (const each of faulty)
    for (const p of each.problems) problems.set(`${p.path} ${p.message}`, { ...p, path: `body.fields.${p.path}` });
  throw new AppError('invalid', {
    message: 'bulk_problems',
    params: { people: faulty.length },
    problems: [...problems.values()],
    people: faulty.slice(0, toldFiles).map(({ file, problems: own }) => ({
      personId: file.id,
      name: file.name,
      problems: own.map((p) => ({ path: p.path, message: p.message })),
    })),
  });
};

/** Fixes who is meant and what would change. @throws AppError invalid with the problems of all files */
export const previewBulk = async (tx: Tx, scope: Scope, county: County, asked: Asked): Promise<string> => {
  if (scope.accountId === null) throw new AppError('forbidden');
  refuseBulkFields(scope, asked.fields);
  const fields = Object.fromEntries(
    Object.entries(asked.fields).map(([key, value]) => [key, plainValue(key as FieldKey, value)]),
  ) as MemberFields;
  const ids = await idsOf(tx, scope, county, asked);
  // The items are filed where their people are: a move of the tree waits, or has been.
  const path = await holdOwnPath(tx, scope);
  const files = (await openMany(tx, county, ids, { lock: 'share' })).filter((file) => !file.ended);
  if (asked.ids !== undefined && files.length < ids.length) throw notFound();
  const items = files
    .map((file) => ({ person_id: file.id, org_path: file.path, before: formerValues(file.fields, fields), file }))
    .filter((item) => Object.keys(item.before).length > 0);
  if (items.length === 0) throw invalid('body.fields', 'bulk_nobody');
  refuseFaulty(
    items.map((item) => item.file),
    fields,
    county.today(),
  );
  const id = newId();
  await tx
    .insertInto('bulk_change')
    .values({
      id,
      org_path: path,
      account_id: scope.accountId,
      actor: scope.actor,
      reason: asked.reason,
      fields: JSON.stringify(fields),
      people: items.length,
      unchanged: files.length - items.length,
    })
    .execute();
  const rows = JSON.stringify(items.map(({ file: _file, ...item }) => item));
  await sql`insert into bulk_item (bulk_id, person_id, org_path, before)
    select ${id}::uuid, person_id, org_path, before
    from jsonb_to_recordset(${rows}::jsonb) as i(person_id uuid, org_path text, before jsonb)`.execute(tx);
  audit(tx, {
    action: 'members.bulk.preview',
    entity: 'bulk_change',
    entityId: id,
    path,
    reason: asked.reason,
  });
  return id;
};

const lockBulk = async (tx: Tx, id: string) => {
  const row = await tx.selectFrom('bulk_change').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  return { ...row, fields: row.fields as MemberFields };
};
type Bulk = Awaited<ReturnType<typeof lockBulk>>;

const itemsOf = async (tx: Tx, id: string): Promise<ReadonlyMap<string, Record<string, Value>>> => {
  const rows = await tx.selectFrom('bulk_item').select(['person_id', 'before']).where('bulk_id', '=', id).execute();
  return new Map(rows.map((row) => [row.person_id, row.before as Record<string, Value>]));
};

/** The second person's agreement where it is needed. Answers whether the change may go on now. */
const isAgreed = async (tx: Tx, scope: Scope, bulk: Bulk): Promise<boolean> => {
  if (bulk.people <= bulkAlone) return true;
  if (bulk.approval_id !== null) {
    await useApproval(tx, scope, bulkApproval, bulk.approval_id);
    return true;
  }
  const groups = await differencesOf(tx, scope, bulk.id);
  const first = await itemPage(tx, scope, bulk.id, { limit: toldNames });
  const payload = bulkApproval.payload.parse({
    bulkId: bulk.id,
    people: bulk.people,
    groups: groups.slice(0, toldGroups),
    rest: restOf(groups, toldGroups),
    names: first.items.map(({ name }) => name),
  });
  const approvalId = await askApproval(tx, scope, bulkApproval, { payload, path: bulk.org_path, reason: bulk.reason });
  await tx
    .updateTable('bulk_change')
    .set({ state: 'waiting', approval_id: approvalId })
    .where('id', '=', bulk.id)
    .execute();
  return false;
};

const castOf = (key: FieldKey) => {
  const { kind } = fieldOf(key);
  if (kind === 'date' || kind === 'partialDate') return sql`date`;
  if (kind === 'bool') return sql`boolean`;
  return kind === 'int' ? sql`integer` : sql`text`;
};

/** One value for one field of one person. */
interface Setting {
  readonly id: string;
  readonly value: Value;
}

/** One statement for each field, whatever the number of people. */
const writeSettings = async (tx: Tx, settings: ReadonlyMap<FieldKey, readonly Setting[]>): Promise<void> => {
  const people = new Set<string>();
  for (const [key, rows] of settings) {
    if (rows.length === 0) continue;
    const { table, column } = fieldOf(key);
    const owner =
      table === 'person' ? sql`t.id = s.id` : sql`t.person_id = s.id and t.voided_at is null and t.left_on is null`;
    const raised = table === 'person' ? sql`` : sql`, version = t.version + 1, updated_at = now()`;
    await sql`update ${sql.table(table)} t set ${sql.ref(column)} = s.value ${raised}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(id uuid, value ${castOf(key)}) where ${owner}`.execute(
      tx,
    );
    rows.forEach((row) => people.add(row.id));
  }
  await sql`update person set version = version + 1, updated_at = now() where id = any(${[...people]}::uuid[])`.execute(
    tx,
  );
};

interface Written {
  readonly bulk: Bulk;
  readonly action: 'members.bulk' | 'members.bulk.undo';
  readonly reason: string;
  readonly files: ReadonlyMap<string, OpenedFile>;
  readonly changes: ReadonlyMap<string, readonly FieldChange[]>;
}

/** One event for each member, the tallies, and word to whoever looks. */
const noteWritten = async (tx: Tx, { bulk, action, reason, files, changes }: Written): Promise<void> => {
  for (const [id, own] of changes) {
    const path = files.get(id)?.path ?? bulk.org_path;
    audit(tx, { action, entity: 'person', entityId: id, path, reason, source: `bulk:${bulk.id}`, changes: own });
    touch(tx, `member:${id}`, { path });
  }
  await retally(tx, [...new Set([...files.values()].map((file) => file.branchId))]);
  touch(tx, 'members', { path: bulk.org_path });
  touch(tx, 'bulk', { path: bulk.org_path });
};

const sameItem = (file: OpenedFile, bulk: Bulk, before: Readonly<Record<string, Value>>): boolean => {
  const now = formerValues(file.fields, bulk.fields);
  const keys = Object.keys(before);
  return !file.ended && keys.length === Object.keys(now).length && keys.every((key) => now[key] === before[key]);
};

/**
 * Carries the change out in this transaction, or puts it before a second person.
 * @throws AppError conflict when it is over, refused without the agreement, stale when the difference is no longer true
 */
export const commitBulk = async (tx: Tx, scope: Scope, county: County, id: string): Promise<void> => {
  const bulk = await lockBulk(tx, id);
  if (bulk.account_id !== scope.accountId) throw notFound();
  if (bulk.state !== 'draft' && bulk.state !== 'waiting') throw new AppError('conflict', { message: 'bulk_over' });
  audit(tx, {
    action: 'members.bulk.commit',
    entity: 'bulk_change',
    entityId: id,
    path: bulk.org_path,
    reason: bulk.reason,
  });
  if (!(await isAgreed(tx, scope, bulk))) return;
  const items = await itemsOf(tx, id);
  const files = new Map(
    (await openMany(tx, county, [...items.keys()], { lock: 'update' })).map((file) => [file.id, file]),
  );
  for (const [personId, before] of items) {
    const file = files.get(personId);
    if (file === undefined || !sameItem(file, bulk, before)) throw new AppError('stale', { message: 'bulk_stale' });
  }
  if (items.size !== bulk.people) throw new AppError('stale', { message: 'bulk_stale' });
  refuseFaulty([...files.values()], bulk.fields, county.today());
  const keys = Object.keys(bulk.fields) as FieldKey[];
  await writeSettings(
    tx,
    new Map(
      keys.map((key) => [
        key,
        [...items]
          .filter(([, before]) => key in before)
          .map(([person]) => ({ id: person, value: bulk.fields[key] ?? null })),
      ]),
    ),
  );
  const changes = new Map(
    [...items].map(([person, before]) => [
      person,
      Object.entries(before).map(([field, from]) => ({ field, from, to: bulk.fields[field as FieldKey] ?? null })),
    ]),
  );
  await noteWritten(tx, { bulk, action: 'members.bulk', reason: bulk.reason, files, changes });
  await tx
    .updateTable('bulk_change')
    .set({ state: 'done', done_at: county.now().toISOString() })
    .where('id', '=', id)
    .execute();
};

/** Brings former values back where nobody has changed them since, and names the others. */
export const undoBulk = async (tx: Tx, scope: Scope, county: County, id: string, reason: string) => {
  const bulk = await lockBulk(tx, id);
  if (bulk.state !== 'done') throw new AppError('conflict', { message: 'bulk_over' });
  const items = await itemsOf(tx, id);
  const opened = await openMany(tx, county, [...items.keys()], { lock: 'update' });
  const settings = new Map<FieldKey, Setting[]>();
  const changes = new Map<string, FieldChange[]>();
  const kept: { personId: string; name: string; fields: string[] }[] = [];
  for (const file of opened) {
    const before = items.get(file.id) ?? {};
    const { restore, kept: edited } = file.ended
      ? { restore: [], kept: Object.keys(before) }
      : undoable(file.fields, bulk.fields, before);
    if (edited.length > 0) kept.push({ personId: file.id, name: file.name, fields: [...edited] });
    const own: FieldChange[] = [];
    for (const key of restore as readonly FieldKey[]) {
      const value = before[key] ?? null;
      const rows = settings.get(key) ?? [];
      rows.push({ id: file.id, value });
      settings.set(key, rows);
      own.push({ field: key, from: bulk.fields[key] ?? null, to: value });
    }
    if (own.length > 0) changes.set(file.id, own);
  }
  await writeSettings(tx, settings);
  const files = new Map(opened.map((file) => [file.id, file]));
  await noteWritten(tx, { bulk, action: 'members.bulk.undo', reason, files, changes });
  audit(tx, { action: 'members.bulk.undo', entity: 'bulk_change', entityId: id, path: bulk.org_path, reason });
  await tx
    .updateTable('bulk_change')
    .set({ state: 'undone', undone_at: county.now().toISOString() })
    .where('id', '=', id)
    .execute();
  return { restored: changes.size, kept };
};
