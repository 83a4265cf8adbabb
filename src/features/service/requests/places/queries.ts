import type { z } from 'zod';
import type { Db } from '#platform/db/types.ts';
import { areaList } from '../routing/queries.ts';
import type { RequestPlace } from './contract.ts';
import type { PlacedArea } from './rules.ts';

/** Villages and communities whose place is known. */
export const placedAreas = (db: Db): Promise<PlacedArea[]> =>
  db
    .selectFrom('area_location as p')
    .innerJoin('organisation as a', 'a.id', 'p.organisation_id')
    .select(['a.id', 'p.lat', 'p.long'])
    .where('a.abolished_on', 'is', null)
    .execute();

/** Those of them that a request can be about, in the order of the list. */
export const placeList = async (db: Db): Promise<z.input<typeof RequestPlace>[]> => {
  const [areas, placed] = await Promise.all([areaList(db), placedAreas(db)]);
  const points = new Map(placed.map(({ id, lat, long }) => [id, { lat, long }]));
  return areas.flatMap((area) => {
    const point = points.get(area.id);
    return point === undefined ? [] : [{ ...area, ...point }];
  });
};
