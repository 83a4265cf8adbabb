import { route, type Route } from '#platform/http/route.ts';
import { add, edit } from './commands.ts';
import * as contract from './contract.ts';
import { allKinds } from './queries.ts';

export const kindRoutes: readonly Route[] = [
  route.query(contract.kindList, async (db) => ({ items: await allKinds(db) })),
  route.command(contract.addKind, (tx, scope, { body }) => add(tx, scope, body)),
  route.command(contract.editKind, (tx, scope, { params, body }, { county }) =>
    edit(tx, scope, county, params.code, body),
  ),
];
