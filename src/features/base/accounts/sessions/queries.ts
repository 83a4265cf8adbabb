import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { publicScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Authenticate, Caller } from '#platform/http/router.ts';
import type { Db } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { accountsScope, grantsOf, scopeOf, validGrants, type GrantRow, type SignedIn } from '../access.ts';
import type { Grant, OwnSession, Session } from '../contract.ts';
import { heldDrills } from '../drills/queries.ts';
import { permissionsOf, roleFacts } from '../permissions/rules.ts';
import { readToken } from './access.ts';
import { endOf, lacksFactor } from './rules.ts';
import { openSeen } from './seen/commands.ts';

interface Remembered {
  readonly accountId: string;
  readonly session: SignedIn;
  readonly pending: Caller['pending'];
  /** Milliseconds: until when the answer may be used without asking again. */
  readonly until: number;
  seenWritten: number;
}

const rememberMs = 30_000;
const seenEveryMs = 60_000;
const maxRemembered = 100_000;

const sessionRow = (county: County, hash: Buffer) => {
  const db = county.read(accountsScope(county, 'authenticate'));
  return db
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .leftJoin('person as p', 'p.id', 'a.person_id')
    .leftJoin(
      validGrants(db, county.today())
        .select(['g.id', 'g.account_id', 'g.role', 'g.organisation_id', 'o.short_name', 'o.path'])
        .as('g'),
      (join) => join.onRef('g.id', '=', 's.grant_id').onRef('g.account_id', '=', 's.account_id'),
    )
    .where('s.token_hash', '=', hash)
    .where('s.ended_at', 'is', null)
    .where('a.disabled_at', 'is', null)
    .select([
      's.id',
      's.factor',
      's.created_at',
      's.seen_at',
      's.expires_at',
      'a.id as accountId',
      'a.person_id',
      'a.display_name',
      'a.must_set_password',
      'a.totp_confirmed_at',
      'p.org_path as personPath',
    ])
    .select(['g.id as grantId', 'g.role', 'g.organisation_id', 'g.short_name', 'g.path'])
    .select(heldDrills('a.id', county.today()).as('drills'))
    .executeTakeFirst();
};

type SessionRow = NonNullable<Awaited<ReturnType<typeof sessionRow>>>;

const grantIn = ({ grantId, role, organisation_id, short_name, path }: SessionRow): GrantRow | null =>
  grantId === null || role === null || organisation_id === null || short_name === null || path === null
    ? null
    : { id: grantId, role, organisationId: organisation_id, organisationName: short_name, path };

const loadSession = async (county: County, hash: Buffer): Promise<Remembered | null> => {
  const row = await sessionRow(county, hash);
  if (!row) return null;
  const now = county.now().getTime();
  const grant = grantIn(row);
  const role = grant?.role ?? null;
  const end = endOf(row, role);
  if (end <= now) return null;
  return {
    accountId: row.accountId,
    session: {
      accountId: row.accountId,
      personId: row.person_id,
      personPath: row.personPath,
      displayName: row.display_name,
      sessionId: row.id,
      grant,
      drills: row.drills,
    },
    pending: lacksFactor({ ...row, role })
      ? 'second_factor_required'
      : row.must_set_password
        ? 'password_change_required'
        : undefined,
    until: Math.min(end, now + rememberMs),
    seenWritten: Date.parse(row.seen_at),
  };
};

/** What one process remembers of a county's sessions. */
const openMemory = (county: County) => {
  const sessions = new Map<string, Remembered>();
  const ofAccount = new Map<string, Set<string>>();
  // Counts changes of rights, so that an answer which was asked for before a change is not kept after it.
  let changes = 0;
  const clear = (): void => {
    sessions.clear();
    ofAccount.clear();
  };
  county.onAccessChanged((accountId) => {
    changes += 1;
    if (accountId === '*') clear();
    for (const key of ofAccount.get(accountId) ?? []) sessions.delete(key);
    ofAccount.delete(accountId);
  });
  const seen = openSeen(county);
  const keep = (key: string, entry: Remembered): void => {
    if (sessions.size >= maxRemembered) clear();
    sessions.set(key, entry);
    ofAccount.set(entry.accountId, (ofAccount.get(entry.accountId) ?? new Set()).add(key));
  };
  return {
    async find(hash: Buffer): Promise<Remembered | null> {
      const key = hash.toString('base64');
      const known = sessions.get(key);
      if (known !== undefined && known.until > county.now().getTime() && county.hearsOthers()) return known;
      sessions.delete(key);
      const before = changes;
      const loaded = await loadSession(county, hash);
      if (loaded !== null && before === changes) keep(key, loaded);
      return loaded;
    },
    noteSeen(entry: Remembered): void {
      const now = county.now().getTime();
      if (now - entry.seenWritten < seenEveryMs) return;
      entry.seenWritten = now;
      seen(entry.session.sessionId, now);
    },
  };
};

/**
 * Turns cookies into callers. What a session may do is remembered for at most half a minute, forgotten at once when
 * rights change, and not remembered at all while other processes cannot be heard.
 */
