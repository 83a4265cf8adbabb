import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { keepRun, openRun } from '#features/education/packages/index.ts';
import type { Kept } from '#features/education/packages/rules.ts';
import { beginTaking, finishIfWhole, passUnit, takerOf, told } from '../own/commands.ts';
import { contentOf, releaseFor, type ReleaseRow } from '../own/queries.ts';
import type { KeptPackage } from './contract.ts';
import { packageIn } from './queries.ts';

interface Place {
  readonly id: string;
  readonly unit: string;
  readonly part: number;
}

const settle = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, unit, part, kept }: Place & { readonly kept: Kept },
  row: ReleaseRow,
): Promise<z.input<typeof KeptPackage>> => {
  const taker = await takerOf(tx, scope);
  const place = { packageId: packageIn(row, unit), unitId: unit, part };
  const { done, whole } = await keepRun(tx, scope, county, place, kept);
  const { edition } = row;
  await beginTaking(tx, county, taker, row);
  if (whole) await passUnit(tx, county, taker, { course: id, edition, unit });
  const finished = await finishIfWhole(tx, county, taker, { id, edition, content: contentOf(row) });
  return { unitId: unit, done, whole, finished };
};

/** @throws AppError not_found */
export const openOwn = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, unit, part }: Place,
): Promise<{ run: string }> => {
  const taker = await takerOf(tx, scope);
  const row = await releaseFor(tx, scope, county, id);
  const { run, standard } = await openRun(tx, scope, county, { packageId: packageIn(row, unit), unitId: unit, part });
  // What a program of cmi5 has said since it was last asked counts, also where its page was closed too soon.
  if (standard === 'cmi5') await settle(tx, scope, county, { id, unit, part, kept: {} }, row);
  told(tx, 'openPackage', taker, id);
  return { run };
};

/** What the package says of its learner; the unit is done once all of its parts are. @throws AppError not_found, conflict */
export const keepOwn = async (
  tx: Tx,
  scope: Scope,
  county: County,
  input: Place & { readonly kept: Kept },
): Promise<z.input<typeof KeptPackage>> => {
  const row = await releaseFor(tx, scope, county, input.id);
  const kept = await settle(tx, scope, county, input, row);
  told(tx, 'keepPackage', await takerOf(tx, scope), input.id);
  return kept;
};
