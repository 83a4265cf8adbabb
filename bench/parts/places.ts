/** Where a bench reads and writes: a township of about 2,500 members, its branches, and people whose files are opened. */
import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { rangeEnd, systemScope } from '#platform/access/scope.ts';
import type { BenchCounty } from './county.ts';

export interface Places {
  readonly countyId: string;
  readonly township: { readonly id: string; readonly path: string };
  readonly branches: readonly string[];
  /** Members of the first of the branches. */
  readonly neighbours: readonly string[];
  /** Members of the township. */
  readonly people: readonly string[];
}

const shuffle = <T>(list: readonly T[]): T[] =>
  list
    .map((value) => ({ value, at: randomInt(2 ** 31) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);

const townshipOf = async (bench: BenchCounty): Promise<{ id: string; path: string }> => {
  const db = bench.county.read(systemScope(bench.county.entry.code, 'bench'));
  const { rows } = await sql<{ id: string; path: string }>`
    select o.id, o.path from organisation o
    join branch_tally t on t.org_path >= o.path and t.org_path < left(o.path, -1) || '0'
    where o.type = 'township_committee' and o.abolished_on is null
    group by o.id, o.path order by abs(sum(t.members) - 2500) limit 1`.execute(db);
  const [township] = rows;
  if (!township) throw new Error('no township');
  return township;
};

export const findPlaces = async (bench: BenchCounty): Promise<Places> => {
  const db = bench.county.read(systemScope(bench.county.entry.code, 'bench'));
  const county = await db
    .selectFrom('organisation')
    .select('id')
    .where('type', '=', 'county_committee')
    .executeTakeFirstOrThrow();
  const township = await townshipOf(bench);
  const branches = await db
    .selectFrom('branch_tally')
    .select('branch_id')
    .where('members', '>=', 15)
    .where('org_path', '>=', township.path)
    .where('org_path', '<', rangeEnd(township.path))
    .orderBy('branch_id')
    .execute();
  const people = await db
    .selectFrom('membership')
    .select(['person_id', 'branch_id'])
    .where('left_on', 'is', null)
    .where('voided_at', 'is', null)
    .where('org_path', '>=', township.path)
    .where('org_path', '<', rangeEnd(township.path))
    .execute();
  const [first] = branches;
  return {
    countyId: county.id,
    township,
    branches: branches.map((b) => b.branch_id),
    neighbours: people.filter((p) => p.branch_id === first?.branch_id).map((p) => p.person_id),
    people: shuffle(people.map((p) => p.person_id)).slice(0, 300),
  };
};
