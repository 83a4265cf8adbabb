import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { may } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { Unit } from '#features/service/requests/index.ts';
import { publicOffers, visibleOffers } from '../access.ts';
import { categoryOf, type WishState } from '../rules.ts';
import type { KeptOffer, Offer, OpenWish } from './contract.ts';

const columns = ['f.id', 'f.category', 'f.title', 'f.details', 'u.short_name as unitName'] as const;
/** More than a page shows; a county that offers more needs another page. */
const most = 200;

export const offersNow = async (db: Db): Promise<z.input<typeof Offer>[]> => {
  const rows = await publicOffers(db)
    .select(columns)
    .where('f.ended_on', 'is', null)
    .where('u.abolished_on', 'is', null)
    .orderBy('u.path')
    .orderBy('f.id')
    .limit(most)
    .execute();
  return rows.map(({ category, ...row }) => ({ ...row, category: categoryOf(category) }));
};

/** Who offers it; undefined where nobody does any more. */
export const offeringUnit = (db: Db, id: string): Promise<Unit | undefined> =>
  publicOffers(db)
    .select(['u.id', 'u.path', 'u.short_name as name'])
    .where('f.id', '=', id)
    .where('f.ended_on', 'is', null)
    .where('u.abolished_on', 'is', null)
    .executeTakeFirst();

const ordered = sql<number>`(select count(*)::int4 from wish w where w.offer_id = f.id)`;

export const offersKept = async (db: Db, scope: Scope): Promise<z.input<typeof KeptOffer>[]> => {
  const rows = await visibleOffers(db, scope)
    .select([...columns, 'f.version', 'f.unit_id', 'f.ended_on as endedOn', ordered.as('ordered')])
    .orderBy(sql`f.ended_on is not null`)
    .orderBy('f.id', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ category, unit_id: unit, ...row }) => ({
    ...row,
    category: categoryOf(category),
    can: { change: may(scope, 'wishes.handle') && unit === scope.organisationId && row.endedOn === null },
  }));
};

interface Listed {
  readonly id: string;
  readonly words: string;
  readonly category: string;
  readonly area: string;
  readonly unit: string;
  readonly state: WishState;
  readonly listed_on: string;
  readonly ended_on: string | null;
}

const listed = async (db: Db, states: readonly WishState[], count: number): Promise<z.input<typeof OpenWish>[]> => {
  const { rows } = await sql<Listed>`
    select id, words, category, area, unit, state, listed_on, ended_on
    from public_wishes(${[...states]}::wish_state[], ${count}::int4)`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    words: row.words,
    category: categoryOf(row.category),
    areaName: row.area,
    unitName: row.unit,
    state: row.state,
    listedOn: row.listed_on,
    endedOn: row.ended_on,
  }));
};

/** Wishes in public: those that wait for somebody, and what came true lately. No person, and nothing of what was written. */
export const wishesInPublic = async (db: Db) => {
  const [waiting, confirmed] = await Promise.all([
    listed(db, ['listed', 'claimed'], 100),
    listed(db, ['confirmed'], 20),
  ]);
  return { waiting, confirmed };
};
