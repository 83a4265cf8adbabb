import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { lockOne } from '../../handling/access.ts';
import type { addRecord } from './contract.ts';

/** @throws AppError not_found, invalid */
export const record = async (
  tx: Tx,
  scope: Scope,
  county: County,
  requestId: string,
  { kind, on, text }: z.output<typeof addRecord.body>,
): Promise<{ id: string }> => {
  const row = await lockOne(tx, scope, requestId);
  if (on > county.today()) throw invalid('body.on', 'day_in_future');
  if (scope.organisationId === null) throw new AppError('forbidden');
  const id = newId();
  await tx
    .insertInto('request_record')
    .values({
      id,
      request_id: requestId,
      org_path: row.org_path,
      kind,
      unit_id: scope.organisationId,
      actor: scope.actor,
      on_day: on,
      sealed: county.crypto.encrypt(text),
      key_id: county.crypto.currentKeyId,
      at: county.now().toISOString(),
    })
    .execute();
  audit(tx, { action: 'requests.addRecord', entity: 'service_request', entityId: requestId, path: row.org_path });
  touch(tx, 'requests', { path: row.org_path });
  return { id };
};
