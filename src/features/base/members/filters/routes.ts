import { route, type Route } from '#platform/http/route.ts';
import { removeFilter, savedFilters, saveFilter } from './commands.ts';
import * as contract from './contract.ts';

export const filterRoutes: readonly Route[] = [
  route.query(contract.filterList, (db, scope) => savedFilters(db, scope)),
  route.command(contract.saveFilter, (tx, scope, { body }) => saveFilter(tx, scope, body)),
  route.command(contract.removeFilter, (tx, scope, { params }) => removeFilter(tx, scope, params.id)),
];
