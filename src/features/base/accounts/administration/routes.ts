import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { route, type Route } from '#platform/http/route.ts';
import type { Tx } from '#platform/db/types.ts';
import { end, give } from '../grants/commands.ts';
import { change, create, endSession, endSessions, issue, resetFactor, setDisabled } from './commands.ts';
import * as contract from './contract.ts';
import { accountOf, accountPage, clockOf, placesFor, postsOf, review, sessionList } from './queries.ts';

const shown = (tx: Tx, county: County, scope: Scope, id: string) => accountOf(tx, scope, clockOf(county), id);

export const administrationRoutes: readonly Route[] = [
  route.query(contract.accountList, (db, scope, { query }, { county }) =>
    accountPage(db, scope, clockOf(county), query),
  ),
  route.query(contract.accountReview, (db, scope, _input, { county }) => review(db, scope, clockOf(county))),
  route.query(contract.accountById, (db, scope, { params }, { county }) =>
    accountOf(db, scope, clockOf(county), params.id),
  ),
  route.command(contract.createAccount, async (tx, scope, { body }, { county }) =>
    shown(tx, county, scope, await create(tx, county, scope, body)),
  ),
  route.command(contract.changeAccount, async (tx, scope, { params, body }, { county }) => {
    await change(tx, county, scope, params.id, body);
    return shown(tx, county, scope, params.id);
  }),
  route.plain(contract.issuePassword, async (scope, { params, body }, { county }) => ({
    password: await issue(county, scope, params.id, body.reason),
  })),
  route.command(contract.resetFactor, async (tx, scope, { params, body }, { county }) => {
    await resetFactor(tx, county, scope, params.id, body);
    return shown(tx, county, scope, params.id);
  }),
  route.command(contract.disableAccount, async (tx, scope, { params, body }, { county }) => {
    await setDisabled(tx, county, scope, params.id, { ...body, disabled: true });
    return shown(tx, county, scope, params.id);
  }),
  route.command(contract.enableAccount, async (tx, scope, { params, body }, { county }) => {
    await setDisabled(tx, county, scope, params.id, { ...body, disabled: false });
    return shown(tx, county, scope, params.id);
  }),
  route.query(contract.accountSessions, (db, scope, { params }, { county }) =>
    sessionList(db, scope, clockOf(county), params.id),
  ),
  route.command(contract.endAccountSession, async (tx, scope, { params }, { county }) => ({
    ended: await endSession(tx, county, scope, params.id, params.sessionId),
  })),
  route.command(contract.endAccountSessions, async (tx, scope, { params }, { county }) => ({
    ended: await endSessions(tx, county, scope, params.id),
  })),
  route.query(contract.accountPosts, (db, scope, { params }, { county }) =>
    postsOf(db, scope, clockOf(county), params.id),
  ),
  route.query(contract.grantPlaces, (db, _scope, { query }) => placesFor(db, query)),
  route.command(contract.giveGrant, async (tx, scope, { params, body }, { county }) => {
    await give(tx, county, scope, params.id, body);
    return shown(tx, county, scope, params.id);
  }),
  route.command(contract.endGrant, async (tx, scope, { params, body }, { county }) =>
    shown(tx, county, scope, await end(tx, county, scope, params.id, body)),
  ),
];
