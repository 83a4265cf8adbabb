/** What the events of the tree write: rows, periods, filed paths and the record of the event. Decisions are made in `events/`. */
import { sql } from 'kysely';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import { emit, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { spellTitle } from '#platform/text/pinyin.ts';
import { newId } from '#shared/ids.ts';
import type { EventKind } from '../contract.ts';
import { refileSubtree } from '../filing/commands.ts';
import { recountTalks } from '../posts/seated/commands.ts';
import type { OrganisationRow } from '../queries.ts';
import { holdsMembers, type OrganisationType } from '../rules.ts';

export const shortNameOf = (name: string, short: string | undefined): string => short ?? name;

/**
 * Brings the periods of some organisations in line with their rows from a day on. The open period ends the day before,
 * or vanishes where it began that very day; where the former state returns, its period is opened again.
 */
export const syncPeriods = async (tx: Tx, ids: readonly string[], on: string): Promise<void> => {
  const which = sql`organisation_id = any(${ids}::uuid[]) and upper_inf(during)`;
  await sql`delete from organisation_period where ${which} and lower(during) >= ${on}::date`.execute(tx);
  await sql`update organisation_period set during = daterange(lower(during), ${on}::date) where ${which}`.execute(tx);
  await sql`update organisation_period p set during = daterange(lower(p.during), null) from organisation o
    where o.id = p.organisation_id and o.id = any(${ids}::uuid[]) and o.abolished_on is null and upper(p.during) = ${on}::date
      and (p.parent_id, p.type, p.name, p.short_name, p.path) is not distinct from (o.parent_id, o.type, o.name, o.short_name, o.path)`.execute(
    tx,
  );
  const fresh = ids.map(() => newId());
  await sql`insert into organisation_period (id, organisation_id, parent_id, type, name, short_name, path, during)
    select n.id, o.id, o.parent_id, o.type, o.name, o.short_name, o.path, daterange(${on}::date, null)
    from unnest(${ids}::uuid[], ${fresh}::uuid[]) as n(organisation_id, id) join organisation o on o.id = n.organisation_id
    where o.abolished_on is null
      and not exists (select from organisation_period p where p.organisation_id = o.id and upper_inf(p.during))`.execute(
    tx,
  );
};

export interface NewNode {
  readonly parent: Pick<OrganisationRow, 'id' | 'path'> | null;
  readonly type: OrganisationType;
  readonly name: string;
  readonly shortName?: string | undefined;
  /** The day it was founded; its first period begins then. */
  readonly on: string;
  readonly facts?: Partial<
    Pick<
      OrganisationRow,
      'code' | 'founded_on' | 'division_code' | 'unit_relation' | 'unit_code' | 'phone' | 'address' | 'position'
    >
  >;
}

export interface PlantedNode {
  readonly id: string;
  readonly path: string;
}

/** Writes a new organisation, its first period and, where it takes members, its tally. */
export const insertNode = async (tx: Tx, node: NewNode): Promise<PlantedNode> => {
  const { rows } = await sql<{ segment: number }>`select nextval('organisation_segment') as segment`.execute(tx);
  const id = newId();
  const path = `${node.parent?.path ?? '/'}${(rows[0]?.segment ?? 0).toString(36)}/`;
  const name = { name: node.name, short_name: shortNameOf(node.name, node.shortName) };
  const place = { parent_id: node.parent?.id ?? null, type: node.type, path };
  await tx
    .insertInto('organisation')
    .values({ id, ...place, ...name, ...spellTitle(name.short_name), founded_on: node.on, ...node.facts })
    .execute();
  await syncPeriods(tx, [id], node.on);
  if (holdsMembers(node.type)) await tx.insertInto('branch_tally').values({ branch_id: id, org_path: path }).execute();
  return { id, path };
};

interface Place {
  readonly node: string;
  readonly parentId: string;
  readonly from: string;
  readonly to: string;
}

interface Later {
  readonly organisation_id: string;
  readonly parent_id: string | null;
  readonly type: string;
  readonly name: string;
  readonly short_name: string;
  readonly path: string;
  readonly upper: string | null;
}

/** Periods that say the same one after the other become one. */
const joinPeriods = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  const of = sql`a.organisation_id = any(${ids}::uuid[]) and b.organisation_id = a.organisation_id and lower(b.during) = upper(a.during)
    and (a.parent_id, a.type, a.name, a.short_name, a.path) is not distinct from (b.parent_id, b.type, b.name, b.short_name, b.path)`;
  for (;;) {
    const { rows } = await sql<{ id: string; upper: string | null; later: string }>`
      select distinct on (a.organisation_id) a.id, upper(b.during) as upper, b.id as later
      from organisation_period a join organisation_period b on ${of} order by a.organisation_id, a.during`.execute(tx);
    if (rows.length === 0) return;
    await sql`delete from organisation_period where id = any(${rows.map((row) => row.later)}::uuid[])`.execute(tx);
    await sql`update organisation_period p set during = daterange(lower(p.during), j.upper)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as j(id uuid, upper date) where j.id = p.id`.execute(tx);
  }
};

