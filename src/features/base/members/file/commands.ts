import { sql } from 'kysely';
import { leafPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, type Problem } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleKeys } from '../access.ts';
import type { FieldKey } from '../catalogue.ts';
import { codeTables } from '../codes.ts';
import type { MemberFields, Value } from '../contract.ts';
import { changesBetween, plainValue, toColumns } from '../row/commands.ts';
import { fileProblems, filledFromId, type MemberFile as FileValues } from '../rules.ts';
import { counted, tally, type Counted, tallyStatement } from '../tallies/commands.ts';
import { fileView, openFile, type OpenFile } from './queries.ts';

/** Types of organisations to which members belong. */
const holdsMembers: readonly string[] = ['branch', 'joint_branch', 'temporary_branch'];

export interface Branch {
  readonly id: string;
  readonly path: string;
}

interface BranchRow {
  readonly id: string;
  readonly path: string;
  readonly type: string;
  readonly abolished_on: string | null;
}

const checkBranch = (scope: Scope, row: BranchRow | undefined, path = 'body.branchId'): Branch => {
  if (!row || row.path < scope.from || row.path >= scope.to) throw invalid(path, 'branch_unknown');
  if (!holdsMembers.includes(row.type)) throw invalid(path, 'branch_holds_no_members');
  if (row.abolished_on !== null) throw invalid(path, 'branch_abolished');
  return { id: row.id, path: row.path };
};

/** A branch inside the scope's range that can hold members. @throws AppError invalid */
export const branchFor = async (tx: Tx, scope: Scope, branchId: string, path?: string): Promise<Branch> => {
  // Waits for a move of the tree that is under way, and sees the path it leaves.
  const rows = tx
    .selectFrom('organisation')
    .select(['id', 'path', 'type', 'abolished_on'])
    .where('id', '=', branchId)
    .forKeyShare();
  return checkBranch(scope, await rows.executeTakeFirst(), path);
};

/** Keys that have commands of their own, because they are events with a date. */
const byEvent: ReadonlySet<FieldKey> = new Set<FieldKey>(['branchId', 'leftOn', 'leaveKind']);

const refuseKeys = (scope: Scope, fields: MemberFields): void => {
  const keys = visibleKeys(scope, false);
  const problems: Problem[] = Object.keys(fields)
    .filter((key) => byEvent.has(key as FieldKey) || !keys.has(key as FieldKey))
    .map((key) => ({ path: `body.fields.${key}`, message: 'field_not_editable' }));
  if (problems.length > 0) throw new AppError('invalid', { problems });
};

/** Problems of a file as those of a command's fields. @throws AppError invalid with all of them */
export const refuse = (problems: readonly Problem[]): void => {
  if (problems.length > 0)
    throw new AppError('invalid', { problems: problems.map((p) => ({ ...p, path: `body.fields.${p.path}` })) });
};

/**
 * What an edit would make wrong: every problem in a field that it touches, and every problem elsewhere that was not there
 * before. An old fault in another field does not stop a new phone number.
 */
export const newProblems = (
  before: FileValues,
  after: FileValues,
  touched: ReadonlySet<string>,
  today: string,
): readonly Problem[] => {
  const old = new Set(fileProblems(before, { today }).map((p) => `${p.path} ${p.message}`));
  return fileProblems(after, { today }).filter((p) => touched.has(p.path) || !old.has(`${p.path} ${p.message}`));
};

const digestOf = (county: County, idNumber: Value | undefined): Buffer | null =>
  typeof idNumber === 'string' && idNumber !== ''
    ? county.crypto.hash('id_number', String(plainValue('idNumber', idNumber)))
    : null;

/** @throws AppError conflict where the county holds a file with that ID number already */
export const refuseTwin = async (
  tx: Tx,
  county: County,
  idNumber: Value | undefined,
  self: string | null,
): Promise<void> => {
  await refuseTaken(tx, await personWith(tx, county, idNumber), self);
};

/** Whose ID number it is, over the whole county; null where nobody's. */
export const personWith = async (tx: Tx, county: County, idNumber: Value | undefined): Promise<string | null> => {
  const digest = digestOf(county, idNumber);
  if (digest === null) return null;
  const { rows } = await sql<{ id: string | null }>`select person_with_id_number(${digest}) as id`.execute(tx);
  return rows[0]?.id ?? null;
};

/** Only whether the number is taken is asked for, over the whole county; by whom stays hidden from who may not see it. */
export const refuseTaken = async (tx: Tx, twin: string | null, self: string | null): Promise<void> => {
  if (twin === null || twin === self) return;
  const visible = await tx.selectFrom('person').select('id').where('id', '=', twin).executeTakeFirst();
  const problems = [{ path: 'body.fields.idNumber', message: 'id_number_taken' }];
  throw new AppError('conflict', {
    message: 'id_number_taken',
    problems,
    ...(visible ? { personId: visible.id } : {}),
  });
};

export interface NewMember {
  readonly branchId: string;
  readonly fields: MemberFields;
  /** How the branch came to hold the member: a code of `affiliationStart`. */
  readonly joinKind?: string | undefined;
  readonly since?: string | undefined;
  readonly reason?: string | undefined;
}

/** First day in the branch. Where it is not given, the day of joining stands for it. @throws AppError invalid */
export const sinceOf = (values: FileValues, since: string | undefined, today: string): string => {
  const day = since ?? values.joinedOn ?? today;
  if (day > today) throw invalid('body.since', 'date_future', { date: day });
  if (since !== undefined && values.joinedOn && since < values.joinedOn)
    throw invalid('body.since', 'joined_after_since', { joined: values.joinedOn });
  return day;
};

