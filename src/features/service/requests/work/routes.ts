import { route, type Route } from '#platform/http/route.ts';
import { mark } from './points/commands.ts';
import * as points from './points/contract.ts';
import { pointsView } from './points/queries.ts';

/** How a request is worked. */
export const workRoutes: readonly Route[] = [
  route.query(points.requestPoints, (db, scope, { params }, { county }) => pointsView(db, scope, county, params.id)),
  route.command(points.markPoints, (tx, scope, { params, body }, { county }) =>
    mark(tx, scope, county, params.id, body),
  ),
];
