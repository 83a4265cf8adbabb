/** What each branch of a range needs and has, duty by duty, as relations for the overview and its lists: `rules.ts` in sets. */
import { sql, type RawBuilder } from 'kysely';
import { seatPosts } from '#features/base/organisations/contract.ts';
import type { Range } from '../access.ts';
import type { Period } from '../periods/rules.ts';
import { committeeLines, lecturingTypes, owingTypes, talkPairs, typesFor, type DutyKind } from '../rules.ts';

export type Relation = RawBuilder<unknown>;

/** How much of the county is asked for: all of it, the scope's own range, or a part of that. */
export interface Extent extends Range {
  readonly of: 'county' | 'scope' | 'part';
}

/** One duty of one period over a range. */
export interface Asking {
  readonly kind: DutyKind;
  readonly period: Period;
  readonly times: number;
  /** The day on which the structure is looked at beside the first one. */
  readonly until: string;
  readonly extent: Extent;
}

export interface Grounded extends Asking {
  /** Branches that stood through the period. */
  readonly standing: Relation;
}

/**
 * The extent as a condition on a path. The scope's own range is taken from its settings, which are known when a plan is made: a
 * plan for a range that is not known would be one for few rows, and nested loops over a county take seconds.
 */
const within = ({ of, from, to }: Extent, path: string): Relation => {
  const column = sql.ref(path);
  if (of === 'county') return sql`true`;
  return of === 'scope'
    ? sql`${column} >= current_setting('app.lower', true) and ${column} < current_setting('app.upper', true)`
    : sql`${column} >= ${from} and ${column} < ${to}`;
};

/** Periods of organisations that lie in the extent today. Of the whole county none lies outside. */
const periodsWithin = (extent: Extent): Relation =>
  extent.of === 'county'
    ? sql`organisation_period p`
    : sql`organisation_period p join organisation o on o.id = p.organisation_id and ${within(extent, 'o.path')}`;

/** Whether a branch stood on both days of a period as one of some types: what `exemptionOf` asks of every duty. */
const stoodThrough = ({ kind, period, until }: Asking): Relation => {
  const was = (day: string): Relation =>
    sql`bool_or(p.type = any(${typesFor(kind)}::organisation_type[]) and p.during @> ${day}::date)`;
  return period.first === until ? was(until) : sql`(${was(period.first)} and ${was(until)})`;
};

/** Duties of one period and the same types rest on the same branches. */
const groundOf = ({ kind, period }: Asking): string => `${period.key} ${typesFor(kind).join(' ')}`;

/** Each branch of the range once, with a column for each ground that is asked for: `g0`, `g1`, … */
const branchesOf = (extent: Extent, grounds: readonly Asking[]): Relation => sql`
  select p.organisation_id as id, ${sql.join(grounds.map((asking, n) => sql`${stoodThrough(asking)} as ${sql.ref(`g${n}`)}`))}
  from ${periodsWithin(extent)}
  where p.type = any(${[...owingTypes, ...lecturingTypes]}::organisation_type[])
  group by p.organisation_id`;

/** The branches on which each duty rests stand in one set, `stood`, before the query that counts them. */
export const withBranches = (
  extent: Extent,
  asked: readonly Asking[],
  body: (asked: readonly Grounded[]) => Relation,
): Relation => {
  const grounds = [...new Map(asked.map((asking) => [groundOf(asking), asking])).values()];
  const place = (asking: Asking): number => grounds.findIndex((one) => groundOf(one) === groundOf(asking));
  const grounded = asked.map((asking) => ({
    ...asking,
    standing: sql`select id from stood where ${sql.ref(`g${place(asking)}`)}`,
  }));
  return sql`with stood as materialized (${branchesOf(extent, grounds)}) ${body(grounded)}`;
};

/** Finished appraisals of the year, by organisation: at most one. */
const appraised = ({ period, extent }: Asking): Relation => sql`
  select organisation_id, count(*)::int4 as n from appraisal
  where state = 'closed' and year = ${Number(period.key)}::int4 and ${within(extent, 'org_path')}
  group by organisation_id`;

/** How many meetings of the kind each organisation has held in the period. The kind is written out: it chooses the index. */
const meetingsHeld = ({ kind, period, extent }: Asking): Relation => sql`
  select organisation_id, count(*)::int4 as n from meeting
  where state = 'closed' and type = ${sql.lit(kind)} and held_on between ${period.first}::date and ${period.last}::date
    and ${within(extent, 'org_path')}
  group by organisation_id`;

