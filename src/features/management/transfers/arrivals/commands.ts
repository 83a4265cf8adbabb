import type { z } from 'zod';
import { covers, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { branchFor, refuseArrival } from '#features/base/members/index.ts';
import { fileProblems, filledFromId } from '#features/base/members/rules.ts';
import type { registerArrival } from '../contract.ts';
import { letterOfFile, sealFacts, signerOf } from '../letters/queries.ts';
import type { LetterFacts } from '../letters/rules.ts';
import { record, walked } from '../record/commands.ts';
import { committeeAbove } from '../record/queries.ts';
import { latestValidity, type Kind } from '../rules.ts';

type Arrival = z.output<typeof registerArrival.body>;

interface Arriving {
  readonly arrival: Omit<Arrival, 'kind' | 'file'> & { readonly kind: Kind };
  readonly branch: { readonly id: string; readonly path: string };
  readonly committeeId: string;
  readonly signedBy: string | null;
  readonly unitId: string | null;
}

/** What the roster will say of whoever arrives; what is wrong with it is said before the branch is asked. */
export const rosterFields = (facts: LetterFacts) => ({
  name: facts.name,
  idNumber: facts.idNumber,
  sex: facts.sex,
  birthDate: facts.birthDate,
  category: facts.category,
  joinedOn: facts.joinedOn,
  fullOn: facts.fullOn,
  standing: '1',
  ...(facts.ethnicity === null ? {} : { ethnicity: facts.ethnicity }),
  ...(facts.phone === '' ? {} : { phone: facts.phone }),
});

const factsOf = (arrival: Arriving['arrival']): LetterFacts => {
  const { name, idNumber, category, joinedOn, fullOn, ethnicity, phone, samePerson } = arrival;
  const filled = filledFromId({ name, idNumber });
  return {
    name,
    idNumber: idNumber.toUpperCase(),
    sex: filled.sex ?? '0',
    birthDate: filled.birthDate ?? null,
    category,
    joinedOn,
    fullOn: fullOn ?? null,
    ethnicity: ethnicity ?? null,
    phone: phone ?? '',
    ...(samePerson === true ? { samePerson } : {}),
  };
};

const refuseWrong = (facts: LetterFacts, branchId: string, today: string): void => {
  const problems = fileProblems({ ...rosterFields(facts), branchId }, { today });
  if (problems.length > 0)
    throw new AppError('invalid', { problems: problems.map((one) => ({ ...one, path: `body.${one.path}` })) });
};

export const refuseDates = (
  { issuedOn, validUntil }: Pick<Arrival, 'issuedOn' | 'validUntil'>,
  today: string,
): void => {
  if (issuedOn > today) throw invalid('body.issuedOn', 'date_future', { date: issuedOn });
  if (validUntil < issuedOn) throw invalid('body.validUntil', 'transfer.before_letter');
  const latest = latestValidity(issuedOn).value;
  if (validUntil > latest) throw invalid('body.validUntil', 'transfer.validity_long', { latest });
  // A member whose letter has run out explains it, and the other county issues a new one.
  if (validUntil < today) throw new AppError('conflict', { message: 'transfer.letter_expired' });
};

/** The county whose signature the file bears. A file that says something else than was registered is no proof of it. */
const signatureOf = async (tx: Tx, county: County, arrival: Arrival): Promise<string | null> => {
  if (arrival.file === undefined) return null;
  const { file, letter } = letterOfFile(arrival.file);
  const same =
    letter.letterNo === arrival.letterNo &&
    letter.name === arrival.name &&
    letter.idNumber === arrival.idNumber &&
    letter.issuedOn === arrival.issuedOn &&
    letter.validUntil === arrival.validUntil;
  if (!same) throw invalid('body.file', 'transfer.file_differs');
  return signerOf(tx, county, file);
};

/** One who arrives, alone or with a unit. The dates of the letter and the committee have been looked at. */
export const arrive = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { arrival, branch, committeeId, signedBy, unitId }: Arriving,
): Promise<string> => {
  const facts = factsOf(arrival);
  refuseWrong(facts, branch.id, county.today());
  const { name, idNumber, samePerson = false } = facts;
  await refuseArrival(tx, scope, county, { name, idNumber, samePerson });
  const row = await tx
    .insertInto('transfer')
    .values({
      id: newId(),
      org_path: branch.path,
      to_path: branch.path,
      way: 'arriving',
      kind: arrival.kind,
      state: 'in_committee_ok',
      to_branch_id: branch.id,
      to_committee_id: committeeId,
      outside_name: arrival.outside,
      reason: arrival.reason,
      dues_paid_to: arrival.duesPaidTo,
      letter_no: arrival.letterNo,
      issued_on: arrival.issuedOn,
      valid_until: arrival.validUntil,
      due_on: arrival.validUntil,
      signed_by: signedBy,
      unit_id: unitId,
      ...sealFacts(county.crypto, facts),
    })
    .returning(walked)
    .executeTakeFirstOrThrow();
  await record(tx, scope, row, { step: 'register', reason: arrival.reason, today: county.today() });
  return row.id;
};

/**
 * A letter from outside is handed in with the committee, which names the branch. The file begins when the branch accepts; answers
 * the transfer's id. @throws AppError invalid, conflict where the ID number is known already
 */
export const registerLetter = async (tx: Tx, scope: Scope, county: County, arrival: Arrival): Promise<string> => {
  const today = county.today();
  const branch = await branchFor(tx, scope, arrival.toBranchId, 'body.toBranchId');
  const committee = await committeeAbove(tx, branch.path);
  if (!covers(scope, committee.path)) throw invalid('body.toBranchId', 'transfer.committee_elsewhere');
  refuseDates(arrival, today);
  const signedBy = await signatureOf(tx, county, arrival);
  return arrive(tx, scope, county, { arrival, branch, committeeId: committee.id, signedBy, unitId: null });
};
