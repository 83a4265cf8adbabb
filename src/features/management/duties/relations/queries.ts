/** What each branch of a range needs and has, duty by duty, for the overview and its lists: `rules.ts` in sets. */
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

/** A duty with the columns of `branch` that it rests on. */
interface Grounded extends Asking {
  /** Whether the branch stood through the period. */
  readonly stood: Relation;
  readonly held: Relation;
  readonly seatsAtFirst: Relation;
  readonly seatsAtLast: Relation;
  readonly fullAtFirst: Relation;
  readonly fullAtLast: Relation;
  /** What is known of this duty alone, joined under this name. */
  readonly own: string;
}

/** A duty as expressions on the row of a branch. */
export interface DutyColumns {
  readonly owes: Relation;
  readonly held: Relation;
  readonly needed: Relation;
  /** Of talks: between whom there was none. */
  readonly open: Relation;
}

const column = (letter: string, n: number): Relation => sql.ref(`${letter}${n}`);

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

/** A temporary branch had members on a day. Asked row by row, since there are few of them: all members would be read otherwise. */
const manned = (day: string): Relation => sql`(p.type <> 'temporary_branch' or (select true from affiliation a
  where a.branch_id = p.organisation_id and a.voided_at is null and a.during @> ${day}::date limit 1) is true)`;

/** Whether a branch stood on both days of a period as one of some types: what `exemptionOf` asks of every duty. */
const stoodThrough = ({ kind, period, until }: Asking): Relation => {
  const types = typesFor(kind);
  const was = (day: string): Relation =>
    sql`bool_or(p.type = any(${types}::organisation_type[]) and p.during @> ${day}::date ${types.includes('temporary_branch') ? sql`and ${manned(day)}` : sql``})`;
  return period.first === until ? was(until) : sql`(${was(period.first)} and ${was(until)})`;
};

/** Duties of one period and the same types rest on the same branches. */
const groundOf = ({ kind, period }: Asking): string => `${period.key} ${typesFor(kind).join(' ')}`;

/** Each branch of the range once, with a column for each ground that is asked for: `g0`, `g1`, … */
const stood = (extent: Extent, grounds: readonly Asking[]): Relation => sql`
  select p.organisation_id as id, ${sql.join(grounds.map((asking, n) => sql`${stoodThrough(asking)} as ${column('g', n)}`))}
  from ${periodsWithin(extent)}
  where p.type = any(${[...owingTypes, ...lecturingTypes]}::organisation_type[])
  group by p.organisation_id`;

/** What counts by its number alone: finished appraisals of the year, closed meetings of the period. */
const isCounted = ({ kind }: Asking): boolean => kind !== 'heart_talk' && kind !== 'secretary_lesson';

/** Each of them by the organisation that held it. The kind is written out: it chooses the index. */
const occasions = ({ kind, period, extent }: Asking, n: number): Relation =>
  kind === 'appraisal'
    ? sql`select organisation_id, ${sql.lit(n)} as of from appraisal
        where state = 'closed' and year = ${Number(period.key)}::int4 and ${within(extent, 'org_path')}`
    : sql`select organisation_id, ${sql.lit(n)} as of from meeting
        where state = 'closed' and type = ${sql.lit(kind)} and held_on between ${period.first}::date and ${period.last}::date
          and ${within(extent, 'org_path')}`;

/** How many were held for each duty, by organisation, in one pass: `h0`, `h1`, … by the place of the duty. */
const held = (asked: readonly Asking[]): Relation => {
  const counted = asked.flatMap((asking, n) => (isCounted(asking) ? [{ asking, n }] : []));
  if (counted.length === 0) return sql`select null::uuid as organisation_id`;
  return sql`
    select organisation_id, ${sql.join(counted.map(({ n }) => sql`(count(*) filter (where of = ${sql.lit(n)}))::int4 as ${column('h', n)}`))}
    from (${sql.join(
      counted.map(({ asking, n }) => occasions(asking, n)),
      sql` union all `,
    )}) each
    group by organisation_id`;
};

const onCommittees = (asked: readonly Asking[]): readonly Asking[] =>
  asked.filter(({ kind }) => kind === 'committee_meeting' || kind === 'heart_talk');

/** Both ends of the periods in which committees are looked at. */
const daysOf = (asked: readonly Asking[]): readonly string[] => [
  ...new Set(onCommittees(asked).flatMap(({ period, until }) => [period.first, until])),
];

const onDay = (day: string): Relation => sql`from_on <= ${day}::date and (to_on is null or to_on >= ${day}::date)`;

