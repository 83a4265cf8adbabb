import { sql } from 'kysely';
import { leafPath, type Scope } from '#platform/access/scope.ts';
import { accessChanged, audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { recountTalks } from '#features/base/organisations/index.ts';
import { addDays } from '#shared/days.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { codeTables } from '../codes.ts';
import { branchFor, lockFresh, raise } from '../file/commands.ts';
import { dateStanding, presentStanding, standingAfter, undateStanding } from '../standing/commands.ts';
import { counted, tally } from '../tallies/commands.ts';

/** Tables whose rows lie under the person's leaf and move with the person. Posts stay with their organisation. */
export const leafTables = [
  'person',
  'reward',
  'sanction',
  'family_member',
  'hardship',
  'training_record',
  'outflow',
  'outflow_contact',
  'inflow',
  'lost_contact',
  'standing_change',
  'abroad_stay',
  'attachment',
  'correction_request',
  'bulk_item',
  'admission_case',
  'admission_fact',
  'admission_extra_record',
  'care_case',
  'care_visit',
  'care_amount',
  'study_need_paper',
  'study_need',
  'study_tally',
] as const;

/** Files a person's rows, scans included, under another leaf. */
export const refilePerson = async (tx: Tx, id: string, from: string, to: string): Promise<void> => {
  for (const table of leafTables) {
    const key = table === 'person' ? 'id' : 'person_id';
    await sql`update ${sql.table(table)} set org_path = ${to} where ${sql.ref(key)} = ${id}`.execute(tx);
  }
  // What a class keeps of somebody stays with its organiser, and is read where the person is now.
  for (const table of ['study_enrolment', 'study_roll', 'study_certificate'] as const)
    await tx.updateTable(table).set({ to_path: to }).where('person_id', '=', id).execute();
  // Ended memberships lie with the person too, or who came back would leave them behind.
  await sql`update membership set org_path = ${to} where person_id = ${id}`.execute(tx);
  // The thread with the branch is named by the member; its messages follow it by their key.
  await tx.updateTable('talk').set({ org_path: to }).where('id', '=', id).where('kind', '=', 'member').execute();
  await tx.updateTable('file').set({ org_path: to }).where('org_path', '=', from).execute();
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

const refuseFuture = (on: string, today: string): void => {
  if (on > today) throw invalid('body.on', 'date_future', { date: on });
};

/** The person's own range has moved or closed: sessions of the account ask again. */
export const forgetRights = async (tx: Tx, personId: string): Promise<void> => {
  const { rows } = await sql<{ id: string | null }>`select account_of_person(${personId}) as id`.execute(tx);
  const account = rows[0]?.id ?? null;
  if (account !== null) accessChanged(tx, account);
};

export interface Move {
  readonly version: number;
  readonly branchId: string;
  readonly on: string;
  readonly reason: string;
}

/** From the day on the person belongs to the other branch; the day before is the last one in the former. */
export const moveMember = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, branchId, on, reason }: Move,
): Promise<void> => {
  const open = await lockFresh(tx, scope, county, id, version);
  if (open.membership.left_on !== null) throw new AppError('conflict', { message: 'membership_ended' });
  const branch = await branchFor(tx, scope, branchId);
  if (branch.id === open.membership.branch_id) throw invalid('body.branchId', 'branch_same');
  const current = await openAffiliation(tx, id);
  refuseFuture(on, county.today());
  if (on <= current.since) throw invalid('body.on', 'before_affiliation', { since: current.since });
  const from = open.person.org_path;
  const path = leafPath(branch.path, id);
  await sql`update affiliation set during = daterange(lower(during), ${on}::date), leave_kind = 'moved' where id = ${current.id}`.execute(
    tx,
  );
  await tx
    .insertInto('affiliation')
    .values({
      id: newId(),
      person_id: id,
      branch_id: branch.id,
      org_path: path,
      during: `[${on},)`,
      join_kind: 'moved',
      note: reason,
    })
    .execute();
  await refilePerson(tx, id, from, path);
  await tx
    .updateTable('membership')
    .set({ branch_id: branch.id, org_path: path, ...raise })
    .where('id', '=', open.membership.id)
    .execute();
  await tx.updateTable('person').set(raise).where('id', '=', id).execute();
  const before = counted(open);
  await tally(tx, -1, before);
  await tally(tx, 1, { ...before, branchId: branch.id });
  const changes = [{ field: 'branchId', from: open.membership.branch_id, to: branch.id }];
  audit(tx, { action: 'members.move', entity: 'person', entityId: id, path, reason, changes });
  touch(tx, 'members', { path });
  touch(tx, 'members', { path: from });
  await forgetRights(tx, id);
};

