import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import { route, type Context, type Route } from '#platform/http/route.ts';
import { AppError } from '#shared/errors.ts';
import { actingScope, type Acting } from '../access.ts';
import * as contract from '../contract.ts';
import { beginFactor, giveCode } from '../factors/commands.ts';
import { changePassword } from '../passwords/commands.ts';
import { readDevice, setDevice, setToken } from './access.ts';
import { chooseGrant, closeSession, openSession } from './commands.ts';
import { ownSessionList, sessionView } from './queries.ts';
import { deviceKeyDays } from './rules.ts';

const acting = ({ accountId, sessionId, actor, role, requestId }: Scope): Acting => {
  if (accountId === null || sessionId === null) throw new AppError('unauthenticated');
  return { accountId, sessionId, actor, role, requestId };
};

const former = ({ accountId, sessionId }: Scope) =>
  accountId === null || sessionId === null ? null : { accountId, sessionId };

/** Hands out the token that took the old one's place, and the new state. */
const withToken = ({ county, request, reply }: Context, scope: Scope, token: string) => {
  setToken(request, reply, token);
  return sessionView(county, scope.sessionId);
};

export const sessionRoutes: readonly Route[] = [
  route.query(contract.currentSession, (_db, scope, _input, { county }) => sessionView(county, scope.sessionId)),
  route.query(contract.deviceKey, async (_db, scope, { query }, { county }) => ({
    key: Buffer.concat(
      ['first', 'second'].map((half) =>
        county.crypto.hash(`device key, ${half} half`, `${acting(scope).accountId} ${query.device}`),
      ),
    ).toString('base64'),
    days: deviceKeyDays,
  })),
  route.plain(contract.signIn, async (scope, { body }, { county, request, reply }) => {
    const session = await openSession(county, {
      name: body.name,
      password: body.password,
      device: body.device ?? request.headers['user-agent']?.slice(0, 120) ?? '',
      address: request.ip,
      requestId: request.id,
      mark: readDevice(request),
      former: former(scope),
    });
    setToken(request, reply, session.token);
    setDevice(request, reply, session.mark);
    return sessionView(county, session.sessionId);
  }),
  route.plain(contract.giveFactor, async (scope, { body }, context) =>
    withToken(context, scope, await giveCode(context.county, acting(scope), body.code)),
  ),
  route.plain(contract.beginEnrolment, (scope, _input, { county }) =>
    county.write(actingScope(county, acting(scope), 'enrolment'), (tx) => beginFactor(tx, county, acting(scope))),
  ),
  route.plain(contract.setPassword, async (scope, { body }, context) =>
    withToken(context, scope, await changePassword(context.county, acting(scope), body)),
  ),
  route.plain(contract.chooseRole, async (scope, { body }, { county }) => {
    await county.write(actingScope(county, acting(scope), 'choose role'), (tx) =>
      chooseGrant(tx, county, acting(scope), body.grantId),
    );
    return sessionView(county, scope.sessionId);
  }),
  route.plain(contract.setLanguage, async (scope, { body }, { county }) => {
    const session = acting(scope);
    await county.write(actingScope(county, session, 'set language'), async (tx) => {
      await tx.updateTable('account').set({ language: body.language }).where('id', '=', session.accountId).execute();
      audit(tx, { action: 'session.setLanguage', entity: 'account', entityId: session.accountId, path: '' });
    });
    return sessionView(county, scope.sessionId);
  }),
  route.plain(contract.signOut, async (scope, _input, { county, request, reply }) => {
    const session = acting(scope);
    await county.write(actingScope(county, session, 'sign-out'), (tx) =>
      closeSession(tx, county, session.accountId, session.sessionId, 'session.signOut'),
    );
    setToken(request, reply, null);
    return sessionView(county, null);
  }),
  route.query(contract.ownSessions, async (db, scope, _input, { county }) => ({
    items: await ownSessionList(db, scope, county.now()),
  })),
  route.command(contract.endSession, async (tx, scope, { params }, { county }) => ({
    ended: await closeSession(tx, county, acting(scope).accountId, params.id),
  })),
];
