import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleHoldings, visibleMarks } from '../figures/access.ts';
import type { markRequest } from './contract.ts';

const wrote = (tx: Tx, action: string, id: string, path: string): void => {
  audit(tx, { action, entity: 'service_request', entityId: id, path });
  touch(tx, 'requests', { path });
};

/** Whether the own unit has had it, or the person has taken part: the database knows, also where the reader does not see it any more. */
const tookPart = async (tx: Tx, { organisationId, actor }: Scope, requestId: string): Promise<boolean> => {
  const { rows } = await sql<{ took: boolean }>`
    select took_part(${requestId}::uuid, ${organisationId}::uuid, ${actor}) as took`.execute(tx);
  return rows[0]?.took !== false;
};

/** @throws AppError not_found, refused to a unit that has had it, conflict where it is marked already */
export const mark = async (
  tx: Tx,
  scope: Scope,
  county: County,
  requestId: string,
  { unitId, ground, reason }: z.output<typeof markRequest.body>,
): Promise<{ id: string }> => {
  const holding = await visibleHoldings(tx, scope)
    .select('h.org_path')
    .where('h.request_id', '=', requestId)
    .where('h.unit_id', '=', unitId)
    .executeTakeFirst();
  if (holding === undefined) throw notFound();
  if (scope.organisationId === null || (await tookPart(tx, scope, requestId)))
    throw new AppError('refused', { message: 'requests.own_mark' });
  const id = newId();
  await tx
    .insertInto('request_mark')
    .values({
      id,
      request_id: requestId,
      unit_id: unitId,
      org_path: holding.org_path,
      by_id: scope.organisationId,
      actor: scope.actor,
      ground,
      sealed: county.crypto.encrypt(JSON.stringify({ text: reason })),
      key_id: county.crypto.currentKeyId,
      marked_on: county.today(),
    })
    .execute();
  wrote(tx, 'requests.mark', requestId, holding.org_path);
  return { id };
};

/** @throws AppError not_found */
export const withdraw = async (tx: Tx, scope: Scope, county: County, id: string): Promise<{ id: string }> => {
  const row = await visibleMarks(tx, scope)
    .select(['m.org_path', 'm.request_id'])
    .where('m.id', '=', id)
    .where('m.withdrawn_on', 'is', null)
    .forUpdate('m')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  await tx
    .updateTable('request_mark')
    .set({ withdrawn_on: county.today(), withdrawn_by: scope.actor })
    .where('id', '=', id)
    .execute();
  wrote(tx, 'requests.withdrawMark', row.request_id, row.org_path);
  return { id };
};
