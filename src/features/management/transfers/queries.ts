import { sql, type Expression, type SqlBool } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { yearsBetween } from '#shared/days.ts';
import { notFound } from '#shared/errors.ts';
import { maskIdNumber, maskPhone } from '#shared/mask.ts';
import { ownRows, visibleTransfers, walkerOf } from './access.ts';
import type { Queue, Transfer, TransferEvent, TransferFile } from './contract.ts';
import { openFacts } from './letters/queries.ts';
import {
  dueOf,
  isOpen,
  states,
  stepsOf,
  togetherSteps,
  underWay,
  waitsFor,
  ways,
  type Place,
  type Standing,
  type State,
  type Walker,
} from './rules.ts';

/** A transfer with the names and paths of its four places. */
export const withPlaces = (rows: ReturnType<typeof visibleTransfers>) =>
  rows
    .leftJoin('organisation as fb', 'fb.id', 't.from_branch_id')
    .leftJoin('organisation as fc', 'fc.id', 't.from_committee_id')
    .leftJoin('organisation as tb', 'tb.id', 't.to_branch_id')
    .leftJoin('organisation as tc', 'tc.id', 't.to_committee_id')
    .leftJoin('transfer as n', 'n.replaces_id', 't.id')
    // Null where the reader's range does not hold the file: the other side reads the letter alone.
    .leftJoin('person as p', (join) => join.onRef('p.id', '=', 't.person_id').on('p.voided_at', 'is', null))
    .selectAll('t')
    .select([
      'fb.name as from_branch',
      'fb.path as from_path',
      'fc.name as from_committee',
      'fc.path as from_committee_path',
      'tb.name as to_branch',
      'tb.path as to_branch_path',
      'tc.name as to_committee',
      'tc.path as to_committee_path',
      'n.id as replaced_by',
      'p.id as file_id',
    ]);

export type TransferRow = Awaited<ReturnType<ReturnType<typeof withPlaces>['executeTakeFirstOrThrow']>>;

export const standingOf = (row: Pick<TransferRow, 'way' | 'state' | 'replaced_by'>): Standing => ({
  way: row.way,
  state: row.state,
  replaced: row.replaced_by !== null,
});

export const walkerOfRow = (scope: Scope, row: TransferRow): Walker =>
  walkerOf(scope, {
    fromPath: row.from_path,
    fromCommitteePath: row.from_committee_path,
    // The branch that is to receive acts when the letter has come to it.
    toPath: row.to_path === null ? null : row.to_branch_path,
    toCommitteePath: row.to_committee_path,
  });

const memberOf = (county: County, row: TransferRow): z.input<typeof Transfer>['member'] => {
  const { birthDate, idNumber, phone, ...facts } = openFacts(county.crypto, row.sealed);
  return {
    ...facts,
    age: birthDate === null ? null : yearsBetween(birthDate, county.today()),
    idNumber: maskIdNumber(idNumber),
    phone: maskPhone(phone),
  };
};

const nextName = (row: TransferRow, place: Place | null): string | null => {
  if (place === null) return row.way === 'leaving' && row.state === 'out_committee_ok' ? row.outside_name : null;
  return {
    origin_branch: row.from_branch,
    origin_committee: row.from_committee,
    receiving_committee: row.to_committee,
    receiving_branch: row.to_branch,
  }[place];
};

const dueView = (row: TransferRow) => {
  const due = dueOf({
    way: row.way,
    state: row.state,
    validUntil: row.valid_until,
    acceptedOn: row.accepted_on,
  });
  if (due === null || due.why === null) return { dueOn: due?.day ?? null, dueWhy: null };
  return { dueOn: due.day, dueWhy: { ...due.why, inputs: { ...due.why.inputs }, steps: [...due.why.steps] } };
};

/** A letter is printed by who issued it; the receipt by who received it. */
const mayPrint = (row: TransferRow, walker: Walker): boolean =>
  row.letter_no !== null &&
  row.way !== 'short' &&
  // A unit has one letter for all.
  row.unit_id === null &&
  walker.rights.has('approve') &&
  (walker.covers.has('origin_committee') ||
    (walker.covers.has('receiving_committee') && row.to_path !== null && row.accepted_on !== null));

