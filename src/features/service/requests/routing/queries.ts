import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { keepers } from '#features/base/inbox/index.ts';
import type { z } from 'zod';
import type { RequestArea } from '../contract.ts';

const permission = 'requests.handle';

const areasOf = (db: Db) =>
  db
    .selectFrom('organisation as a')
    .leftJoin('organisation as p', 'p.id', 'a.parent_id')
    .where('a.type', 'in', ['village', 'community'])
    .where('a.abolished_on', 'is', null);

/** 上塘街道办事处 → 上塘街道: residents know the place, not its office. */
const townOf = (name: string): string => name.replace(/(人民政府|政府|办事处|党委)$/u, '');

/** Villages and communities, township by township. */
export const areaList = async (db: Db): Promise<z.input<typeof RequestArea>[]> => {
  const rows = await areasOf(db)
    .select(['a.id', 'a.short_name as name', 'p.short_name as under'])
    .orderBy('p.path')
    .orderBy('a.position')
    .orderBy('a.path')
    .execute();
  return rows.map(({ id, name, under }) => ({ id, name, under: townOf(under ?? '') }));
};

export interface Unit {
  readonly id: string;
  readonly path: string;
  readonly name: string;
}

export interface Routed {
  readonly unit: Unit;
  readonly routed: 'place' | 'above';
}

const unitById = (db: Db, id: string): Promise<Unit | undefined> =>
  db
    .selectFrom('organisation')
    .select(['id', 'path', 'short_name as name'])
    .where('id', '=', id)
    .where('abolished_on', 'is', null)
    .executeTakeFirst();

/** The place itself and the Party organisations of the same division, the upper ones first: the committee of a village before its branches. */
const placesOf = async (db: Db, area: { readonly id: string; readonly division: string | null }): Promise<string[]> => {
  if (area.division === null) return [area.id];
  const rows = await db
    .selectFrom('organisation')
    .select('id')
    .where('division_code', '=', area.division)
    .where('id', '<>', area.id)
    .where('abolished_on', 'is', null)
    .orderBy((e) => e.fn('length', ['path']))
    .orderBy('path')
    .execute();
  return [area.id, ...rows.map(({ id }) => id)];
};

/**
 * Who gets a new request: the place itself where somebody there handles requests, else the next one above that has somebody; where
 * nobody has, the county. Undefined where there is no such village or community.
 */
export const routeOf = async (db: Db, county: County, areaId: string): Promise<Routed | undefined> => {
  const today = county.today();
  const area = await areasOf(db)
    .select(['a.id', 'a.division_code as division'])
    .where('a.id', '=', areaId)
    .executeTakeFirst();
  if (area === undefined) return undefined;
  const places = await placesOf(db, area);
  const there = new Set(
    (await keepers(db, { permission, organisations: places, today })).map((one) => one.organisation),
  );
  const place = places.find((id) => there.has(id));
  const at = place ?? (await keepers(db, { permission, organisations: [areaId], nearest: true, today }))[0]?.at;
  const root =
    at ?? (await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirst())?.id;
  const unit = root === undefined ? undefined : await unitById(db, root);
  return unit && { unit, routed: place === undefined ? 'above' : 'place' };
};

/** Units with somebody who handles requests, by name. */
export const handlingUnits = async (db: Db, county: County) => {
  const units = await db
    .selectFrom('organisation as o')
    .leftJoin('organisation as p', 'p.id', 'o.parent_id')
    .select(['o.id', 'o.path', 'o.type', 'o.short_name as name', 'p.short_name as under'])
    .where('o.abolished_on', 'is', null)
    .orderBy('o.path')
    .execute();
  const found = await keepers(db, { permission, organisations: units.map(({ id }) => id), today: county.today() });
  const handling = new Set(found.map(({ organisation }) => organisation));
  return units.filter(({ id }) => handling.has(id));
};
