import { sql } from 'kysely';
import type { z } from 'zod';
import { may, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import type { quotaList } from './contract.ts';
import { remainingOf, wouldExceed } from './rules.ts';

/** Whoever gets a quota: the committees directly below the county. */
export const quotaHolders = (db: Db, scope: Scope) =>
  db
    .selectFrom('organisation as o')
    .innerJoin('organisation as c', 'c.id', 'o.parent_id')
    .select(['o.id', 'o.short_name', 'o.path', 'o.position'])
    .where('c.type', '=', 'county_committee')
    .where('o.type', 'in', ['township_committee', 'working_committee', 'grassroots_committee'])
    .where('o.path', '>=', scope.from)
    .where('o.path', '<', scope.to);

const days = (year: number) => ({ first: `${year}-01-01`, last: `${year}-12-31` });

/** Facts that use a place, or approve one, in a year: the same rows for the count, for the list behind it, and for the warning. */
const using = (db: Db, of: 'used' | 'approved', year: number) =>
  db
    .selectFrom('admission_fact as f')
    .where('f.step', '=', of === 'used' ? 'admissionMeeting' : 'approval')
    .where('f.outcome', '=', 'passed')
    .where('f.voided_at', 'is', null)
    .where('f.on_day', '>=', days(year).first)
    .where('f.on_day', '<=', days(year).last)
    .$if(of === 'used', (q) =>
      q.where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('admission_fact as r')
              .select('r.id')
              .whereRef('r.case_id', '=', 'f.case_id')
              .where('r.step', '=', 'approval')
              .where('r.outcome', '=', 'refused')
              .where('r.voided_at', 'is', null),
          ),
        ),
      ),
    );

const countsBy = async (db: Db, of: 'used' | 'approved', year: number): Promise<ReadonlyMap<string, number>> => {
  const township = sql<string>`substring(f.org_path from '^/[^/]*/[^/]*/')`;
  const rows = await using(db, of, year)
    .select([township.as('path'), (e) => e.fn.countAll<string>().as('count')])
    .groupBy(township)
    .execute();
  return new Map(rows.map(({ path, count }) => [path, Number(count)]));
};

const decisions = (db: Db, year: number) =>
  db
    .selectFrom('admission_quota as q')
    .selectAll()
    .where('q.year', '=', year)
    .orderBy('q.decided_on', 'desc')
    .orderBy('q.id', 'desc');

export const quotasOf = async (db: Db, scope: Scope, year: number): Promise<z.input<(typeof quotaList)['reply']>> => {
  const holders = await quotaHolders(db, scope)
    .where('o.abolished_on', 'is', null)
    .orderBy('o.position')
    .orderBy('o.path')
    .execute();
  const decided = await decisions(db, year)
    .where('q.organisation_id', '=', sql<string>`any(${holders.map(({ id }) => id)}::uuid[])`)
    .execute();
  const [used, approved] = [await countsBy(db, 'used', year), await countsBy(db, 'approved', year)];
  const items = holders.map((holder) => {
    const own = decided.filter((one) => one.organisation_id === holder.id);
    const places = own[0]?.places ?? null;
    const taken = used.get(holder.path) ?? 0;
    return {
      organisationId: holder.id,
      organisation: holder.short_name,
      places,
      used: taken,
      approved: approved.get(holder.path) ?? 0,
      remaining: remainingOf(places, taken),
      decisions: own.map((one) => ({
        id: one.id,
        places: one.places,
        decidedOn: one.decided_on,
        document: one.document,
        reason: one.reason,
        decidedBy: one.decided_by,
        recordedAt: one.recorded_at,
      })),
    };
  });
  const sum = (value: (item: (typeof items)[number]) => number): number =>
    items.reduce((all, item) => all + value(item), 0);
  return {
    items,
    places: sum((item) => item.places ?? 0),
    used: sum((item) => item.used),
    approved: sum((item) => item.approved),
    maySet: may(scope, 'admission.setQuota'),
  };
};

/** @throws AppError not_found for an organisation out of the range */
export const quotaCasesOf = async (
  db: Db,
  scope: Scope,
  {
    year,
    organisationId,
    of,
  }: { readonly year: number; readonly organisationId: string; readonly of: 'used' | 'approved' },
) => {
  const holder = await quotaHolders(db, scope).where('o.id', '=', organisationId).executeTakeFirst();
  if (!holder) throw notFound();
  const rows = await using(db, of, year)
    .innerJoin('person as p', 'p.id', 'f.person_id')
    .innerJoin('organisation as b', (join) =>
      join.on('b.path', '=', sql<string>`regexp_replace(f.org_path, '@.*$', '')`),
    )
    .select(['f.case_id', 'p.name', 'b.short_name', 'f.on_day'])
    .where('f.org_path', '>=', holder.path)
    .where('f.org_path', '<', rangeEnd(holder.path))
    .orderBy('f.on_day')
    .orderBy('f.id')
    .execute();
  return {
    items: rows.map((row) => ({ caseId: row.case_id, name: row.name, branch: row.short_name, on: row.on_day })),
  };
};

/** The quota above a case, in numbers: the branch does not see its neighbours' people. @throws AppError not_found */
export const caseQuotaOf = async (db: Db, _scope: Scope, county: County, id: string) => {
  const found = await db
    .selectFrom('admission_case')
    .select(['id', 'org_path'])
    .where('id', '=', id)
    .executeTakeFirst();
  const path = /^\/[^/]*\/[^/@]+\//.exec(found?.org_path ?? '')?.[0];
  if (!found || path === undefined) throw notFound();
  const holder = await db
    .selectFrom('organisation')
    .select(['id', 'short_name'])
    .where('path', '=', path)
    .executeTakeFirstOrThrow();
  const meeting = await db
    .selectFrom('admission_fact')
    .select('on_day')
    .where('case_id', '=', id)
    .where('step', '=', 'admissionMeeting')
    .where('outcome', '=', 'passed')
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  const year = Number((meeting?.on_day ?? county.today()).slice(0, 4));
  const decided = await decisions(db, year).where('q.organisation_id', '=', holder.id).limit(1).executeTakeFirst();
  const { rows } = await sql<{ used: number }>`select admission_quota_use(${path}, ${year}::integer) as used`.execute(
    db,
  );
  const [places, used] = [decided?.places ?? null, rows[0]?.used ?? 0];
  return {
    year,
    organisation: holder.short_name,
    places,
    used,
    remaining: remainingOf(places, used),
    exceeds: wouldExceed(places, used, meeting !== undefined),
  };
};
