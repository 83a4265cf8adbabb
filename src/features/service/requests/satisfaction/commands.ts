import type { z } from 'zod';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import { intentPreamble, rememberReply, repliedBefore } from '#platform/http/idempotency.ts';
import { AppError } from '#shared/errors.ts';
import type { Caller } from '../access.ts';
import { intentOf } from '../sending/commands.ts';
import { rateRequest } from './contract.ts';
import { askedOf } from './queries.ts';

/**
 * What the holder of a code says, once, in a scope of the county's leaf alone: row, audit event and live key lie where no unit looks.
 * @throws AppError not_found, slow_down, conflict before it is time or a second time
 */
export const rate = async (
  county: County,
  caller: Caller,
  key: string | undefined,
  { grade, ...which }: z.output<typeof rateRequest.body>,
): Promise<{ rated: boolean }> => {
  const { row, open, scope } = await askedOf(county, caller, which);
  if (!open) throw new AppError('conflict', { message: 'requests.not_asked' });
  const intent = intentOf(county, key, rateRequest.name, { id: row.id, grade });
  return county.write(
    scope,
    async (tx, preamble) => {
      const before = repliedBefore(preamble, intent);
      if (before) return before.reply as { rated: boolean };
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('request_rating')
        .values({
          request_id: row.id,
          channel: 'portal',
          org_path: scope.path,
          unit_id: row.unit_id,
          area_id: row.area_id,
          category: row.category,
          grade,
          rated_at: county.now().toISOString(),
        })
        .onConflict((c) => c.doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows !== 1n) throw new AppError('conflict', { message: 'requests.rated' });
      audit(tx, { action: rateRequest.name, entity: 'service_request', entityId: row.id, path: scope.path });
      touch(tx, 'ratings', { path: scope.path });
      const reply = { rated: true };
      rememberReply(tx, scope, intent, reply);
      return reply;
    },
    { preamble: intentPreamble(scope, intent) },
  );
};