const held = (asking: Asking): Relation => (asking.kind === 'appraisal' ? appraised(asking) : meetingsHeld(asking));

/** Each branch that owes, with what it needs and has: one meeting as often as the rule says. */
const plainDuty = (asking: Grounded): Relation => sql`
  select s.id, coalesce(h.n, 0) as held, ${asking.times}::int4 as needed
  from (${asking.standing}) s left join (${held(asking)}) h on h.organisation_id = s.id`;

/**
 * How many people hold a seat of each branch on both days of the period; whoever holds two is one. Nearly all committees sit
 * through it: those are counted in one pass, the few others each by itself.
 */
const seated = ({ standing, period, until, extent }: Grounded, seats: number): Relation => {
  const isSeat = sql`voided_at is null and post = any(${[...seatPosts]}::text[])`;
  const on = (day: string): Relation =>
    sql`(count(distinct person_id) filter (where from_on <= ${day}::date and (to_on is null or to_on >= ${day}::date)))::int4`;
  return sql`
    select s.id, coalesce(c.n, e.at_first) as at_first, coalesce(c.n, e.at_last) as at_last
    from (${standing}) s
    left join (
      select organisation_id, count(distinct person_id)::int4 as n from post_holding
      where ${isSeat} and from_on <= ${period.first}::date and (to_on is null or to_on >= ${until}::date)
        and ${within(extent, 'org_path')}
      group by organisation_id having count(distinct person_id) >= ${seats}::int4) c on c.organisation_id = s.id
    left join lateral (
      select ${on(period.first)} as at_first, ${on(until)} as at_last from post_holding
      where c.n is null and ${isSeat} and organisation_id = s.id) e on true`;
};

/** A committee there is where enough seats are held, or where the number of full members demands one, on both days. */
const committeeDuty = (asking: Grounded): Relation => {
  const { period, until } = asking;
  const { seats, full } = committeeLines(period.first);
  const enough = (day: string, count: Relation): Relation => sql`(${count} >= ${seats}::int4 or b.id in (
    select branch_id from full_counts(array(select id from base where ${count} < ${seats}::int4), ${day}::date) where members >= ${full}::int4))`;
  return sql`
    select s.id, coalesce(h.n, 0) as held, ${asking.times}::int4 as needed
    from (
      with base as materialized (${seated(asking, seats)})
      select b.id from base b
      where ${enough(period.first, sql`at_first`)} and ${enough(until, sql`at_last`)}) s
    left join (${held(asking)}) h on h.organisation_id = s.id`;
};

/** Each group that the branch had on both days meets; a meeting filed under the branch stands in for a group that has none. */
const groupDuty = (asking: Grounded): Relation => {
  const { period, until, times, extent } = asking;
  return sql`
    select s.id, least(g.groups, g.met + coalesce(h.n, 0) / ${times}::int4) as held, g.groups as needed
    from (${asking.standing}) s
    join (
      select p.parent_id, count(*)::int4 as groups, (count(*) filter (where coalesce(h.n, 0) >= ${times}::int4))::int4 as met
      from (
        select p.parent_id, p.organisation_id from ${periodsWithin(extent)}
        where p.type = 'group'
        group by p.parent_id, p.organisation_id
        having bool_or(p.during @> ${period.first}::date) and bool_or(p.during @> ${until}::date)) p
      left join (${held(asking)}) h on h.organisation_id = p.organisation_id
      group by p.parent_id) g on g.parent_id = s.id
    left join (${held(asking)}) h on h.organisation_id = s.id`;
};

/** People in a seat on the first and on the last day. Over a year many committees change: all of them in one pass. */
const seatsAtBothEnds = ({ period, until, extent }: Asking): Relation => {
  const on = (day: string): Relation =>
    sql`(count(distinct person_id) filter (where from_on <= ${day}::date and (to_on is null or to_on >= ${day}::date)))::int4`;
  return sql`
    select organisation_id, ${on(period.first)} as at_first, ${on(until)} as at_last from post_holding
    where voided_at is null and post = any(${[...seatPosts]}::text[]) and from_on <= ${until}::date
      and (to_on is null or to_on >= ${period.first}::date) and ${within(extent, 'org_path')}
    group by organisation_id`;
};