export const transferView = (scope: Scope, county: County, row: TransferRow): z.input<typeof Transfer> => {
  const standing = standingOf(row);
  const walker = walkerOfRow(scope, row);
  const place = waitsFor(standing);
  const { dueOn, dueWhy } = dueView(row);
  return {
    id: row.id,
    version: row.version,
    way: row.way,
    kind: row.kind,
    state: row.state,
    personId: row.file_id !== null && may(scope, 'members.read') ? row.file_id : null,
    member: memberOf(county, row),
    from: {
      branchId: row.from_branch_id,
      branch: row.from_branch,
      committeeId: row.from_committee_id,
      committee: row.from_committee,
    },
    to: {
      branchId: row.to_branch_id,
      branch: row.to_branch,
      committeeId: row.to_committee_id,
      committee: row.to_committee,
    },
    outside: row.outside_name,
    reason: row.reason,
    duesPaidTo: row.dues_paid_to,
    letterNo: row.letter_no,
    issuedOn: row.issued_on,
    validUntil: row.valid_until,
    acceptedOn: row.accepted_on,
    stay: row.stay_from === null ? null : { from: row.stay_from, until: row.stay_until, purpose: row.stay_purpose },
    dueOn,
    dueWhy,
    overdue: (dueOn !== null && dueOn < county.today()) || (row.state === 'expired' && row.replaced_by === null),
    open: isOpen(standing),
    waitsFor: place,
    waitsForName: nextName(row, place),
    signedBy: row.signed_by,
    unitId: row.unit_id,
    replacesId: row.replaces_id,
    replacedById: row.replaced_by,
    createdAt: row.created_at,
    can: stepsOf(standing, walker).filter((step) => row.unit_id === null || !togetherSteps.has(step)),
    mayPrint: mayPrint(row, walker),
  };
};

