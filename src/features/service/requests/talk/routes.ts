import { route, type Route } from '#platform/http/route.ts';
import { callerOf, keyOf } from '../access.ts';
import { sayWithCode, tell } from './commands.ts';
import * as contract from './contract.ts';
import { followTalk, talkByCode, talkOfRequest } from './queries.ts';

export const requestTalkRoutes: readonly Route[] = [
  route.stream(
    contract.codeTalk,
    (_scope, { query }, context) => talkByCode(context.county, callerOf(context), query),
    (_scope, { query }, context) => followTalk(context.county, callerOf(context), query),
  ),
  // Without an account, whoever is signed in: a scope of its own, of one request.
  route.plain(contract.sayByCode, (_scope, { body }, context) =>
    sayWithCode(context.county, callerOf(context), keyOf(context), body),
  ),
  route.query(contract.requestTalk, (db, scope, { params, query }, { county }) =>
    talkOfRequest(db, scope, county, params.id, query),
  ),
  route.command(contract.tellResident, (tx, scope, { params, body }, context) =>
    tell(tx, scope, context.county, { ...params, ...body, header: keyOf(context) }),
  ),
];