const standingChange = (from: string, to: string) => (from === to ? [] : [{ field: 'standing', from, to }]);

export interface Leave {
  readonly version: number;
  readonly kind: string;
  readonly on: string;
  readonly reason: string;
  readonly document?: string | undefined;
}

/**
 * Ends the membership by a typed event; the day is the last one. The row stays: nothing about a member is deleted (domain
 * I3). Posts end with it, wherever they are held.
 */
export const endMembership = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, kind, on, reason, document }: Leave,
): Promise<void> => {
  const open = await lockFresh(tx, scope, county, id, version);
  if (open.membership.left_on !== null) throw new AppError('conflict', { message: 'membership_ended' });
  if (!codeTables.leaveKind.codes.some((c) => c.code === kind))
    throw invalid('body.kind', 'unknown_code', { value: kind });
  const current = await openAffiliation(tx, id);
  refuseFuture(on, county.today());
  if (on < current.since) throw invalid('body.on', 'before_affiliation', { since: current.since });
  await sql`update affiliation set during = daterange(lower(during), ${on}::date, '[]'), leave_kind = ${kind} where id = ${current.id}`.execute(
    tx,
  );
  if (kind === 'probation_cancelled' && open.membership.category === 'full')
    throw invalid('body.kind', 'leave_probationary_only');
  const standing = standingAfter(kind);
  if (standing !== undefined) await dateStanding(tx, { person: open.person, standing, on, document });
  await tx
    .updateTable('membership')
    .set({ left_on: on, leave_kind: kind, ...(standing === undefined ? {} : { standing }), ...raise })
    .where('id', '=', open.membership.id)
    .execute();
  await tx.updateTable('person').set(raise).where('id', '=', id).execute();
  await sql`select end_posts(${id}, ${on}::date)`.execute(tx);
  await recountTalks(tx, { people: [id] });
  await tally(tx, -1, counted(open));
  const changes = [
    { field: 'leftOn', from: null, to: on },
    { field: 'leaveKind', from: null, to: kind },
    ...standingChange(open.membership.standing, standing ?? open.membership.standing),
  ];
  const { org_path: path } = open.person;
  const why = document === undefined || document === '' ? reason : `${reason}（${document}）`;
  audit(tx, { action: 'members.leave', entity: 'person', entityId: id, path, reason: why, changes });
  touch(tx, 'members', { path });
  await forgetRights(tx, id);
};

/**
 * Takes back an ending that was entered by mistake: the membership and its affiliation go on without a gap. Posts that
 * ended with it are not revived: their rights are given anew by whoever may.
 */
export const undoLeave = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<void> => {
  const open = await lockFresh(tx, scope, county, id, version);
  const { left_on: leftOn, leave_kind: kind } = open.membership;
  if (leftOn === null) throw new AppError('conflict', { message: 'membership_not_ended' });
  await branchFor(tx, scope, open.membership.branch_id);
  const resumed = await sql`update affiliation set during = daterange(lower(during), null), leave_kind = null
    where person_id = ${id} and voided_at is null and upper(during) = ${addDays(leftOn, 1)}::date`.execute(tx);
  if (resumed.numAffectedRows !== 1n) throw new AppError('conflict', { message: 'affiliation_changed' });
  const ended = standingAfter(kind);
  if (ended !== undefined) await undateStanding(tx, { person: open.person, standing: ended, on: leftOn });
  const standing = ended === undefined ? open.membership.standing : await presentStanding(tx, id);
  await tx
    .updateTable('membership')
    .set({ left_on: null, leave_kind: null, standing, ...raise })
    .where('id', '=', open.membership.id)
    .execute();
  await tx.updateTable('person').set(raise).where('id', '=', id).execute();
  await tally(tx, 1, counted(open));
  const changes = [
    { field: 'leftOn', from: leftOn, to: null },
    { field: 'leaveKind', from: kind, to: null },
    ...standingChange(open.membership.standing, standing),
  ];
  const { org_path: path } = open.person;
  audit(tx, { action: 'members.undoLeave', entity: 'person', entityId: id, path, reason, changes });
  touch(tx, 'members', { path });
  await forgetRights(tx, id);
};
