import { route, type Route } from '#platform/http/route.ts';
import { end, enter, tellReceiving } from './arrivals/commands.ts';
import { arrivalPage, arrivalView } from './arrivals/queries.ts';
import { dropContact, keepContact } from './contacts/commands.ts';
import * as contract from './contract.ts';
import { markGuest, tellHome } from './guests/commands.ts';
import { awayPage, awayView } from './queries.ts';

export const outflowRoutes: readonly Route[] = [
  route.query(contract.awayList, (db, scope, { query }, { county }) => awayPage(db, scope, county, query)),
  route.query(contract.arrivalList, (db, scope, { query }, { county }) => arrivalPage(db, scope, county, query)),
  route.command(contract.recordContact, async (tx, scope, { params, body }, { county }) =>
    awayView(tx, scope, county, await keepContact(tx, scope, county, params.id, body)),
  ),
  route.command(contract.voidContact, async (tx, scope, { params, body }, { county }) =>
    awayView(tx, scope, county, await dropContact(tx, scope, params.id, body.reason)),
  ),
  route.command(contract.placeAway, async (tx, scope, { params, body }, { county }) =>
    awayView(tx, scope, county, await tellReceiving(tx, scope, county, params.id, body.branchId)),
  ),
  route.command(contract.enterArrival, async (tx, scope, { body }, { county }) =>
    arrivalView(tx, scope, county, await enter(tx, scope, county, body)),
  ),
  route.command(contract.setGuest, async (tx, scope, { params, body }, { county }) => {
    await markGuest(tx, scope, county, params.id, body);
    return arrivalView(tx, scope, county, params.id);
  }),
  route.command(contract.sendWord, async (tx, scope, { params, body }, { county }) => {
    await tellHome(tx, scope, county, params.id, body);
    return arrivalView(tx, scope, county, params.id);
  }),
  route.command(contract.endArrival, async (tx, scope, { params, body }, { county }) => {
    await end(tx, scope, county, params.id, body);
    return params;
  }),
];
