import { sql } from 'kysely';
import { leafPath, mattersOf, mintScope, noRange, rangeEnd, systemScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { drillsIn } from './drills/queries.ts';
import { permissionsOf, roleFacts, type Role } from './permissions/rules.ts';

/** Sign-in and the administrators' pages look at accounts through this guard; every use names its reason. */
export const accountsScope = (county: County, reason: string): Scope =>
  systemScope(county.entry.code, reason, { guard: 'accounts' });

/** A session that works on its own account: its events carry its name. */
export interface Acting {
  readonly accountId: string;
  readonly sessionId: string;
  readonly actor: string;
  readonly role: string;
  readonly requestId: string;
}

export const actingScope = (
  county: County,
  { accountId, sessionId, actor, role, requestId }: Acting,
  reason: string,
): Scope =>
  mintScope({ ...accountsScope(county, reason), accountId, sessionId, actor, role, requestId, source: 'screen' });

export interface GrantRow {
  readonly id: string;
  readonly role: Role;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly path: string;
}

/** Grants that hold on a day: not ended, within their days, and, where they hang on a post, only while it is held. */
export const validGrants = (db: Db, today: string) =>
  db
    .selectFrom('role_grant as g')
    .innerJoin('organisation as o', 'o.id', 'g.organisation_id')
    .where('g.ended_at', 'is', null)
    .where('g.from_on', '<=', today)
    .where((e) => e.or([e('g.to_on', 'is', null), e('g.to_on', '>=', today)]))
    .where('o.abolished_on', 'is', null)
    .where((e) =>
      e.or([
        e('g.post_holding_id', 'is', null),
        e.exists(
          e
            .selectFrom('post_holding as h')
            .select(sql`1`.as('one'))
            .whereRef('h.id', '=', 'g.post_holding_id')
            .where('h.voided_at', 'is', null)
            .where((w) => w.or([w('h.to_on', 'is', null), w('h.to_on', '>=', today)])),
        ),
      ]),
    );

export const grantsOf = async (db: Db, accountId: string, today: string): Promise<GrantRow[]> =>
  validGrants(db, today)
    .where('g.account_id', '=', accountId)
    .select(['g.id', 'g.role', 'g.organisation_id as organisationId', 'o.short_name as organisationName', 'o.path'])
    .orderBy('g.created_at')
    .execute();

export interface SignedIn {
  readonly accountId: string;
  readonly personId: string | null;
  readonly personPath: string | null;
  readonly displayName: string;
  readonly sessionId: string;
  readonly grant: GrantRow | null;
  /** Drills that the account holds today. */
  readonly drills: readonly string[];
}

const rangeOf = (session: SignedIn, grant: GrantRow): { from: string; to: string } => {
  const { reach } = roleFacts[grant.role];
  if (reach === 'subtree') return { from: grant.path, to: rangeEnd(grant.path) };
  if (reach === 'unit') return mattersOf(grant.path);
  if (reach === 'self' && session.personId !== null) {
    const leaf = session.personPath ?? leafPath(grant.path, session.personId);
    return { from: leaf, to: rangeEnd(leaf) };
  }
  return noRange;
};

/** The scope of a session in its chosen role. Without a valid grant it may do nothing but choose one. */
export const scopeOf = (county: County, session: SignedIn, requestId: string): Scope => {
  const { grant } = session;
  const range = grant === null ? noRange : rangeOf(session, grant);
  return mintScope({
    county: county.entry.code,
    accountId: session.accountId,
    actor: session.displayName,
    personId: session.personId,
    role: grant?.role ?? 'none',
    organisationId: grant?.organisationId ?? null,
    organisationName: grant?.organisationName ?? '',
    path: grant?.path ?? '',
    ...range,
    guard: grant === null ? '' : roleFacts[grant.role].guard,
    permissions: grant === null ? new Set() : permissionsOf(grant.role),
    drills: drillsIn(county, session.drills),
    sessionId: session.sessionId,
    requestId,
    source: 'screen',
  });
};
