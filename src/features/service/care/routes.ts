import { route, type Route } from '#platform/http/route.ts';
import { add, end } from './commands.ts';
import * as contract from './contract.ts';
import { candidates, careOfMember, carePage, careView, findMembers, visitPage } from './queries.ts';
import { cancel, give, plan, record } from './visits/commands.ts';

export const careRoutes: readonly Route[] = [
  route.query(contract.careList, (db, scope, { query }) => carePage(db, scope, query)),
  route.query(contract.careCandidates, (db, scope, _input, { county }) => candidates(db, scope, county)),
  route.query(contract.careFind, (db, scope, { query }) => findMembers(db, scope, query.q)),
  route.query(contract.plannedVisits, (db, scope, _input, { county }) => visitPage(db, scope, county, {})),
  route.query(contract.oneCare, (db, scope, { params }, { county }) => careView(db, scope, county, params.id)),
  route.command(contract.addCare, (tx, scope, { body }, { county }) => add(tx, scope, county, body)),
  route.command(contract.endCare, (tx, scope, { params, body }, { county }) => end(tx, scope, county, params.id, body)),
  route.command(contract.planVisit, (tx, scope, { params, body }, { county }) =>
    plan(tx, scope, county, params.id, body),
  ),
  route.command(contract.recordVisit, (tx, scope, { params, body }, { county }) =>
    record(tx, scope, county, params, body),
  ),
  route.command(contract.cancelVisit, (tx, scope, { params, body }, { county }) =>
    cancel(tx, scope, county, params, body),
  ),
  route.command(contract.setAmount, (tx, scope, { params, body }, { county }) => give(tx, scope, county, params, body)),
  route.query(contract.ownCare, (db, scope, _input, { county }) => careOfMember(db, scope, county)),
];
