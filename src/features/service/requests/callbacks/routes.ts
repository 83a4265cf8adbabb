import { route, type Route } from '#platform/http/route.ts';
import { callPhone, draw, record } from './commands.ts';
import { callbackDraws, callbackList, callbackPhone, drawCallbacks, recordCallback } from './contract.ts';
import { drawnList, draws } from './queries.ts';

export const callbackRoutes: readonly Route[] = [
  route.query(callbackDraws, (db, scope) => draws(db, scope)),
  route.query(callbackList, (db, scope, { params }) => drawnList(db, scope, params.id)),
  route.command(drawCallbacks, (tx, scope, { body }, { county }) => draw(tx, scope, county, body)),
  // A full value is kept nowhere for a retry: shown and audited anew.
  route.plain(callbackPhone, (scope, { params }, { county }) =>
    county.write(scope, (tx) => callPhone(tx, scope, county, params)),
  ),
  route.command(recordCallback, (tx, scope, { params, body }, { county }) => record(tx, scope, county, params, body)),
];
