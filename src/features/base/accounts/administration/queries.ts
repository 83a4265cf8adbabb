import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { validGrants } from '../access.ts';
import { roleFacts, roles, type Role } from '../permissions/rules.ts';
import { endOf } from '../sessions/rules.ts';
import { visibleAccounts } from './access.ts';
import type { accountList, accountReview, AccountGrant, AccountRow, AccountSession, AccountView } from './contract.ts';
import { accountProblems, mayAct, problemsOf, type AccountProblem } from './rules.ts';

type Filter = Omit<z.output<typeof accountList.query>, 'cursor' | 'limit' | 'problem'>;

/** The day and the moment that a page of accounts is about. */
export interface Clock {
  readonly now: Date;
  readonly today: string;
}
export const clockOf = (county: County): Clock => ({ now: county.now(), today: county.today() });

const filtered = (db: Db, scope: Scope, { search, role, state }: Filter, today: string) =>
  visibleAccounts(db, scope)
    .$if(state !== 'all', (q) => q.where('a.disabled_at', state === 'disabled' ? 'is not' : 'is', null))
    .$if(search !== undefined && search !== '', (q) =>
      q.where(
        sql<boolean>`(position(lower(${search}) in lower(a.sign_in_name)) > 0 or position(${search} in a.display_name) > 0)`,
      ),
    )
    .$if(role !== undefined, (q) =>
      q.where(
        'a.id',
        'in',
        validGrants(db, today)
          .where('g.role', '=', role ?? 'member')
          .select('g.account_id'),
      ),
    );

const columns = [
  'a.id',
  'a.person_id',
  'a.sign_in_name',
  'a.display_name',
  'a.totp_confirmed_at',
  'a.must_set_password',
  'a.password_set_at',
  'a.password_issued_at',
  'a.created_at',
  'a.last_sign_in_at',
  'a.disabled_at',
  'a.disabled_reason',
  'a.version',
] as const;

type Stored = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];
const rowsOf = (db: Db, scope: Scope) => visibleAccounts(db, scope).select(columns);

/** Grants of many accounts in one query, with whether each holds today. */
const grantsByAccount = async (
  db: Db,
  accountIds: readonly string[],
  today: string,
): Promise<Map<string, AccountGrant[]>> => {
  const rows = await db
    .selectFrom('role_grant as g')
    .innerJoin('organisation as o', 'o.id', 'g.organisation_id')
    .where('g.account_id', '=', sql<string>`any(${accountIds}::uuid[])`)
    .select([
      'g.id',
      'g.account_id',
      'g.role',
      'g.organisation_id',
      'o.short_name',
      'g.post_holding_id',
      'g.from_on',
      'g.to_on',
      'g.ended_at',
      'g.version',
    ])
    .orderBy('g.created_at')
    .execute();
  const holding = await validGrants(db, today)
    .where('g.account_id', '=', sql<string>`any(${accountIds}::uuid[])`)
    .select('g.id')
    .execute();
  const valid = new Set(holding.map(({ id }) => id));
  const grants = new Map<string, AccountGrant[]>();
  for (const row of rows) {
    const list = grants.get(row.account_id) ?? [];
    list.push({
      id: row.id,
      role: row.role,
      organisationId: row.organisation_id,
      organisationName: row.short_name,
      postHoldingId: row.post_holding_id,
      from: row.from_on,
      to: row.to_on,
      endedAt: row.ended_at,
      holds: valid.has(row.id),
      version: row.version,
    });
    grants.set(row.account_id, list);
  }
  return grants;
};

const liveSessionsOf = (db: Db, accountIds: readonly string[], now: Date) =>
  db
    .selectFrom('session as s')
    .leftJoin('role_grant as g', 'g.id', 's.grant_id')
    .where('s.account_id', '=', sql<string>`any(${accountIds}::uuid[])`)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now.toISOString())
    .select(['s.id', 's.account_id', 's.device', 's.created_at', 's.seen_at', 's.expires_at', 's.factor', 'g.role'])
    .orderBy('s.seen_at', 'desc')
    .execute()
    .then((rows) => rows.filter((row) => endOf(row, row.role) > now.getTime()));

