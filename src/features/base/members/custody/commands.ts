import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { moveMember } from '../affiliations/commands.ts';
import type { MemberFields } from '../contract.ts';
import { applicantOf, enlistPerson, personKnown, type Applicant } from '../enlisting/commands.ts';
import { editMember, personWith, refuseTaken } from '../file/commands.ts';
import { openFile, type OpenFile } from '../file/queries.ts';
import { returnMember } from '../returns/commands.ts';
import { waysBack } from '../returns/rules.ts';

export interface HandOver {
  readonly personId: string;
  /** The branch that lets the member go: the one to which the member must still belong. */
  readonly fromBranchId: string;
  readonly branchId: string;
  readonly on: string;
  readonly reason: string;
}

const setRange = async (tx: Tx, { from, to }: { readonly from: string; readonly to: string }): Promise<void> => {
  await sql`select set_config('app.lower', ${from}, true), set_config('app.upper', ${to}, true)`.execute(tx);
};

/** Does something in the range of the whole county, and closes it again. */
const inWholeCounty = async <T>(tx: Tx, scope: Scope, act: () => Promise<T>): Promise<T> => {
  await setRange(tx, { from: '/', to: '0' });
  const answer = await act();
  await setRange(tx, scope);
  return answer;
};

/** The file, held; undefined where it was merged into another, or voided with the import that made it. */
const heldFile = (tx: Tx, county: County, personId: string): Promise<OpenFile | undefined> =>
  openFile(tx, county, personId, { lock: true }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return undefined;
    throw error;
  });

const wayBack = 'transferred_in';
const mayComeBack = (open: OpenFile | undefined): open is OpenFile =>
  open !== undefined &&
  open.membership.left_on !== null &&
  waysBack(open.membership.leave_kind ?? '').includes(wayBack);

/**
 * Whoever arrives by a letter is nobody's member here. The file of somebody who was transferred out of the county stands in nobody's
 * way; whoever registers the letter does not learn of it. An applicant's is joined once that was confirmed. @throws AppError conflict where the ID number is that of any other file
 */
export const refuseArrival = async (tx: Tx, scope: Scope, county: County, arriving: Arriving): Promise<void> => {
  const personId = await personWith(tx, county, arriving.idNumber);
  if (personId === null) return;
  const open = await inWholeCounty(tx, scope, () => heldFile(tx, county, personId));
  if (mayComeBack(open)) return;
  if ((await applicantFor(tx, scope, personId, arriving)) === undefined) await refuseTaken(tx, personId, null);
};

export interface Arriving {
  readonly idNumber: string;
  readonly name: string;
  /** Whoever registered the letter has said that it is the person of that number and name whom the county knows. */
  readonly samePerson: boolean;
}

/**
 * The applicant whose number and name the letter bears, wherever in the county: nothing more is told than that there is one.
 * @throws AppError conflict until somebody has said that it is the same person
 */
const applicantFor = async (
  tx: Tx,
  scope: Scope,
  personId: string,
  { name, samePerson }: Arriving,
): Promise<Applicant | undefined> => {
  const applicant = await inWholeCounty(tx, scope, () => applicantOf(tx, personId));
  if (applicant === undefined || applicant.name !== name) return undefined;
  if (!samePerson) throw personKnown({ name });
  return applicant;
};

export interface TakeBack {
  readonly branchId: string;
  readonly on: string;
  readonly reason: string;
  /** Number of the letter. */
  readonly document: string | undefined;
  /** What the letter says. */
  readonly fields: MemberFields;
  readonly samePerson: boolean;
}

/** What the letter knows better than a file that was closed since: that the probation is over, and the telephone. */
const newerFacts = ({ membership }: OpenFile, fields: MemberFields): MemberFields => {
  const { category, joinedOn, fullOn, phone } = fields;
  return {
    ...(category === 'full' && membership.category === 'probationary'
      ? { category, joinedOn: joinedOn ?? null, fullOn: fullOn ?? null, conversion: null }
      : {}),
    ...(phone ? { phone } : {}),
  };
};

/**
 * Takes somebody who arrives by a letter in with the file of before, wherever in the county it lies: one human being, one file.
 * Answers the person's id, null where the county holds no file with the number. Nothing is told of a file that is not taken over.
 * @throws AppError conflict where the person is a member, or left in a way that a letter does not undo; invalid
 */
export const takeBack = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { branchId, on, reason, document, fields, samePerson }: TakeBack,
): Promise<string | null> => {
  const personId = await personWith(tx, county, fields.idNumber);
  if (personId === null) return null;
  const open = await inWholeCounty(tx, scope, async () => {
    const found = await heldFile(tx, county, personId);
    if (!mayComeBack(found)) return undefined;
    // The day on which the former membership ended is that file's own.
    if (on <= (found.membership.left_on ?? '')) throw invalid('body.on', 'belonged_elsewhere');
    const { version } = found.person;
    await returnMember(tx, scope, county, personId, { version, branchId, kind: wayBack, on, reason, document });
    return found;
  });
  if (open === undefined) {
    const said = { idNumber: String(fields.idNumber), name: String(fields.name), samePerson };
    const applicant = await applicantFor(tx, scope, personId, said);
    if (applicant === undefined) await refuseTaken(tx, personId, null);
    else {
      const input = { branchId, fields, joinKind: wayBack, since: on, reason };
      await inWholeCounty(tx, scope, () => enlistPerson(tx, scope, county, applicant, input));
    }
    return personId;
  }
  const newer = newerFacts(open, fields);
  if (Object.keys(newer).length > 0)
    await editMember(tx, scope, county, personId, { version: open.person.version + 1, fields: newer, reason });
  return personId;
};

/**
 * The receiving branch takes a member over whose file lies outside its range. The former affiliation ends and the new one begins
 * in this transaction or not at all; a member who is no longer where the papers say is not taken. The caller has checked that both
 * sides agreed: the range of the whole county is open for this one act, and closed again after it.
 * @throws AppError conflict, invalid where the day lies before the present affiliation or in the future
 */
export const handOver = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { personId, fromBranchId, branchId, on, reason }: HandOver,
): Promise<void> => {
  await inWholeCounty(tx, scope, async () => {
    const open = await heldFile(tx, county, personId);
    if (open === undefined || open.membership.left_on !== null || open.membership.branch_id !== fromBranchId)
      throw new AppError('conflict', { message: 'not_in_branch' });
    await moveMember(tx, scope, county, personId, { version: open.person.version, branchId, on, reason });
  });
};
