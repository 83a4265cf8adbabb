import { route, type Route } from '#platform/http/route.ts';
import { burdenMonth } from './contract.ts';
import { burdenIn } from './queries.ts';

export const burdenRoutes = (required: ReadonlyMap<string, number>): readonly Route[] => [
  route.query(burdenMonth, (db, scope, { query }, { county }) => burdenIn(db, scope, county, required, query.month)),
];
