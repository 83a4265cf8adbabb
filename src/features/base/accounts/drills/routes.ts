import { route, type Route } from '#platform/http/route.ts';
import { end, give } from './commands.ts';
import * as contract from './contract.ts';
import { heldPage, rightsView } from './queries.ts';

export const drillRoutes: readonly Route[] = [
  route.query(contract.accountDrills, (db, scope, { params }, { county }) => rightsView(db, scope, county, params.id)),
  route.query(contract.heldRights, (db, scope, { query }, { county }) => heldPage(db, scope, county, query)),
  route.command(contract.giveException, async (tx, scope, { params, body }, { county }) => {
    await give(tx, county, scope, params.id, body);
    return rightsView(tx, scope, county, params.id);
  }),
  route.command(contract.endRight, async (tx, scope, { params, body }, { county }) => {
    await end(tx, county, scope, params, body);
    return rightsView(tx, scope, county, params.id);
  }),
];
