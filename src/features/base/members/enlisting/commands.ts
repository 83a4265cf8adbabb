/** A member arrives whose file begins as an applicant's: one human being, one file, to which the membership is attached. */
import { leafPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { forgetRights, refilePerson } from '../affiliations/commands.ts';
import { fieldOf, type FieldKey } from '../catalogue.ts';
import type { MemberFields } from '../contract.ts';
import { branchFor, createMember, editMember, refuse, sinceOf, type NewMember } from '../file/commands.ts';
import { openFile } from '../file/queries.ts';
import { changesBetween, toColumns } from '../row/commands.ts';
import { fileProblems, filledFromId, type MemberFile } from '../rules.ts';
import { counted, tally } from '../tallies/commands.ts';

export interface Applicant {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly version: number;
}

/** Somebody of the range who is filed and has never been a member; held. */
export const applicantOf = async (tx: Tx, personId: string): Promise<Applicant | undefined> => {
  const person = await tx
    .selectFrom('person')
    .select(['id', 'name', 'org_path as path', 'version'])
    .where('id', '=', personId)
    .where('voided_at', 'is', null)
    .where('merged_into_id', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (person === undefined) return undefined;
  // Looked for when the person is ours: whoever came first may have begun a membership.
  const membership = await tx
    .selectFrom('membership')
    .select('id')
    .where('person_id', '=', personId)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  return membership === undefined ? person : undefined;
};

/** Whoever enters a member says that it is the applicant of that number, before the two become one. */
export const personKnown = (more: object = {}): AppError =>
  new AppError('conflict', { message: 'person_known', ...more });

const ofMembership = (key: string): boolean => fieldOf(key as FieldKey).table === 'membership';

export interface Enlisting extends NewMember {
  /** Of an import, so that it can be taken back. */
  readonly ids?: { readonly membershipId: string; readonly batchId: string };
}

/**
 * Membership and first affiliation for an applicant, whose file moves to the branch with an admission that is under way: the branch
 * ends that one. @throws AppError invalid with all problems
 */
export const enlistPerson = async (
  tx: Tx,
  scope: Scope,
  county: County,
  person: Applicant,
  { branchId, fields, joinKind, since, reason, ids }: Enlisting,
): Promise<void> => {
  const branch = await branchFor(tx, scope, branchId);
  const today = county.today();
  const values = filledFromId({ ...fields, branchId: branch.id } as MemberFile);
  refuse(fileProblems(values, { today }));
  const day = sinceOf(values, since, today);
  const path = leafPath(branch.path, person.id);
  if (path !== person.path) await refilePerson(tx, person.id, person.path, path);
  const row = { person_id: person.id, branch_id: branch.id, org_path: path };
  const batch = ids === undefined ? {} : { batch_id: ids.batchId };
  const { membership } = toColumns(county.crypto, values);
  await tx
    .insertInto('membership')
    .values({ ...membership, ...row, ...batch, id: ids?.membershipId ?? newId() } as never)
    .execute();
  await tx
    .insertInto('affiliation')
    .values({ ...row, ...batch, id: newId(), during: `[${day},)`, join_kind: joinKind ?? null })
    .execute();
  const open = await openFile(tx, county, person.id);
  await tally(tx, 1, counted(open));
  const given = Object.entries(fields).filter(([key]) => key !== 'branchId');
  const began: MemberFields = Object.fromEntries(given.filter(([key]) => ofMembership(key)));
  const changes = changesBetween(county.crypto, {}, began);
  audit(tx, { action: 'members.enlist', entity: 'person', entityId: person.id, path, reason: reason ?? null, changes });
  touch(tx, 'members', { path });
  if (path !== person.path) touch(tx, 'members', { path: person.path });
  // What is known of the person anew is an edit like any other.
  const newer: MemberFields = Object.fromEntries(
    given.filter(([key, value]) => !ofMembership(key) && key !== 'idNumber' && value !== null && value !== ''),
  );
  const { version } = open.person;
  await editMember(tx, scope, county, person.id, {
    version,
    fields: newer,
    ...(reason === undefined ? {} : { reason }),
  });
  await forgetRights(tx, person.id);
};

const holderOf = (error: unknown): string | undefined => {
  if (!(error instanceof AppError) || error.details.message !== 'id_number_taken') return undefined;
  const { personId } = error.details as { readonly personId?: unknown };
  return typeof personId === 'string' ? personId : undefined;
};

/**
 * A new member; of an applicant in the range the membership goes into the file that there is, once whoever enters it has said that it
 * is the same person. Another name under the number is somebody's mistake and is not joined. @throws AppError as `createMember`
 */
export const enterMember = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { samePerson, ...input }: NewMember & { readonly samePerson?: boolean | undefined },
): Promise<string> => {
  try {
    return await createMember(tx, scope, county, input);
  } catch (error) {
    const holder = holderOf(error);
    const applicant = holder === undefined ? undefined : await applicantOf(tx, holder);
    if (applicant === undefined || applicant.name !== input.fields.name) throw error;
    if (samePerson !== true) throw personKnown({ name: applicant.name });
    await enlistPerson(tx, scope, county, applicant, input);
    return applicant.id;
  }
};
