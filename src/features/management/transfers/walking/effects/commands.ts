/** What each step changes beside the state: the letter, the place it has come to, the affiliation. */
import { sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { covers, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Transfer as TransferTable } from '#platform/db/schema.gen.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import {
  addRecord,
  branchFor,
  createMember,
  editRecord,
  endMembership,
  handOver,
  takeBack,
} from '#features/base/members/index.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { rosterFields } from '../../arrivals/commands.ts';
import { openFacts, sealFacts } from '../../letters/queries.ts';
import type { walkTransfer } from '../../contract.ts';
import type { TransferRow } from '../../queries.ts';
import { record, walked } from '../../record/commands.ts';
import { memberFacts } from '../../record/queries.ts';
import { dueOf, latestValidity, type Step } from '../../rules.ts';

interface Letter {
  readonly letter_no: string;
  readonly issued_on: string;
  readonly valid_until: string;
}

/** `whole` and `letter` come from the unit whose letter names the member, never from outside. */
export type Walk = z.output<typeof walkTransfer.body> & { readonly whole?: true; readonly letter?: Letter | undefined };

export type Written = Pick<
  Updateable<TransferTable>,
  | 'to_path'
  | 'to_branch_id'
  | 'letter_no'
  | 'issued_on'
  | 'valid_until'
  | 'accepted_on'
  | 'person_id'
  | 'sealed'
  | 'key_id'
  | 'stay_record_id'
>;
type Effect = (tx: Tx, scope: Scope, county: County, row: TransferRow, asked: Walk) => Promise<Written>;

const nothing: Effect = () => Promise.resolve({});
const idOf = (value: string | null): string => {
  if (value === null) throw new Error('a transfer lacks a place that its way demands');
  return value;
};

/** The member, who must still be where the papers say. A file that was merged into another or voided is there no longer. */
const stillThere = async (tx: Tx, county: County, row: TransferRow) => {
  const member = await memberFacts(tx, county, idOf(row.person_id), { lock: true }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return undefined;
    throw error;
  });
  if (member === undefined || member.ended || member.branchId !== row.from_branch_id)
    throw new AppError('conflict', { message: 'not_in_branch' });
  return member;
};

/** The letter takes the newest facts along. */
const refreshed = async (tx: Tx, county: County, row: TransferRow): Promise<Written> =>
  sealFacts(county.crypto, (await stillThere(tx, county, row)).facts);

const refresh: Effect = (tx, _scope, county, row) => refreshed(tx, county, row);

/** Numbers of the county's letters; one that was drawn in vain is left out. */
const nextNumber = async (tx: Tx, year: string): Promise<string> => {
  const { rows } = await sql<{ n: number }>`select nextval('transfer_letter')::int8 as n`.execute(tx);
  return `${year}-${String(rows[0]?.n ?? 0).padStart(5, '0')}`;
};

export const newLetter = async (tx: Tx, today: string, days: number | undefined): Promise<Letter> => {
  const latest = latestValidity(today).value;
  const until = days === undefined ? latest : addDays(today, days);
  if (until > latest) throw invalid('body.days', 'transfer.validity_long', { latest });
  return { letter_no: await nextNumber(tx, today.slice(0, 4)), issued_on: today, valid_until: until };
};

/** The certificate holds until the last day of the stay. */
const certificateNumber = async (tx: Tx, county: County, row: TransferRow) => ({
  letter_no: await nextNumber(tx, county.today().slice(0, 4)),
  issued_on: county.today(),
  valid_until: row.stay_until,
});

const certificate = async (tx: Tx, county: County, row: TransferRow): Promise<Written> => ({
  ...(await refreshed(tx, county, row)),
  ...(await certificateNumber(tx, county, row)),
});

const letter: Effect = async (tx, _scope, county, row, asked) => ({
  ...(await refreshed(tx, county, row)),
  ...(asked.letter ?? (await newLetter(tx, county.today(), asked.days))),
  // From now on the receiving committee sees it, and nobody below it.
  to_path: row.to_committee_id === null ? null : await holdPath(tx, row.to_committee_id),
});

const issue: Effect = (tx, scope, county, row, asked) =>
  row.way === 'certificate' ? certificate(tx, county, row) : letter(tx, scope, county, row, asked);

/** The membership is kept while the member is abroad; the stay goes into the file, from where its clocks run. */
const keep: Effect = async (tx, scope, county, row) => {
  await stillThere(tx, county, row);
  const [fromOn, purpose] = [idOf(row.stay_from), idOf(row.stay_purpose)];
  const at = { personId: idOf(row.person_id), table: 'abroad_stay' } as const;
  const approvedBy = row.from_committee ?? '';
  const values = { fromOn, purpose, place: idOf(row.outside_name), approvedBy };
  const { id } = await addRecord(tx, scope, county, at, { values, reason: row.reason, aheadTo: fromOn });
  return { stay_record_id: id, valid_until: row.stay_until };
};

const approve: Effect = async (tx, _scope, county, row) => ({
  ...(await refreshed(tx, county, row)),
  to_path: await holdPath(tx, idOf(row.to_branch_id)),
});

const refuseExpired = (row: TransferRow, today: string): void => {
  if (row.valid_until !== null && row.valid_until < today)
    throw new AppError('conflict', { message: 'transfer.letter_expired' });
};

