import type { z } from 'zod';
import type { County } from '#platform/county/county.ts';
import { residentScope, slipsOf, type Caller } from '#features/service/requests/index.ts';
import { notFound } from '#shared/errors.ts';
import { visibleWishes } from '../access.ts';
import type { FollowedWish } from '../contract.ts';
import { followedColumns, followedWish } from '../queries.ts';

/** What the holder of a code sees. @throws AppError not_found, slow_down */
export const follow = async (county: County, caller: Caller, typed: string): Promise<z.input<typeof FollowedWish>> => {
  const { leaf, hash } = await slipsOf('wish').leafOf(county, caller, typed);
  const scope = residentScope(county, caller, leaf);
  const db = county.read(scope);
  const row = await followedColumns(visibleWishes(db, scope)).where('w.code_hash', '=', hash).executeTakeFirst();
  if (row === undefined) throw notFound();
  return followedWish(db, county, row);
};
