import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import type { setTalkHours } from '../contract.ts';

type Wanted = z.output<typeof setTalkHours.body>;

/** What was promised before stays promised: only what is said from now on goes by the new hours. @throws AppError stale */
export const setHours = async (tx: Tx, scope: Scope, { version, promiseMinutes, working, off }: Wanted) => {
  const { organisationId } = scope;
  if (organisationId === null) throw notFound();
  const kept = await tx
    .selectFrom('talk_hours')
    .select('version')
    .where('organisation_id', '=', organisationId)
    .forUpdate()
    .executeTakeFirst();
  if ((kept?.version ?? null) !== version) throw new AppError('stale', { current: { version: kept?.version ?? null } });
  const next = (version ?? 0) + 1;
  const row = { spans: JSON.stringify({ working, off }), promise_minutes: promiseMinutes, version: next };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('talk_hours')
    .values({ organisation_id: organisationId, ...row })
    // Two who set them for the first time at once: the second sees what the first has set.
    .onConflict((both) =>
      both
        .column('organisation_id')
        .doUpdateSet(row)
        .where('talk_hours.version', '=', version ?? -1),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new AppError('stale', { current: { version: null } });
  audit(tx, { action: 'talks.setHours', entity: 'organisation', entityId: organisationId, path: scope.path });
  touch(tx, 'talk-hours', { path: scope.path });
  return { version: next };
};
