import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { settleClock, takeUp } from '../clocks/commands.ts';
import { allows, pushesDown, stateAfter, type RequestAct } from '../rules.ts';
import { endTelling } from '../telling/commands.ts';
import { writeEntry } from '../thread/commands.ts';
import { openRequest } from '../thread/queries.ts';
import { type Answering, answeredPoints } from '../work/points/commands.ts';
import { decisionsOf } from '../work/returns/queries.ts';
import { isSettledFor } from '../work/returns/rules.ts';
import { endTasks } from '../work/tasks/commands.ts';
import { lockOne } from './access.ts';
import { handOn, type Handled } from './moving/commands.ts';
import { assignable } from './queries.ts';

type Row = Awaited<ReturnType<typeof lockOne>>;

/** The request as the reader saw it, in a state in which the act may follow. @throws AppError not_found, stale, conflict */
const ready = async (tx: Tx, scope: Scope, id: string, version: number, act: RequestAct): Promise<Row> => {
  const row = await lockOne(tx, scope, id);
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  if (!allows(act, row)) throw new AppError('conflict', { message: 'requests.wrong_state' });
  if ((await decisionsOf(tx, scope, id)).some(({ state }) => state === 'open'))
    throw new AppError('conflict', { message: 'requests.return_open' });
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
  const taken = await step(tx, row, 'take');
  await takeUp(tx, scope, county, id);
  return taken;
};

interface Answered extends Answering {
  readonly version: number;
}

/** Each point that was raised is answered, or it says why not. @throws AppError invalid beside the others */
export const answer = async (tx: Tx, scope: Scope, county: County, id: string, { version, ...said }: Answered) => {
  const row = await ready(tx, scope, id, version, 'answer');
  const points = await answeredPoints(tx, scope, county, row, said);
  await writeEntry(tx, county, {
    request: row,
    kind: 'answered',
    unitId: scope.organisationId,
    actor: scope.actor,
    text: said.text,
    points,
    opinion: said.opinion ?? null,
  });
  note(tx, row, 'requests.answer');
  await settleClock(tx, scope, county, row);
  await endTasks(tx, scope, county, id);
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
  await settleClock(tx, scope, county, row);
  await endTasks(tx, scope, county, id);
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
  // A dispute that was decided is not begun anew under another name.
  if (scope.organisationId === row.unit_id && isSettledFor(row.unit_id, await decisionsOf(tx, scope, id)))
    throw new AppError('refused', { message: 'requests.settled' });
  const { units, ownType } = await assignable(tx, scope, county);
  const unit = units.find((one) => one.id === unitId);
  if (unit === undefined) throw invalid('body.unitId', 'requests.no_unit');
  if (pushesDown(ownType, unit.type) && unitId !== row.came_from_id)
    throw invalid('body.unitId', 'requests.pushed_down');
  await holdPath(tx, unitId);
  await writeEntry(tx, county, { request: row, kind: 'assigned', unitId, actor: scope.actor, text: reason });
  note(tx, row, 'requests.assign');
  return handOn(tx, scope, county, row, unit);
};

/** The number in full, for whoever calls back; audited each time. @throws AppError not_found, refused */
export const showPhone = async (tx: Tx, scope: Scope, county: County, id: string): Promise<{ phone: string }> => {
  const row = await lockOne(tx, scope, id);
  const { phone } = openRequest(county, row.sealed);
  if (row.hide_name || phone === null) throw new AppError('refused', { message: 'requests.no_phone' });
  note(tx, row, 'requests.showPhone');
  return { phone };
};