const rowView = (
  row: Stored,
  grants: readonly AccountGrant[],
  liveSessions: number,
  now: Date,
): z.input<typeof AccountRow> => {
  const facts = {
    signInName: row.sign_in_name,
    displayName: row.display_name,
    hasPerson: row.person_id !== null,
    hasSecondFactor: row.totp_confirmed_at !== null,
    mustSetPassword: row.must_set_password,
    passwordIssuedAt: row.password_issued_at,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
    disabledAt: row.disabled_at,
    liveSessions,
    roles: grants.filter((grant) => grant.holds).map((grant) => grant.role),
  };
  const { signInName, displayName, hasPerson, hasSecondFactor, mustSetPassword, createdAt, lastSignInAt, disabledAt } =
    facts;
  return {
    id: row.id,
    signInName,
    displayName,
    hasPerson,
    hasSecondFactor,
    mustSetPassword,
    createdAt,
    lastSignInAt,
    disabledAt,
    grants: [...grants],
    problems: problemsOf(facts, now),
    version: row.version,
  };
};

const views = async (db: Db, rows: readonly Stored[], { now, today }: Clock): Promise<z.input<typeof AccountRow>[]> => {
  const ids = rows.map(({ id }) => id);
  const [grants, sessions] = [await grantsByAccount(db, ids, today), await liveSessionsOf(db, ids, now)];
  const live = new Map<string, number>();
  for (const { account_id } of sessions) live.set(account_id, (live.get(account_id) ?? 0) + 1);
  return rows.map((row) => rowView(row, grants.get(row.id) ?? [], live.get(row.id) ?? 0, now));
};

const batch = 500;

/** Accounts of a filter from a place on, newest first, in batches: problems are judged by `rules.ts`, not by the database. */
async function* walk(
  db: Db,
  scope: Scope,
  filter: Filter,
  clock: Clock,
  { start, size }: { readonly start?: string | undefined; readonly size: number },
): AsyncGenerator<z.input<typeof AccountRow>> {
  let before = start;
  for (;;) {
    const rows = await filtered(db, scope, filter, clock.today)
      .select(columns)
      .$if(before !== undefined, (q) => q.where('a.id', '<', before ?? ''))
      .orderBy('a.id', 'desc')
      .limit(size)
      .execute();
    yield* await views(db, rows, clock);
    before = rows.at(-1)?.id;
    if (rows.length < size) return;
  }
}

export const accountPage = async (
  db: Db,
  scope: Scope,
  clock: Clock,
  { cursor, limit, problem, ...filter }: z.output<typeof accountList.query>,
) => {
  const items: z.input<typeof AccountRow>[] = [];
  for await (const row of walk(db, scope, filter, clock, {
    start: cursor,
    size: problem === undefined ? limit + 1 : batch,
  })) {
    if (problem !== undefined && !row.problems.includes(problem)) continue;
    if (items.length === limit) return { items, next: items.at(-1)?.id ?? null };
    items.push(row);
  }
  return { items, next: null };
};

export const review = async (db: Db, scope: Scope, clock: Clock): Promise<z.input<typeof accountReview.reply>> => {
  const counts = new Map<AccountProblem, number>();
  const total = { enabled: 0, disabled: 0 };
  for await (const row of walk(db, scope, { state: 'all' }, clock, { size: batch })) {
    total[row.disabledAt === null ? 'enabled' : 'disabled'] += 1;
    for (const problem of row.problems) counts.set(problem, (counts.get(problem) ?? 0) + 1);
  }
  return { ...total, problems: accountProblems.map((problem) => ({ problem, accounts: counts.get(problem) ?? 0 })) };
};

