import { sql } from 'kysely';
import type { z } from 'zod';
import { covers, may, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { mayDecide, organisationRow } from '#features/base/organisations/index.ts';
import { visibleTransfers } from '../access.ts';
import { paidTogether } from '../paid/queries.ts';
import { standingOf, transferView, walkerOfRow, withPlaces, type TransferRow } from '../queries.ts';
import { stepsOf, underWay, type Step } from '../rules.ts';
import type { LeftOff, Unit, UnitFile } from './contract.ts';

/** Units of the scope's range. */
export const visibleUnits = (db: Db, scope: Scope) =>
  db.selectFrom('unit_transfer as u').where('u.org_path', '>=', scope.from).where('u.org_path', '<', scope.to);

/** Of a member whose letter was replaced, the new one alone. */
const counted = sql`from transfer t where t.unit_id = u.id and not exists (select from transfer n where n.replaces_id = t.id)`;

const unitRows = (db: Db, scope: Scope) =>
  visibleUnits(db, scope)
    .innerJoin('organisation as o', 'o.id', 'u.organisation_id')
    .innerJoin('organisation as c', 'c.id', 'u.committee_id')
    .selectAll('u')
    .select([
      'o.name as organisation',
      'c.name as committee',
      'c.path as committee_path',
      'c.phone as committee_phone',
      sql<number>`(select count(*)::int4 ${counted})`.as('members'),
      sql<number>`(select count(*)::int4 ${counted} and t.state = any(${underWay}::transfer_state[]))`.as('open'),
      'o.path as organisation_path',
      'o.parent_id as organisation_parent',
      'o.abolished_on',
      sql<boolean>`u.way = 'leaving' and o.abolished_on is null
        and exists (select ${counted} and t.state = 'receipt_returned')
        and not exists (select ${counted} and t.state = any(${[...underWay, 'expired']}::transfer_state[]))`.as('gone'),
    ]);
export type UnitRow = Awaited<ReturnType<ReturnType<typeof unitRows>['executeTakeFirstOrThrow']>>;

const viewOf = (row: UnitRow): z.input<typeof Unit> => ({
  id: row.id,
  version: row.version,
  way: row.way === 'leaving' ? 'leaving' : 'arriving',
  name: row.name,
  organisationId: row.organisation_id,
  organisation: row.organisation,
  committee: row.committee,
  outside: row.outside_name,
  reason: row.reason,
  duesPaidTo: row.dues_paid_to,
  letterNo: row.letter_no,
  issuedOn: row.issued_on,
  validUntil: row.valid_until,
  signedBy: row.signed_by,
  members: row.members,
  open: row.open,
  gone: row.gone,
  abolishedOn: row.way === 'leaving' ? row.abolished_on : null,
  createdAt: row.created_at,
});

export const unitPage = async (
  db: Db,
  scope: Scope,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
) => {
  const rows = await unitRows(db, scope)
    .$if(cursor !== undefined, (q) => q.where('u.id', '<', cursor ?? ''))
    .orderBy('u.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(viewOf);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

/** @throws AppError not_found */
export const unitRow = async (db: Db, scope: Scope, id: string): Promise<UnitRow> => {
  const row = await unitRows(db, scope).where('u.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};

/** The transfers of its members, without those for which another letter stands. */
export const memberRows = async (db: Db, scope: Scope, id: string): Promise<TransferRow[]> =>
  withPlaces(visibleTransfers(db, scope))
    .where('t.unit_id', '=', id)
    .where('n.id', 'is', null)
    .orderBy('t.id')
    .execute();

const leftOffRows = async (db: Db, scope: Scope, ids: readonly string[]): Promise<TransferRow[]> =>
  ids.length === 0
    ? []
    : withPlaces(visibleTransfers(db, scope))
        .where('t.id', '=', sql<string>`any(${ids}::uuid[])`)
        .orderBy('t.id')
        .execute();

const leftOffView = (scope: Scope, county: County, row: TransferRow): z.input<typeof LeftOff> => {
  const { id, personId, member, from, to, outside, way, kind, state, unitId } = transferView(scope, county, row);
  return {
    transferId: id,
    personId,
    name: member.name,
    branch: from.branch,
    way,
    kind,
    state,
    to: outside ?? to.branch,
    unitId,
  };
};

/** Members of today below an organisation, each with the own transfer that is under way. */
export const membersBelow = (db: Db, path: string) =>
  db
    .selectFrom('membership as m')
    .innerJoin('organisation as b', 'b.id', 'm.branch_id')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .leftJoin('transfer as t', (join) =>
      join
        .onRef('t.person_id', '=', 'm.person_id')
        .on('t.state', '=', sql<'draft'>`any(${underWay}::transfer_state[])`),
    )
    .select(['m.person_id', 'p.name', 'm.category', 'm.branch_id', 'b.short_name as branch', 't.id as transfer_id'])
    .where('m.left_on', 'is', null)
    .where('m.voided_at', 'is', null)
    .where('b.path', '>=', path)
    .where('b.path', '<', rangeEnd(path))
    .orderBy('m.person_id')
    .execute();

const isTransfer = (id: string | null): id is string => id !== null;
export const leftOffOf = (people: Awaited<ReturnType<typeof membersBelow>>): string[] =>
  people.map((one) => one.transfer_id).filter(isTransfer);

/** Who may still be put on the list: the letter is not issued, and the way of others on it not over. */
export const addableTo = async (db: Db, row: UnitRow, rows: readonly Pick<TransferRow, 'person_id'>[]) => {
  if (row.way !== 'leaving' || row.letter_no !== null || row.open === 0) return [];
  const on = new Set(rows.map((one) => one.person_id));
  return (await membersBelow(db, row.organisation_path))
    .filter((one) => one.transfer_id === null && !on.has(one.person_id))
    .map((one) => ({ personId: one.person_id, name: one.name, branch: one.branch }));
};

/** @throws AppError not_found outside the scope's range */
export const unitPreviewOf = async (db: Db, scope: Scope, county: County, organisationId: string) => {
  const unit = await organisationRow(db, scope, organisationId);
  if (!covers(scope, unit.path)) throw notFound();
  const people = await membersBelow(db, unit.path);
  const going = people.filter((one) => one.transfer_id === null);
  const rows = await leftOffRows(db, scope, leftOffOf(people));
  return {
    members: going.length,
    probationary: going.filter(({ category }) => category === 'probationary').length,
    branches: new Set(going.map((one) => one.branch_id)).size,
    leftOff: rows.map((row) => leftOffView(scope, county, row)),
    paid: await paidTogether(
      db,
      going.map((one) => one.person_id),
    ),
  };
};

/** Steps that are open to the reader for at least one of the members. */
export const unitSteps = (scope: Scope, rows: readonly TransferRow[]): Step[] => [
  ...new Set(rows.flatMap((row) => stepsOf(standingOf(row), walkerOfRow(scope, row)))),
];

export const mayPrintUnit = (scope: Scope, row: UnitRow): boolean =>
  row.way === 'leaving' &&
  row.letter_no !== null &&
  may(scope, 'transfers.approve') &&
  covers(scope, row.committee_path);

export const unitFile = async (db: Db, scope: Scope, county: County, id: string): Promise<z.input<typeof UnitFile>> => {
  const row = await unitRow(db, scope, id);
  const rows = await memberRows(db, scope, id);
  return {
    ...viewOf(row),
    items: rows.map((one) => transferView(scope, county, one)),
    leftOff: (await leftOffRows(db, scope, row.left_off)).map((one) => leftOffView(scope, county, one)),
    addable: may(scope, 'transfers.prepare') ? await addableTo(db, row, rows) : [],
    mayAbolish: row.gone && mayDecide(scope, { path: row.organisation_path, parentId: row.organisation_parent }),
    can: unitSteps(scope, rows),
    mayPrint: mayPrintUnit(scope, row),
  };
};
