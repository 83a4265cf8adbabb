import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { oneLine } from '#shared/body.ts';
import { publicChanged } from '../commands.ts';
import type { saveFoot } from './contract.ts';
import { footRow } from './queries.ts';

/** @throws AppError stale */
export const keepFoot = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { version, sponsor, icp, police, siteCode, phone }: z.output<typeof saveFoot.body>,
): Promise<{ version: number }> => {
  const kept = await tx
    .updateTable('portal_foot')
    .set({
      sponsor: oneLine(sponsor),
      icp: oneLine(icp),
      police: oneLine(police),
      site_code: oneLine(siteCode),
      phone: oneLine(phone),
      version: version + 1,
    })
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  if (kept === undefined) throw new AppError('stale', { current: await footRow(tx) });
  await publicChanged(tx, county);
  audit(tx, { action: 'publishing.saveFoot', entity: 'portal_foot', entityId: null, path: scope.path });
  return kept;
};
