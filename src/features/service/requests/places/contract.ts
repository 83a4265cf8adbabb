import { z } from 'zod';
import { query } from '#shared/endpoint.ts';

/** WGS84. */
export const PlacePoint = z.object({ lat: z.number().min(-90).max(90), long: z.number().min(-180).max(180) });

export const RequestPlace = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The township; a map is drawn of one at a time. */
  under: z.string(),
  ...PlacePoint.shape,
});
export type RequestPlace = z.infer<typeof RequestPlace>;

/** What the schematic map is drawn from: the county keeps the points with its other open data. */
export const requestPlaces = query({
  name: 'requests.places',
  path: '/requests/places',
  access: 'public',
  summary: '村和社区在示意图上的位置 / where villages and communities lie, for the schematic map',
  reply: z.object({ items: z.array(RequestPlace) }),
});
