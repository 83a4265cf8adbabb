import { sql } from 'kysely';
import { leafPath, type Scope } from '#platform/access/scope.ts';
import { accessChanged, audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { AppError, invalid, notFound, type Problem } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleKeys } from '../access.ts';
import type { FieldKey } from '../catalogue.ts';
import { codeTables } from '../codes.ts';
import type { MemberFields, Value } from '../contract.ts';
import { changesBetween, plainValue, toColumns } from '../row/commands.ts';
import { checkFile, filledFromId, type MemberFile as FileValues } from '../rules.ts';
import { tally, type Counted } from '../tallies/commands.ts';
import { fileView, openFile, type OpenFile } from './queries.ts';

/** Types of organisations to which members belong. */
const holdsMembers: readonly string[] = ['branch', 'joint_branch', 'temporary_branch'];

export interface Branch {
  readonly id: string;
  readonly path: string;
}

/** A branch inside the scope's range that can hold members. @throws AppError not_found, invalid */
export const branchFor = async (tx: Tx, scope: Scope, branchId: string, path = 'body.branchId'): Promise<Branch> => {
  const row = await tx.selectFrom('organisation').select(['id', 'path', 'type', 'abolished_on']).where('id', '=', branchId).executeTakeFirst();
  if (!row || row.path < scope.from || row.path >= scope.to) throw invalid(path, 'branch_unknown');
  if (!holdsMembers.includes(row.type)) throw invalid(path, 'branch_holds_no_members');
  if (row.abolished_on !== null) throw invalid(path, 'branch_abolished');
  return { id: row.id, path: row.path };
};

const counted = ({ person, membership }: Pick<OpenFile, 'person' | 'membership'>): Counted => ({
  branchId: membership.branch_id,
  category: membership.category,
  sex: person.sex,
  ethnicity: person.ethnicity,
  lost: membership.lost_since !== null,
  outflow: membership.outflow_since !== null || membership.outflow_place !== null,
});

/** Keys that have commands of their own, because they are events with a date. */
const byEvent: ReadonlySet<FieldKey> = new Set<FieldKey>(['branchId', 'leftOn', 'leaveKind']);

const refuseKeys = (scope: Scope, fields: MemberFields): void => {
  const keys = visibleKeys(scope, false);
  const problems: Problem[] = Object.keys(fields)
    .filter((key) => byEvent.has(key as FieldKey) || !keys.has(key as FieldKey))
    .map((key) => ({ path: `body.fields.${key}`, message: 'field_not_editable' }));
  if (problems.length > 0) throw new AppError('invalid', { problems });
};

const refuseProblems = (values: FileValues, today: string, touched?: ReadonlySet<string>): void => {
  // An edit is held to what it touches: an old fault elsewhere in the file does not stop a new phone number.
  const problems = checkFile(values, { today }).problems.filter((p) => touched === undefined || touched.has(p.path));
  if (problems.length > 0) throw new AppError('invalid', { problems: problems.map((p) => ({ ...p, path: `body.fields.${p.path}` })) });
};

const refuseTwin = async (tx: Tx, county: County, idNumber: Value | undefined, self: string | null): Promise<void> => {
  if (typeof idNumber !== 'string' || idNumber === '') return;
  const digest = county.crypto.hash('id_number', String(plainValue('idNumber', idNumber)));
  // Only whether the number is taken is asked for, over the whole county; by whom stays hidden from who may not see it.
  const { rows } = await sql<{ id: string | null }>`select person_with_id_number(${digest}) as id`.execute(tx);
  const twin = rows[0]?.id ?? null;
  if (twin === null || twin === self) return;
  const visible = await tx.selectFrom('person').select('id').where('id', '=', twin).executeTakeFirst();
  const problems = [{ path: 'body.fields.idNumber', message: 'id_number_taken' }];
  throw new AppError('conflict', { message: 'id_number_taken', problems, ...(visible ? { personId: visible.id } : {}) });
};

export interface NewMember {
  readonly branchId: string;
  readonly fields: MemberFields;
  readonly joinKind?: string | undefined;
  readonly since?: string | undefined;
  readonly reason?: string | undefined;
}

