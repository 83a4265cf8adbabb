import type { z } from 'zod';
import { covers, may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { decides, kindOf, visibleApprovals } from './access.ts';
import type { Approval, SummaryLine } from './contract.ts';
import { approvalActs } from './rules.ts';

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const columns = (db: Db, scope: Scope) =>
  visibleApprovals(db, scope)
    .leftJoin('organisation as o', (join) => join.onRef('o.path', '=', 'a.org_path'))
    .select([
      'a.id',
      'a.kind',
      'a.org_path',
      'a.summary',
      'a.payload',
      'a.asked_by',
      'a.asker',
      'a.asked_at',
      'a.reason',
      'a.state',
      'a.decider',
      'a.decided_at',
      'a.answer',
      'a.used_at',
      'a.expires_at',
      'o.short_name as organisation',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

/** Shown to whoever asked and to those in whose range the act lies, where they hold what the page asks for. */
const linkOf = (scope: Scope, row: Row): string | null => {
  const kind = kindOf(row.kind);
  if (kind === undefined || !may(scope, kind.permission)) return null;
  return covers(scope, row.org_path) || row.asked_by === scope.accountId ? kind.link(row.payload) : null;
};

const view = (scope: Scope, now: Date, row: Row): z.input<typeof Approval> => ({
  id: row.id,
  kind: row.kind,
  summary: row.summary as SummaryLine[],
  link: linkOf(scope, row),
  reason: row.reason,
  state: row.state,
  asker: row.asker,
  askedAt: row.asked_at,
  expiresAt: row.expires_at,
  organisationName: row.organisation,
  decider: row.decider,
  decidedAt: row.decided_at,
  answer: row.answer,
  usedAt: row.used_at,
  can: approvalActs(
    {
      state: row.state,
      askedBy: row.asked_by,
      expiresAt: row.expires_at,
      usedAt: row.used_at,
      usedByAsker: kindOf(row.kind)?.execute === undefined,
    },
    { accountId: scope.accountId, decides: decides(scope, { kind: row.kind, path: row.org_path }) },
    now,
  ),
});

// Ids grow with time, so the id alone is the order and the place of a page.
const pageOf = async (rows: ReturnType<typeof columns>, scope: Scope, now: Date, { cursor, limit }: Page) => {
  const found = await rows
    .$if(cursor !== undefined, (q) => q.where('a.id', '<', cursor ?? ''))
    .orderBy('a.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = found.slice(0, limit).map((row) => view(scope, now, row));
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
};

/** Newest first. `waiting` leaves out what has run out of time, even where the sweep has not been there yet. */
export const approvalPage = (
  db: Db,
  scope: Scope,
  now: Date,
  { state, ...page }: Page & { readonly state: 'waiting' | 'all' },
) => {
  const all = columns(db, scope).where('a.org_path', '>=', scope.from).where('a.org_path', '<', scope.to);
  const asked =
    state === 'all' ? all : all.where('a.state', '=', 'waiting').where('a.expires_at', '>', now.toISOString());
  return pageOf(asked, scope, now, page);
};

export const ownApprovalPage = (db: Db, scope: Scope, now: Date, page: Page) =>
  pageOf(columns(db, scope).where('a.asked_by', '=', scope.accountId), scope, now, page);

/** @throws AppError not_found to everybody but the asker and those in whose range it lies and who may read approvals */
export const approvalOf = async (db: Db, scope: Scope, now: Date, id: string): Promise<z.input<typeof Approval>> => {
  const row = await columns(db, scope).where('a.id', '=', id).executeTakeFirst();
  if (!row || (row.asked_by !== scope.accountId && !scope.permissions.has('approvals.read'))) throw notFound();
  return view(scope, now, row);
};