/**
 * Tells from a day on where a subtree hangs. What happened below it since (new names, new or abolished organisations) stays as
 * it was; periods that began before the day are divided there.
 */
const rebasePeriods = async (tx: Tx, { node, parentId, from, to }: Place, on: string): Promise<string[]> => {
  const below = sql`path >= ${from} and path < ${rangeEnd(from)}`;
  const place = sql`path = ${to} || substr(path, ${from.length + 1}),
    parent_id = case when organisation_id = ${node} then ${parentId}::uuid else parent_id end`;
  const { rows: divided } = await sql<Later>`
    select organisation_id, parent_id, type, name, short_name, path, upper(during) as upper from organisation_period
    where ${below} and during @> ${on}::date and lower(during) < ${on}::date`.execute(tx);
  await sql`update organisation_period set during = daterange(lower(during), ${on}::date)
    where ${below} and during @> ${on}::date and lower(during) < ${on}::date`.execute(tx);
  const { rows: moved } = await sql<{ organisation_id: string }>`update organisation_period set ${place}
    where ${below} and lower(during) >= ${on}::date returning organisation_id`.execute(tx);
  const fresh = JSON.stringify(
    divided.map((each) => ({
      ...each,
      id: newId(),
      path: `${to}${each.path.slice(from.length)}`,
      parent_id: each.organisation_id === node ? parentId : each.parent_id,
    })),
  );
  await sql`insert into organisation_period (id, organisation_id, parent_id, type, name, short_name, path, during)
    select id, organisation_id, parent_id, type, name, short_name, path, daterange(${on}::date, upper)
    from jsonb_to_recordset(${fresh}::jsonb) as d(id uuid, organisation_id uuid, parent_id uuid, type organisation_type,
      name text, short_name text, path text, upper date)`.execute(tx);
  const ids = [...new Set([...divided, ...moved].map((row) => row.organisation_id))];
  await joinPeriods(tx, ids);
  return ids;
};

/**
 * Hangs an organisation with everything below it under another parent: paths of the tree, org_path of every filed row,
 * periods. Rows of people who are being entered meanwhile wait for the tree's rows. Answers the new path and the rows re-filed.
 */
export const relocate = async (
  tx: Tx,
  node: Pick<OrganisationRow, 'id' | 'path'>,
  parent: Pick<OrganisationRow, 'id' | 'path'>,
  on: string,
): Promise<{ path: string; organisations: number; rows: number }> => {
  const segment = node.path.split('/').at(-2) ?? '';
  const path = `${parent.path}${segment}/`;
  await sql`update organisation set path = ${path} || substr(path, ${node.path.length + 1}), updated_at = now()
    where path >= ${node.path} and path < ${rangeEnd(node.path)}`.execute(tx);
  await tx
    .updateTable('organisation')
    .set((e) => ({ parent_id: parent.id, version: e('version', '+', 1) }))
    .where('id', '=', node.id)
    .execute();
  const rows = await refileSubtree(tx, node.path, path);
  const place = { node: node.id, parentId: parent.id, from: node.path, to: path };
  const ids = await rebasePeriods(tx, place, on);
  return { path, organisations: ids.length, rows };
};

