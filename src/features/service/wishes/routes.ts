import { route, type Context, type Route } from '#platform/http/route.ts';
import type { Caller } from '#features/service/requests/index.ts';
import * as contract from './contract.ts';
import { claimListed, handle, showPhone } from './handling/commands.ts';
import { add, decide, leave, offer, stateHours, stateOwn } from './helping/commands.ts';
import * as helping from './helping/contract.ts';
import { helpsOfMember } from './helping/queries.ts';
import { change, create, end } from './offers/commands.ts';
import * as offers from './offers/contract.ts';
import { offersKept, offersNow, wishesInPublic } from './offers/queries.ts';
import * as own from './own/commands.ts';
import { answerOwnWish, makeWish, ownWishList } from './own/contract.ts';
import { wishesOfMember } from './own/queries.ts';
import { wishPage, wishView } from './queries.ts';
import { answer, send } from './sending/commands.ts';
import { answerWish, followWish, sendWish } from './sending/contract.ts';
import { follow } from './sending/queries.ts';

const callerOf = ({ request }: Context): Caller => ({ address: request.ip, requestId: request.id });
const keyOf = ({ request }: Context): string | undefined => {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
};

export const wishRoutes: readonly Route[] = [
  route.query(offers.openOffers, async (db) => ({ items: await offersNow(db) })),
  route.query(offers.openWishes, (db) => wishesInPublic(db)),
  // Without an account, whoever is signed in: each opens a scope of its own, of one wish. The reply that is kept holds no code.
  route.plain(sendWish, (_scope, { body }, context) => send(context.county, callerOf(context), keyOf(context), body)),
  route.plain(followWish, (_scope, { query }, context) => follow(context.county, callerOf(context), query.code)),
  route.plain(answerWish, (_scope, { body }, context) =>
    answer(context.county, callerOf(context), keyOf(context), body),
  ),
  route.query(offers.offerList, async (db, scope) => ({ items: await offersKept(db, scope) })),
  route.command(offers.createOffer, (tx, scope, { body }) => create(tx, scope, body)),
  route.command(offers.changeOffer, (tx, scope, { params, body }) => change(tx, scope, params.id, body)),
  route.command(offers.endOffer, (tx, scope, { params, body }, { county }) =>
    end(tx, scope, county, params.id, body.version),
  ),
  route.query(contract.wishList, (db, scope, { query }, { county }) => wishPage(db, scope, county, query)),
  route.query(contract.oneWish, (db, scope, { params }, { county }) => wishView(db, scope, county, params.id)),
  // A full value is kept nowhere for a retry: shown and audited anew.
  route.plain(contract.showWishPhone, (scope, { params }, { county }) =>
    county.write(scope, (tx) => showPhone(tx, scope, county, params.id)),
  ),
  route.command(contract.listWish, (tx, scope, { params, body }, { county }) =>
    handle('list')(tx, scope, county, params.id, body),
  ),
  route.command(contract.claimWish, (tx, scope, { params, body }, { county }) =>
    handle('claim')(tx, scope, county, params.id, body),
  ),
  route.command(contract.claimListedWish, (tx, scope, { params, body }, { county }) =>
    claimListed(tx, scope, county, params.id, body.words),
  ),
  route.command(contract.releaseWish, (tx, scope, { params, body }, { county }) =>
    handle('release')(tx, scope, county, params.id, body),
  ),
  route.command(contract.wishDone, (tx, scope, { params, body }, { county }) =>
    handle('done')(tx, scope, county, params.id, body),
  ),
  route.command(contract.refuseWish, (tx, scope, { params, body }, { county }) =>
    handle('refuse')(tx, scope, county, params.id, body),
  ),
  route.command(helping.decideHelper, (tx, scope, { params, body }, { county }) =>
    decide(tx, scope, county, params, body),
  ),
  route.command(helping.addHelper, (tx, scope, { params, body }, { county }) =>
    add(tx, scope, county, params.id, body.name),
  ),
  route.command(helping.stateHelperHours, (tx, scope, { params, body }, { county }) =>
    stateHours(tx, scope, county, params, body),
  ),
  route.query(ownWishList, (db, scope, _input, { county }) => wishesOfMember(db, scope, county)),
  route.command(makeWish, (tx, scope, { body }, { county }) => own.make(tx, scope, county, body)),
  route.command(answerOwnWish, (tx, scope, { params, body }, { county }) =>
    own.answer(tx, scope, county, params.id, body),
  ),
  route.query(helping.ownHelpList, (db, scope, _input, { county }) => helpsOfMember(db, scope, county)),
  route.command(helping.offerHelp, (tx, scope, { body }, { county }) => offer(tx, scope, county, body.wishId)),
  route.command(helping.stateOwnHours, (tx, scope, { params, body }, { county }) =>
    stateOwn(tx, scope, county, params.id, body),
  ),
  route.command(helping.leaveHelp, (tx, scope, { params, body }) => leave(tx, scope, params.id, body.version)),
];