const countedOf = (branchId: string, values: FileValues): Counted => ({
  branchId,
  category: values.category === 'probationary' ? 'probationary' : 'full',
  sex: values.sex ?? '0',
  ethnicity: values.ethnicity || null,
  lost: Boolean(values.lostSince),
  outflow: Boolean(values.outflowSince) || Boolean(values.outflowPlace),
});

/**
 * A person, the membership and its first affiliation; answers the person's id.
 * @throws AppError invalid with all problems, conflict when the ID number is taken
 */
export const createMember = async (tx: Tx, scope: Scope, county: County, input: NewMember): Promise<string> => {
  const { branchId: _branch, ...given } = input.fields;
  const { crypto } = county;
  const digest = digestOf(county, given.idNumber);
  const { rows } = await sql<BranchRow & { twin: string | null }>`
    select id, path, type, abolished_on, person_with_id_number(${digest}) as twin from organisation where id = ${input.branchId} for key share`.execute(
    tx,
  );
  const branch = checkBranch(scope, rows[0]);
  refuseKeys(scope, given);
  const today = county.today();
  const values = filledFromId({ ...given, branchId: branch.id } as FileValues);
  refuse(fileProblems(values, { today }));
  const { joinKind } = input;
  if (joinKind !== undefined && !codeTables.affiliationStart.codes.some((c) => c.code === joinKind))
    throw invalid('body.joinKind', 'unknown_code', { value: joinKind });
  const since = sinceOf(values, input.since, today);
  await refuseTaken(tx, rows[0]?.twin ?? null, null);
  const columns = toColumns(crypto, values);
  const id = newId();
  const path = leafPath(branch.path, id);
  const membership = { ...columns.membership, id: newId(), person_id: id, branch_id: branch.id, org_path: path };
  await tx
    .with('person_row', (db) =>
      db.insertInto('person').values({ ...columns.person, id, org_path: path, key_id: crypto.currentKeyId } as never),
    )
    .with('membership_row', (db) => db.insertInto('membership').values(membership as never))
    .with('tally_row', () => sql<Record<string, unknown>>`(${tallyStatement(1, countedOf(branch.id, values))})`)
    .insertInto('affiliation')
    .values({
      id: newId(),
      person_id: id,
      branch_id: branch.id,
      org_path: path,
      during: `[${since},)`,
      join_kind: joinKind ?? null,
    })
    .execute();
  const changes = changesBetween(crypto, {}, values);
  audit(tx, {
    action: 'members.create',
    entity: 'person',
    entityId: id,
    path,
    reason: input.reason ?? null,
    changes,
  });
  touch(tx, 'members', { path });
  return id;
};

export interface Edit {
  readonly version: number;
  readonly fields: MemberFields;
  readonly reason?: string | undefined;
  /** For the history, where it is not the screen: `correction:<id>`. */
  readonly source?: string;
}

/** The file, locked. @throws AppError not_found, stale with the newer file */
export const lockFresh = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  version: number,
): Promise<OpenFile> => {
  const open = await openFile(tx, county, id, { lock: true });
  if (open.person.version !== version) throw new AppError('stale', { current: await fileView(tx, scope, county, id) });
  return open;
};

/** What every change of a row sets. */
export const raise = { version: sql<number>`version + 1`, updated_at: sql<string>`now()` };

/** Writes the columns and keeps the tally. */
const store = async (tx: Tx, county: County, open: OpenFile, fields: MemberFields): Promise<void> => {
  const { person: personColumns, membership: membershipColumns } = toColumns(county.crypto, fields);
  const person = await tx
    .updateTable('person')
    .set({ ...personColumns, ...raise } as never)
    .where('id', '=', open.person.id)
    .returning(['sex', 'ethnicity'])
    .executeTakeFirstOrThrow();
  const membership =
    Object.keys(membershipColumns).length === 0
      ? open.membership
      : await tx
          .updateTable('membership')
          .set({ ...membershipColumns, ...raise } as never)
          .where('id', '=', open.membership.id)
          .returning(['branch_id', 'category', 'lost_since', 'outflow_since', 'outflow_place'])
          .executeTakeFirstOrThrow();
  const [before, after] = [counted(open), counted({ person, membership })];
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  await tally(tx, -1, before);
  await tally(tx, 1, after);
};

/** Changes fields of a file. @throws AppError stale with the newer file, invalid with all problems */
export const editMember = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, fields, reason, source }: Edit,
): Promise<void> => {
  const open = await lockFresh(tx, scope, county, id, version);
  if (open.membership.left_on !== null) throw new AppError('conflict', { message: 'membership_ended' });
  refuseKeys(scope, fields);
  const changes = changesBetween(county.crypto, open.fields, fields);
  const { org_path: path } = open.person;
  const event = { action: 'members.edit', entity: 'person', entityId: id, path, reason: reason ?? null, changes };
  audit(tx, source === undefined ? event : { ...event, source });
  if (changes.length === 0) return;
  const touched = new Set(changes.map((c) => c.field));
  refuse(newProblems(open.fields as FileValues, { ...open.fields, ...fields } as FileValues, touched, county.today()));
  if (touched.has('idNumber')) await refuseTwin(tx, county, fields.idNumber, id);
  const changed = Object.fromEntries(changes.map((c) => [c.field, fields[c.field as FieldKey]])) as MemberFields;
  await store(tx, county, open, changed);
  touch(tx, `member:${id}`, { path });
};