/** Gives an organisation another name and, where named, another type. */
export const retitle = async (
  tx: Tx,
  id: string,
  to: { readonly name: string; readonly shortName: string; readonly type?: OrganisationType },
  on: string,
): Promise<void> => {
  await tx
    .updateTable('organisation')
    .set((e) => ({
      name: to.name,
      short_name: to.shortName,
      ...spellTitle(to.shortName),
      ...(to.type === undefined ? {} : { type: to.type }),
      version: e('version', '+', 1),
      updated_at: sql<string>`now()`,
    }))
    .where('id', '=', id)
    .execute();
  await syncPeriods(tx, [id], on);
};

export interface Ended {
  readonly holdings: string[];
  readonly terms: string[];
}

/** Ends the posts and terms of an organisation on a day, and the rights that hang on the posts. */
export const endOffices = async (tx: Tx, id: string, on: string): Promise<Ended> => {
  const holdings = await tx
    .updateTable('post_holding')
    .set((e) => ({ to_on: sql<string>`greatest(from_on, ${on}::date)`, version: e('version', '+', 1) }))
    .where('organisation_id', '=', id)
    .where('voided_at', 'is', null)
    .where((e) => e.or([e('to_on', 'is', null), e('to_on', '>', on)]))
    .returning('id')
    .execute();
  await recountTalks(tx, { organisations: [id] });
  for (const holding of holdings) await sql`select end_grants_of(${holding.id}::uuid)`.execute(tx);
  const terms = await tx
    .updateTable('term')
    .set((e) => ({ ended_on: sql<string>`greatest(started_on, ${on}::date)`, version: e('version', '+', 1) }))
    .where('organisation_id', '=', id)
    .where('ended_on', 'is', null)
    .returning('id')
    .execute();
  return { holdings: holdings.map((row) => row.id), terms: terms.map((row) => row.id) };
};

/** Closes an organisation: from the day on it is no more. */
export const close = async (tx: Tx, id: string, on: string, mergedInto: string | null = null): Promise<void> => {
  await tx
    .updateTable('organisation')
    .set((e) => ({
      abolished_on: on,
      merged_into_id: mergedInto,
      version: e('version', '+', 1),
      updated_at: sql<string>`now()`,
    }))
    .where('id', '=', id)
    .execute();
  await syncPeriods(tx, [id], on);
};

export interface EventEntry {
  readonly organisationId: string;
  readonly kind: EventKind;
  readonly on: string;
  readonly before: Readonly<Record<string, string | null>>;
  readonly after: Readonly<Record<string, string | null>>;
  readonly reason?: string | undefined;
  readonly document?: string | undefined;
  readonly undoesId?: string;
}

/** Records a dated event and tells the rest of the platform of it. Keys that begin with '_' are for undoing, not for reading. */
export const recordEvent = async (
  tx: Tx,
  scope: Scope,
  paths: readonly string[],
  entry: EventEntry,
): Promise<string> => {
  const id = newId();
  await tx
    .insertInto('organisation_event')
    .values({
      id,
      organisation_id: entry.organisationId,
      kind: entry.kind,
      on_date: entry.on,
      before: JSON.stringify(entry.before),
      after: JSON.stringify(entry.after),
      reason: entry.reason ?? null,
      document: entry.document ?? null,
      account_id: scope.accountId,
      undoes_id: entry.undoesId ?? null,
    })
    .execute();
  emit(tx, {
    kind: `organisation.${entry.kind}`,
    payload: { organisationId: entry.organisationId, eventId: id, on: entry.on },
  });
  for (const path of paths) touch(tx, 'organisations', { path });
  return id;
};
