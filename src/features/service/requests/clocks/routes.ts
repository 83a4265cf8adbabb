import { route, type Route } from '#platform/http/route.ts';
import { callerOf, keyOf } from '../access.ts';
import { askTerm, decideTerm, pause, resume } from './commands.ts';
import * as contract from './contract.ts';
import { clockActs } from './queries.ts';
import { declarePetition } from './petitions/commands.ts';
import { askReview, decideReview } from './reviews/commands.ts';

export const clockRoutes: readonly Route[] = [
  route.query(contract.requestClock, (db, scope, { params }, { county }) => clockActs(db, scope, county, params.id)),
  route.command(contract.pauseRequest, (tx, scope, { params, body }, { county }) =>
    pause(tx, scope, county, params.id, body),
  ),
  route.command(contract.resumeRequest, (tx, scope, { params, body }, { county }) =>
    resume(tx, scope, county, params.id, body),
  ),
  route.command(contract.askTerm, (tx, scope, { params, body }, { county }) =>
    askTerm(tx, scope, county, params.id, body),
  ),
  route.command(contract.decideTerm, (tx, scope, { params, body }, { county }) =>
    decideTerm(tx, scope, county, params.id, body),
  ),
  route.command(contract.decideReview, (tx, scope, { params, body }, { county }) =>
    decideReview(tx, scope, county, params.id, body),
  ),
  // As the other acts of a resident: by the code, in a scope of that one request.
  route.plain(contract.declarePetition, (_scope, { body }, context) =>
    declarePetition(context.county, callerOf(context), keyOf(context), body),
  ),
  route.plain(contract.askReview, (_scope, { body }, context) =>
    askReview(context.county, callerOf(context), keyOf(context), body),
  ),
];