const assign: Effect = async (tx, scope, county, row, { branchId }) => {
  refuseExpired(row, county.today());
  const branch = await branchFor(tx, scope, branchId ?? idOf(row.to_branch_id));
  const committee = await holdPath(tx, idOf(row.to_committee_id));
  if (!branch.path.startsWith(committee)) throw invalid('body.branchId', 'transfer.committee_elsewhere');
  return { to_branch_id: branch.id, to_path: branch.path };
};

const dayOf = (row: TransferRow, { on }: Walk, today: string): string => {
  const day = on ?? today;
  if (day > today) throw invalid('body.on', 'date_future', { date: day });
  if (row.issued_on !== null && day < row.issued_on) throw invalid('body.on', 'transfer.before_letter');
  return day;
};

/** The one moment in which the member changes hands. */
const accept: Effect = async (tx, scope, county, row, asked) => {
  const on = dayOf(row, asked, county.today());
  const branchId = idOf(row.to_branch_id);
  const reason = row.letter_no === null ? row.reason : `${row.reason}（${row.letter_no}）`;
  if (row.way !== 'arriving') {
    const move = { personId: idOf(row.person_id), fromBranchId: idOf(row.from_branch_id), branchId, on, reason };
    await handOver(tx, scope, county, move);
    return { accepted_on: on };
  }
  const facts = openFacts(county.crypto, row.sealed);
  const fields = rosterFields(facts);
  // Who was a member here before comes back to the file of before.
  const back = {
    branchId,
    on,
    reason: row.reason,
    document: row.letter_no ?? undefined,
    fields,
    samePerson: facts.samePerson === true,
  };
  const personId =
    (await takeBack(tx, scope, county, back)) ??
    (await createMember(tx, scope, county, { branchId, fields, joinKind: 'transferred_in', since: on, reason }));
  return { accepted_on: on, person_id: personId };
};

/** The receipt from outside: the day before it names is the last one here. */
const confirm: Effect = async (tx, scope, county, row, asked) => {
  const on = dayOf(row, asked, county.today());
  if (row.valid_until !== null && on > row.valid_until) throw invalid('body.on', 'transfer.letter_expired');
  const personId = idOf(row.person_id);
  const member = await stillThere(tx, county, row);
  await endMembership(tx, scope, county, personId, {
    version: member.version,
    kind: 'transferred_out',
    on: addDays(on, -1),
    reason: `${row.reason}；${row.outside_name ?? ''}`,
    document: row.letter_no ?? undefined,
  });
  return { accepted_on: on };
};

/** The member is back: organisation life goes on where it was. A file that is closed by now says itself what became of it. */
const conclude: Effect = async (tx, scope, county, row, { on }) => {
  const day = on ?? county.today();
  if (day > county.today()) throw invalid('body.on', 'date_future', { date: day });
  if (row.stay_from !== null && day < row.stay_from) throw invalid('body.on', 'transfer.stay_order');
  const personId = idOf(row.person_id);
  const stay = await tx
    .selectFrom('abroad_stay')
    .select(['id', 'version', 'to_on'])
    .where('id', '=', row.stay_record_id)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  if (stay !== undefined && stay.to_on === null) {
    const at = { personId, table: 'abroad_stay', recordId: stay.id, version: stay.version } as const;
    await editRecord(tx, scope, county, at, { values: { toOn: day }, reason: row.reason });
  }
  return { accepted_on: day };
};

/** A new letter in the place of one that was lost or has run out; the old number is void from this moment. */
const replace: Effect = async (tx, scope, county, row, { days, reason, letter: given }) => {
  if (!covers(scope, row.org_path)) throw new AppError('forbidden', { message: 'transfer.not_yours' });
  const facts = await refreshed(tx, county, row);
  // The old one leaves its place first: one transfer of a person is under way at a time.
  await tx.updateTable('transfer').set({ state: 'lost_reissued' }).where('id', '=', row.id).execute();
  const letter =
    row.way === 'certificate'
      ? await certificateNumber(tx, county, row)
      : (given ?? (await newLetter(tx, county.today(), days)));
  const next = await tx
    .insertInto('transfer')
    .values({
      id: newId(),
      person_id: row.person_id,
      org_path: row.org_path,
      to_path: row.to_committee_id === null ? null : await holdPath(tx, row.to_committee_id),
      way: row.way,
      kind: row.kind,
      state: 'out_committee_ok',
      from_branch_id: row.from_branch_id,
      from_committee_id: row.from_committee_id,
      to_branch_id: row.to_branch_id,
      to_committee_id: row.to_committee_id,
      outside_name: row.outside_name,
      reason: row.reason,
      dues_paid_to: row.dues_paid_to,
      stay_from: row.stay_from,
      stay_until: row.stay_until,
      stay_purpose: row.stay_purpose,
      replaces_id: row.id,
      unit_id: row.unit_id,
      due_on:
        dueOf({ way: row.way, state: 'out_committee_ok', validUntil: letter.valid_until, acceptedOn: null })?.day ??
        null,
      sealed: facts.sealed as Buffer,
      key_id: facts.key_id as number,
      ...letter,
    })
    .returning(walked)
    .executeTakeFirstOrThrow();
  await record(tx, scope, next, { step: 'replace', reason, today: county.today() });
  return {};
};

export const effects: Readonly<Record<Step, Effect>> = {
  submit: refresh,
  agree: refresh,
  approve,
  issue,
  assign,
  accept,
  receipt: nothing,
  confirm,
  keep,
  conclude,
  reject: nothing,
  recall: nothing,
  lose: replace,
  reissue: replace,
};
