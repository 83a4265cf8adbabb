import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { ownWishes } from '../access.ts';
import { followedColumns, followedWish } from '../queries.ts';
import type { ownWishList } from './contract.ts';

const shown = 30;

/** The latest first. */
export const wishesOfMember = async (
  db: Db,
  scope: Scope,
  county: County,
): Promise<z.input<typeof ownWishList.reply>> => {
  const rows = await followedColumns(ownWishes(db, scope)).orderBy('w.id', 'desc').limit(shown).execute();
  const items = await Promise.all(
    rows.map(async (row) => ({ ...(await followedWish(db, county, row)), id: row.id, version: row.version })),
  );
  return { items };
};
