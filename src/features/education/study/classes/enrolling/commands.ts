import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { ownBranchMembers, ownMembership } from '../../access.ts';
import { pathOfClass } from '../commands.ts';
import { applyForClass, enrolMember, leaveClass, withdrawMember } from '../contract.ts';
import { classRow, fitting, placesOf, type ClassRow } from '../queries.ts';
import type { EnrolmentState } from '../rules.ts';
import { tellClass } from '../../telling/commands.ts';

interface Enrolment {
  readonly state: EnrolmentState;
}

/** Places are given one after the other: the class is held until the commit. @throws AppError not_found, conflict */
const lockOpen = async (tx: Tx, id: string): Promise<ClassRow> => {
  await tx.selectFrom('study_class').select('id').where('id', '=', id).forUpdate().execute();
  const row = await classRow(tx, id);
  if (row.state !== 'open') throw new AppError('conflict', { message: 'study.class_over' });
  return row;
};

const tellPlace = async (tx: Tx, row: ClassRow, person: string, mark: string): Promise<void> =>
  tellClass(tx, {
    kind: 'study.enrolled',
    id: row.id,
    title: row.title,
    startsOn: row.starts_on,
    people: [person],
    path: await holdPath(tx, row.organiser_id),
    mark,
  });

interface Taken {
  readonly personId: string;
  readonly rows: ReturnType<typeof ownBranchMembers>;
  readonly action: string;
}

const take = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { personId, rows, action }: Taken,
): Promise<Enrolment> => {
  const row = await lockOpen(tx, id);
  const today = county.today();
  if (today > row.apply_by) throw new AppError('conflict', { message: 'study.apply_over' });
  const known = await rows.where('m.person_id', '=', personId).select('m.person_id').executeTakeFirst();
  if (known === undefined) throw notFound();
  const [person] = await fitting(rows.where('m.person_id', '=', personId), tx, row.audience, today);
  if (person === undefined) throw new AppError('conflict', { message: 'study.not_for' });
  const before = await tx
    .selectFrom('study_enrolment')
    .select(['id', 'state', 'version'])
    .where('class_id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (before !== undefined && before.state !== 'withdrawn') return { state: before.state };
  const { enrolled } = (await placesOf(tx, [id]))(id);
  const state = enrolled < row.quota ? 'enrolled' : 'waiting';
  const path = await pathOfClass(tx, row);
  const facts = {
    state,
    org_path: path,
    to_path: person.path,
    name: person.name,
    branch_name: person.branchName,
    asked_by: scope.actor,
    asked_at: county.now().toISOString(),
  } as const;
  if (before === undefined)
    await tx
      .insertInto('study_enrolment')
      .values({ id: newId(), class_id: id, person_id: personId, ...facts })
      .execute();
  else
    await tx
      .updateTable('study_enrolment')
      .set({ ...facts, version: before.version + 1 })
      .where('id', '=', before.id)
      .execute();
  audit(tx, { action, entity: 'study_class', entityId: id, path: person.path });
  touch(tx, 'study', { path });
  touch(tx, 'study', { path: person.path });
  // Who applies sees the answer.
  if (state === 'enrolled' && action === enrolMember.name)
    await tellPlace(tx, row, personId, String((before?.version ?? 0) + 1));
  return { state };
};

/** A branch names one of its members. @throws AppError not_found, conflict */
export const nominate = (tx: Tx, scope: Scope, county: County, id: string, personId: string): Promise<Enrolment> =>
  take(tx, scope, county, id, { personId, rows: ownBranchMembers(tx, scope), action: enrolMember.name });

/** A member applies. @throws AppError not_found, conflict */
export const apply = async (tx: Tx, scope: Scope, county: County, id: string): Promise<Enrolment> => {
  if (scope.personId === null) throw notFound();
  return take(tx, scope, county, id, {
    personId: scope.personId,
    rows: ownMembership(tx, scope),
    action: applyForClass.name,
  });
};

interface Left {
  readonly id: string;
  readonly personId: string;
  readonly version: number;
  readonly action: string;
}

/** Whoever leaves gives the place to the one who waits longest. @throws AppError not_found, stale, conflict */
const leaveAs = async (tx: Tx, { id, personId, version, action }: Left): Promise<Enrolment> => {
  const one = await lockOpen(tx, id);
  const row = await tx
    .selectFrom('study_enrolment')
    .selectAll()
    .where('class_id', '=', id)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { version: row.version, state: row.state } });
  if (row.state === 'withdrawn') throw new AppError('conflict', { message: 'study.withdrawn' });
  const called = await tx
    .selectFrom('study_roll')
    .select('person_id')
    .where('class_id', '=', id)
    .where('person_id', '=', personId)
    .limit(1)
    .executeTakeFirst();
  if (called !== undefined) throw new AppError('conflict', { message: 'study.roll_called' });
  await tx
    .updateTable('study_enrolment')
    .set({ state: 'withdrawn', version: version + 1 })
    .where('id', '=', row.id)
    .execute();
  const { rows } = await sql<{ person: string | null }>`select pass_study_place(${id}::uuid) as person`.execute(tx);
  for (const { person } of rows) if (person !== null) await tellPlace(tx, one, person, `${row.id}:${version + 1}`);
  audit(tx, { action, entity: 'study_class', entityId: id, path: row.to_path });
  touch(tx, 'study', { path: row.org_path });
  touch(tx, 'study', { path: row.to_path });
  return { state: 'withdrawn' };
};

/** By the organiser or the own branch: whoever sees the row. */
export const withdraw = (
  tx: Tx,
  { id, personId }: { readonly id: string; readonly personId: string },
  version: number,
): Promise<Enrolment> => leaveAs(tx, { id, personId, version, action: withdrawMember.name });

export const leave = async (tx: Tx, scope: Scope, id: string, version: number): Promise<Enrolment> => {
  if (scope.personId === null) throw notFound();
  return leaveAs(tx, { id, personId: scope.personId, version, action: leaveClass.name });
};
