import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { administratorsBelow } from '#features/base/accounts/index.ts';
import type { administratorList } from '../contract.ts';
import { administratorRoles, neededBy, standingOf } from '../rules.ts';

type Asked = z.output<typeof administratorList.query>;

/** Types of organisations that somebody must keep. */
const kept = [
  'county_committee',
  'working_committee',
  'township_committee',
  'grassroots_committee',
  'village_committee_party',
  'general_branch',
  'branch',
  'joint_branch',
  'temporary_branch',
] as const;

const grouped = <T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

const organisations = (db: Db, scope: Scope) =>
  db
    .selectFrom('organisation as o')
    .leftJoin('organisation as u', 'u.id', 'o.parent_id')
    .where('o.path', '>=', scope.from)
    .where('o.path', '<', scope.to)
    .where('o.abolished_on', 'is', null)
    .where('o.type', 'in', kept)
    .select(['o.id', 'o.short_name', 'o.path', 'u.short_name as parent_name'])
    .orderBy('o.path')
    .execute();

/** Posts held today in some organisations, the secretaries first. */
const postsIn = async (db: Db, ids: readonly string[], today: string) => {
  const rows = await db
    .selectFrom('post_holding as h')
    .innerJoin('person as p', 'p.id', 'h.person_id')
    .where('h.organisation_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('h.voided_at', 'is', null)
    .where('h.from_on', '<=', today)
    .where((e) => e.or([e('h.to_on', 'is', null), e('h.to_on', '>=', today)]))
    .select(['h.organisation_id', 'h.post', 'p.name'])
    .orderBy(sql`h.post::text <> 'secretary'`)
    .orderBy('p.name')
    .execute();
  return grouped(rows, (row) => row.organisation_id);
};

/** Organisations of the range by how they stand; those without an administrator come with who could be. */
export const administratorPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { standing, cursor, limit }: Asked,
): Promise<z.input<typeof administratorList.reply>> => {
  const [all, holders] = await Promise.all([
    organisations(db, scope),
    administratorsBelow(county, scope, administratorRoles),
  ]);
  const at = grouped(holders, (holder) => holder.organisationId);
  const judged = all.map((row) => {
    const here = at.get(row.id) ?? [];
    return { row, here, standing: standingOf(here) };
  });
  const asked = judged.filter((one) => one.standing === standing);
  const rest = cursor === undefined ? asked : asked.filter(({ row }) => row.path > cursor);
  const page = rest.slice(0, limit);
  const bare = page.filter(({ here }) => here.length === 0).map(({ row }) => row.id);
  const posts = await postsIn(db, bare, county.today());
  const count = (which: Asked['standing']): number => judged.filter((one) => one.standing === which).length;
  return {
    items: page.map(({ row, here }) => ({
      id: row.id,
      name: row.short_name,
      parentName: row.parent_name,
      standing,
      holders: here.map(({ name, role, held }) => ({
        name,
        role,
        lacks: neededBy(role).filter((drill) => !held.includes(drill)),
      })),
      candidates: (posts.get(row.id) ?? []).slice(0, 5).map(({ name, post }) => ({ name, post })),
    })),
    next: rest.length > limit ? (page.at(-1)?.row.path ?? null) : null,
    total: asked.length,
    counts: { none: count('none'), untrained: count('untrained'), trained: count('trained') },
  };
};
