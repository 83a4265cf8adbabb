import { route, type Route } from '#platform/http/route.ts';
import * as contract from './contract.ts';
import { makeKey, placeArea, revokeKey } from './keys/commands.ts';
import { keyList, pointList } from './keys/queries.ts';

export const exchangeRoutes: readonly Route[] = [
  route.query(contract.programKeys, async (db) => ({ items: await keyList(db) })),
  route.plain(contract.makeKey, (scope, { body }, { county, request }) =>
    makeKey(county, scope, request.headers['idempotency-key'], body),
  ),
  route.command(contract.revokeKey, (tx, scope, { params, body }, { county }) =>
    revokeKey(tx, scope, county, params.id, body),
  ),
  route.query(contract.areaPoints, async (db) => ({ items: await pointList(db) })),
  route.command(contract.placeArea, (tx, scope, { params, body }) => placeArea(tx, scope, params.id, body)),
];