/**
 * How many people hold a seat of each committee on each of the days; whoever holds two is one. The index has them in this order, so
 * that nothing is sorted.
 */
const seats = (extent: Extent, days: readonly string[]): Relation => {
  const inOrder = days.toSorted();
  return sql`
    select organisation_id, ${sql.join(days.map((day, n) => sql`(count(distinct person_id) filter (where ${onDay(day)}))::int4 as ${column('s', n)}`))}
    from post_holding
    where voided_at is null and post = any(${[...seatPosts]}::text[]) and from_on <= ${inOrder.at(-1) ?? null}::date
      and (to_on is null or to_on >= ${inOrder[0] ?? null}::date) and ${within(extent, 'org_path')}
    group by organisation_id`;
};

/** Full members on each of the days, of branches that may owe committee meetings without the seats for it. */
const full = (days: readonly string[], asked: readonly Grounded[]): Relation => {
  const short = asked
    .filter(({ kind }) => kind === 'committee_meeting')
    .map(({ stood: there, seatsAtFirst, seatsAtLast, period }) => {
      const line = committeeLines(period.first).seats;
      return sql`${there} and (${seatsAtFirst} < ${line}::int4 or ${seatsAtLast} < ${line}::int4)`;
    });
  return sql`
    select b.id as branch_id, ${sql.join(days.map((day, n) => sql`(count(*) filter (where (from_on is null or from_on <= ${day}::date) and (to_on is null or to_on > ${day}::date)))::int4 as ${column('f', n)}`))}
    from branch b cross join lateral full_spans(b.id) where ${sql.join(short, sql` or `)} group by b.id`;
};

/** Groups that the branch had on both days, and how many of them have met. */
const groups = ({ period, until, times, held: meetings, extent }: Grounded): Relation => sql`
  select p.parent_id as of, count(*)::int4 as groups, (count(*) filter (where ${meetings} >= ${times}::int4))::int4 as met
  from (
    select p.parent_id, p.organisation_id from ${periodsWithin(extent)}
    where p.type = 'group'
    group by p.parent_id, p.organisation_id
    having bool_or(p.during @> ${period.first}::date) and bool_or(p.during @> ${until}::date)) p
  left join held h on h.organisation_id = p.organisation_id
  group by p.parent_id`;

/** Between whom talks were held: as `countTalks` counts it, from what `recountTalks` keeps with each talk. */
const talks = ({ period, times, extent }: Grounded): Relation => {
  const enough = (pair: Relation): Relation => sql`(count(*) filter (where ${pair}) >= ${times}::int4)::int4`;
  return sql`
    select organisation_id as of, ${enough(sql`talk_seated >= 2`)} as committee,
      ${enough(sql`talk_seated >= 1 and talk_others >= 1`)} as committee_member, ${enough(sql`talk_others >= 2`)} as members
    from meeting
    where state = 'closed' and type = 'heart_talk' and held_on between ${period.first}::date and ${period.last}::date
      and ${within(extent, 'org_path')}
    group by organisation_id`;
};

/**
 * Lessons in a committee's range that its secretary of that day gave. The year is written out: a plan for days that are not known
 * takes lessons to be few, and begins with all of them instead of with the secretaries.
 */
const lessons = ({ period, extent }: Grounded): Relation => sql`
  select p.organisation_id as of, count(distinct m.id)::int4 as lessons
  from post_holding p
  join organisation o on o.id = p.organisation_id and o.type = any(${[...lecturingTypes]}::organisation_type[])
  join meeting m on m.chair_person_id = p.person_id and m.state = 'closed' and m.type = 'party_lesson'
    and m.held_on between ${sql.lit(period.first)}::date and ${sql.lit(period.last)}::date
    and m.held_on >= p.from_on and (p.to_on is null or m.held_on <= p.to_on)
    and m.org_path >= o.path and m.org_path < left(o.path, -1) || '0'
  where p.post = 'secretary' and p.voided_at is null and ${within(extent, 'p.org_path')}
  group by p.organisation_id`;

const ownFacts: Readonly<Partial<Record<DutyKind, (asking: Grounded) => Relation>>> = {
  group_meeting: groups,
  heart_talk: talks,
  secretary_lesson: lessons,
};

