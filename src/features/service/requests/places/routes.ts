import { route, type Route } from '#platform/http/route.ts';
import { requestPlaces } from './contract.ts';
import { placeList } from './queries.ts';

export const placeRoutes: readonly Route[] = [
  route.query(requestPlaces, async (db) => ({ items: await placeList(db) })),
];
