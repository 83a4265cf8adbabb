import { route, type Route } from '#platform/http/route.ts';
import { figureList, requestFigures } from './contract.ts';
import { figures, listOf } from './queries.ts';

export const figureRoutes: readonly Route[] = [
  route.query(requestFigures, (db, scope, { query }, { county }) => figures(db, scope, county, query)),
  route.query(figureList, (db, scope, { query }, { county }) => listOf(db, scope, county, query)),
];
