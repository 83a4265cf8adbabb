import { route, type Context, type Route } from '#platform/http/route.ts';
import type { Caller } from './access.ts';
import * as contract from './contract.ts';
import { answer, assign, refuse, showPhone, take } from './handling/commands.ts';
import { unitsFor } from './handling/queries.ts';
import { requestPage, requestView } from './queries.ts';
import { photoRoutes } from './photos/routes.ts';
import { areaList } from './routing/queries.ts';
import { accept, reopen, send } from './sending/commands.ts';
import { follow } from './sending/queries.ts';

const callerOf = ({ request }: Context): Caller => ({ address: request.ip, requestId: request.id });
const keyOf = ({ request }: Context): string | undefined => {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
};

export const requestRoutes: readonly Route[] = [
  route.query(contract.requestAreas, async (db) => ({ items: await areaList(db) })),
  // Without an account, whoever is signed in: each opens a scope of its own, of one request. The reply that is kept holds no code.
  route.plain(contract.sendRequest, (_scope, { body }, context) =>
    send(context.county, callerOf(context), keyOf(context), body),
  ),
  route.plain(contract.followRequest, (_scope, { query }, context) =>
    follow(context.county, callerOf(context), query.code),
  ),
  route.plain(contract.acceptAnswer, (_scope, { body }, context) =>
    accept(context.county, callerOf(context), keyOf(context), body),
  ),
  route.plain(contract.reopenRequest, (_scope, { body }, context) =>
    reopen(context.county, callerOf(context), keyOf(context), body),
  ),
  route.query(contract.requestList, (db, scope, { query }, { county }) => requestPage(db, scope, county, query)),
  route.query(contract.oneRequest, (db, scope, { params }, { county }) => requestView(db, scope, county, params.id)),
  route.query(contract.requestUnits, (db, scope, { params }, { county }) => unitsFor(db, scope, county, params.id)),
  // A full value is kept nowhere for a retry: shown and audited anew.
  route.plain(contract.showPhone, (scope, { params }, { county }) =>
    county.write(scope, (tx) => showPhone(tx, scope, county, params.id)),
  ),
  route.command(contract.takeRequest, (tx, scope, { params, body }, { county }) =>
    take(tx, scope, county, params.id, body),
  ),
  route.command(contract.assignRequest, (tx, scope, { params, body }, { county }) =>
    assign(tx, scope, county, params.id, body),
  ),
  route.command(contract.answerRequest, (tx, scope, { params, body }, { county }) =>
    answer(tx, scope, county, params.id, body),
  ),
  route.command(contract.refuseRequest, (tx, scope, { params, body }, { county }) =>
    refuse(tx, scope, county, params.id, body),
  ),
  ...photoRoutes,
];
