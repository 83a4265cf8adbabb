import type { z } from 'zod';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { keepers } from '#features/base/inbox/index.ts';
import { categoryNames, nameOf } from '../categories/queries.ts';
import { areaList, handlingUnits } from '../routing/queries.ts';
import type { Duty, dutyUnits } from './contract.ts';
import { areaTypeOf, inForce } from './access.ts';

/** Anybody may read it: it names units, and nobody. */
export const dutiesInForce = async (db: Db, county: County): Promise<z.input<typeof Duty>[]> => {
  const [rows, names] = await Promise.all([
    inForce(db)
      .innerJoin('request_category as c', 'c.code', 'd.category')
      .leftJoin('request_category as m', 'm.code', 'c.parent_code')
      .select([
        'd.id',
        'd.category',
        'd.area_id',
        'd.area_type',
        'd.level',
        'd.unit_id',
        'd.reason',
        'd.version',
        'a.short_name as area_name',
        'u.short_name as unit_name',
      ])
      .orderBy((e) => e.fn.coalesce('m.position', 'c.position'))
      .orderBy('m.position', (order) => order.asc().nullsFirst())
      .orderBy('c.position')
      .orderBy('a.path', (order) => order.asc().nullsFirst())
      .orderBy('d.id')
      .execute(),
    categoryNames(db),
  ]);
  const named = rows.flatMap(({ unit_id }) => unit_id ?? []);
  const found = await keepers(db, { permission: 'requests.handle', organisations: named, today: county.today() });
  const staffed = new Set(found.map(({ organisation }) => organisation));
  return rows.map((row) => ({
    id: row.id,
    category: row.category,
    categoryName: nameOf(names, row.category),
    areaId: row.area_id,
    areaName: row.area_name,
    areaType: areaTypeOf(row.area_type),
    level: row.level,
    unitId: row.unit_id,
    unitName: row.unit_name,
    reason: row.reason,
    staffed: row.unit_id === null ? null : staffed.has(row.unit_id),
    version: row.version,
  }));
};

/** What the form offers. */
export const choicesOf = async (db: Db, county: County): Promise<z.input<typeof dutyUnits.reply>> => {
  const [units, places, above] = await Promise.all([
    handlingUnits(db, county),
    areaList(db),
    db
      .selectFrom('organisation as o')
      .select(['o.id', 'o.short_name as name'])
      .where('o.abolished_on', 'is', null)
      .where('o.type', 'in', ['township_committee', 'township_government'])
      .where((e) =>
        e.exists(
          e
            .selectFrom('organisation as below')
            .select('below.id')
            .whereRef('below.parent_id', '=', 'o.id')
            .where('below.type', 'in', ['village', 'community']),
        ),
      )
      .orderBy('o.path')
      .execute(),
  ]);
  return {
    units: units.map(({ id, name, under }) => ({ id, name, under })),
    areas: [...above.map(({ id, name }) => ({ id, name, under: null })), ...places],
  };
};
