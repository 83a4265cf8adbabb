/** How a person who is no member yet is entered, moved, and becomes one: asked for by the feature of admission. */
import { sql } from 'kysely';
import { leafPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound, type Problem } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { forgetRights, refilePerson } from '../affiliations/commands.ts';
import { branchFor, refuseTwin } from '../file/commands.ts';
import { checkIdNumber, checkName } from '../identity/rules.ts';
import { changesBetween, toColumns } from '../row/commands.ts';
import { fileProblems, filledFromId, type MemberFile } from '../rules.ts';
import { tally, type Counted } from '../tallies/commands.ts';

export interface NewPerson {
  readonly name: string;
  readonly idNumber: string;
  readonly phone?: string;
  readonly ethnicity?: string;
  readonly education?: string;
}

const problemsOf = (person: NewPerson, today: string): Problem[] => {
  const name = checkName(person.name);
  const id = checkIdNumber(person.idNumber, today);
  const rest = fileProblems({ ...person, category: 'probationary', branchId: 'x' }, { today }).filter(
    ({ path }) => path === 'phone' || path === 'ethnicity' || path === 'education',
  );
  return [
    ...(name.ok ? [] : [{ path: 'body.name', message: name.problem }]),
    ...(id.ok ? [] : [{ path: 'body.idNumber', message: id.problem }]),
    ...rest.map((one) => ({ ...one, path: `body.${one.path}` })),
  ];
};

/**
 * A person filed with a branch who is no member of it: an applicant. Answers the id.
 * @throws AppError invalid with all problems, conflict where the ID number is known already
 */
export const enterPerson = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { branchId, person }: { readonly branchId: string; readonly person: NewPerson },
): Promise<{ readonly id: string; readonly path: string; readonly birthDate: string | null }> => {
  const branch = await branchFor(tx, scope, branchId, 'body.branchId');
  const problems = problemsOf(person, county.today());
  if (problems.length > 0) throw new AppError('invalid', { problems });
  await refuseTwin(tx, county, person.idNumber, null);
  const values: MemberFile = filledFromId(person);
  const columns = toColumns(county.crypto, values);
  const id = newId();
  const path = leafPath(branch.path, id);
  await tx
    .insertInto('person')
    .values({ ...columns.person, id, org_path: path, key_id: county.crypto.currentKeyId } as never)
    .execute();
  const changes = changesBetween(county.crypto, {}, values);
  audit(tx, { action: 'members.enterPerson', entity: 'person', entityId: id, path, changes });
  return { id, path, birthDate: values.birthDate ?? null };
};

const lockPerson = async (tx: Tx, id: string) => {
  const row = await tx
    .selectFrom('person')
    .select(['id', 'org_path', 'sex', 'ethnicity'])
    .where('id', '=', id)
    .where('voided_at', 'is', null)
    .where('merged_into_id', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

const memberNow = (tx: Tx, personId: string) =>
  tx
    .selectFrom('membership')
    .select(['id', 'branch_id', 'category', 'joined_on'])
    .where('person_id', '=', personId)
    .where('voided_at', 'is', null)
    .where('left_on', 'is', null)
    .executeTakeFirst();

/** Files a person who is no member with another branch. A member is moved by a transfer. @throws AppError conflict, invalid */
export const movePerson = async (
  tx: Tx,
  scope: Scope,
  personId: string,
  { branchId, reason }: { readonly branchId: string; readonly reason: string },
): Promise<{ readonly from: string; readonly path: string }> => {
  const branch = await branchFor(tx, scope, branchId, 'body.branchId');
  const person = await lockPerson(tx, personId);
  if ((await memberNow(tx, personId)) !== undefined) throw new AppError('conflict', { message: 'member_transfers' });
  const path = leafPath(branch.path, personId);
  if (path === person.org_path) throw invalid('body.branchId', 'branch_same');
  await refilePerson(tx, personId, person.org_path, path);
  audit(tx, { action: 'members.movePerson', entity: 'person', entityId: personId, path, reason });
  await forgetRights(tx, personId);
  return { from: person.org_path, path };
};

const countedAs = (branchId: string, person: { readonly sex: string; readonly ethnicity: string | null }): Counted => ({
  branchId,
  category: 'probationary',
  sex: person.sex,
  ethnicity: person.ethnicity,
  lost: false,
  outflow: false,
});

/**
 * From the day of the branch meeting the person is a probationary member of the branch (Article 31): membership and first
 * affiliation. @throws AppError conflict where the person is a member
 */
export const admitPerson = async (
  tx: Tx,
  scope: Scope,
  personId: string,
  { branchId, on, reason }: { readonly branchId: string; readonly on: string; readonly reason: string },
): Promise<void> => {
  const branch = await branchFor(tx, scope, branchId, 'body.branchId');
  const person = await lockPerson(tx, personId);
  if ((await memberNow(tx, personId)) !== undefined) throw new AppError('conflict', { message: 'already_member' });
  const path = leafPath(branch.path, personId);
  const row = { person_id: personId, branch_id: branch.id, org_path: path };
  await tx
    .insertInto('membership')
    .values({ ...row, id: newId(), category: 'probationary', joined_on: on, join_kind: 'admitted' })
    .execute();
  await tx
    .insertInto('affiliation')
    .values({ ...row, id: newId(), during: `[${on},)`, join_kind: 'admitted' })
    .execute();
  await tally(tx, 1, countedAs(branch.id, person));
  const changes = [
    { field: 'category', from: null, to: 'probationary' },
    { field: 'joinedOn', from: null, to: on },
  ];
  audit(tx, { action: 'members.admit', entity: 'person', entityId: personId, path, reason, changes });
  touch(tx, 'members', { path });
  await forgetRights(tx, personId);
};

/** Takes back what `admitPerson` entered by mistake, while nothing has been built on it. @throws AppError conflict */
export const takeBackAdmission = async (tx: Tx, personId: string, reason: string): Promise<void> => {
  const person = await lockPerson(tx, personId);
  const membership = await memberNow(tx, personId);
  if (membership?.category !== 'probationary') throw new AppError('conflict', { message: 'not_probationary' });
  // A row that is voided must still be writable by this transaction.
  await sql`set local app.voided = 'on'`.execute(tx);
  await sql`update membership set voided_at = now() where id = ${membership.id}`.execute(tx);
  await sql`update affiliation set voided_at = now() where person_id = ${personId} and voided_at is null
    and upper_inf(during)`.execute(tx);
  await sql`set local app.voided = ''`.execute(tx);
  await tally(tx, -1, countedAs(membership.branch_id, person));
  const changes = [{ field: 'category', from: 'probationary', to: null }];
  const { org_path: path } = person;
  audit(tx, { action: 'members.unadmit', entity: 'person', entityId: personId, path, reason, changes });
  touch(tx, 'members', { path });
  await forgetRights(tx, personId);
};