/** A person, the membership and its first affiliation. @throws AppError invalid with all problems, conflict when the ID number is taken */
export const createMember = async (tx: Tx, scope: Scope, county: County, input: NewMember) => {
  const branch = await branchFor(tx, scope, input.branchId);
  const { branchId: _branch, ...given } = input.fields;
  refuseKeys(scope, given);
  const today = county.today();
  const values = filledFromId({ ...input.fields, branchId: branch.id } as FileValues);
  refuseProblems(values, today);
  await refuseTwin(tx, county, values.idNumber, null);
  const { person, membership } = toColumns(county.crypto, values as MemberFields);
  const id = newId();
  const path = leafPath(branch.path, id);
  const since = input.since ?? values.joinedOn ?? today;
  await tx.insertInto('person').values({ ...person, id, org_path: path, key_id: county.crypto.currentKeyId } as never).execute();
  await tx.insertInto('membership').values({ ...membership, id: newId(), person_id: id, branch_id: branch.id, org_path: path, join_kind: input.joinKind ?? values.joinKind ?? null } as never).execute();
  await tx.insertInto('affiliation').values({ id: newId(), person_id: id, branch_id: branch.id, org_path: path, during: `[${since},)`, join_kind: input.joinKind ?? null }).execute();
  await tally(tx, 1, {
    branchId: branch.id,
    category: values.category === 'probationary' ? 'probationary' : 'full',
    sex: values.sex ?? '0',
    ethnicity: values.ethnicity ?? null,
    lost: Boolean(values.lostSince),
    outflow: Boolean(values.outflowSince) || Boolean(values.outflowPlace),
  });
  audit(tx, { action: 'members.create', entity: 'person', entityId: id, path, reason: input.reason ?? null, changes: changesBetween(county.crypto, {}, values as MemberFields) });
  touch(tx, 'members', { path });
  return id;
};

export interface Edit {
  readonly version: number;
  readonly fields: MemberFields;
  readonly reason?: string | undefined;
}

const lockFresh = async (tx: Tx, scope: Scope, county: County, id: string, version: number): Promise<OpenFile> => {
  const open = await openFile(tx, county, id, { lock: true });
  if (open.person.version !== version) throw new AppError('stale', { current: await fileView(tx, scope, county, id) });
  return open;
};

const raise = { version: sql<number>`version + 1`, updated_at: sql<string>`now()` };

/** Changes fields of a file. @throws AppError stale with the newer file, invalid with all problems */
export const editMember = async (tx: Tx, scope: Scope, county: County, id: string, { version, fields, reason }: Edit): Promise<void> => {
  const open = await lockFresh(tx, scope, county, id, version);
  if (open.membership.left_on !== null) throw new AppError('conflict', { message: 'membership_ended' });
  refuseKeys(scope, fields);
  const changes = changesBetween(county.crypto, open.fields, fields);
  if (changes.length === 0) {
    audit(tx, { action: 'members.edit', entity: 'person', entityId: id, path: open.person.org_path, reason: reason ?? null, changes: [] });
    return;
  }
  refuseProblems({ ...open.fields, ...fields } as FileValues, county.today(), new Set(changes.map((c) => c.field)));
  await refuseTwin(tx, county, fields.idNumber, id);
  const columns = toColumns(county.crypto, Object.fromEntries(changes.map((c) => [c.field, fields[c.field as FieldKey]])) as MemberFields);
  const person = await tx.updateTable('person').set({ ...columns.person, ...raise } as never).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
  const membership =
    Object.keys(columns.membership).length === 0
      ? open.membership
      : await tx.updateTable('membership').set({ ...columns.membership, ...raise } as never).where('id', '=', open.membership.id).returningAll().executeTakeFirstOrThrow();
  const [before, after] = [counted(open), counted({ person, membership })];
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    await tally(tx, -1, before);
    await tally(tx, 1, after);
  }
  audit(tx, { action: 'members.edit', entity: 'person', entityId: id, path: person.org_path, reason: reason ?? null, changes });
  touch(tx, `member:${id}`, { path: person.org_path });
};

/** Tables whose rows lie under the person's leaf and move with the person. Posts stay with their organisation. */
export const leafTables = ['person', 'reward', 'sanction', 'family_member', 'hardship', 'training_record', 'outflow', 'lost_contact', 'attachment', 'correction_request'] as const;

const refile = async (tx: Tx, id: string, path: string): Promise<void> => {
  for (const table of leafTables) {
    const key = table === 'person' ? 'id' : 'person_id';
    await sql`update ${sql.table(table)} set org_path = ${path} where ${sql.ref(key)} = ${id}`.execute(tx);
  }
};

