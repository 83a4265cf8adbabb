import type { z } from 'zod';
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { seatPosts } from '../contract.ts';
import { visibleOrganisations } from '../access.ts';
import { advisoriesOf, inVillage } from '../detail/queries.ts';
import { ancestorPaths, referenceOf, type OrganisationRow } from '../queries.ts';
import { together } from '#shared/together.ts';
import { isPartyOrganisation, organisationTypes } from '../rules.ts';
import { rangeFor } from '../terms/queries.ts';
import type { advisedOrganisations } from './contract.ts';

type Reply = z.input<(typeof advisedOrganisations)['reply']>;
type Advised = Pick<Reply['items'][number], 'advisories'> & { readonly id: string };

interface Range {
  readonly from: string;
  readonly to: string;
  /** The reader's own range, not a part of it. */
  readonly own: boolean;
}

/**
 * The range as a condition on a path. The reader's own is taken from the settings of the read, which are known when a plan is made:
 * a plan for a range that is not known would be one for few rows.
 */
const within = ({ from, to, own }: Range, path: string) => {
  const column = sql.ref(path);
  return own
    ? sql`${column} >= current_setting('app.lower', true) and ${column} < current_setting('app.upper', true)`
    : sql`${column} >= ${from} and ${column} < ${to}`;
};

interface FactRow extends Pick<OrganisationRow, 'id' | 'path' | 'type' | 'founded_on'> {
  readonly units: number;
  readonly members: number | null;
  readonly probationary: number | null;
  readonly secretaries: number | null;
  readonly seated: number | null;
  readonly due_on: string | null;
}

/** Types that some rule advises; none speaks of groups. */
const advisedTypes = organisationTypes.filter((type) => isPartyOrganisation(type) && type !== 'group');

/**
 * The live Party organisations of a range with the facts that are filed under each of them, in the order of the tree: one statement
 * that hands over numbers alone, since a county has thousands of them and advice for few.
 */
const factRows = async (db: Db, range: Range, today: string): Promise<readonly FactRow[]> => {
  const { rows } = await sql<FactRow>`
    select o.id, o.path, o.type, o.founded_on, cardinality(o.covered_units) as units,
      t.members, t.probationary, c.secretaries, c.seated, e.due_on
    from organisation o
    left join branch_tally t on t.branch_id = o.id
    left join (
      select organisation_id, (count(*) filter (where post = 'secretary'))::int4 as secretaries,
        (count(distinct person_id) filter (where post = any(${[...seatPosts]}::text[])))::int4 as seated
      from post_holding
      where ${within(range, 'org_path')} and voided_at is null
        and coalesce(to_on, 'infinity'::date) >= ${today}::date
      group by organisation_id) c on c.organisation_id = o.id
    left join (
      select distinct on (organisation_id) organisation_id, due_on from term
      where ended_on is null order by organisation_id, started_on desc) e on e.organisation_id = o.id
    where ${within(range, 'o.path')} and o.abolished_on is null
      and o.type = any(${advisedTypes}::organisation_type[])
    order by o.path`.execute(db);
  return rows;
};

/** '/1/7/2s/' → '/1/7/'; of the top '/'. */
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);

/** Paths of the villages in and above a range: what hangs below one of them lies in it. */
const villagesOf = async (db: Db, range: Range): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<Pick<OrganisationRow, 'path' | 'type' | 'division_code'>>`
    select path, type, division_code from organisation
    where (${within(range, 'path')} or path = any(${ancestorPaths(range.from)}))
      and (type in ('village', 'community') or division_code is not null)`.execute(db);
  return new Set(rows.filter((row) => inVillage([row])).map(({ path }) => path));
};

interface Members {
  members: number;
  probationary: number;
}
const nobody: Readonly<Members> = { members: 0, probationary: 0 };

