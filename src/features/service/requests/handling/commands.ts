import { sql } from 'kysely';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { visibleRequests } from '../access.ts';
import { handOnPhotos } from '../photos/moving/commands.ts';
import { allows, pushesDown, stateAfter, type RequestAct, type RequestState } from '../rules.ts';
import { endTelling, tellUnit } from '../telling/commands.ts';
import { writeEntry } from '../thread/commands.ts';
import { openRequest } from '../thread/queries.ts';
import { assignable } from './queries.ts';

const lockOne = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleRequests(tx, scope)
    .select([
      'r.id',
      'r.org_path',
      'r.state',
      'r.reopened',
      'r.version',
      'r.unit_id',
      'r.came_from_id',
      'r.due_on',
      'r.hide_name',
      'r.sealed',
    ])
    .where('r.id', '=', id)
    .forUpdate('r')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};
type Row = Awaited<ReturnType<typeof lockOne>>;

export interface Handled {
  readonly id: string;
  readonly version: number;
  readonly state: RequestState;
}

/** The request as the reader saw it, in a state in which the act may follow. @throws AppError not_found, stale, conflict */
const ready = async (tx: Tx, scope: Scope, id: string, version: number, act: RequestAct): Promise<Row> => {
  const row = await lockOne(tx, scope, id);
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  if (!allows(act, row)) throw new AppError('conflict', { message: 'requests.wrong_state' });
  return row;
};

const step = async (tx: Tx, row: Row, act: RequestAct, more: object = {}): Promise<Handled> => {
  const [state, version] = [stateAfter[act], row.version + 1];
  await tx
    .updateTable('service_request')
    .set({ state, version, ...more })
    .where('id', '=', row.id)
    .execute();
  touch(tx, 'requests', { path: row.org_path });
  return { id: row.id, version, state };
};

const note = (tx: Tx, row: Row, action: string): void =>
  audit(tx, { action, entity: 'service_request', entityId: row.id, path: row.org_path });

/** The unit begins with it. */
export const take = async (tx: Tx, scope: Scope, county: County, id: string, body: { readonly version: number }) => {
  const row = await ready(tx, scope, id, body.version, 'take');
  await writeEntry(tx, county, { request: row, kind: 'taken', unitId: scope.organisationId, actor: scope.actor });
  note(tx, row, 'requests.take');
  await endTelling(tx, id);
  return step(tx, row, 'take');
};

interface Answered {
  readonly version: number;
  readonly text: string;
}

export const answer = async (tx: Tx, scope: Scope, county: County, id: string, { version, text }: Answered) => {
  const row = await ready(tx, scope, id, version, 'answer');
  await writeEntry(tx, county, {
    request: row,
    kind: 'answered',
    unitId: scope.organisationId,
    actor: scope.actor,
    text,
  });
  note(tx, row, 'requests.answer');
  return step(tx, row, 'answer', { answered_on: county.today() });
};

interface Refused {
  readonly version: number;
  readonly reason: string;
  readonly way: string;
}

export const refuse = async (tx: Tx, scope: Scope, county: County, id: string, { version, reason, way }: Refused) => {
  const row = await ready(tx, scope, id, version, 'refuse');
  await writeEntry(tx, county, {
    request: row,
    kind: 'refused',
    unitId: scope.organisationId,
    actor: scope.actor,
    text: reason,
    way,
  });
  note(tx, row, 'requests.refuse');
  await endTelling(tx, id);
  return step(tx, row, 'refuse', { ended_on: county.today() });
};

interface Assigned {
  readonly version: number;
  readonly unitId: string;
  readonly reason: string;
}

/** The row leaves the range of the unit that gives it on; its clock goes on running. @throws AppError invalid beside the others */
export const assign = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, unitId, reason }: Assigned,
): Promise<Handled> => {
  const row = await ready(tx, scope, id, version, 'assign');
  if (unitId === row.unit_id) throw invalid('body.unitId', 'requests.same_unit');
  const { units, ownType } = await assignable(tx, scope, county);
  const unit = units.find((one) => one.id === unitId);
  if (unit === undefined) throw invalid('body.unitId', 'requests.no_unit');
  if (pushesDown(ownType, unit.type) && unitId !== row.came_from_id)
    throw invalid('body.unitId', 'requests.pushed_down');
  const path = await holdPath(tx, unitId);
  await writeEntry(tx, county, { request: row, kind: 'assigned', unitId, actor: scope.actor, text: reason });
  note(tx, row, 'requests.assign');
  await endTelling(tx, id);
  const handled = await step(tx, row, 'assign', {
    unit_since: county.today(),
    routed: 'assigned',
    came_from_id: row.unit_id,
  });
  await handOnPhotos(tx, scope, id, unitId);
  // Last: from here on the row lies outside the range.
  const { rows } = await sql<{ moved: boolean | null }>`
    select hand_on_request(${id}::uuid, ${scope.from}, ${scope.to}, ${unitId}::uuid) as moved`.execute(tx);
  if (rows[0]?.moved !== true) throw new AppError('conflict', { message: 'place_moved' });
  await tellUnit(tx, county, { ...unit, path }, { id, version: handled.version, kind: 'arrived', day: row.due_on });
  touch(tx, 'requests', { path: matterPath(path, id) });
  return handled;
};

/** The number in full, for whoever calls back; audited each time. @throws AppError not_found, refused */
export const showPhone = async (tx: Tx, scope: Scope, county: County, id: string): Promise<{ phone: string }> => {
  const row = await lockOne(tx, scope, id);
  const { phone } = openRequest(county, row.sealed);
  if (row.hide_name || phone === null) throw new AppError('refused', { message: 'requests.no_phone' });
  note(tx, row, 'requests.showPhone');
  return { phone };
};
