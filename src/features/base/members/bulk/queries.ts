import { sql } from 'kysely';
import { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { invalid, notFound } from '#shared/errors.ts';
import type { MemberFields, Value } from '../contract.ts';
import { visibleBulkChanges } from './access.ts';
import type { BulkChange } from './contract.ts';
import { bulkAlone, restOf, shownGroups, shownSamples, type Group } from './rules.ts';

const columns = (db: Db, scope: Scope) =>
  visibleBulkChanges(db, scope)
    .select(['b.id', 'b.org_path', 'b.account_id', 'b.actor', 'b.reason', 'b.fields', 'b.people', 'b.unchanged'])
    .select(['b.state', 'b.approval_id', 'b.asked_at', 'b.done_at', 'b.undone_at', 'v.state as approval_state']);
type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

const fieldsOf = (row: Pick<Row, 'fields'>): MemberFields => row.fields as MemberFields;

interface StoredGroup {
  readonly bulk_id: string;
  readonly field: string;
  readonly former: Value;
  readonly people: number;
}

/** How many people go from which value, of each change and field, the largest groups first. */
const groupsOf = async (db: Db, rows: readonly Row[]): Promise<ReadonlyMap<string, readonly Group[]>> => {
  const ids = rows.map((row) => row.id);
  const { rows: groups } = await sql<StoredGroup>`
    select i.bulk_id, e.key as field, e.value as former, count(*)::int4 as people
    from bulk_item i cross join lateral jsonb_each(i.before) e
    where i.bulk_id = any(${ids}::uuid[]) group by i.bulk_id, e.key, e.value order by people desc, e.value::text`.execute(
    db,
  );
  const to = new Map(rows.map((row) => [row.id, fieldsOf(row)]));
  const found = new Map<string, Group[]>(ids.map((id) => [id, []]));
  for (const { bulk_id: id, field, former, people } of groups) {
    const given = to.get(id)?.[field as keyof MemberFields] ?? null;
    found.get(id)?.push({ field, from: former, to: given, people });
  }
  return found;
};

interface Place {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const Cursor = z.tuple([z.string(), z.uuid()]);

/** @throws AppError invalid for a cursor that no page gave */
const placeOf = (cursor: string): z.output<typeof Cursor> => {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw invalid('query.cursor', 'bad_value');
  }
};

/** The people of a change in the order of their names. Who came back has two memberships: the latest names the branch. */
const itemsOf = async (db: Db, row: Row, { cursor, limit }: Place) => {
  const at = cursor === undefined ? undefined : placeOf(cursor);
  const found = await db
    .selectFrom('bulk_item as i')
    .innerJoin('person as p', 'p.id', 'i.person_id')
    .innerJoin('membership as m', (join) => join.onRef('m.person_id', '=', 'p.id').on('m.voided_at', 'is', null))
    .innerJoin('organisation as o', 'o.id', 'm.branch_id')
    .select(['p.id', 'p.name', 'p.pinyin', 'o.short_name', 'i.before'])
    .where('i.bulk_id', '=', row.id)
    .where(
      sql<boolean>`not exists (select from membership l where l.person_id = m.person_id and l.voided_at is null and l.id > m.id)`,
    )
    .$if(at !== undefined, (q) => q.where(sql<boolean>`(p.pinyin, p.id) > (${at?.[0]}, ${at?.[1]}::uuid)`))
    .orderBy('p.pinyin')
    .orderBy('p.id')
    .limit(limit + 1)
    .execute();
  const given = fieldsOf(row);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((item) => ({
      personId: item.id,
      name: item.name,
      branchName: item.short_name,
      changes: Object.entries(item.before as Record<string, Value>).map(([field, from]) => ({
        field,
        from,
        to: given[field as keyof MemberFields] ?? null,
      })),
    })),
    next:
      found.length > limit && last ? Buffer.from(JSON.stringify([last.pinyin, last.id])).toString('base64url') : null,
  };
};

const canOf = (scope: Scope, row: Row) => ({
  commit:
    row.account_id === scope.accountId &&
    (row.state === 'draft' || (row.state === 'waiting' && row.approval_state === 'approved')),
  undo: row.state === 'done' && may(scope, 'members.bulk'),
});

type View = z.input<typeof BulkChange>;

const view = (scope: Scope, row: Row, groups: readonly Group[], samples: View['samples']): View => ({
  id: row.id,
  state: row.state,
  reason: row.reason,
  fields: fieldsOf(row),
  askedBy: row.actor,
  askedAt: row.asked_at,
  people: row.people,
  unchanged: row.unchanged,
  differences: Object.keys(fieldsOf(row)).map((field) => {
    const own = groups.filter((group) => group.field === field);
    return {
      field,
      groups: own.slice(0, shownGroups).map(({ field: _field, ...group }) => group),
      rest: restOf(own, shownGroups),
    };
  }),
  samples,
  needsApproval: row.people > bulkAlone,
  approvalId: row.approval_id,
  approvalState: row.approval_state,
  doneAt: row.done_at,
  undoneAt: row.undone_at,
  can: canOf(scope, row),
});

/** @throws AppError not_found */
export const bulkOf = async (db: Db, scope: Scope, id: string): Promise<View> => {
  const row = await columns(db, scope).where('b.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const [groups, samples] = await Promise.all([groupsOf(db, [row]), itemsOf(db, row, { limit: shownSamples })]);
  return view(scope, row, groups.get(id) ?? [], samples.items);
};

/** Everybody whom a change touches, page by page. @throws AppError not_found */
export const itemPage = async (db: Db, scope: Scope, id: string, place: Place) => {
  const row = await columns(db, scope).where('b.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return itemsOf(db, row, place);
};

/** The groups of one change, for whoever must agree. */
export const differencesOf = async (db: Db, scope: Scope, id: string): Promise<readonly Group[]> => {
  const row = await columns(db, scope).where('b.id', '=', id).executeTakeFirstOrThrow();
  return (await groupsOf(db, [row])).get(id) ?? [];
};

const pageSize = 20;

/** Newest first, without samples. Drafts are shown to whoever made them. */
export const bulkPage = async (db: Db, scope: Scope, cursor: string | undefined) => {
  const rows = await columns(db, scope)
    .where((e) => e.or([e('b.state', '<>', 'draft'), e('b.account_id', '=', scope.accountId)]))
    .$if(cursor !== undefined, (q) => q.where('b.id', '<', cursor ?? ''))
    .orderBy('b.id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const shown = rows.slice(0, pageSize);
  const groups = await groupsOf(db, shown);
  const items = shown.map((row) => view(scope, row, groups.get(row.id) ?? [], []));
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
};
