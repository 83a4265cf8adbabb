import type { z } from 'zod';
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { seatPosts } from '../contract.ts';
import { advisoriesOf, inVillage } from '../detail/queries.ts';
import { ancestorsOf, referenceOf, type OrganisationRow } from '../queries.ts';
import { together } from '#shared/together.ts';
import { isPartyOrganisation } from '../rules.ts';
import { rangeFor } from '../terms/queries.ts';
import type { advisedOrganisations } from './contract.ts';

type Reply = z.input<(typeof advisedOrganisations)['reply']>;
type Advised = Reply['items'][number];

interface Range {
  readonly from: string;
  readonly to: string;
}

interface FactRow extends Pick<
  OrganisationRow,
  'id' | 'path' | 'type' | 'name' | 'short_name' | 'division_code' | 'founded_on' | 'abolished_on' | 'covered_units'
> {
  readonly members: number | null;
  readonly probationary: number | null;
  readonly secretaries: number | null;
  readonly seated: number | null;
  readonly due_on: string | null;
}

/**
 * The live organisations of a range with the facts that are filed under each of them, in the order of the tree: one statement, since
 * a county has thousands. No rule speaks of groups, and nothing hangs below them.
 */
const factRows = async (db: Db, { from, to }: Range, today: string): Promise<readonly FactRow[]> => {
  const { rows } = await sql<FactRow>`
    select o.id, o.path, o.type, o.name, o.short_name, o.division_code, o.founded_on, o.abolished_on, o.covered_units,
      t.members, t.probationary, c.secretaries, c.seated, e.due_on
    from organisation o
    left join branch_tally t on t.branch_id = o.id
    left join (
      select organisation_id, (count(*) filter (where post = 'secretary'))::int4 as secretaries,
        (count(distinct person_id) filter (where post = any(${[...seatPosts]}::text[])))::int4 as seated
      from post_holding
      where org_path >= ${from} and org_path < ${to} and voided_at is null
        and coalesce(to_on, 'infinity'::date) >= ${today}::date
      group by organisation_id) c on c.organisation_id = o.id
    left join (
      select distinct on (organisation_id) organisation_id, due_on from term
      where ended_on is null order by organisation_id, started_on desc) e on e.organisation_id = o.id
    where o.path >= ${from} and o.path < ${to} and o.abolished_on is null and o.type <> 'group'
    order by o.path`.execute(db);
  return rows;
};

/** '/1/7/2s/' → '/1/7/'; of the top '/'. */
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);

interface Members {
  readonly members: number;
  readonly probationary: number;
}
const nobody: Members = { members: 0, probationary: 0 };

/** Members and probationary members by the path of every node above a branch, the branch itself included. */
const membersByPath = (rows: readonly FactRow[]): ReadonlyMap<string, Members> => {
  const sums = new Map<string, Members>();
  for (const { path: own, members, probationary } of rows)
    if (members !== null && members > 0)
      for (let path = own; path.length > 1; path = parentOf(path)) {
        const sum = sums.get(path) ?? nobody;
        sums.set(path, { members: sum.members + members, probationary: sum.probationary + (probationary ?? 0) });
      }
  return sums;
};

interface Placed {
  readonly inVillage: boolean;
  readonly shortName: string;
}

/** Every organisation of a range for which some rule advises something, in the order of the tree. */
const adviseRange = async (db: Db, range: Range, today: string): Promise<readonly Advised[]> => {
  const rows = await factRows(db, range, today);
  const [top] = rows;
  const members = membersByPath(rows);
  const placed = new Map<string, Placed>();
  const place = (row: Pick<FactRow, 'path' | 'type' | 'division_code' | 'short_name'>): Placed => {
    const at = {
      inVillage: (placed.get(parentOf(row.path))?.inVillage ?? false) || inVillage([row]),
      shortName: row.short_name,
    };
    placed.set(row.path, at);
    return at;
  };
  for (const row of top ? await ancestorsOf(db, top.path) : []) place(row);
  return rows.flatMap((row) => {
    const { inVillage: village } = place(row);
    if (!isPartyOrganisation(row.type)) return [];
    const advisories = advisoriesOf({
      row,
      inVillage: village,
      tally: members.get(row.path) ?? nobody,
      secretaries: row.secretaries ?? 0,
      seated: row.seated ?? 0,
      ...(row.due_on === null ? {} : { termDueOn: row.due_on }),
      today,
    });
    return advisories.length === 0
      ? []
      : [
          {
            organisation: referenceOf(row),
            parentName: placed.get(parentOf(row.path))?.shortName ?? '',
            advisories,
          },
        ];
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
const adviceIn = (db: Db, scope: Scope, { from, to }: Range, today: string): Promise<readonly Advised[]> =>
  gathered([scope.county, from, to, today].join(' '), () => adviseRange(db, { from, to }, today));

/** What the rules advise in the reader's range, page by page. @throws AppError not_found outside the range */
export const advisedPage = async (db: Db, scope: Scope, asked: Asked): Promise<Reply> => {
  const all = await adviceIn(db, scope, await rangeFor(db, scope, asked.organisationId), asked.today);
  const wanted =
    asked.message === undefined
      ? all
      : all.filter(({ advisories }) => advisories.some((advice) => advice.message === asked.message));
  const after = wanted.findIndex(({ organisation }) => organisation.id === asked.cursor) + 1;
  const items = wanted.slice(after, after + asked.limit);
  const next = after + asked.limit < wanted.length ? (items.at(-1)?.organisation.id ?? null) : null;
  return { items, next, counts: countByMessage(all), total: wanted.length };
};