/** @throws AppError not_found */
export const accountOf = async (
  db: Db,
  scope: Scope,
  clock: Clock,
  id: string,
): Promise<z.input<typeof AccountView>> => {
  const row = await rowsOf(db, scope).where('a.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const grants = (await grantsByAccount(db, [id], clock.today)).get(id) ?? [];
  const liveSessions = (await liveSessionsOf(db, [id], clock.now)).length;
  const account = { id, disabledAt: row.disabled_at };
  const can = (act: Parameters<typeof mayAct>[0]): boolean => mayAct(act, scope, account);
  return {
    ...rowView(row, grants, liveSessions, clock.now),
    passwordSetAt: row.password_set_at,
    secondFactorAt: row.totp_confirmed_at,
    disabledReason: row.disabled_reason,
    liveSessions,
    can: {
      change: can('change'),
      disable: can('disable'),
      enable: can('enable'),
      issuePassword: can('issuePassword'),
      resetFactor: can('resetFactor') && row.totp_confirmed_at !== null,
      grant: can('grant'),
      endSessions: can('endSessions') && liveSessions > 0,
    },
  };
};

export const sessionList = async (
  db: Db,
  scope: Scope,
  { now }: Clock,
  accountId: string,
): Promise<{ items: z.input<typeof AccountSession>[] }> => {
  if (!(await visibleAccounts(db, scope).select('a.id').where('a.id', '=', accountId).executeTakeFirst()))
    throw notFound();
  const rows = await liveSessionsOf(db, [accountId], now);
  return {
    items: rows.map((s) => ({
      id: s.id,
      device: s.device,
      createdAt: s.created_at,
      seenAt: s.seen_at,
      expiresAt: s.expires_at,
      role: s.role,
      secondFactor: s.factor === 'totp',
    })),
  };
};

const rolesOn = (type: string): Role[] =>
  roles.filter((role) => roleFacts[role].on.includes(type) && roleFacts[role].reach === 'subtree');

/** Posts that the account's person holds now or will hold. */
export const postsOf = async (db: Db, scope: Scope, { today }: Clock, accountId: string) => {
  const account = await visibleAccounts(db, scope)
    .select('a.person_id')
    .where('a.id', '=', accountId)
    .executeTakeFirst();
  if (!account) throw notFound();
  const rows = await db
    .selectFrom('post_holding as h')
    .innerJoin('organisation as o', 'o.id', 'h.organisation_id')
    .where('h.person_id', '=', account.person_id)
    .where('h.voided_at', 'is', null)
    .where((e) => e.or([e('h.to_on', 'is', null), e('h.to_on', '>=', today)]))
    .select(['h.id', 'h.organisation_id', 'o.short_name', 'o.type', 'h.post', 'h.from_on', 'h.to_on'])
    .orderBy('h.from_on')
    .execute();
  return {
    items: rows.map((h) => ({
      id: h.id,
      organisationId: h.organisation_id,
      organisationName: h.short_name,
      post: h.post,
      from: h.from_on,
      to: h.to_on,
      roles: rolesOn(h.type),
    })),
  };
};

/** At most thirty organisations on which the role can hang, by part of the name or the first letters in pinyin. */
export const placesFor = async (
  db: Db,
  { role, search }: { readonly role: Role; readonly search?: string | undefined },
) => {
  const items = await db
    .selectFrom('organisation as o')
    .leftJoin('organisation as up', 'up.id', 'o.parent_id')
    .where('o.abolished_on', 'is', null)
    .where(sql<boolean>`o.type::text = any(${roleFacts[role].on})`)
    .$if(search !== undefined && search !== '', (q) =>
      q.where(
        sql<boolean>`(position(${search} in o.name) > 0 or starts_with(o.initials, lower(${search})) or starts_with(o.pinyin, lower(${search})))`,
      ),
    )
    .select(['o.id', 'o.short_name as name', 'up.short_name as parentName'])
    .orderBy('o.path')
    .limit(30)
    .execute();
  return { items };
};
