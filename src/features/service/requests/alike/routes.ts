import { route, type Route } from '#platform/http/route.ts';
import * as contract from './contract.ts';
import { openAlike } from './queries.ts';

export const alikeRoutes: readonly Route[] = [
  route.query(contract.openAlike, (db, _scope, { query }) => openAlike(db, query)),
];
