import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { emptySince, examineWhole } from '#features/base/organisations/index.ts';
import type { UnitEnding } from '../contract.ts';
import { unitRow } from '../queries.ts';

/**
 * What abolishing a unit that has left would change. Without a day the first one on which nobody belongs to it any more.
 * @throws AppError not_found, conflict while somebody is on the way
 */
export const unitEndingOf = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, on }: { readonly id: string; readonly on?: string | undefined },
): Promise<z.input<typeof UnitEnding>> => {
  const unit = await unitRow(db, scope, id);
  if (!unit.gone) throw new AppError('conflict', { message: 'transfer.unit_not_gone' });
  const today = county.today();
  const day = on ?? (await emptySince(db, unit.organisation_path)) ?? today;
  const { nodes, preview } = await examineWhole(db, scope, today, { id: unit.organisation_id, on: day });
  return { on: day, names: nodes.toReversed().map(({ name }) => name), preview };
};
