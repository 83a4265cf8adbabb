import { route, type Context, type Route } from '#platform/http/route.ts';
import { answer, attend, handOver } from './attending/commands.ts';
import { colleagues } from './attending/queries.ts';
import { messageKey } from './commands.ts';
import * as contract from './contract.ts';
import { setHours } from './hours/commands.ts';
import { ownHours } from './hours/queries.ts';
import { sayOwn } from './own/commands.ts';
import { own } from './own/queries.ts';
import { talkById, talkPage } from './queries.ts';

const sentBy = ({ request }: Context, { name }: { readonly name: string }) => ({
  key: messageKey(request.headers['idempotency-key']),
  action: name,
});

export const talkRoutes: readonly Route[] = [
  route.query(contract.ownTalk, (db, scope, { query }, { county }) => own(db, scope, county, query)),
  route.command(contract.sayOwn, (tx, scope, { body }, context) =>
    sayOwn(tx, scope, context.county, { ...body, ...sentBy(context, contract.sayOwn) }),
  ),
  route.query(contract.talkList, (db, scope, { query }, { county }) => talkPage(db, scope, county, query)),
  route.query(contract.talkHours, (db, scope) => ownHours(db, scope)),
  route.command(contract.setTalkHours, (tx, scope, { body }) => setHours(tx, scope, body)),
  route.query(contract.oneTalk, (db, scope, { params, query }, { county }) =>
    talkById(db, scope, county, params.id, query),
  ),
  route.command(contract.answerTalk, (tx, scope, { params, body }, context) =>
    answer(tx, scope, context.county, { ...params, ...body, ...sentBy(context, contract.answerTalk) }),
  ),
  route.command(contract.attendTalk, (tx, scope, { params }, context) =>
    attend(tx, scope, context.county, { ...params, ...sentBy(context, contract.attendTalk) }),
  ),
  route.query(contract.talkStaff, (db, scope, { params }, { county }) => colleagues(db, scope, county, params.id)),
  route.command(contract.handTalk, (tx, scope, { params, body }, context) =>
    handOver(tx, scope, context.county, { ...params, ...body, ...sentBy(context, contract.handTalk) }),
  ),
];
