import { sql } from 'kysely';
import type { z } from 'zod';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import { digestSql, firstIdAt } from '#platform/audit/chain.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleEvents } from './access.ts';
import type { AuditFilter, AuditRow, ChainState } from './contract.ts';

/** Days of the filter are days in China. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const endOf = (day: string): number => startOf(day) + 86_400_000;
/** Ids carry the clock of the process, times that of the database: the two may differ by less than this. */
const skewMs = 3_600_000;

const pathOf = async (db: Db, organisationId: string): Promise<string | null> =>
  (await db.selectFrom('organisation').select('path').where('id', '=', organisationId).executeTakeFirst())?.path ??
  null;

const filtered = async (db: Db, scope: Scope, filter: AuditFilter) => {
  const { from, to, accountId, actor, action, entity, entityId, organisationId } = filter;
  const path = organisationId === undefined ? undefined : await pathOf(db, organisationId);
  return visibleEvents(db, scope)
    .$if(from !== undefined, (q) =>
      q
        .where('e.at', '>=', new Date(startOf(from ?? '')).toISOString())
        .where('e.id', '>=', firstIdAt(startOf(from ?? '') - skewMs)),
    )
    .$if(to !== undefined, (q) =>
      q
        .where('e.at', '<', new Date(endOf(to ?? '')).toISOString())
        .where('e.id', '<', firstIdAt(endOf(to ?? '') + skewMs)),
    )
    .$if(accountId !== undefined, (q) => q.where('e.account_id', '=', accountId ?? null))
    .$if(actor !== undefined && actor !== '', (q) =>
      q.where(sql<boolean>`position(lower(${actor}) in lower(e.actor)) > 0`),
    )
    .$if(action !== undefined && action !== '', (q) =>
      q.where((e) => e.or([e('e.action', '=', action ?? ''), sql<boolean>`starts_with(e.action, ${`${action}.`})`])),
    )
    .$if(entity !== undefined && entity !== '', (q) => q.where('e.entity', '=', entity ?? ''))
    .$if(entityId !== undefined, (q) => q.where('e.entity_id', '=', entityId ?? null))
    .$if(path !== undefined, (q) =>
      path === null
        ? q.where(sql<boolean>`false`)
        : q.where('e.org_path', '>=', path ?? '').where('e.org_path', '<', rangeEnd(path ?? '')),
    );
};

const columns = async (db: Db, scope: Scope, filter: AuditFilter) =>
  (await filtered(db, scope, filter))
    .leftJoin('audit_link as l', 'l.event_id', 'e.id')
    .leftJoin('organisation as o', (join) => join.on('o.path', '=', sql<string>`split_part(e.org_path, '@', 1)`))
    .select([
      'e.id',
      'e.at',
      'e.actor',
      'e.account_id',
      'e.role',
      'e.action',
      'e.entity',
      'e.entity_id',
      'e.reason',
      'e.source',
      'e.request_id',
      'l.seq',
      'o.short_name',
    ])
    // Names of fields only: what they held stays with those who may read the file.
    .select(
      sql<string[]>`coalesce((select array_agg(distinct f.name) from jsonb_array_elements(e.changes) as c
          cross join lateral (select c ->> 'field' as name where c ? 'field'
            union all select jsonb_object_keys(c -> 'first') where c ? 'first') as f), '{}')`.as('fields'),
    );

type Row = Awaited<ReturnType<Awaited<ReturnType<typeof columns>>['executeTakeFirstOrThrow']>>;

const view = (row: Row): z.input<typeof AuditRow> => ({
  id: row.id,
  at: row.at,
  actor: row.actor,
  accountId: row.account_id,
  role: row.role,
  action: row.action,
  entity: row.entity,
  entityId: row.entity_id,
  organisationName: row.short_name,
  reason: row.reason,
  source: row.source,
  requestId: row.request_id,
  fields: row.fields,
  seq: row.seq,
});

/** Newest first. Ids grow with time, so the id alone is the order and the place of a page. */
export const auditPage = async (
  db: Db,
  scope: Scope,
  { cursor, limit, ...filter }: AuditFilter & { readonly cursor?: string | undefined; readonly limit: number },
) => {
  const rows = await (
    await columns(db, scope, filter)
  )
    .$if(cursor !== undefined, (q) => q.where('e.id', '<', cursor ?? ''))
    .orderBy('e.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(view);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

const dayMs = 86_400_000;

export const chainState = async (db: Db, now: Date): Promise<z.input<typeof ChainState>> => {
  const head = await db
    .selectFrom('audit_link')
    .select(['seq', 'hash', 'linked_at'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const waiting = await db
    .selectFrom('audit_event as e')
    .where('e.id', '>', firstIdAt(now.getTime() - dayMs))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('audit_link as l')
            .select(sql`1`.as('one'))
            .whereRef('l.event_id', '=', 'e.id'),
        ),
      ),
    )
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return {
    length: head?.seq ?? 0,
    head: head?.hash.toString('hex') ?? null,
    linkedAt: head?.linked_at ?? null,
    waiting: waiting.n,
  };
};

const exportBatch = 2_000;

/** Every event of the filter, oldest first, in batches; digest and hash suffice to verify the chain elsewhere. */
export async function* exportedEvents(
  db: Db,
  scope: Scope,
  filter: AuditFilter,
): AsyncGenerator<readonly (string | number | null)[]> {
  let after = firstIdAt(0);
  for (;;) {
    const rows = await (
      await columns(db, scope, filter)
    )
      .select(['l.hash', digestSql.as('digest')])
      .where('e.id', '>', after)
      .orderBy('e.id')
      .limit(exportBatch)
      .execute();
    for (const row of rows) {
      yield [
        row.seq,
        row.at,
        row.actor,
        row.role,
        row.action,
        row.entity,
        row.entity_id,
        row.short_name,
        row.reason,
        row.source,
        row.fields.join(' '),
        row.request_id,
        row.account_id,
        row.id,
        row.digest.toString('hex'),
        row.hash?.toString('hex') ?? null,
      ];
      after = row.id;
    }
    if (rows.length < exportBatch) return;
  }
}
