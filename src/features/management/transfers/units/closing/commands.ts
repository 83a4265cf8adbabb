import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { abolishWhole } from '#features/base/organisations/index.ts';
import { lockUnit, noteUnit } from '../commands.ts';
import type { abolishUnit } from '../contract.ts';

/**
 * A unit of which everybody has been received elsewhere is abolished, with all below it: a person decides, by the preview of the tree.
 * @throws AppError not_found, stale, conflict while somebody is on the way, invalid with what stands in the way
 */
export const abolishGone = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, on, document }: z.output<typeof abolishUnit.body>,
): Promise<void> => {
  const unit = await lockUnit(tx, scope, county, id, version);
  if (!unit.gone) throw new AppError('conflict', { message: 'transfer.unit_not_gone' });
  const reason = `整建制转出：${unit.outside_name}（${unit.letter_no ?? ''}）`;
  await abolishWhole(tx, { scope, county }, { id: unit.organisation_id, on, reason, document });
  await tx
    .updateTable('unit_transfer')
    .set({ version: unit.version + 1 })
    .where('id', '=', id)
    .execute();
  noteUnit(tx, unit, 'abolishUnit', reason);
};
