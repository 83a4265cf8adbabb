import type { z } from 'zod';
import { covers, leafPath, type Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { daysBetween, yearsBetween } from '#shared/days.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { noteReveal } from '#features/base/members/index.ts';
import type { PrintedLetter } from '../contract.ts';
import { transferRow, transferView, type TransferRow } from '../queries.ts';
import { letterPurpose, openFacts, openedFile, signersOf } from './queries.ts';
import { textOf, writeFile, type LetterFacts, type SignedLetter } from './rules.ts';

const signedText = (county: County, row: TransferRow, facts: LetterFacts): string => {
  const letter: SignedLetter = {
    letterNo: row.letter_no ?? '',
    issuedOn: row.issued_on ?? '',
    validUntil: row.valid_until ?? '',
    county: county.entry.name,
    from: row.from_branch ?? row.outside_name ?? '',
    to: row.outside_name ?? row.to_branch ?? '',
    duesPaidTo: row.dues_paid_to ?? '',
    name: facts.name,
    idNumber: facts.idNumber,
    category: facts.category,
    joinedOn: facts.joinedOn,
    fullOn: facts.fullOn,
    ethnicity: facts.ethnicity,
    phone: facts.phone,
  };
  return textOf(letter);
};

const signed = (county: County, text: string): string => {
  const { publicKey, sign } = county.crypto.signer(letterPurpose);
  return writeFile({ text, publicKey, signature: sign(text) });
};

const committeeOf = (tx: Tx, id: string | null) =>
  tx.selectFrom('organisation').select(['name', 'phone', 'address']).where('id', '=', id).executeTakeFirst();

/** The place at which the member reads that the letter was shown: the side of whoever prints. */
const readingPath = (scope: Scope, row: TransferRow, personId: string): string =>
  leafPath(covers(scope, row.org_path) ? row.org_path : (row.to_path ?? row.org_path), personId);

/**
 * The letter in full. Counted, logged and shown to the member as any full value of the file.
 * @throws AppError not_found for whoever neither issued nor received it, slow_down
 */
export const printedLetter = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof PrintedLetter>> => {
  const row = await transferRow(tx, scope, id);
  if (!transferView(scope, county, row).mayPrint) throw notFound();
  const facts = openFacts(county.crypto, row.sealed);
  const [issuedOn, validUntil] = [row.issued_on ?? '', row.valid_until ?? ''];
  if (row.person_id !== null)
    await noteReveal(tx, scope, county, {
      person: { id: row.person_id, path: readingPath(scope, row, row.person_id) },
      fields: ['idNumber', 'phone'],
      reason: `组织关系介绍信 ${row.letter_no ?? ''}`,
      action: 'members.reveal',
    });
  audit(tx, { action: 'transfers.print', entity: 'transfer', entityId: id, path: row.org_path });
  const issuer = await committeeOf(tx, row.from_committee_id ?? row.to_committee_id);
  return {
    way: row.way,
    stay: row.stay_from === null ? null : { from: row.stay_from, until: row.stay_until, purpose: row.stay_purpose },
    letterNo: row.letter_no ?? '',
    issuedOn,
    validUntil,
    days: daysBetween(issuedOn, validUntil),
    receiver: row.to_committee ?? row.outside_name ?? '',
    from: row.from_branch ?? row.outside_name ?? '',
    to: row.to_branch ?? row.outside_name ?? '',
    issuer: issuer?.name ?? '',
    issuerAddress: issuer?.address ?? null,
    issuerPhone: issuer?.phone ?? null,
    name: facts.name,
    sex: facts.sex,
    age: facts.birthDate === null ? null : yearsBetween(facts.birthDate, county.today()),
    ethnicity: facts.ethnicity,
    category: facts.category,
    idNumber: facts.idNumber,
    phone: facts.phone,
    duesPaidTo: row.dues_paid_to ?? '',
    acceptedOn: row.accepted_on,
    file: row.way === 'certificate' ? null : signed(county, signedText(county, row, facts)),
  };
};

/** What a file says, and whose it is. Nothing of it is kept, but that it was looked at. */
export const openLetter = async (tx: Tx, scope: Scope, county: County, source: string) => {
  const opened = await openedFile(tx, scope, county, source);
  audit(tx, { action: 'transfers.openFile', entity: 'transfer', entityId: null, path: scope.path });
  return opened;
};

export const addSigner = async (tx: Tx, scope: Scope, { publicKey, name }: { publicKey: string; name: string }) => {
  await tx
    .insertInto('letter_signer')
    .values({ public_key: publicKey, name, added_by: scope.actor })
    .onConflict((on) => on.column('public_key').doUpdateSet({ name, added_by: scope.actor }))
    .execute();
  audit(tx, {
    action: 'transfers.trustSigner',
    entity: 'letter_signer',
    entityId: null,
    path: scope.path,
    reason: name,
  });
  return { items: await signersOf(tx) };
};

export const removeSigner = async (
  tx: Tx,
  scope: Scope,
  { publicKey, reason }: { publicKey: string; reason: string },
) => {
  const gone = await tx.deleteFrom('letter_signer').where('public_key', '=', publicKey).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw new AppError('conflict', { message: 'transfer.no_key' });
  audit(tx, { action: 'transfers.dropSigner', entity: 'letter_signer', entityId: null, path: scope.path, reason });
  return { items: await signersOf(tx) };
};