/** One transfer as the scope sees it. @throws AppError not_found */
export const transferRow = async (db: Db, scope: Scope, id: string): Promise<TransferRow> => {
  const row = await withPlaces(visibleTransfers(db, scope)).where('t.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

const eventsOf = async (db: Db, ids: readonly string[]): Promise<Map<string, z.input<typeof TransferEvent>[]>> => {
  const rows = await db
    .selectFrom('transfer_event')
    .selectAll()
    .where('transfer_id', '=', sql<string>`any(${ids})`)
    .orderBy('transfer_id')
    .orderBy('version')
    .execute();
  const found = new Map<string, z.input<typeof TransferEvent>[]>();
  for (const { transfer_id: of, version, step, state, actor, organisation, at, reason } of rows)
    found.set(of, [...(found.get(of) ?? []), { version, step, state, actor, organisation, at, reason }]);
  return found;
};

export const transferFile = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof TransferFile>> => {
  const row = await transferRow(db, scope, id);
  const events = await eventsOf(db, [id]);
  return {
    ...transferView(scope, county, row),
    events: events.get(id) ?? [],
    former: await formerOf(db, county, row),
  };
};

/** The file of somebody who was a member here before, as far as the reader's range holds it. */
const formerOf = async (db: Db, county: County, row: TransferRow): Promise<string | null> => {
  if (row.way !== 'arriving' || !['in_committee_ok', 'in_branch_accepted', 'receipt_returned'].includes(row.state))
    return null;
  const { idNumber } = openFacts(county.crypto, row.sealed);
  const found = await db
    .selectFrom('person as p')
    .innerJoin('membership as m', 'm.person_id', 'p.id')
    .select('p.id')
    .where('p.id_number_hash', '=', county.crypto.hash('id_number', idNumber))
    .where('p.voided_at', 'is', null)
    .where('p.merged_into_id', 'is', null)
    .where('m.voided_at', 'is', null)
    .where('m.left_on', '<', row.accepted_on ?? county.today())
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
};

/** Ways and states whose next step lies at a place: the condition of a queue, from the rules. */
const waitingAt = (place: Place, among: readonly State[] = states): Expression<SqlBool> => {
  const pairs = ways.flatMap((way) =>
    among.filter((state) => waitsFor({ way, state, replaced: false }) === place).map((state) => `${way} ${state}`),
  );
  return sql<SqlBool>`(t.way::text || ' ' || t.state::text) = any(${pairs}) and n.id is null`;
};

/** What waits for the reader: a committee's own letters, or what a branch of the range has to do. */
const mine = (scope: Scope): Expression<SqlBool> => {
  if (may(scope, 'transfers.approve'))
    return sql<SqlBool>`((${waitingAt('origin_committee')} and t.from_committee_id = ${scope.organisationId}::uuid)
      or (${waitingAt('receiving_committee')} and t.to_committee_id = ${scope.organisationId}::uuid))`;
  // Who prepares papers and does not decide has the drafts to bring on.
  if (!may(scope, 'members.edit'))
    return sql<SqlBool>`(${waitingAt('origin_branch', ['draft'])} and t.org_path >= ${scope.from} and t.org_path < ${scope.to})`;
  return sql<SqlBool>`((${waitingAt('origin_branch')} and t.org_path >= ${scope.from} and t.org_path < ${scope.to})
    or (${waitingAt('receiving_branch')} and t.to_path >= ${scope.from} and t.to_path < ${scope.to}))`;
};

const openOnes = sql<SqlBool>`(t.state = any(${underWay}::transfer_state[]) or (t.state = 'in_branch_accepted' and t.way <> 'short'))`;
const lateOnes = (today: string): Expression<SqlBool> =>
  sql<SqlBool>`((t.due_on < ${today}::date and ${openOnes}) or (t.state = 'expired' and n.id is null))`;

const queueOf = (scope: Scope, today: string, queue: Queue): Expression<SqlBool> =>
  ({ todo: mine(scope), open: openOnes, overdue: lateOnes(today), all: sql<SqlBool>`true` })[queue];

/** How many wait, are open, are overdue: the numbers over the lists behind them. */
export const transferCounts = async (db: Db, scope: Scope, today: string) => {
  const row = await visibleTransfers(db, scope)
    .leftJoin('transfer as n', 'n.replaces_id', 't.id')
    .select([
      sql<number>`count(*) filter (where ${mine(scope)})::int4`.as('todo'),
      sql<number>`count(*) filter (where ${openOnes})::int4`.as('open'),
      sql<number>`count(*) filter (where ${lateOnes(today)})::int4`.as('overdue'),
    ])
    .executeTakeFirstOrThrow();
  return row;
};

export interface Page {
  readonly queue: Queue;
  readonly personId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export const transferPage = async (db: Db, scope: Scope, county: County, { queue, personId, cursor, limit }: Page) => {
  const today = county.today();
  const [rows, counts] = await Promise.all([
    withPlaces(visibleTransfers(db, scope))
      .where(queueOf(scope, today, queue))
      .$if(personId !== undefined, (q) => q.where('t.person_id', '=', personId ?? ''))
      .$if(cursor !== undefined, (q) => q.where('t.id', '<', cursor ?? ''))
      .orderBy('t.id', 'desc')
      .limit(limit + 1)
      .execute(),
    transferCounts(db, scope, today),
  ]);
  const items = rows.slice(0, limit).map((row) => transferView(scope, county, row));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null, counts };
};

/** The own transfers as the member reads them; what is still a draft is the branch's own matter. */
export const ownTransfersOf = async (db: Db, scope: Scope, county: County) => {
  if (scope.personId === null) throw notFound();
  const rows = await withPlaces(ownRows(db, scope))
    .where('t.state', '<>', 'draft')
    .orderBy('t.id', 'desc')
    .limit(50)
    .execute();
  const events = await eventsOf(
    db,
    rows.map((row) => row.id),
  );
  return {
    items: rows.map((row) => ({ ...transferView(scope, county, row), events: events.get(row.id) ?? [], former: null })),
  };
};