/** Members and probationary members by the path of every node above a branch, the branch itself included. */
const membersByPath = (rows: readonly FactRow[]): ReadonlyMap<string, Readonly<Members>> => {
  const sums = new Map<string, Members>();
  for (const { path: own, members, probationary } of rows)
    if (members !== null && members > 0)
      for (let path = own; path.length > 1; path = parentOf(path)) {
        const sum = sums.get(path);
        if (sum === undefined) sums.set(path, { members, probationary: probationary ?? 0 });
        else {
          sum.members += members;
          sum.probationary += probationary ?? 0;
        }
      }
  return sums;
};

/** Every organisation of a range for which some rule advises something, in the order of the tree. */
const adviseRange = async (db: Db, range: Range, today: string): Promise<readonly Advised[]> => {
  const [rows, villages] = await Promise.all([factRows(db, range, today), villagesOf(db, range)]);
  const members = membersByPath(rows);
  const liesInVillage = (path: string): boolean =>
    path.length > 1 && (villages.has(path) || liesInVillage(parentOf(path)));
  return rows.flatMap((row) => {
    const advisories = advisoriesOf({
      row,
      inVillage: liesInVillage(row.path),
      tally: members.get(row.path) ?? nobody,
      secretaries: row.secretaries ?? 0,
      seated: row.seated ?? 0,
      ...(row.due_on === null ? {} : { termDueOn: row.due_on }),
      today,
    });
    return advisories.length === 0 ? [] : [{ id: row.id, advisories }];
  });
};

/** Who they are, for those on a page. */
const named = async (db: Db, scope: Scope, page: readonly Advised[]): Promise<Reply['items']> => {
  if (page.length === 0) return [];
  const rows = await visibleOrganisations(db, scope)
    .leftJoin('organisation as p', 'p.id', 'o.parent_id')
    .where('o.id', '=', sql<string>`any(${page.map(({ id }) => id)}::uuid[])`)
    .select(['o.id', 'o.type', 'o.name', 'o.short_name', 'p.short_name as parentName'])
    .execute();
  const found = new Map(rows.map((row) => [row.id, row]));
  return page.flatMap(({ id, advisories }) => {
    const row = found.get(id);
    return row ? [{ organisation: referenceOf(row), parentName: row.parentName ?? '', advisories }] : [];
  });
};

const countByMessage = (advised: readonly Advised[]): Reply['counts'] => {
  const counts = new Map<string, number>();
  for (const { advisories } of advised)
    for (const message of new Set(advisories.map((advice) => advice.message)))
      counts.set(message, (counts.get(message) ?? 0) + 1);
  return [...counts]
    .map(([message, organisations]) => ({ message, organisations }))
    .toSorted((a, b) => b.organisations - a.organisations);
};

interface Asked {
  readonly organisationId?: string | undefined;
  readonly message?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly today: string;
}

const gathered = together<readonly Advised[]>();

/** The same range is advised the same for whoever may ask: many that ask at once are answered by one reading. */
const adviceIn = (db: Db, scope: Scope, range: Range, today: string): Promise<readonly Advised[]> =>
  gathered([scope.county, range.from, range.to, today].join(' '), () => adviseRange(db, range, today));

/** What the rules advise in the reader's range, page by page. @throws AppError not_found outside the range */
export const advisedPage = async (db: Db, scope: Scope, asked: Asked): Promise<Reply> => {
  const { from, to } = await rangeFor(db, scope, asked.organisationId);
  const own = from === scope.from && to === scope.to;
  const all = await adviceIn(db, scope, { from, to, own }, asked.today);
  const wanted =
    asked.message === undefined
      ? all
      : all.filter(({ advisories }) => advisories.some((advice) => advice.message === asked.message));
  const after = wanted.findIndex(({ id }) => id === asked.cursor) + 1;
  const page = wanted.slice(after, after + asked.limit);
  const next = after + asked.limit < wanted.length ? (page.at(-1)?.id ?? null) : null;
  return { items: await named(db, scope, page), next, counts: countByMessage(all), total: wanted.length };
};
