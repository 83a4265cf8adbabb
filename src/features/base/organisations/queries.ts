import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Organisation as OrganisationTable } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleOrganisations } from './access.ts';
import type { Reference, TreeNode } from './contract.ts';
import { organisationTypes, type OrganisationType } from './rules.ts';

export type OrganisationRow = Selectable<OrganisationTable>;

/** An organisation by id, abolished ones too. @throws AppError not_found */
export const organisationRow = async (db: Db, scope: Scope, id: string): Promise<OrganisationRow> => {
  const row = await visibleOrganisations(db, scope).selectAll().where('o.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

export const referenceOf = (
  row: Pick<OrganisationRow, 'id' | 'type' | 'name' | 'short_name'>,
): z.input<typeof Reference> => ({ id: row.id, type: row.type, name: row.name, shortName: row.short_name });

/** '/1/7/2s/' → '/1/', '/1/7/': the paths of those above, from the top. */
export const ancestorPaths = (path: string): string[] =>
  [...path.matchAll(/\//g)].slice(1, -1).map(({ index }) => path.slice(0, index + 1));

/** Those above, from the county down. */
export const ancestorsOf = async (db: Db, path: string): Promise<OrganisationRow[]> => {
  const paths = ancestorPaths(path);
  if (paths.length === 0) return [];
  return db
    .selectFrom('organisation')
    .selectAll()
    .where('path', '=', sql<string>`any(${paths})`)
    .orderBy('path')
    .execute();
};

interface Placed {
  readonly id: string;
  readonly parentId: string | null;
  readonly type: OrganisationType;
  readonly position: number;
}

const typeOrder = new Map(organisationTypes.map((type, index) => [type, index]));
const siblings = (a: Placed, b: Placed): number =>
  a.position - b.position || (typeOrder.get(a.type) ?? 0) - (typeOrder.get(b.type) ?? 0) || (a.id < b.id ? -1 : 1);

/** Parents before children, siblings in their order. Nodes whose parent is not among them come at the end, as roots. */
export const inTreeOrder = <T extends Placed>(nodes: readonly T[]): T[] => {
  const known = new Set(nodes.map((node) => node.id));
  const below = new Map<string | null, T[]>();
  for (const node of nodes) {
    const key = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    const list = below.get(key);
    if (list) list.push(node);
    else below.set(key, [node]);
  }
  const ordered: T[] = [];
  const walk = (parent: string | null): void => {
    for (const node of (below.get(parent) ?? []).toSorted(siblings)) {
      ordered.push(node);
      walk(node.id);
    }
  };
  walk(null);
  return ordered;
};

interface TreeRow extends Placed {
  readonly name: string;
  readonly shortName: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly path: string;
  readonly abolished: boolean;
}

const treeToday = (db: Db, scope: Scope, withAbolished: boolean): Promise<TreeRow[]> =>
  visibleOrganisations(db, scope)
    .select([
      'o.id',
      'o.parent_id as parentId',
      'o.type',
      'o.name',
      'o.short_name as shortName',
      'o.pinyin',
      'o.initials',
      'o.path',
      'o.position',
      sql<boolean>`o.abolished_on is not null`.as('abolished'),
    ])
    .$if(!withAbolished, (q) => q.where('o.abolished_on', 'is', null))
    .execute();

const treeOn = (db: Db, scope: Scope, day: string): Promise<TreeRow[]> =>
  visibleOrganisations(db, scope)
    .innerJoin('organisation_period as p', 'p.organisation_id', 'o.id')
    .where(sql<boolean>`p.during @> ${day}::date`)
    .select([
      'o.id',
      'p.parent_id as parentId',
      'p.type',
      'p.name',
      'p.short_name as shortName',
      // Of today's name: a search by letters finds a renamed organisation under its present letters.
      'o.pinyin',
      'o.initials',
      // Rows are filed where the organisation is today, so that is what the reader's range is compared with.
      'o.path',
      'o.position',
      sql<boolean>`false`.as('abolished'),
    ])
    .execute();

/** Members by branch that the scope may count: today from the tallies, on another day from the affiliations of that day. */
const memberCounts = async (db: Db, scope: Scope, day: string | null): Promise<Map<string, number>> => {
  if (scope.from === scope.to) return new Map();
  const rows =
    day === null
      ? await db
          .selectFrom('branch_tally')
          .select(['branch_id', 'members'])
          .where('org_path', '>=', scope.from)
          .where('org_path', '<', scope.to)
          .execute()
      : await db
          .selectFrom('affiliation')
          .select(['branch_id', (e) => e.fn.countAll<number>().as('members')])
          .where('org_path', '>=', scope.from)
          .where('org_path', '<', scope.to)
          .where(sql<boolean>`during @> ${day}::date`)
          .where('voided_at', 'is', null)
          .groupBy('branch_id')
          .execute();
  return new Map(rows.map((row) => [row.branch_id, row.members]));
};

/** Own count plus those below, for every node. `nodes` in tree order. */
const sumUp = (nodes: readonly Placed[], own: ReadonlyMap<string, number>): Map<string, number> => {
  const sums = new Map(nodes.map((node) => [node.id, own.get(node.id) ?? 0]));
  for (const node of nodes.toReversed()) {
    const parent = node.parentId === null ? undefined : sums.get(node.parentId);
    if (node.parentId !== null && parent !== undefined) sums.set(node.parentId, parent + (sums.get(node.id) ?? 0));
  }
  return sums;
};

/** The tree as the reader sees it: every node by name, counts inside the range. A day in the future is today. */
export const treeOf = async (
  db: Db,
  scope: Scope,
  asked: { readonly on?: string | undefined; readonly abolished: boolean; readonly today: string },
): Promise<{ on: string; items: z.input<typeof TreeNode>[] }> => {
  const day = asked.on !== undefined && asked.on < asked.today ? asked.on : null;
  const counts = scope.permissions.has('organisations.officers') || scope.role === 'system';
  const [rows, own] = await Promise.all([
    day === null ? treeToday(db, scope, asked.abolished) : treeOn(db, scope, day),
    counts ? memberCounts(db, scope, day) : new Map<string, number>(),
  ]);
  const ordered = inTreeOrder(rows);
  const sums = sumUp(ordered, own);
  const reach = new Set(
    ordered.filter((row) => counts && row.path >= scope.from && row.path < scope.to).map((row) => row.id),
  );
  const items = ordered.map(({ id, parentId, type, name, shortName, pinyin, initials, abolished }) => ({
    id,
    parentId,
    type,
    name,
    shortName,
    pinyin,
    initials,
    members: reach.has(id) ? (sums.get(id) ?? 0) : null,
    abolished,
  }));
  return { on: day ?? asked.today, items };
};

/** Ids of an organisation and all below it, as the tree was on a day; empty where it did not exist then. */
export const subtreeOn = async (db: Db, id: string, day: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('organisation_period as top')
    .innerJoin('organisation_period as p', (join) =>
      join.onRef('p.path', '>=', 'top.path').on(sql<boolean>`p.path < rtrim(top.path, '/') || '0'`),
    )
    .where('top.organisation_id', '=', id)
    .where(sql<boolean>`top.during @> ${day}::date`)
    .where(sql<boolean>`p.during @> ${day}::date`)
    .select('p.organisation_id')
    .orderBy('p.path')
    .execute();
  return rows.map((row) => row.organisation_id);
};
