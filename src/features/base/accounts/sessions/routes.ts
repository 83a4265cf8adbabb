import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import { route, type Context, type Route } from '#platform/http/route.ts';
import { AppError } from '#shared/errors.ts';
import type { z } from 'zod';
import { accountsScope, grantsOf, type GrantRow } from '../access.ts';
import * as contract from '../contract.ts';
import { permissionsOf, roleFacts, type Role } from '../permissions/rules.ts';
import { beginFactor, changePassword, chooseGrant, closeSession, giveCode, openSession } from './commands.ts';
import { cookieName } from './queries.ts';

const grantView = ({ id, role, organisationId, organisationName }: GrantRow): contract.Grant => ({ id, role, organisationId, organisationName });

/** The state of a session, computed from the rows and not from what the client says. */
const sessionView = async ({ county }: Context, sessionId: string | null): Promise<z.input<typeof contract.Session>> => {
  const { code, name, demo } = county.entry;
  const out = { county: { code, name, demo }, grants: [], permissions: [], grant: null, account: null, mustEnrol: false };
  if (sessionId === null) return { ...out, state: 'signed_out' };
  const db = county.read(accountsScope(county, 'session view'));
  const row = await db
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .where('s.id', '=', sessionId)
    .where('s.ended_at', 'is', null)
    .select(['a.id', 'a.display_name', 'a.sign_in_name', 'a.language', 'a.must_set_password', 'a.totp_confirmed_at', 'a.person_id', 's.factor', 's.grant_id'])
    .executeTakeFirst();
  if (!row) return { ...out, state: 'signed_out' };
  const grants = await grantsOf(db, row.id, county.today());
  const grant = grants.find((g) => g.id === row.grant_id) ?? null;
  const enrolled = row.totp_confirmed_at !== null;
  const wanted = enrolled || (grant !== null && roleFacts[grant.role].secondFactor);
  const state = wanted && row.factor !== 'totp' ? 'second_factor' : row.must_set_password ? 'set_password' : grant === null ? 'choose_role' : 'ready';
  return {
    ...out,
    state,
    account: { id: row.id, name: row.display_name, signInName: row.sign_in_name, language: row.language === 'en' ? 'en' : 'zh', hasSecondFactor: enrolled, personId: row.person_id },
    grant: grant === null ? null : grantView(grant),
    grants: grants.map(grantView),
    permissions: state === 'ready' && grant !== null ? [...permissionsOf(grant.role)] : [],
    mustEnrol: wanted && !enrolled,
  };
};

const own = (scope: Scope): { accountId: string; sessionId: string } => {
  if (scope.accountId === null || scope.sessionId === null) throw new AppError('unauthenticated');
  return { accountId: scope.accountId, sessionId: scope.sessionId };
};

const setCookie = ({ request, reply }: Context, token: string | null): void => {
  const secure = request.protocol === 'https';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  if (token === null) void reply.clearCookie(cookieName(secure), options);
  else void reply.setCookie(cookieName(secure), token, options);
};

const roleLabel = (role: string | null): string => (role === null ? '' : roleFacts[role as Role].label.zh);

export const sessionRoutes: readonly Route[] = [
  route.query(contract.currentSession, (_db, scope, _input, context) => sessionView(context, scope.sessionId)),
  route.plain(contract.signIn, async (_scope, { body }, context) => {
    const session = await openSession(context.county, { name: body.name, password: body.password, device: body.device ?? context.request.headers['user-agent']?.slice(0, 120) ?? '' });
    setCookie(context, session.token);
    return sessionView(context, session.sessionId);
  }),
  route.plain(contract.giveFactor, async (scope, { body }, context) => {
    await giveCode(context.county, own(scope), body.code);
    return sessionView(context, scope.sessionId);
  }),
  route.plain(contract.beginEnrolment, (scope, _input, { county }) =>
    county.write(accountsScope(county, 'enrolment'), (tx) => beginFactor(tx, county, own(scope).accountId)),
  ),
  route.plain(contract.setPassword, async (scope, { body }, context) => {
    await changePassword(context.county, own(scope), body);
    return sessionView(context, scope.sessionId);
  }),
  route.plain(contract.chooseRole, async (scope, { body }, context) => {
    const { county } = context;
    await county.write(accountsScope(county, 'choose role'), (tx) => chooseGrant(tx, county, own(scope), body.grantId));
    return sessionView(context, scope.sessionId);
  }),
  route.plain(contract.setLanguage, async (scope, { body }, context) => {
    const { county } = context;
    const { accountId } = own(scope);
    await county.write(accountsScope(county, 'set language'), async (tx) => {
      await tx.updateTable('account').set({ language: body.language }).where('id', '=', accountId).execute();
      audit(tx, { action: 'session.setLanguage', entity: 'account', entityId: accountId, path: '' });
    });
    return sessionView(context, scope.sessionId);
  }),
  route.plain(contract.signOut, async (scope, _input, context) => {
    const { county } = context;
    const { accountId, sessionId } = own(scope);
    await county.write(accountsScope(county, 'sign-out'), (tx) => closeSession(tx, county, accountId, sessionId));
    setCookie(context, null);
    return sessionView(context, null);
  }),
  route.query(contract.ownSessions, async (db, scope) => {
    const { accountId, sessionId } = own(scope);
    const rows = await db
      .selectFrom('session as s')
      .leftJoin('role_grant as g', 'g.id', 's.grant_id')
      .where('s.account_id', '=', accountId)
      .where('s.ended_at', 'is', null)
      .select(['s.id', 's.device', 's.created_at', 's.seen_at', 'g.role'])
      .orderBy('s.seen_at', 'desc')
      .limit(50)
      .execute();
    return { items: rows.map((row) => ({ id: row.id, device: row.device, createdAt: row.created_at, seenAt: row.seen_at, current: row.id === sessionId, roleLabel: roleLabel(row.role) })) };
  }),
  route.command(contract.endSession, async (tx, scope, { params }, { county }) => ({ ended: await closeSession(tx, county, own(scope).accountId, params.id) })),
];