/** Between whom the branch has to talk and has: as `countTalks` counts it, from those who were there and the seats of that day. */
const talkDuty = (asking: Grounded): Relation => {
  const { period, times, extent } = asking;
  const enough = (pair: Relation): Relation => sql`(count(*) filter (where ${pair}) >= ${times}::int4)::int4`;
  return sql`
    select s.id, (case when s.seats >= 2 then coalesce(h.committee, 0) else 0 end
        + case when s.seats >= 1 then coalesce(h.committee_member, 0) else 0 end + coalesce(h.members, 0)) as held,
      least(s.seats, ${talkPairs.length - 1}::int4) + 1 as needed,
      array_remove(array[
        case when s.seats >= 2 and coalesce(h.committee, 0) = 0 then 'committee' end,
        case when s.seats >= 1 and coalesce(h.committee_member, 0) = 0 then 'committee_member' end,
        case when coalesce(h.members, 0) = 0 then 'members' end], null) as open
    from (
      select b.id, least(coalesce(c.at_first, 0), coalesce(c.at_last, 0)) as seats
      from (${asking.standing}) b left join (${seatsAtBothEnds(asking)}) c on c.organisation_id = b.id) s
    left join (
      select organisation_id, ${enough(sql`seated >= 2`)} as committee,
        ${enough(sql`seated >= 1 and others >= 1`)} as committee_member, ${enough(sql`others >= 2`)} as members
      from (
        select organisation_id, id, count(*) filter (where seat) as seated, count(*) filter (where not seat) as others
        from (
          select m.organisation_id, m.id, i.person_id, bool_or(p.person_id is not null) as seat
          from meeting m join meeting_invitee i on i.meeting_id = m.id and i.attendance = 'present'
          left join post_holding p on p.organisation_id = m.organisation_id and p.person_id = i.person_id
            and p.voided_at is null and p.post = any(${[...seatPosts]}::text[])
            and p.from_on <= m.held_on and (p.to_on is null or p.to_on >= m.held_on)
          where m.state = 'closed' and m.type = 'heart_talk' and ${within(extent, 'm.org_path')}
            and m.held_on between ${period.first}::date and ${period.last}::date
          group by m.organisation_id, m.id, i.person_id) each
        group by organisation_id, id) t
      group by organisation_id) h on h.organisation_id = s.id`;
};

/** Lessons in a committee's range that its secretary of that day gave. */
const lessonDuty = (asking: Grounded): Relation => {
  const { period, extent } = asking;
  return sql`
    select s.id, coalesce(h.n, 0) as held, ${asking.times}::int4 as needed
    from (${asking.standing}) s
    left join (
      select p.organisation_id, count(distinct m.id)::int4 as n
      from post_holding p
      join organisation o on o.id = p.organisation_id and o.type = any(${[...lecturingTypes]}::organisation_type[])
      join meeting m on m.chair_person_id = p.person_id and m.state = 'closed' and m.type = 'party_lesson'
        and m.held_on between ${period.first}::date and ${period.last}::date
        and m.held_on >= p.from_on and (p.to_on is null or m.held_on <= p.to_on)
        and m.org_path >= o.path and m.org_path < left(o.path, -1) || '0'
      where p.post = 'secretary' and p.voided_at is null and ${within(extent, 'p.org_path')}
      group by p.organisation_id) h on h.organisation_id = s.id`;
};

export const dutyRelation = (asking: Grounded): Relation => {
  if (asking.kind === 'heart_talk') return talkDuty(asking);
  if (asking.kind === 'secretary_lesson') return lessonDuty(asking);
  if (asking.kind === 'committee_meeting') return committeeDuty(asking);
  return asking.kind === 'group_meeting' ? groupDuty(asking) : plainDuty(asking);
};

/** Present seats and full members of some branches on a day: why a committee that there has to be is missing. */
export const postsOf = (
  ids: readonly string[],
  day: string,
): RawBuilder<{ id: string; seated: number; full: number }> =>
  sql`select b.id, coalesce(f.members, 0) as full, (select count(distinct p.person_id)::int4 from post_holding p
      where p.organisation_id = b.id and p.voided_at is null and p.post = any(${[...seatPosts]}::text[])
        and p.from_on <= ${day}::date and (p.to_on is null or p.to_on >= ${day}::date)) as seated
    from unnest(${ids}::uuid[]) b(id) left join full_counts(${ids}::uuid[], ${day}::date) f on f.branch_id = b.id`;
