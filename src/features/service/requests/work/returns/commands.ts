import type { z } from 'zod';
import { covers, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { endMatter, keepers, notify } from '#features/base/inbox/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { lockOne } from '../../handling/access.ts';
import { handOn } from '../../handling/moving/commands.ts';
import { handlingUnits } from '../../routing/queries.ts';
import { pushesDown } from '../../rules.ts';
import { writeEntry } from '../../thread/commands.ts';
import { visibleReturns } from '../access.ts';
import type { decideReturn, returnRequest } from './contract.ts';
import { decisionsOf, ReturnWords } from './queries.ts';
import { isReturnable, isSettledFor, returnableUntil } from './rules.ts';

const matterOf = (id: string): string => `request-return:${id}`;

type Row = Awaited<ReturnType<typeof lockOne>>;

const asSeen = async (tx: Tx, scope: Scope, id: string, version: number): Promise<Row> => {
  const row = await lockOne(tx, scope, id);
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  return row;
};

const next = async (tx: Tx, row: Row) => {
  const version = row.version + 1;
  await tx.updateTable('service_request').set({ version }).where('id', '=', row.id).execute();
  touch(tx, 'requests', { path: row.org_path });
  return { id: row.id, version, state: row.state };
};

const tell = async (
  tx: Tx,
  county: County,
  kind: 'disputed' | 'settled',
  told: { id: string; requestId: string; unit: string },
) => {
  const { path } = await tx
    .selectFrom('organisation')
    .select('path')
    .where('id', '=', told.unit)
    .executeTakeFirstOrThrow();
  await notify(tx, {
    kind: `requests.${kind}`,
    key: `${matterOf(told.id)}:${kind}`,
    people: [],
    staff: await keepers(tx, { permission: 'requests.handle', organisations: [told.unit], today: county.today() }),
    path,
    link: `/requests/${told.requestId}`,
    params: {},
  });
};

/** The next unit above with somebody who handles requests. @throws AppError refused where nobody is above */
const reviewerOf = async (tx: Tx, county: County, unitId: string): Promise<string> => {
  const unit = await tx
    .selectFrom('organisation')
    .select('parent_id')
    .where('id', '=', unitId)
    .executeTakeFirstOrThrow();
  const above =
    unit.parent_id === null
      ? []
      : await keepers(tx, {
          permission: 'requests.handle',
          organisations: [unit.parent_id],
          nearest: true,
          today: county.today(),
        });
  const at = above[0]?.at;
  if (at === undefined) throw new AppError('refused', { message: 'requests.nobody_above' });
  return at;
};

/** The unit in charge says that it is another's. @throws AppError not_found, stale, conflict, refused, invalid */
export const giveBack = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason, proposedId }: z.output<typeof returnRequest.body>,
) => {
  const row = await asSeen(tx, scope, id, version);
  if (scope.organisationId !== row.unit_id) throw new AppError('refused', { message: 'requests.not_yours' });
  if (!isReturnable(row.state)) throw new AppError('conflict', { message: 'requests.wrong_state' });
  const decided = await decisionsOf(tx, scope, id);
  if (decided.some(({ state }) => state === 'open'))
    throw new AppError('conflict', { message: 'requests.return_open' });
  if (isSettledFor(row.unit_id, decided)) throw new AppError('refused', { message: 'requests.settled' });
  if (county.today() > returnableUntil(row.unit_since, await readCalendar(tx)))
    throw new AppError('refused', { message: 'requests.return_late' });
  if (proposedId === row.unit_id) throw invalid('body.proposedId', 'requests.same_unit');
  if (proposedId !== undefined && !(await handlingUnits(tx, county)).some((unit) => unit.id === proposedId))
    throw invalid('body.proposedId', 'requests.no_unit');
  const reviewer = await reviewerOf(tx, county, row.unit_id);
  const words: z.infer<typeof ReturnWords> = { reason, decision: null };
  const returnId = newId();
  await tx
    .insertInto('request_return')
    .values({
      id: returnId,
      request_id: id,
      org_path: row.org_path,
      unit_id: row.unit_id,
      proposed_id: proposedId ?? null,
      reviewer_id: reviewer,
      sealed: county.crypto.encrypt(JSON.stringify(words)),
      key_id: county.crypto.currentKeyId,
      actor: scope.actor,
      asked_on: county.today(),
    })
    .execute();
  await writeEntry(tx, county, {
    request: row,
    kind: 'disputed',
    unitId: row.unit_id,
    actor: scope.actor,
    text: reason,
  });
  audit(tx, { action: 'requests.return', entity: 'service_request', entityId: id, path: row.org_path });
  await tell(tx, county, 'disputed', { id: returnId, requestId: id, unit: reviewer });
  return next(tx, row);
};

const openOne = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleReturns(tx, scope)
    .select(['b.id', 'b.sealed', 'b.reviewer_id', 'u.type'])
    .where('b.request_id', '=', id)
    .where('b.state', '=', 'open')
    .forUpdate('b')
    .executeTakeFirst();
  if (row === undefined) throw new AppError('conflict', { message: 'requests.no_return' });
  return row;
};

/** The unit above names who is in charge, once. @throws AppError not_found, stale, conflict, refused, invalid */
export const decide = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, unitId, reason }: z.output<typeof decideReturn.body>,
) => {
  const row = await asSeen(tx, scope, id, version);
  const one = await openOne(tx, scope, id);
  const reviewer = await tx
    .selectFrom('organisation')
    .select('path')
    .where('id', '=', one.reviewer_id)
    .executeTakeFirstOrThrow();
  // The unit that was asked to decide, or one above it: never the one that wants to be rid of it.
  if (!covers(scope, reviewer.path)) throw new AppError('refused', { message: 'requests.not_yours' });
  const unit = (await handlingUnits(tx, county)).find((each) => each.id === unitId);
  if (unit === undefined) throw invalid('body.unitId', 'requests.no_unit');
  if (unitId !== row.unit_id && unitId !== row.came_from_id && pushesDown(one.type, unit.type))
    throw invalid('body.unitId', 'requests.pushed_down');
  const { reason: asked } = ReturnWords.parse(JSON.parse(county.crypto.decrypt(one.sealed)));
  await tx
    .updateTable('request_return')
    .set({
      state: unitId === row.unit_id ? 'kept' : 'granted',
      designated_id: unitId,
      sealed: county.crypto.encrypt(JSON.stringify({ reason: asked, decision: reason })),
      key_id: county.crypto.currentKeyId,
      decider: scope.actor,
      decided_on: county.today(),
    })
    .where('id', '=', one.id)
    .execute();
  await endMatter(tx, matterOf(one.id));
  await writeEntry(tx, county, { request: row, kind: 'settled', unitId, actor: scope.actor, text: reason });
  audit(tx, { action: 'requests.decideReturn', entity: 'service_request', entityId: id, path: row.org_path });
  await tell(tx, county, 'settled', { id: one.id, requestId: id, unit: row.unit_id });
  return unitId === row.unit_id ? next(tx, row) : handOn(tx, scope, county, row, unit);
};
