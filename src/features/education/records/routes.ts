import { route, type Route } from '#platform/http/route.ts';
import { addProgram, revokeProgram } from './clients/commands.ts';
import { clientList } from './clients/queries.ts';
import { type ClientScope, scopes } from './clients/rules.ts';
import * as contract from './contract.ts';

const known = (held: readonly string[]): ClientScope[] => scopes.filter((one) => held.includes(one));

export const recordsRoutes: readonly Route[] = [
  route.query(contract.programs, async (db) => ({
    items: (await clientList(db)).map((row) => ({ ...row, scopes: known(row.scopes) })),
  })),
  route.plain(contract.addProgram, (scope, { body }, { county, request }) =>
    addProgram(county, scope, request.headers['idempotency-key'], body),
  ),
  route.command(contract.revokeProgram, (tx, scope, { params, body }, { county }) =>
    revokeProgram(tx, scope, county, params.id, body),
  ),
];
