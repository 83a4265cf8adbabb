import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { publicScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Caller } from '#platform/http/router.ts';
import { AppError } from '#shared/errors.ts';
import { accountsScope, scopeOf, validGrants, type SignedIn } from '../access.ts';
import { roleFacts, separated } from '../permissions/rules.ts';
import { sessionLimits } from './rules.ts';

export const cookieName = (secure: boolean): string => (secure ? '__Host-zhibu' : 'zhibu_session');

/** `330324.<43 characters>`: the county is known before its database is asked. */
export const readToken = (request: FastifyRequest): { county: string; hash: Buffer } | null => {
  const token = request.cookies[cookieName(true)] ?? request.cookies[cookieName(false)];
  const parts = /^(\d{6})\.([A-Za-z0-9_-]{43})$/.exec(token ?? '');
  return parts?.[1] === undefined || parts[2] === undefined ? null : { county: parts[1], hash: createHash('sha256').update(parts[2]).digest() };
};

interface Remembered {
  readonly session: SignedIn;
  readonly pending: Caller['pending'];
  /** Milliseconds: until when the answer may be used without asking again. */
  readonly until: number;
  seenWritten: number;
}

const rememberMs = 30_000;
const seenEveryMs = 60_000;

const loadSession = async (county: County, hash: Buffer): Promise<(Remembered & { accountId: string }) | null> => {
  const now = county.now();
  const today = county.today();
  const db = county.read(accountsScope(county, 'authenticate'));
  const row = await db
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .leftJoin('person as p', 'p.id', 'a.person_id')
    .leftJoin(validGrants(db, today).select(['g.id', 'g.account_id', 'g.role', 'g.organisation_id', 'o.short_name', 'o.path']).as('g'), (join) =>
      join.onRef('g.id', '=', 's.grant_id').onRef('g.account_id', '=', 's.account_id'),
    )
    .where('s.token_hash', '=', hash)
    .where('s.ended_at', 'is', null)
    .where('a.disabled_at', 'is', null)
    .select(['s.id', 's.factor', 's.seen_at', 's.expires_at', 'a.id as accountId', 'a.person_id', 'a.display_name', 'a.must_set_password', 'a.totp_confirmed_at', 'p.org_path as personPath'])
    .select(['g.id as grantId', 'g.role', 'g.organisation_id', 'g.short_name', 'g.path'])
    .executeTakeFirst();
  if (!row) return null;
  const grant =
    row.grantId === null || row.role === null || row.organisation_id === null || row.short_name === null || row.path === null
      ? null
      : { id: row.grantId, role: row.role, organisationId: row.organisation_id, organisationName: row.short_name, path: row.path };
  const { idle } = sessionLimits(grant !== null && separated.includes(grant.role));
  const idleEnd = Date.parse(row.seen_at) + idle * 60_000;
  const end = Math.min(Date.parse(row.expires_at), idleEnd);
  if (end <= now.getTime()) return null;
  const needsFactor = row.factor !== 'totp' && (row.totp_confirmed_at !== null || (grant !== null && roleFacts[grant.role].secondFactor));
  const pending = needsFactor ? 'second_factor_required' : row.must_set_password ? 'password_change_required' : undefined;
  return {
    accountId: row.accountId,
    session: { accountId: row.accountId, personId: row.person_id, personPath: row.personPath, displayName: row.display_name, sessionId: row.id, grant },
    pending,
    until: Math.min(end, now.getTime() + rememberMs),
    seenWritten: Date.parse(row.seen_at),
  };
};

/**
 * Turns cookies into callers. What a session may do is remembered for at most half a minute, forgotten at once when
 * rights change, and not remembered at all while other processes cannot be heard.
 */
export const openAuthenticator = (counties: ReadonlyMap<string, County>) => {
  const remembered = new Map<string, Map<string, Remembered>>();
  const accounts = new Map<string, Set<string>>();
  const [first] = counties.values();
  if (!first) throw new Error('没有县 / there is no county: zhibu init');

  for (const county of counties.values()) {
    const sessions = new Map<string, Remembered>();
    remembered.set(county.entry.code, sessions);
    county.onAccessChanged((accountId) => {
      if (accountId === '*') sessions.clear();
      else for (const hash of accounts.get(accountId) ?? []) sessions.delete(hash);
    });
  }

  const byHost = (request: FastifyRequest): County => {
    const named = request.headers['x-zhibu-county'];
    if (typeof named === 'string') {
      const county = counties.get(named);
      if (!county) throw new AppError('not_found');
      return county;
    }
    for (const county of counties.values()) if (county.entry.hosts.includes(request.hostname)) return county;
    return first;
  };

  const nobody = (request: FastifyRequest): Caller => {
    const county = byHost(request);
    return { county, scope: publicScope(county.entry.code, request.id), signedIn: false };
  };

  const noteSeen = (county: County, entry: Remembered, now: number): void => {
    if (now - entry.seenWritten < seenEveryMs) return;
    entry.seenWritten = now;
    const scope = accountsScope(county, 'session seen');
    void county
      .write(scope, (tx) => tx.updateTable('session').set({ seen_at: new Date(now).toISOString() }).where('id', '=', entry.session.sessionId).execute())
      .catch(() => undefined);
  };

  return async (request: FastifyRequest): Promise<Caller> => {
    const token = readToken(request);
    const county = token === null ? undefined : counties.get(token.county);
    if (token === null || county === undefined) return nobody(request);
    const key = token.hash.toString('base64');
    const sessions = remembered.get(county.entry.code) ?? new Map<string, Remembered>();
    const now = county.now().getTime();
    let entry = sessions.get(key);
    if (entry === undefined || entry.until <= now || !county.hearsOthers()) {
      const loaded = await loadSession(county, token.hash);
      if (loaded === null) {
        sessions.delete(key);
        return nobody(request);
      }
      entry = loaded;
      if (sessions.size > 100_000) sessions.clear();
      sessions.set(key, entry);
      const known = accounts.get(loaded.accountId) ?? new Set();
      accounts.set(loaded.accountId, known.add(key));
    }
    noteSeen(county, entry, now);
    return { county, scope: scopeOf(county, entry.session, request.id), signedIn: true, pending: entry.pending };
  };
};
