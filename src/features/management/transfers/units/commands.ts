import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import type { z } from 'zod';
import { needDrill } from '#platform/access/drill.ts';
import { covers, leafPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { daysBetween } from '#shared/days.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { branchFor, noteReveal } from '#features/base/members/index.ts';
import { organisationRow } from '#features/base/organisations/index.ts';
import { arrive, refuseDates } from '../arrivals/commands.ts';
import { draftFor } from '../drafts/commands.ts';
import { letterPurpose, openFacts, signerOf } from '../letters/queries.ts';
import { standingOf } from '../queries.ts';
import { committeeAbove } from '../record/queries.ts';
import { edgeOf, type Step } from '../rules.ts';
import { walk } from '../walking/commands.ts';
import { newLetter } from '../walking/effects/commands.ts';
import type { createUnit, joinUnit, PrintedUnit, registerUnit, walkUnit } from './contract.ts';
import {
  addableTo,
  leftOffOf,
  mayPrintUnit,
  memberRows,
  membersBelow,
  unitFile,
  unitRow,
  unitSteps,
  visibleUnits,
  type UnitRow,
} from './queries.ts';
import { isSquares, joinSquares, readUnit, squaresOf, writeUnit, type UnitMember } from './rules.ts';

/** More than any list needs, and less than what a packed trap would become. */
const largestFile = 1_000_000;

const unpacked = (source: string): string => {
  if (!isSquares(source)) return source;
  const packed = joinSquares(source);
  if (packed === undefined) throw invalid('body.file', 'transfer.square_missing');
  try {
    return inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: largestFile }).toString();
  } catch {
    throw invalid('body.file', 'transfer.no_letter');
  }
};

/** A file, or the text of its squares. @throws AppError invalid */
const openedUnit = (source: string) => {
  const whole = unpacked(source);
  const read = readUnit(whole);
  if (read === undefined) throw invalid('body.file', 'transfer.no_letter');
  return { ...read, source: whole };
};

/** One letter for all that belong to an organisation. @throws AppError not_found, conflict where nobody is there to go */
export const beginUnit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  body: z.output<typeof createUnit.body>,
): Promise<string> => {
  const unit = await organisationRow(tx, scope, body.organisationId);
  if (!covers(scope, unit.path)) throw notFound();
  const committee = await committeeAbove(tx, unit.path);
  const below = await membersBelow(tx, unit.path);
  const people = below.filter((one) => one.transfer_id === null);
  if (people.length === 0) throw new AppError('conflict', { message: 'transfer.unit_empty' });
  const id = newId();
  await tx
    .insertInto('unit_transfer')
    .values({
      id,
      org_path: unit.path,
      way: 'leaving',
      organisation_id: unit.id,
      committee_id: committee.id,
      name: unit.name,
      outside_name: body.outside,
      reason: body.reason,
      dues_paid_to: body.duesPaidTo,
      left_off: leftOffOf(below),
    })
    .execute();
  for (const { person_id: personId } of people)
    await draftFor(tx, scope, county, {
      personId,
      outside: body.outside,
      kind: 'whole_unit',
      reason: body.reason,
      duesPaidTo: body.duesPaidTo,
      unitId: id,
    });
  noteUnit(tx, { id, org_path: unit.path }, 'createUnit', body.reason);
  return id;
};

/**
 * Puts members of the unit on its list who were not on it: the own transfer by which they were left off has come to nothing, or they
 * came since. @throws AppError not_found, stale, conflict where the letter is issued or somebody may not join
 */
export const addToUnit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, people }: z.output<typeof joinUnit.body>,
): Promise<void> => {
  const unit = await lockUnit(tx, scope, county, id, version);
  const addable = new Set((await addableTo(tx, unit, await memberRows(tx, scope, id))).map((one) => one.personId));
  if (new Set(people).size < people.length || !people.every((one) => addable.has(one)))
    throw new AppError('conflict', { message: 'transfer.unit_closed' });
  for (const personId of people)
    await draftFor(tx, scope, county, {
      personId,
      outside: unit.outside_name,
      kind: 'whole_unit',
      reason: unit.reason,
      duesPaidTo: unit.dues_paid_to,
      unitId: id,
    });
  // They go with the unit now, so what kept them off it is told no more.
  const left = await tx
    .selectFrom('transfer')
    .select('id')
    .where('id', '=', sql<string>`any(${unit.left_off}::uuid[])`)
    .where('person_id', 'not in', people)
    .execute();
  await tx
    .updateTable('unit_transfer')
    .set({ left_off: left.map((one) => one.id), version: unit.version + 1 })
    .where('id', '=', id)
    .execute();
  noteUnit(tx, unit, 'joinUnit', null);
};

