import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleNotices } from './access.ts';
import type { Notice } from './contract.ts';

type View = z.input<typeof Notice>;

const columns = (db: Db, scope: Scope) =>
  visibleNotices(db, scope)
    .leftJoin('organisation as o', (join) => join.onRef('o.path', '=', 'n.org_path'))
    .select([
      'n.id',
      'n.kind',
      'n.params',
      'n.link',
      'n.statutory',
      'n.created_at',
      'n.read_at',
      'n.done_at',
      'o.short_name as organisation',
      sql<View['deliveries']>`(
        select coalesce(jsonb_agg(jsonb_build_object('channel', d.channel, 'state', d.state, 'why', d.why,
          'doubtful', d.doubtful, 'sentAt', to_char(d.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
          order by d.channel), '[]') from notice_delivery d where d.notice_id = n.id)`.as('deliveries'),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

const view = (row: Row): View => ({
  id: row.id,
  kind: row.kind,
  params: row.params as View['params'],
  link: row.link,
  statutory: row.statutory,
  organisationName: row.organisation,
  createdAt: row.created_at,
  readAt: row.read_at,
  doneAt: row.done_at,
  deliveries: row.deliveries,
});

export const unreadOf = async (db: Db, scope: Scope): Promise<number> => {
  const { count } = await visibleNotices(db, scope)
    .where('n.read_at', 'is', null)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

interface Page {
  readonly state: 'unread' | 'all';
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest first: ids grow with time, so the id alone is the order and the place of a page. */
export const noticePage = async (db: Db, scope: Scope, { state, cursor, limit }: Page) => {
  const [rows, unread] = await Promise.all([
    columns(db, scope)
      .$if(state === 'unread', (q) => q.where('n.read_at', 'is', null))
      .$if(cursor !== undefined, (q) => q.where('n.id', '<', cursor ?? ''))
      .orderBy('n.id', 'desc')
      .limit(limit + 1)
      .execute(),
    unreadOf(db, scope),
  ]);
  const items = rows.slice(0, limit).map(view);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null, unread };
};

/** @throws AppError not_found */
export const noticeOf = async (db: Db, scope: Scope, id: string): Promise<View> => {
  const row = await columns(db, scope).where('n.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return view(row);
};
