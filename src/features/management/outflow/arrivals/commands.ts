import { sql } from 'kysely';
import type { z } from 'zod';
import { covers, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { branchFor, openFile } from '#features/base/members/index.ts';
import { organisationRow, takesMembers } from '#features/base/organisations/index.ts';
import { visibleArrivals } from '../access.ts';
import type { enterArrival } from '../contract.ts';
import { awayRow } from '../queries.ts';
import { sealArrival } from './queries.ts';

const tellBoth = (tx: Tx, paths: readonly string[]): void => {
  for (const path of new Set(paths)) touch(tx, 'outflow', { path });
};

/** Ends what another branch was told before. */
const takeBack = async (tx: Tx, outflowId: string, today: string): Promise<string[]> => {
  const rows = await tx
    .updateTable('inflow')
    .set({ until: sql<string>`greatest(since, ${today}::date)`, version: sql<number>`version + 1` })
    .where('outflow_id', '=', outflowId)
    .where('until', 'is', null)
    .returning('to_path')
    .execute();
  return rows.map((row) => row.to_path);
};

/** The branch that is to know of it, anywhere in the county but at home. */
const receiverOf = async (tx: Tx, scope: Scope, branchId: string, homeId: string) => {
  if (branchId === homeId) throw invalid('body.branchId', 'outflow.same_branch');
  const branch = await organisationRow(tx, scope, branchId).catch(() => undefined);
  if (branch === undefined || !takesMembers(branch)) throw invalid('body.branchId', 'outflow.no_branch');
  return branch;
};

/** Tells a branch of the county that the member lives there, or takes it back. @throws AppError not_found, invalid */
export const tellReceiving = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  branchId: string | null,
): Promise<string> => {
  const row = await awayRow(tx, scope, id);
  // Locked, so that the member is told to one branch at a time.
  const { person } = await openFile(tx, county, row.person_id, { lock: true });
  const receiver = branchId === null ? null : await receiverOf(tx, scope, branchId, row.branch_id);
  const told = await takeBack(tx, id, county.today());
  if (receiver) {
    const home = await organisationRow(tx, scope, row.branch_id);
    const phone = person.phone === null ? null : county.crypto.decrypt(person.phone);
    await tx
      .insertInto('inflow')
      .values({
        id: newId(),
        branch_id: receiver.id,
        outflow_id: id,
        person_id: row.person_id,
        org_path: row.org_path,
        to_path: receiver.path,
        ...sealArrival(county.crypto, { name: row.name, phone, home: home.name }),
        since: row.from_on,
        reason: row.reason,
      })
      .execute();
  }
  const to = receiver?.name ?? null;
  await tx
    .updateTable('outflow')
    .set({ receiving_organisation: to, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
  const changes = [{ field: 'outflow.receiving_organisation', from: row.receiving_organisation, to }];
  audit(tx, { action: 'outflow.place', entity: 'person', entityId: row.person_id, path: row.org_path, changes });
  tellBoth(tx, [row.org_path, ...told, ...(receiver ? [receiver.path] : [])]);
  return id;
};

type Entered = z.output<typeof enterArrival.body>;

/** Somebody from outside the county lives here: there is no file to take it from. @throws AppError not_found, invalid */
export const enter = async (tx: Tx, scope: Scope, county: County, body: Entered): Promise<string> => {
  const branch = await branchFor(tx, scope, body.branchId, 'body.branchId');
  if (body.since > county.today()) throw invalid('body.since', 'outflow.day_future');
  const id = newId();
  const facts = { name: body.name, phone: body.phone ?? null, home: body.home };
  await tx
    .insertInto('inflow')
    .values({
      id,
      branch_id: branch.id,
      org_path: branch.path,
      to_path: branch.path,
      ...sealArrival(county.crypto, facts),
      since: body.since,
      reason: body.reason === undefined || body.reason === '' ? null : body.reason,
    })
    .execute();
  audit(tx, { action: 'outflow.enterArrival', entity: 'inflow', entityId: id, path: branch.path });
  tellBoth(tx, [branch.path]);
  return id;
};

interface Ending {
  readonly version: number;
  readonly on: string;
}

/** @throws AppError not_found, stale, invalid; conflict where the own branch says it */
export const end = async (tx: Tx, scope: Scope, county: County, id: string, { version, on }: Ending): Promise<void> => {
  const row = await visibleArrivals(tx, scope)
    .select(['i.id', 'i.version', 'i.outflow_id', 'i.to_path', 'i.since'])
    .where('i.id', '=', id)
    .forUpdate('i')
    .executeTakeFirst();
  if (row === undefined || !covers(scope, row.to_path)) throw notFound();
  if (row.outflow_id !== null) throw new AppError('conflict', { message: 'outflow.told_by_home' });
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  if (on < row.since) throw invalid('body.on', 'outflow.day_before');
  if (on > county.today()) throw invalid('body.on', 'outflow.day_future');
  await tx
    .updateTable('inflow')
    .set({ until: on, version: version + 1 })
    .where('id', '=', id)
    .execute();
  audit(tx, { action: 'outflow.endArrival', entity: 'inflow', entityId: id, path: row.to_path });
  tellBoth(tx, [row.to_path]);
};