const columnsOf = (asking: Grounded): DutyColumns => {
  const { kind, period, times, stood: owes, held: meetings, seatsAtFirst, seatsAtLast, own } = asking;
  const fact = (name: string): Relation => sql`coalesce(${sql.ref(`${own}.${name}`)}, 0)`;
  const plain: DutyColumns = { owes, held: meetings, needed: sql`${times}::int4`, open: sql`null::text[]` };
  switch (kind) {
    // There is one where enough seats are held, or where the number of full members demands one, on both days.
    case 'committee_meeting': {
      const { seats: line, full: most } = committeeLines(period.first);
      return {
        ...plain,
        owes: sql`${owes} and (${seatsAtFirst} >= ${line}::int4 or ${asking.fullAtFirst} >= ${most}::int4)
          and (${seatsAtLast} >= ${line}::int4 or ${asking.fullAtLast} >= ${most}::int4)`,
      };
    }
    // Each group meets; a meeting filed under the branch stands in for a group that has none.
    case 'group_meeting':
      return {
        ...plain,
        owes: sql`${owes} and ${fact('groups')} > 0`,
        held: sql`least(${fact('groups')}, ${fact('met')} + ${meetings} / ${times}::int4)`,
        needed: fact('groups'),
      };
    // Between whom the branch has to talk follows from who sits in its committee.
    case 'heart_talk': {
      const sits = sql`least(${seatsAtFirst}, ${seatsAtLast})`;
      return {
        ...plain,
        held: sql`case when ${sits} >= 2 then ${fact('committee')} else 0 end
          + case when ${sits} >= 1 then ${fact('committee_member')} else 0 end + ${fact('members')}`,
        needed: sql`least(${sits}, ${talkPairs.length - 1}::int4) + 1`,
        open: sql`array_remove(array[
          case when ${sits} >= 2 and ${fact('committee')} = 0 then 'committee' end,
          case when ${sits} >= 1 and ${fact('committee_member')} = 0 then 'committee_member' end,
          case when ${fact('members')} = 0 then 'members' end], null)`,
      };
    }
    case 'secretary_lesson':
      return { ...plain, held: fact('lessons') };
    default:
      return plain;
  }
};

/**
 * A query over the branches of the range, a row for each with everything that its duties rest on. All duties are read off the same
 * row: they rest on the same structure and the same seats.
 * @param select what is selected of the rows, from the columns of each duty that is asked for
 */
export const fromBranches = (
  extent: Extent,
  asked: readonly Asking[],
  select: (duties: readonly DutyColumns[]) => { readonly columns: Relation; readonly where: Relation },
): Relation => {
  const grounds = [...new Map(asked.map((asking) => [groundOf(asking), asking])).values()];
  const days = daysOf(asked);
  const at = (letter: string, day: string): Relation => column(letter, Math.max(0, days.indexOf(day)));
  const grounded = asked.map((asking, n): Grounded => ({
    ...asking,
    stood: column(
      'g',
      grounds.findIndex((one) => groundOf(one) === groundOf(asking)),
    ),
    held: column('h', n),
    seatsAtFirst: at('s', asking.period.first),
    seatsAtLast: at('s', asking.until),
    fullAtFirst: at('f', asking.period.first),
    fullAtLast: at('f', asking.until),
    own: `o${n}`,
  }));
  const ofSeats = days.map((_, n) => sql`, coalesce(c.${column('s', n)}, 0) as ${column('s', n)}`);
  const ofHeld = asked.flatMap((asking, n) =>
    isCounted(asking) ? [sql`, coalesce(h.${column('h', n)}, 0) as ${column('h', n)}`] : [],
  );
  const committees = asked.some(({ kind }) => kind === 'committee_meeting');
  const joined = grounded.flatMap((asking) => {
    const facts = ownFacts[asking.kind]?.(asking);
    const name = sql.ref(asking.own);
    return facts === undefined ? [] : [sql` left join (${facts}) ${name} on ${name}.of = b.id`];
  });
  const { columns, where } = select(grounded.map(columnsOf));
  return sql`
    with stood as materialized (${stood(extent, grounds)}), held as materialized (${held(asked)})
      ${days.length > 0 ? sql`, seats as materialized (${seats(extent, days)})` : sql``},
    branch as materialized (
      select s.* ${sql.join([...ofHeld, ...ofSeats], sql``)}
      from stood s left join held h on h.organisation_id = s.id
        ${days.length > 0 ? sql`left join seats c on c.organisation_id = s.id` : sql``})
    select ${columns}
    from branch b ${committees ? sql`left join (${full(days, grounded)}) f on f.branch_id = b.id` : sql``}
      ${sql.join(joined, sql``)}
    where ${where}`;
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
