import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { daysBetween } from '#shared/days.ts';
import { notFound } from '#shared/errors.ts';
import { isListed, readsAmounts, visibleCases, visibleMembers, visibleUnlisted, visibleVisits } from './access.ts';
import type {
  careCandidates,
  careFind,
  careList,
  CareLine,
  CareView,
  CareVisit,
  ownCare,
  plannedVisits,
} from './contract.ts';
import { ageOf, agedFrom, occasionOf, partyYearsOf, reasonOf, reasonsOf, veteranFrom } from './rules.ts';
import { openGiven, openNote, openVisit } from './visits/queries.ts';

const lastVisit = sql<
  string | null
>`(select max(v.visited_on) from care_visit v where v.case_id = c.id and v.state = 'done')`;
const nextVisit = sql<
  string | null
>`(select min(v.planned_on) from care_visit v where v.case_id = c.id and v.state = 'planned')`;

const lines = (db: Db, scope: Scope) =>
  visibleCases(db, scope).select([
    'c.id',
    'c.person_id',
    'c.org_path',
    'p.name',
    'b.short_name as branch_name',
    'c.reasons',
    'c.source',
    'c.since',
    'c.ended_on',
    'c.version',
    'c.sealed',
    lastVisit.as('last_visit'),
    nextVisit.as('next_visit'),
  ]);
type Row = Awaited<ReturnType<ReturnType<typeof lines>['executeTakeFirstOrThrow']>>;

const lineOf = (row: Row): z.input<typeof CareLine> => ({
  id: row.id,
  personId: row.person_id,
  name: row.name,
  branchName: row.branch_name,
  reasons: row.reasons.map(reasonOf),
  source: row.source,
  since: row.since,
  endedOn: row.ended_on,
  lastVisit: row.last_visit,
  nextVisit: row.next_visit,
});

const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The latest first. */
export const carePage = async (
  db: Db,
  scope: Scope,
  { show, cursor = '', limit }: z.output<typeof careList.query>,
): Promise<z.input<typeof careList.reply>> => {
  const asked = show === 'current' ? 'is' : 'is not';
  const rows = lines(db, scope).where('c.ended_on', asked, null);
  const [found, total] = await Promise.all([
    (isId.test(cursor) ? rows.where('c.id', '<', cursor) : rows)
      .orderBy('c.id', 'desc')
      .limit(limit + 1)
      .execute(),
    visibleCases(db, scope)
      .where('c.ended_on', asked, null)
      .select(sql<number>`count(*)::int4`.as('count'))
      .executeTakeFirstOrThrow(),
  ]);
  const last = found[limit - 1];
  return {
    items: found.slice(0, limit).map(lineOf),
    next: found.length > limit && last ? last.id : null,
    total: total.count,
  };
};

const hardship = (today: string) => sql<boolean>`exists (select from hardship h where h.person_id = m.person_id
  and h.voided_at is null and h.since <= ${today}::date and (h.until is null or h.until >= ${today}::date))`;

const factColumns = (db: Db, scope: Scope, today: string) =>
  visibleUnlisted(db, scope).select([
    'm.person_id',
    'm.org_path',
    'p.name',
    'b.short_name as branch_name',
    'p.birth_date',
    'm.category',
    'm.full_on',
    'm.party_age_correction',
    hardship(today).as('hardship'),
  ]);
type FactRow = Awaited<ReturnType<ReturnType<typeof factColumns>['executeTakeFirstOrThrow']>>;

const factsOf = (row: FactRow) => ({
  birthDate: row.birth_date,
  fullOn: row.category === 'full' ? row.full_on : null,
  correction: row.party_age_correction,
  hardship: row.hardship,
});

/** A member of the range who is not on the list yet, with what the file says. */
export const unlistedMember = async (db: Db, scope: Scope, personId: string, today: string) => {
  const row = await factColumns(db, scope, today).where('m.person_id', '=', personId).executeTakeFirst();
  return row && { path: row.org_path, reasons: reasonsOf(factsOf(row), today) };
};

/** More than a page shows at once; the next ones come as these are listed. */
const most = 200;

/** Whom the file names, the oldest first. */
export const candidates = async (
  db: Db,
  scope: Scope,
  county: County,
): Promise<z.input<typeof careCandidates.reply>> => {
  const today = county.today();
  const rows = await factColumns(db, scope, today)
    .where((e) =>
      e.or([
        sql<boolean>`p.birth_date <= ${today}::date - make_interval(years => ${agedFrom}::int4)`,
        sql<boolean>`(m.category = 'full' and m.full_on <= ${today}::date
          - make_interval(years => ${veteranFrom}::int4) + make_interval(months => m.party_age_correction))`,
        hardship(today),
      ]),
    )
    .orderBy('p.birth_date')
    .orderBy('m.person_id')
    .limit(most)
    .execute();
  const items = rows
    .map((row) => ({
      personId: row.person_id,
      name: row.name,
      branchName: row.branch_name,
      reasons: reasonsOf(factsOf(row), today),
      age: ageOf(factsOf(row), today),
      partyYears: partyYearsOf(factsOf(row), today),
    }))
    .filter(({ reasons }) => reasons.length > 0);
  return { items };
};

