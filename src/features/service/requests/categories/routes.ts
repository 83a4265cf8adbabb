import { route, type Route } from '#platform/http/route.ts';
import { add, edit, sort } from './commands.ts';
import * as contract from './contract.ts';
import { allCategories } from './queries.ts';

export const categoryRoutes: readonly Route[] = [
  route.query(contract.categoryList, async (db) => ({ items: await allCategories(db) })),
  route.command(contract.addCategory, (tx, scope, { body }) => add(tx, scope, body)),
  route.command(contract.editCategory, (tx, scope, { params, body }, { county }) =>
    edit(tx, scope, county, params.code, body),
  ),
  route.command(contract.sortRequest, (tx, scope, { params, body }, { county }) =>
    sort(tx, scope, county, params.id, body),
  ),
];
