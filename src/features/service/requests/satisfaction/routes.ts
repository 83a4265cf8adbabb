import { route, type Route } from '#platform/http/route.ts';
import { callerOf, keyOf } from '../access.ts';
import { rate } from './commands.ts';
import { rateRequest, requestRating, satisfactionFigures } from './contract.ts';
import { rating, satisfaction } from './queries.ts';

export const satisfactionRoutes: readonly Route[] = [
  route.plain(requestRating, (_scope, { query }, context) => rating(context.county, callerOf(context), query)),
  route.plain(rateRequest, (_scope, { body }, context) =>
    rate(context.county, callerOf(context), keyOf(context), body),
  ),
  route.query(satisfactionFigures, (db, scope, { query }) => satisfaction(db, scope, query)),
];
