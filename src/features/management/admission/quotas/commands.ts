import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { setQuota } from './contract.ts';
import { quotaHolders } from './queries.ts';

/** A decision is added; the earlier ones stay readable, and whoever departs from them says why. @throws AppError not_found, invalid */
export const decideQuota = async (tx: Tx, scope: Scope, county: County, asked: z.output<(typeof setQuota)['body']>) => {
  const holder = await quotaHolders(tx, scope).where('o.id', '=', asked.organisationId).executeTakeFirst();
  if (!holder) throw notFound();
  if (asked.decidedOn > county.today()) throw invalid('body.decidedOn', 'day_in_future');
  const earlier = await tx
    .selectFrom('admission_quota')
    .select('id')
    .where('organisation_id', '=', holder.id)
    .where('year', '=', asked.year)
    .limit(1)
    .executeTakeFirst();
  if (earlier && !asked.reason) throw invalid('body.reason', 'quota.reason_missing');
  const id = newId();
  await tx
    .insertInto('admission_quota')
    .values({
      id,
      year: asked.year,
      organisation_id: holder.id,
      places: asked.places,
      decided_on: asked.decidedOn,
      document: asked.document ?? null,
      reason: asked.reason ?? null,
      decided_by: scope.actor,
    })
    .execute();
  const reason = `${asked.year}: ${asked.places}`;
  audit(tx, { action: 'admission.setQuota', entity: 'admission_quota', entityId: id, path: holder.path, reason });
  touch(tx, 'admission_quotas', { path: holder.path });
  return { id };
};