/** Members of the range by the beginning of their name, and whether they are listed already. */
export const findMembers = async (db: Db, scope: Scope, q: string): Promise<z.input<typeof careFind.reply>> => {
  const rows = await visibleMembers(db, scope)
    .select(['m.person_id as personId', 'p.name', 'b.short_name as branchName', isListed.as('listed')])
    .where(sql<boolean>`starts_with(p.name, ${q}::text)`)
    .orderBy('p.name')
    .orderBy('m.person_id')
    .limit(20)
    .execute();
  return { items: rows };
};

const visitsOf = async (
  db: Db,
  county: County,
  caseId: string,
  amounts: boolean,
): Promise<z.input<typeof CareVisit>[]> => {
  const rows = await db
    .selectFrom('care_visit as v')
    .select(['v.id', 'v.version', 'v.occasion', 'v.planned_on', 'v.state', 'v.visited_on', 'v.sealed'])
    .where('v.case_id', '=', caseId)
    .orderBy('v.planned_on', 'desc')
    .orderBy('v.id', 'desc')
    .execute();
  const given = amounts
    ? await db
        .selectFrom('care_amount as a')
        .innerJoin('care_visit as v', 'v.id', 'a.visit_id')
        .select(['a.visit_id', 'a.sealed', 'a.version'])
        .where('v.case_id', '=', caseId)
        .execute()
    : [];
  const amountOf = new Map(
    given.map(({ visit_id: visit, sealed, version }) => [visit, { ...openGiven(county, sealed), version }]),
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    occasion: occasionOf(row.occasion),
    plannedOn: row.planned_on,
    state: row.state,
    visitedOn: row.visited_on,
    ...openVisit(county, row.sealed),
    amount: amountOf.get(row.id) ?? null,
  }));
};

/** @throws AppError not_found */
export const careView = async (db: Db, scope: Scope, county: County, id: string): Promise<z.input<typeof CareView>> => {
  const row = await lines(db, scope).where('c.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  const amounts = readsAmounts(scope, row.org_path);
  return {
    ...lineOf(row),
    version: row.version,
    ...openNote(county, row.sealed),
    visits: await visitsOf(db, county, id, amounts),
    can: { keep: may(scope, 'care.keep') && row.ended_on === null, amounts },
  };
};

/** Of members: who has left since, or has died, is nobody's to-do. */
const planned = (db: Db, scope: Scope) =>
  visibleVisits(db, scope)
    .where(sql<boolean>`v.state = 'planned'`)
    .where(
      sql<boolean>`exists (select from membership m where m.person_id = v.person_id and m.left_on is null and m.voided_at is null)`,
    );

interface Asked {
  /** Those planned for this day or before. */
  readonly until?: string;
  /** Those of this very branch, by its path. */
  readonly branch?: string;
  readonly limit?: number;
}

/** Planned visits, those due first. */
export const visitPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { until, branch, limit = most }: Asked,
): Promise<z.input<typeof plannedVisits.reply>> => {
  const rows = planned(db, scope)
    .where(sql<boolean>`(${until ?? null}::date is null or v.planned_on <= ${until ?? null}::date)`)
    .where(sql<boolean>`(${branch ?? null}::text is null or split_part(v.org_path, '@', 1) = ${branch ?? null}::text)`);
  const [found, total] = await Promise.all([
    rows
      .select(['v.id', 'v.case_id', 'v.version', 'p.name', 'b.short_name as branch_name', 'v.occasion', 'v.planned_on'])
      .select('v.sealed')
      .orderBy('v.planned_on')
      .orderBy('v.id')
      .limit(limit)
      .execute(),
    rows.select(sql<number>`count(*)::int4`.as('count')).executeTakeFirstOrThrow(),
  ]);
  const items = found.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    version: row.version,
    name: row.name,
    branchName: row.branch_name,
    occasion: occasionOf(row.occasion),
    plannedOn: row.planned_on,
    daysLeft: daysBetween(county.today(), row.planned_on),
    visitor: openVisit(county, row.sealed).visitor,
  }));
  return { items, total: total.count };
};

/** What is kept about the member, who reads the amounts as well. */
export const careOfMember = async (db: Db, scope: Scope, county: County): Promise<z.input<typeof ownCare.reply>> => {
  if (scope.personId === null) throw notFound();
  const rows = await lines(db, scope).where('c.person_id', '=', scope.personId).orderBy('c.id', 'desc').execute();
  const items = await Promise.all(
    rows.map(async (row) => {
      const visits = await visitsOf(db, county, row.id, true);
      return {
        reasons: row.reasons.map(reasonOf),
        since: row.since,
        endedOn: row.ended_on,
        visits: visits
          .filter(({ state }) => state !== 'cancelled')
          .map(({ version: _version, words: _words, ...visit }) => visit),
      };
    }),
  );
  return { items };
};
