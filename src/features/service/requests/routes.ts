import { route, type Route } from '#platform/http/route.ts';
import { signedInResident } from '#features/service/residents/index.ts';
import { callerOf, keyOf } from './access.ts';
import { alikeRoutes } from './alike/routes.ts';
import { callbackRoutes } from './callbacks/routes.ts';
import { categoryRoutes } from './categories/routes.ts';
import { clockRoutes } from './clocks/routes.ts';
import * as contract from './contract.ts';
import { dutyRoutes } from './duties/routes.ts';
import { figureRoutes } from './figures/routes.ts';
import { answer, assign, refuse, showPhone, take } from './handling/commands.ts';
import { unitsFor } from './handling/queries.ts';
import { kindRoutes } from './kinds/routes.ts';
import { placeRoutes } from './places/routes.ts';
import { intakeRoutes } from './intake/routes.ts';
import { markRoutes } from './marking/routes.ts';
import { mineRoutes } from './mine/routes.ts';
import { requestPage, requestView } from './queries.ts';
import { learningRoutes } from './learning/routes.ts';
import { publishedRoutes } from './published/routes.ts';
import { photoRoutes } from './photos/routes.ts';
import { areaList } from './routing/queries.ts';
import { satisfactionRoutes } from './satisfaction/routes.ts';
import { accept, reopen, send } from './sending/commands.ts';
import { follow } from './sending/queries.ts';
import { requestTalkRoutes } from './talk/routes.ts';
import { workRoutes } from './work/routes.ts';

export const requestRoutes: readonly Route[] = [
  ...alikeRoutes,
  ...intakeRoutes,
  ...mineRoutes,
  route.query(contract.requestAreas, async (db) => ({ items: await areaList(db) })),
  // Without an account, whoever is signed in: each opens a scope of its own, of one request. The reply that is kept holds no code.
  route.plain(contract.sendRequest, async (_scope, { body }, context) => {
    const who = await signedInResident(context.county, context.request);
    return send(context.county, callerOf(context), keyOf(context), body, { residentId: who?.id });
  }),
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
  ...categoryRoutes,
  ...kindRoutes,
  ...placeRoutes,
  ...dutyRoutes,
  ...learningRoutes,
  ...publishedRoutes,
  ...clockRoutes,
  ...workRoutes,
  ...callbackRoutes,
  ...figureRoutes,
  ...markRoutes,
  ...satisfactionRoutes,
  ...requestTalkRoutes,
  ...photoRoutes,
];
