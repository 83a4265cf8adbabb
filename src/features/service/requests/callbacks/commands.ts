import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleRequests } from '../access.ts';
import { countyLeaf } from '../satisfaction/access.ts';
import { openRequest } from '../thread/queries.ts';
import { visibleItems } from './access.ts';
import type { drawCallbacks, recordCallback } from './contract.ts';
import { drawOrder, poolOf } from './queries.ts';
import type { CallOutcome } from './rules.ts';

interface Chosen {
  readonly pool: number;
  readonly drawn: readonly string[];
}

/** In the order of the seed, passing over who left no phone. */
const choose = async (
  tx: Tx,
  scope: Scope,
  county: County,
  seed: string,
  { size, ...between }: z.output<typeof drawCallbacks.body>,
): Promise<Chosen> => {
  const pool = (await poolOf(tx, scope, between).select('r.id').execute()).map(({ id }) => id);
  const drawn: string[] = [];
  const order = drawOrder(seed, pool);
  for (let from = 0; from < order.length && drawn.length < size; from += 200) {
    const some = order.slice(from, from + 200);
    const rows = await visibleRequests(tx, scope).select(['r.id', 'r.sealed']).where('r.id', 'in', some).execute();
    const phones = new Set(rows.filter(({ sealed }) => openRequest(county, sealed).phone !== null).map(({ id }) => id));
    drawn.push(...some.filter((id) => phones.has(id)));
  }
  return { pool: pool.length, drawn: drawn.slice(0, size) };
};

/** The seed is nobody's choice, and no list is ever taken back: who draws again leaves two. @throws AppError conflict of nothing */
export const draw = async (
  tx: Tx,
  scope: Scope,
  county: County,
  body: z.output<typeof drawCallbacks.body>,
): Promise<{ id: string }> => {
  const [id, seed] = [newId(), randomBytes(16).toString('hex')];
  const { pool, drawn } = await choose(tx, scope, county, seed, body);
  if (drawn.length === 0) throw new AppError('conflict', { message: 'requests.none_to_call' });
  const path = await countyLeaf(tx, id);
  await tx
    .insertInto('request_draw')
    .values({
      id,
      org_path: path,
      seed,
      from_on: body.from,
      until_on: body.to,
      size: body.size,
      pool,
      actor: scope.actor,
      drawn_at: county.now().toISOString(),
    })
    .execute();
  await tx
    .insertInto('request_draw_item')
    .values(drawn.map((request, at) => ({ draw_id: id, request_id: request, org_path: path, place: at + 1 })))
    .execute();
  audit(tx, { action: 'requests.drawCallbacks', entity: 'request_draw', entityId: id, path });
  touch(tx, 'ratings', { path });
  return { id };
};

interface Within {
  readonly id: string;
  readonly requestId: string;
}

const itemOf = async (tx: Tx, scope: Scope, { id, requestId }: Within) => {
  const row = await visibleItems(tx, scope)
    .innerJoin('service_request as r', 'r.id', 'i.request_id')
    .innerJoin('request_holding as h', (on) => on.onRef('h.request_id', '=', 'r.id').on('h.is_first', '=', true))
    .select(['i.outcome', 'r.id', 'r.sealed', 'r.unit_id', 'r.area_id', 'h.category'])
    .where('i.draw_id', '=', id)
    .where('i.request_id', '=', requestId)
    .forUpdate('i')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};

/** Audited at the county's own leaf: the unit does not learn who is called. @throws AppError not_found */
export const callPhone = async (tx: Tx, scope: Scope, county: County, within: Within): Promise<{ phone: string }> => {
  const { phone } = openRequest(county, (await itemOf(tx, scope, within)).sealed);
  if (phone === null) throw notFound();
  const path = await countyLeaf(tx, within.requestId);
  audit(tx, { action: 'requests.callbackPhone', entity: 'service_request', entityId: within.requestId, path });
  return { phone };
};

/** @throws AppError not_found, conflict where it is recorded already */
export const record = async (
  tx: Tx,
  scope: Scope,
  county: County,
  within: Within,
  { outcome, grade }: z.output<typeof recordCallback.body>,
): Promise<{ id: string; outcome: CallOutcome }> => {
  const row = await itemOf(tx, scope, within);
  if (row.outcome === 'rated') throw new AppError('conflict', { message: 'requests.rated' });
  await tx
    .updateTable('request_draw_item')
    .set({ outcome, called_on: county.today(), actor: scope.actor })
    .where('draw_id', '=', within.id)
    .where('request_id', '=', within.requestId)
    .execute();
  const path = await countyLeaf(tx, row.id);
  if (grade !== undefined) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('request_rating')
      .values({
        request_id: row.id,
        channel: 'callback',
        org_path: path,
        unit_id: row.unit_id,
        area_id: row.area_id,
        category: row.category,
        grade,
        rated_at: county.now().toISOString(),
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) throw new AppError('conflict', { message: 'requests.rated' });
  }
  audit(tx, { action: 'requests.recordCallback', entity: 'service_request', entityId: row.id, path });
  touch(tx, 'ratings', { path });
  return { id: within.id, outcome };
};
