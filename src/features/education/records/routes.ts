import { route, type Route } from '#platform/http/route.ts';
import { addProgram, revokeProgram } from './clients/commands.ts';
import { clientList } from './clients/queries.ts';
import { type ClientScope, scopes } from './clients/rules.ts';
import * as contract from './contract.ts';
import { endOwnKey, makeOwnKey } from './own/commands.ts';
import * as own from './own/contract.ts';
import { ownRecordsOf } from './own/queries.ts';

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
  // The platform's own part is written when it is read.
  route.plain(own.ownRecords, (scope, { query }, { county }) => ownRecordsOf(county, scope, query.cursor)),
  route.plain(own.makeOwnKey, (scope, _input, { county, request }) =>
    makeOwnKey(county, scope, request.headers['idempotency-key']),
  ),
  route.command(own.endOwnKey, (tx, scope) => endOwnKey(tx, scope)),
];
