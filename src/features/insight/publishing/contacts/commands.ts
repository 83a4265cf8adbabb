import type { z } from 'zod';
import { covers, type Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { oneLine } from '#shared/body.ts';
import { publicChanged } from '../commands.ts';
import type { saveContact } from './contract.ts';

/** @throws AppError not_found outside the range, stale */
export const keepContact = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, phone, address, hours }: z.output<typeof saveContact.body>,
): Promise<{ id: string; version: number }> => {
  const organisation = await tx
    .selectFrom('organisation')
    .select('path')
    .where('id', '=', id)
    .where('abolished_on', 'is', null)
    .forShare()
    .executeTakeFirst();
  if (organisation === undefined || !covers(scope, organisation.path)) throw notFound();
  const values = {
    phone: oneLine(phone),
    address: oneLine(address),
    hours: oneLine(hours),
    version: version + 1,
    changed_at: county.now().toISOString(),
  };
  const kept =
    version === 0
      ? await tx
          .insertInto('public_contact')
          .values({ organisation_id: id, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await tx
          .updateTable('public_contact')
          .set(values)
          .where('organisation_id', '=', id)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst();
  if (kept === undefined) throw new AppError('stale', { current: { id } });
  await publicChanged(tx, county);
  audit(tx, { action: 'publishing.saveContact', entity: 'public_contact', entityId: id, path: organisation.path });
  return { id, version: version + 1 };
};
