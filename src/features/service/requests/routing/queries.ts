import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { keepers } from '#features/base/inbox/index.ts';
import type { z } from 'zod';
import type { RequestArea } from '../contract.ts';
import { linesOf } from '../duties/access.ts';
import { speaking, type DutyLevel } from '../duties/rules.ts';
import type { RouteReason } from '../rules.ts';

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

interface TypedUnit extends Unit {
  readonly type: string;
}

export interface Routed {
  readonly unit: Unit;
  readonly routed: Exclude<RouteReason, 'assigned'>;
  /** The words of the catalogue, where it decided. */
  readonly reason: string | null;
}

const unitById = (db: Db, id: string): Promise<TypedUnit | undefined> =>
  db
    .selectFrom('organisation')
    .select(['id', 'path', 'type', 'short_name as name'])
    .where('id', '=', id)
    .where('abolished_on', 'is', null)
    .executeTakeFirst();

export interface Area {
  readonly id: string;
  readonly path: string;
  readonly type: string;
  readonly division: string | null;
}

/** A village or community of that id. */
export const areaById = (db: Db, id: string): Promise<Area | undefined> =>
  areasOf(db)
    .select(['a.id', 'a.path', 'a.type', 'a.division_code as division'])
    .where('a.id', '=', id)
    .executeTakeFirst();

/** The place itself and the Party organisations of the same division, the upper ones first: the committee of a village before its branches. */
const placesOf = async (db: Db, area: Area): Promise<string[]> => {
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

/** The first of the organisations that has somebody who handles requests. */
const firstStaffed = async (db: Db, county: County, organisations: readonly string[]): Promise<string | undefined> => {
  const found = await keepers(db, { permission, organisations, today: county.today() });
  const there = new Set(found.map((one) => one.organisation));
  return organisations.find((id) => there.has(id));
};

/** The next one above that has somebody: above the place itself where `from` is its parent. */
const nearestStaffed = async (db: Db, county: County, from: string): Promise<string | undefined> =>
  (await keepers(db, { permission, organisations: [from], nearest: true, today: county.today() }))[0]?.at;

const parentOf = async (db: Db, id: string): Promise<string | null> =>
  (await db.selectFrom('organisation').select('parent_id').where('id', '=', id).executeTakeFirst())?.parent_id ?? null;

export interface Answering {
  readonly level: DutyLevel;
  readonly unitId: string | null;
}

/** The unit behind a line of the catalogue, in an area; undefined where nobody is there. */
export const answeringUnit = async (
  db: Db,
  county: County,
  area: Area,
  { level, unitId }: Answering,
): Promise<TypedUnit | undefined> => {
  const parent = level === 'above' ? await parentOf(db, area.id) : null;
  const at =
    level === 'unit'
      ? unitId && (await firstStaffed(db, county, [unitId]))
      : level === 'place'
        ? await firstStaffed(db, county, await placesOf(db, area))
        : parent && (await nearestStaffed(db, county, parent));
  return at ? unitById(db, at) : undefined;
};

/** What the catalogue says, as far as somebody is there: a line that names a unit without anybody is passed over. */
export const byDuty = async (db: Db, county: County, area: Area, category: string): Promise<Routed | undefined> => {
  const matter = { category, areaPath: area.path, areaType: area.type };
  for (const line of speaking(await linesOf(db, category), matter)) {
    const unit = await answeringUnit(db, county, area, line);
    if (unit !== undefined) return { unit, routed: 'duty', reason: line.reason };
  }
  return undefined;
};

/** The place itself where somebody there handles requests, else the next one above that has somebody; where nobody has, the county. */
const byPlace = async (db: Db, county: County, area: Area): Promise<Routed | undefined> => {
  const places = await placesOf(db, area);
  const found = await keepers(db, { permission, organisations: places, nearest: true, today: county.today() });
  const staffed = new Set(found.map(({ at }) => at));
  const place = places.find((id) => staffed.has(id));
  const at = place ?? found.find(({ organisation }) => organisation === area.id)?.at;
  const root =
    at ?? (await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirst())?.id;
  const unit = root === undefined ? undefined : await unitById(db, root);
  return unit && { unit, routed: place === undefined ? 'above' : 'place', reason: null };
};

interface Matter {
  readonly areaId: string;
  readonly category: string;
}

/** Who gets a new request: by the catalogue of responsibilities, else by the place. Undefined where there is no such village or community. */
export const routeOf = async (db: Db, county: County, { areaId, category }: Matter): Promise<Routed | undefined> => {
  const area = await areaById(db, areaId);
  return area && ((await byDuty(db, county, area, category)) ?? (await byPlace(db, county, area)));
};

/** The unit of a place, whatever the matter is. Undefined where there is no such village or community. */
export const routeByPlace = async (db: Db, county: County, areaId: string): Promise<Routed | undefined> => {
  const area = await areaById(db, areaId);
  return area && byPlace(db, county, area);
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