export const noteUnit = (tx: Tx, row: { id: string; org_path: string }, act: string, reason: string | null): void => {
  audit(tx, { action: `transfers.${act}`, entity: 'unit_transfer', entityId: row.id, path: row.org_path, reason });
  touch(tx, 'transfers', { path: row.org_path });
};

type Registered = z.output<typeof registerUnit.body>;

/** The county that signed the list. A file that names other people than were registered is no proof of it. */
const signatureOf = async (tx: Tx, county: County, unit: Registered): Promise<string | null> => {
  if (unit.file === undefined) return null;
  const { file, letter } = openedUnit(unit.file);
  const people = (list: readonly UnitMember[]) =>
    list
      .map(({ name, idNumber }) => `${name} ${idNumber}`)
      .toSorted()
      .join('\n');
  const same =
    letter.letterNo === unit.letterNo &&
    letter.issuedOn === unit.issuedOn &&
    letter.validUntil === unit.validUntil &&
    people(letter.members) === people(unit.members);
  if (!same) throw invalid('body.file', 'transfer.file_differs');
  return signerOf(tx, county, file);
};

/** A unit from outside: the branch accepts its members together or one by one, and the file of each begins then. */
export const registerUnitLetter = async (tx: Tx, scope: Scope, county: County, unit: Registered): Promise<string> => {
  const branch = await branchFor(tx, scope, unit.toBranchId, 'body.toBranchId');
  const committee = await committeeAbove(tx, branch.path);
  if (!covers(scope, committee.path)) throw invalid('body.toBranchId', 'transfer.committee_elsewhere');
  refuseDates(unit, county.today());
  const signedBy = await signatureOf(tx, county, unit);
  const id = newId();
  const numbers = new Set(unit.members.map(({ idNumber }) => idNumber.toUpperCase()));
  if (numbers.size < unit.members.length) throw invalid('body.members', 'transfer.unit_twice');
  await tx
    .insertInto('unit_transfer')
    .values({
      id,
      org_path: branch.path,
      way: 'arriving',
      organisation_id: branch.id,
      committee_id: committee.id,
      name: unit.name,
      outside_name: unit.outside,
      reason: unit.reason,
      dues_paid_to: unit.duesPaidTo,
      letter_no: unit.letterNo,
      issued_on: unit.issuedOn,
      valid_until: unit.validUntil,
      signed_by: signedBy,
    })
    .execute();
  for (const [place, { fullOn, ethnicity, phone, ...member }] of unit.members.entries())
    await arrive(tx, scope, county, {
      arrival: {
        ...unit,
        ...member,
        kind: 'whole_unit',
        letterNo: `${unit.letterNo}/${place + 1}`,
        ...(fullOn ? { fullOn } : {}),
        ...(ethnicity ? { ethnicity } : {}),
        ...(phone ? { phone } : {}),
      },
      branch,
      committeeId: committee.id,
      signedBy,
      unitId: id,
    });
  noteUnit(tx, { id, org_path: branch.path }, 'registerUnit', unit.reason);
  return id;
};

const numbered: ReadonlySet<Step> = new Set<Step>(['issue', 'lose', 'reissue']);
/** Lets the unit go. To stop one must be open to everybody who may. */
const letsGo: ReadonlySet<Step> = new Set<Step>(['issue', 'reissue']);

/** The unit, locked. @throws AppError not_found, stale with the newer state */
export const lockUnit = async (tx: Tx, scope: Scope, county: County, id: string, version: number): Promise<UnitRow> => {
  await visibleUnits(tx, scope).select('u.id').where('u.id', '=', id).forUpdate().executeTakeFirst();
  const row = await unitRow(tx, scope, id);
  if (row.version !== version) throw new AppError('stale', { current: await unitFile(tx, scope, county, id) });
  return row;
};

