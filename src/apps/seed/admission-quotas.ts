import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import { eventId } from '#platform/audit/audit.ts';
import { chance } from './luck.ts';

/** Committees directly below the county, with how many members they have and how many admissions they used in a year. */
const holders = (year: number) => sql`
  select o.id, o.path, o.short_name,
    (select coalesce(sum(t.members), 0)::integer from branch_tally t where starts_with(t.org_path, o.path)) as members,
    (select count(*)::integer from admission_fact f where starts_with(f.org_path, o.path) and f.step = 'admissionMeeting'
      and f.outcome = 'passed' and f.voided_at is null and extract(year from f.on_day)::integer = ${year}) as used
  from organisation o join organisation c on c.id = o.parent_id
  where c.type = 'county_committee' and o.type in ('township_committee', 'working_committee', 'grassroots_committee')`;

/** Places beyond those that were used: hardly anywhere fewer, here and there just enough. */
const spare = sql`(case when ${chance(sql`q.short_name || 'quota'`)} < 6 then -1 else ${chance(sql`q.short_name || 'spare'`)} % 4 end)`;

/** One in sixty members, and what was used: a place over the quota is part of the year. */
const putYear = (tx: Tx, year: number, today: string) =>
  sql`insert into admission_quota (id, year, organisation_id, places, decided_on, document, decided_by)
    select ${eventId}, ${year}::integer, q.id,
      greatest(1, round(q.members / 60.0)::integer, q.used + ${spare}),
      make_date(${year}::integer, 2, 10), '永组发〔' || ${year}::integer || '〕6号', '县委组织部'
    from (${holders(year)}) q
    where make_date(${year}::integer, 2, 10) <= ${today}::date`.execute(tx);

/** In summer places that nobody needs go to whoever has used up the own. */
const putAdjustments = (tx: Tx, year: number, today: string) =>
  sql`insert into admission_quota (id, year, organisation_id, places, decided_on, document, reason, decided_by)
    select ${eventId}, ${year}::integer, d.organisation_id, d.places + d.change, make_date(${year}::integer, 7, 15),
      '永组发〔' || ${year}::integer || '〕31号', case when d.change > 0 then '年中调剂：发展任务较重，增加名额' else '年中调剂：申请人不足，调出名额' end,
      '县委组织部'
    from (
      (select q.organisation_id, q.places, 1 as change from admission_quota q join (${holders(year)}) h on h.id = q.organisation_id
        where q.year = ${year}::integer and h.used >= q.places order by h.path limit 2)
      union all
      (select q.organisation_id, q.places, -1 from admission_quota q join (${holders(year)}) h on h.id = q.organisation_id
        where q.year = ${year}::integer and q.places - h.used >= 2 order by h.path limit 2)) d
    where make_date(${year}::integer, 7, 15) <= ${today}::date`.execute(tx);

/** How many people each township may admit, this year and last. */
export const putQuotas = async (tx: Tx, today: string): Promise<void> => {
  const year = Number(today.slice(0, 4));
  await putYear(tx, year - 1, today);
  await putYear(tx, year, today);
  await putAdjustments(tx, year, today);
};