export const openAuthenticator = (counties: ReadonlyMap<string, County>): Authenticate => {
  const first = [...counties.values()].find(({ entry }) => entry.practiceOf === null);
  if (!first) throw new Error('没有县 / there is no county: zhibu init');
  const memories = new Map<string, ReturnType<typeof openMemory>>();
  /** A county may be opened while the server runs. */
  const memoryOf = (county: County): ReturnType<typeof openMemory> => {
    const known = memories.get(county.entry.code);
    if (known !== undefined) return known;
    const memory = openMemory(county);
    memories.set(county.entry.code, memory);
    return memory;
  };

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
    return { county, scope: publicScope(county.entry.code, request.id), signedIn: false, arrived: county.now() };
  };

  return async (request: FastifyRequest, { quiet = false, asNobody = false } = {}): Promise<Caller> => {
    const token = asNobody ? null : readToken(request);
    const county = token === null ? undefined : counties.get(token.county);
    if (token === null || county === undefined) return nobody(request);
    const arrived = county.now();
    const memory = memoryOf(county);
    const entry = await memory.find(token.hash);
    if (entry === null) return nobody(request);
    if (!quiet) memory.noteSeen(entry);
    const scope = scopeOf(county, entry.session, request.id);
    return { county, scope, signedIn: true, arrived, pending: entry.pending };
  };
};

const grantView = ({ id, role, organisationId, organisationName }: GrantRow): Grant => ({
  id,
  role,
  organisationId,
  organisationName,
});

/** The organisation with which a file lies. */
const homeOf = (personPath: string | null): string | undefined => personPath?.replace(/@.*$/, '');

/**
 * Who reads only the own file acts where that file lies: it moves with the person, the grant may not have been moved yet.
 */
const withHome = async (db: Db, grants: readonly GrantRow[], personPath: string | null): Promise<GrantRow[]> => {
  const home = homeOf(personPath);
  const strayed = grants.filter(({ role, path }) => roleFacts[role].reach === 'self' && path !== home);
  if (home === undefined || strayed.length === 0) return [...grants];
  const organisation = await db
    .selectFrom('organisation')
    .select(['id', 'short_name'])
    .where('path', '=', home)
    .executeTakeFirst();
  if (!organisation) return [...grants];
  const { id: organisationId, short_name: organisationName } = organisation;
  return grants.map((grant) => (strayed.includes(grant) ? { ...grant, organisationId, organisationName } : grant));
};

/** The state of a session, computed from the rows and not from what the client says. */
export const sessionView = async (county: County, sessionId: string | null): Promise<z.input<typeof Session>> => {
  const { code, name, demo, practiceOf } = county.entry;
  const out = {
    county: { code, name, demo, practice: practiceOf !== null },
    grants: [],
    permissions: [],
    grant: null,
    account: null,
    mustEnrol: false,
  };
  if (sessionId === null) return { ...out, state: 'signed_out' };
  const db = county.read(accountsScope(county, 'session view'));
  const row = await db
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .leftJoin('person as p', 'p.id', 'a.person_id')
    .where('s.id', '=', sessionId)
    .where('s.ended_at', 'is', null)
    .select([
      'a.id',
      'a.display_name',
      'a.sign_in_name',
      'a.language',
      'a.must_set_password',
      'a.totp_confirmed_at',
      'a.person_id',
      's.factor',
      's.grant_id',
      'p.org_path as personPath',
    ])
    .executeTakeFirst();
  if (!row) return { ...out, state: 'signed_out' };
  const grants = await withHome(db, await grantsOf(db, row.id, county.today()), row.personPath);
  const grant = grants.find((g) => g.id === row.grant_id) ?? null;
  const enrolled = row.totp_confirmed_at !== null;
  const factorMissing = lacksFactor({ ...row, role: grant?.role ?? null });
  const state = factorMissing
    ? 'second_factor'
    : row.must_set_password
      ? 'set_password'
      : grant === null
        ? 'choose_role'
        : 'ready';
  return {
    ...out,
    state,
    account: {
      id: row.id,
      name: row.display_name,
      signInName: row.sign_in_name,
      language: row.language === 'en' ? 'en' : 'zh',
      hasSecondFactor: enrolled,
      personId: row.person_id,
    },
    grant: grant === null ? null : grantView(grant),
    grants: grants.map(grantView),
    permissions: state === 'ready' && grant !== null ? [...permissionsOf(grant.role)] : [],
    mustEnrol: factorMissing && !enrolled,
  };
};

/** The account's sessions that are still alive, the newest first. */
export const ownSessionList = async (db: Db, scope: Scope, now: Date): Promise<z.input<typeof OwnSession>[]> => {
  const rows = await db
    .selectFrom('session as s')
    .leftJoin('role_grant as g', 'g.id', 's.grant_id')
    .where('s.account_id', '=', scope.accountId)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now.toISOString())
    .select(['s.id', 's.device', 's.created_at', 's.seen_at', 's.expires_at', 'g.role'])
    .orderBy('s.seen_at', 'desc')
    .limit(50)
    .execute();
  return rows
    .filter((row) => endOf(row, row.role) > now.getTime())
    .map((row) => ({
      id: row.id,
      device: row.device,
      createdAt: row.created_at,
      seenAt: row.seen_at,
      current: row.id === scope.sessionId,
      role: row.role,
    }));
};