/**
 * Walks one step for every member whose way leads on by it, by the same table as for one: in one transaction, so that a unit does not
 * come apart. @throws AppError not_found, stale, conflict where it leads nowhere, forbidden where it is another's
 */
export const walkWhole = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, step, ...more }: z.output<typeof walkUnit.body>,
): Promise<void> => {
  if (letsGo.has(step)) needDrill(scope, 'transfer');
  const unit = await lockUnit(tx, scope, county, id, version);
  const rows = await memberRows(tx, scope, id);
  const ready = rows.filter((row) => edgeOf(step, standingOf(row)) !== undefined);
  if (ready.length === 0) throw new AppError('conflict', { message: 'transfer.not_now' });
  if (!unitSteps(scope, ready).includes(step)) throw new AppError('forbidden', { message: 'transfer.not_yours' });
  const letter = numbered.has(step) ? await newLetter(tx, county.today(), more.days) : undefined;
  for (const [place, row] of ready.entries()) {
    const own = letter && { ...letter, letter_no: `${letter.letter_no}/${place + 1}` };
    await walk(tx, scope, county, row.id, {
      version: row.version,
      step,
      ...more,
      whole: true,
      ...(own && { letter: own }),
    });
  }
  await tx
    .updateTable('unit_transfer')
    .set({ ...letter, version: unit.version + 1 })
    .where('id', '=', id)
    .execute();
  noteUnit(tx, unit, `unit.${step}`, more.reason ?? null);
};

const memberOf = (county: County, sealed: Buffer): UnitMember => {
  const { sex: _sex, birthDate: _born, joinedOn, ...facts } = openFacts(county.crypto, sealed);
  return { ...facts, joinedOn: joinedOn ?? '' };
};

/** @throws AppError not_found for whoever did not issue it, slow_down */
export const printedUnit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof PrintedUnit>> => {
  const unit = await unitRow(tx, scope, id);
  if (!mayPrintUnit(scope, unit)) throw notFound();
  // Whoever was taken out of the unit before the letter is not on it.
  const rows = (await memberRows(tx, scope, id)).filter((row) => row.letter_no !== null && row.state !== 'recalled');
  for (const [place, row] of rows.entries())
    if (row.person_id !== null)
      await noteReveal(tx, scope, county, {
        person: { id: row.person_id, path: leafPath(row.org_path, row.person_id) },
        fields: ['idNumber', 'phone'],
        reason: `整建制介绍信 ${unit.letter_no ?? ''}`,
        action: place === 0 ? 'members.reveal' : 'transfers.printUnit',
      });
  noteUnit(tx, unit, 'printUnit', null);
  const members = rows.map((row) => memberOf(county, row.sealed));
  const [issuedOn, validUntil] = [unit.issued_on ?? '', unit.valid_until ?? ''];
  const text = JSON.stringify({
    letterNo: unit.letter_no ?? '',
    issuedOn,
    validUntil,
    county: county.entry.name,
    from: unit.name,
    to: unit.outside_name,
    duesPaidTo: unit.dues_paid_to,
    members,
  });
  const { publicKey, sign } = county.crypto.signer(letterPurpose);
  const file = writeUnit({ text, publicKey, signature: sign(text) });
  const key = createHash('sha256').update(file).digest('hex').slice(0, 8);
  return {
    letterNo: unit.letter_no ?? '',
    issuedOn,
    validUntil,
    days: daysBetween(issuedOn, validUntil),
    name: unit.name,
    issuer: unit.committee,
    issuerPhone: unit.committee_phone,
    receiver: unit.outside_name,
    duesPaidTo: unit.dues_paid_to,
    members,
    file,
    squares: squaresOf(deflateRawSync(file).toString('base64url'), key),
  };
};

/** What a file says, and whose it is. */
export const openUnitLetter = async (tx: Tx, scope: Scope, county: County, source: string) => {
  const { source: whole, file, letter } = openedUnit(source);
  audit(tx, { action: 'transfers.openUnitFile', entity: 'unit_transfer', entityId: null, path: scope.path });
  const { county: place, from, to: _to, ...facts } = letter;
  return {
    ...facts,
    name: from.slice(0, 100),
    outside: `${place} ${from}`.trim().slice(0, 100),
    signedBy: await signerOf(tx, county, file),
    file: whole,
  };
};
