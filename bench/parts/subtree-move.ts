/** How long a township of about 2,500 members takes to move with everything filed below it, and back. */
import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { lockTree } from '#features/base/organisations/filing/commands.ts';
import { relocate } from '#features/base/organisations/periods/commands.ts';

export interface SubtreeMove {
  readonly members: number;
  readonly organisations: number;
  /** Rows whose org_path was rewritten, once. */
  readonly rows: number;
  /** Milliseconds of each move, there and back, commit included. */
  readonly ms: readonly number[];
}

interface Place {
  readonly id: string;
  readonly path: string;
  readonly members: number;
}

const townships = async (county: County, members: number): Promise<readonly Place[]> => {
  const db = county.read(systemScope(county.entry.code, 'bench'));
  const { rows } =
    await sql<Place>`select o.id, o.path, coalesce(sum(t.members), 0)::int4 as members from organisation o
    left join branch_tally t on t.org_path >= o.path and t.org_path < rtrim(o.path, '/') || '0'
    where o.type = 'township_committee' and o.abolished_on is null group by o.id, o.path
    order by abs(coalesce(sum(t.members), 0) - ${members}::int4)`.execute(db);
  return rows;
};

const placeOf = async (county: County, id: string): Promise<{ id: string; path: string; parent_id: string | null }> =>
  county
    .read(systemScope(county.entry.code, 'bench'))
    .selectFrom('organisation')
    .select(['id', 'path', 'parent_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** Moves the subtree below another township and back, `rounds` times; the county is afterwards as it was. */
export const measureSubtreeMove = async (
  county: County,
  { members = 2_500, rounds = 3 } = {},
): Promise<SubtreeMove> => {
  const [node, other] = await townships(county, members);
  if (!node || !other) throw new Error('the county has no two townships');
  const home = await placeOf(county, (await placeOf(county, node.id)).parent_id ?? '');
  const scope = systemScope(county.entry.code, 'bench');
  const ms: number[] = [];
  let moved = { organisations: 0, rows: 0 };
  for (const target of Array.from({ length: rounds }, () => [other, home]).flat()) {
    const from = await placeOf(county, node.id);
    const to = await placeOf(county, target.id);
    const start = performance.now();
    moved = await county.write(scope, async (tx) => {
      await lockTree(tx, county);
      return relocate(tx, from, to, county.today());
    });
    ms.push(performance.now() - start);
  }
  return { members: node.members, organisations: moved.organisations, rows: moved.rows, ms };
};
