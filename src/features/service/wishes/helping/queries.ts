import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { ownHelps } from '../access.ts';
import { mayStateHours, type WishState } from '../rules.ts';
import { openHelper } from '../thread/queries.ts';
import type { ownHelpList } from './contract.ts';

const shown = 50;

interface Helped {
  readonly helper_id: string;
  readonly words: string | null;
  readonly area: string;
  readonly unit: string;
  readonly state: WishState;
}

/** The latest first. */
export const helpsOfMember = async (
  db: Db,
  scope: Scope,
  county: County,
): Promise<z.input<typeof ownHelpList.reply>> => {
  const rows = await ownHelps(db, scope)
    .select(['h.id', 'h.wish_id', 'h.version', 'h.state', 'h.hours', 'h.sealed'])
    .orderBy('h.id', 'desc')
    .limit(shown)
    .execute();
  const total = await ownHelps(db, scope)
    .where('h.state', '=', 'confirmed')
    .select(sql<number>`coalesce(sum(h.hours), 0)::float8`.as('hours'))
    .executeTakeFirstOrThrow();
  const { rows: wishes } = await sql<Helped>`
    select helper_id, words, area, unit, state from helped_wishes(${rows.map(({ id }) => id)}::uuid[])`.execute(db);
  const wishOf = new Map(wishes.map((wish) => [wish.helper_id, wish]));
  const items = rows.flatMap(({ id, wish_id: wishId, version, state, hours, sealed }) => {
    const wish = wishOf.get(id);
    if (wish === undefined) return [];
    return [
      {
        id,
        wishId,
        version,
        words: wish.words ?? '',
        areaName: wish.area,
        unitName: wish.unit,
        wishState: wish.state,
        state,
        told: openHelper(county, sealed).words,
        hours: hours === null ? null : Number(hours),
        can: {
          state: mayStateHours(state, wish.state),
          leave: state === 'asked' || (state === 'agreed' && wish.state !== 'confirmed'),
        },
      },
    ];
  });
  return { items, confirmedHours: total.hours };
};
