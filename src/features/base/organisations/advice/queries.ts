import type { z } from 'zod';
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { advisoriesOf, inVillage, isSeat } from '../detail/queries.ts';
import { ancestorPaths, ancestorsOf, referenceOf, type OrganisationRow } from '../queries.ts';
import { isPartyOrganisation } from '../rules.ts';
import { rangeFor } from '../terms/queries.ts';
import type { advisedOrganisations } from './contract.ts';

type Reply = z.input<(typeof advisedOrganisations)['reply']>;
type Advised = Reply['items'][number];

interface Range {
  readonly from: string;
  readonly to: string;
}

const liveRows = (db: Db, { from, to }: Range): Promise<OrganisationRow[]> =>
  db
    .selectFrom('organisation')
    .selectAll()
    .where('path', '>=', from)
    .where('path', '<', to)
    .where('abolished_on', 'is', null)
    .orderBy('path')
    .execute();

/** Members and probationary members by the path of every node above a branch, the branch itself included. */
const membersByPath = async (db: Db, { from, to }: Range) => {
  const rows = await db
    .selectFrom('branch_tally')
    .select(['org_path', 'members', 'probationary'])
    .where('org_path', '>=', from)
    .where('org_path', '<', to)
    .execute();
  const sums = new Map<string, { members: number; probationary: number }>();
  for (const row of rows)
    for (const path of [...ancestorPaths(row.org_path), row.org_path]) {
      const sum = sums.get(path) ?? { members: 0, probationary: 0 };
      sums.set(path, { members: sum.members + row.members, probationary: sum.probationary + row.probationary });
    }
  return sums;
};

interface Committee {
  readonly secretaries: number;
  readonly seated: ReadonlySet<string>;
}

/** Present holders of seats by organisation. */
const committees = async (db: Db, { from, to }: Range, today: string): Promise<Map<string, Committee>> => {
  const rows = await db
    .selectFrom('post_holding')
    .select(['organisation_id', 'person_id', 'post'])
    .where('org_path', '>=', from)
    .where('org_path', '<', to)
    .where('voided_at', 'is', null)
    .where(sql<boolean>`coalesce(to_on, 'infinity'::date) >= ${today}::date`)
    .execute();
  const found = new Map<string, Committee>();
  for (const { organisation_id: id, person_id: person, post } of rows) {
    const { secretaries, seated } = found.get(id) ?? { secretaries: 0, seated: new Set<string>() };
    found.set(id, {
      secretaries: secretaries + Number(post === 'secretary'),
      seated: isSeat(post) ? new Set([...seated, person]) : seated,
    });
  }
  return found;
};

/** The day on which the running term of an organisation is due. */
const dueDays = async (db: Db, { from, to }: Range): Promise<Map<string, string>> => {
  const rows = await db
    .selectFrom('term as t')
    .innerJoin('organisation as o', 'o.id', 't.organisation_id')
    .where('o.path', '>=', from)
    .where('o.path', '<', to)
    .where('t.ended_on', 'is', null)
    .orderBy('t.started_on')
    .select(['t.organisation_id', 't.due_on'])
    .execute();
  return new Map(rows.map((row) => [row.organisation_id, row.due_on]));
};

const none: Committee = { secretaries: 0, seated: new Set() };

/** Every organisation of a range for which some rule advises something, in the order of the tree. */
const adviseRange = async (db: Db, range: Range, today: string): Promise<Advised[]> => {
  const [rows, members, seats, due] = await Promise.all([
    liveRows(db, range),
    membersByPath(db, range),
    committees(db, range, today),
    dueDays(db, range),
  ]);
  const top = rows[0];
  const byPath = new Map([...(top ? await ancestorsOf(db, top.path) : []), ...rows].map((row) => [row.path, row]));
  return rows
    .filter((row) => isPartyOrganisation(row.type))
    .flatMap((row) => {
      const above = ancestorPaths(row.path).flatMap((path) => byPath.get(path) ?? []);
      const { secretaries, seated } = seats.get(row.id) ?? none;
      const termDueOn = due.get(row.id);
      const advisories = advisoriesOf({
        row,
        inVillage: inVillage([...above, row]),
        tally: members.get(row.path) ?? { members: 0, probationary: 0 },
        secretaries,
        seated: seated.size,
        ...(termDueOn === undefined ? {} : { termDueOn }),
        today,
      });
      return advisories.length === 0
        ? []
        : [{ organisation: referenceOf(row), parentName: above.at(-1)?.short_name ?? '', advisories }];
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

/** What the rules advise in the reader's range, page by page. @throws AppError not_found outside the range */
export const advisedPage = async (db: Db, scope: Scope, asked: Asked): Promise<Reply> => {
  const all = await adviseRange(db, await rangeFor(db, scope, asked.organisationId), asked.today);
  const wanted =
    asked.message === undefined
      ? all
      : all.filter(({ advisories }) => advisories.some((advice) => advice.message === asked.message));
  const after = wanted.findIndex(({ organisation }) => organisation.id === asked.cursor) + 1;
  const items = wanted.slice(after, after + asked.limit);
  const next = after + asked.limit < wanted.length ? (items.at(-1)?.organisation.id ?? null) : null;
  return { items, next, counts: countByMessage(all), total: wanted.length };
};
