import { sql } from 'kysely';
import type { z } from 'zod';
import { covers, may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleTransfers } from '../access.ts';
import { standingOf, transferView, walkerOfRow, withPlaces, type TransferRow } from '../queries.ts';
import { stepsOf, underWay, type Step } from '../rules.ts';
import type { Unit, UnitFile } from './contract.ts';

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
    ]);
export type UnitRow = Awaited<ReturnType<ReturnType<typeof unitRows>['executeTakeFirstOrThrow']>>;

const viewOf = (row: UnitRow): z.input<typeof Unit> => ({
  id: row.id,
  version: row.version,
  way: row.way === 'leaving' ? 'leaving' : 'arriving',
  name: row.name,
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
    can: unitSteps(scope, rows),
    mayPrint: mayPrintUnit(scope, row),
  };
};