const openAffiliation = async (tx: Tx, id: string) => {
  const row = await tx
    .selectFrom('affiliation')
    .select(['id', 'branch_id'])
    .select(sql<string>`lower(during)`.as('since'))
    .where('person_id', '=', id)
    .where('voided_at', 'is', null)
    .where(sql<boolean>`upper_inf(during)`)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

const refuseDay = (on: string, since: string, today: string): void => {
  if (on > today) throw invalid('body.on', 'date_future', { date: on });
  if (on <= since) throw invalid('body.on', 'before_affiliation', { since });
};

export interface Move {
  readonly version: number;
  readonly branchId: string;
  readonly on: string;
  readonly reason: string;
}

/** From the day on the person belongs to the other branch; the day before is the last one in the former. */
export const moveMember = async (tx: Tx, scope: Scope, county: County, id: string, { version, branchId, on, reason }: Move): Promise<void> => {
  const open = await lockFresh(tx, scope, county, id, version);
  if (open.membership.left_on !== null) throw new AppError('conflict', { message: 'membership_ended' });
  const branch = await branchFor(tx, scope, branchId);
  if (branch.id === open.membership.branch_id) throw invalid('body.branchId', 'branch_same');
  const current = await openAffiliation(tx, id);
  refuseDay(on, current.since, county.today());
  const path = leafPath(branch.path, id);
  await sql`update affiliation set during = daterange(lower(during), ${on}::date), leave_kind = 'moved' where id = ${current.id}`.execute(tx);
  await tx.insertInto('affiliation').values({ id: newId(), person_id: id, branch_id: branch.id, org_path: path, during: `[${on},)`, join_kind: 'moved', note: reason }).execute();
  await refile(tx, id, path);
  await tx.updateTable('membership').set({ branch_id: branch.id, org_path: path, ...raise }).where('id', '=', open.membership.id).execute();
  await tx.updateTable('person').set(raise).where('id', '=', id).execute();
  const before = counted(open);
  await tally(tx, -1, before);
  await tally(tx, 1, { ...before, branchId: branch.id });
  const changes = [{ field: 'branchId', from: open.membership.branch_id, to: branch.id }];
  audit(tx, { action: 'members.move', entity: 'person', entityId: id, path, reason, changes });
  touch(tx, 'members', { path });
  touch(tx, 'members', { path: open.person.org_path });
  await forgetRights(tx, id);
};

/** The person's own range has moved or closed: sessions of the account ask again. */
const forgetRights = async (tx: Tx, personId: string): Promise<void> => {
  const { rows } = await sql<{ id: string }>`select account_of_person(${personId}) as id`.execute(tx);
  const account = rows[0]?.id ?? null;
  if (account !== null) accessChanged(tx, account);
};

export interface Leave {
  readonly version: number;
  readonly kind: string;
  readonly on: string;
  readonly reason: string;
  readonly document?: string | undefined;
}

/** Ends the membership by a typed event. The row stays: nothing about a member is deleted (domain I3). */
export const endMembership = async (tx: Tx, scope: Scope, county: County, id: string, { version, kind, on, reason, document }: Leave): Promise<void> => {
  const open = await lockFresh(tx, scope, county, id, version);
  if (open.membership.left_on !== null) throw new AppError('conflict', { message: 'membership_ended' });
  if (!codeTables.leaveKind.codes.some((c) => c.code === kind)) throw invalid('body.kind', 'unknown_code', { value: kind });
  const current = await openAffiliation(tx, id);
  refuseDay(on, current.since, county.today());
  await sql`update affiliation set during = daterange(lower(during), ${on}::date, '[]'), leave_kind = ${kind} where id = ${current.id}`.execute(tx);
  await tx.updateTable('membership').set({ left_on: on, leave_kind: kind, ...raise }).where('id', '=', open.membership.id).execute();
  await tx.updateTable('person').set(raise).where('id', '=', id).execute();
  await tx.updateTable('post_holding').set({ to_on: on, version: sql<number>`version + 1` }).where('person_id', '=', id).where('to_on', 'is', null).where('voided_at', 'is', null).execute();
  await tally(tx, -1, counted(open));
  const changes = [
    { field: 'leftOn', from: null, to: on },
    { field: 'leaveKind', from: null, to: kind },
  ];
  audit(tx, { action: 'members.leave', entity: 'person', entityId: id, path: open.person.org_path, reason: document === undefined ? reason : `${reason}（${document}）`, changes });
  touch(tx, 'members', { path: open.person.org_path });
  await forgetRights(tx, id);
};

/** Takes back an ending that was entered by mistake: the membership and its affiliation go on without a gap. */
export const undoLeave = async (tx: Tx, scope: Scope, county: County, id: string, { version, reason }: { version: number; reason: string }): Promise<void> => {
  const open = await lockFresh(tx, scope, county, id, version);
  const { left_on: leftOn, leave_kind: kind } = open.membership;
  if (leftOn === null) throw new AppError('conflict', { message: 'membership_not_ended' });
  await branchFor(tx, scope, open.membership.branch_id);
  const resumed = await sql`update affiliation set during = daterange(lower(during), null), leave_kind = null
    where person_id = ${id} and voided_at is null and upper(during) = ${addDays(leftOn, 1)}::date`.execute(tx);
  if (resumed.numAffectedRows !== 1n) throw new AppError('conflict', { message: 'affiliation_changed' });
  await tx.updateTable('membership').set({ left_on: null, leave_kind: null, ...raise }).where('id', '=', open.membership.id).execute();
  await tx.updateTable('person').set(raise).where('id', '=', id).execute();
  await tally(tx, 1, counted(open));
  const changes = [
    { field: 'leftOn', from: leftOn, to: null },
    { field: 'leaveKind', from: kind, to: null },
  ];
  audit(tx, { action: 'members.undoLeave', entity: 'person', entityId: id, path: open.person.org_path, reason, changes });
  touch(tx, 'members', { path: open.person.org_path });
};
