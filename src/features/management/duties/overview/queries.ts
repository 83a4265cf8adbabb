/**
 * What a whole subtree owes, counted in the database: the same derivation as `rules.ts`, set by set instead of branch by
 * branch. A test compares both on counties of chance.
 */
import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { seatPosts } from '#features/base/organisations/contract.ts';
import { referenceOf } from '#features/base/organisations/index.ts';
import type { OrganisationType } from '#features/base/organisations/rules.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { invalid } from '#shared/errors.ts';
import { together } from '#shared/together.ts';
import { placeOf, rangeOf, viewerOf, type Range } from '../access.ts';
import type { dutyList, dutyOverview } from '../contract.ts';
import { periodNamed, periodOf, type Period } from '../periods/rules.ts';
import {
  committeeLines,
  dutyKinds,
  frequencyOf,
  owingTypes,
  referenceDay,
  ruleOf,
  temporaryKinds,
  type DutyKind,
} from '../rules.ts';
import { firstLookDays, milestones, unmetState } from '../states/rules.ts';

type Relation = RawBuilder<unknown>;

/** How much of the county is asked for: all of it, the scope's own range, or a part of that. */
interface Extent extends Range {
  readonly of: 'county' | 'scope' | 'part';
}

const extentOf = (scope: Scope, row: { readonly path: string; readonly parent_id: string | null }): Extent => {
  const range = rangeOf(row);
  if (row.parent_id === null) return { ...range, of: 'county' };
  return { ...range, of: range.from === scope.from && range.to === scope.to ? 'scope' : 'part' };
};

/** One duty of one period over a range. */
interface Asking {
  readonly kind: DutyKind;
  readonly period: Period;
  readonly times: number;
  /** The day on which the structure is looked at beside the first one. */
  readonly until: string;
  readonly extent: Extent;
}

interface Grounded extends Asking {
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

/** Types that owe a kind. */
const typesFor = (kind: DutyKind): readonly OrganisationType[] =>
  owingTypes.filter((type) => type !== 'temporary_branch' || temporaryKinds.includes(kind));

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
  where p.type = any(${[...owingTypes]}::organisation_type[])
  group by p.organisation_id`;

/** The branches on which each duty rests stand in one set, `stood`, before the query that counts them. */
const withBranches = (
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

const dutyRelation = (asking: Grounded): Relation => {
  if (asking.kind === 'committee_meeting') return committeeDuty(asking);
  return asking.kind === 'group_meeting' ? groupDuty(asking) : plainDuty(asking);
};

/** The duty of that kind whose period lies around a day; undefined where no rule was in force. */
const askingFor = (kind: DutyKind, day: string, today: string, extent: Extent): Asking | undefined => {
  const per = frequencyOf(kind, day)?.per;
  if (per === undefined) return undefined;
  return askingIn(kind, periodOf(per, day), today, extent);
};

const askingIn = (kind: DutyKind, period: Period, today: string, extent: Extent): Asking | undefined => {
  const value = ruleOf(kind, period)?.value;
  if (value?.kind !== 'frequency' || value.per !== period.span || period.first > today) return undefined;
  return { kind, period, times: value.times, until: referenceDay(period, today), extent };
};

interface CountRow {
  readonly kind: DutyKind;
  readonly owed: number;
  readonly done: number;
}

const readCounts = async (db: Db, extent: Extent, asked: readonly Asking[]): Promise<readonly CountRow[]> => {
  if (asked.length === 0) return [];
  const counted = (asking: Grounded): Relation => sql`
    select ${asking.kind}::text as kind, count(*)::int4 as owed, (count(*) filter (where d.held >= d.needed))::int4 as done
    from (${dutyRelation(asking)}) d`;
  const all = withBranches(extent, asked, (grounded) => sql.join(grounded.map(counted), sql` union all `));
  const { rows } = await sql<CountRow>`${all}`.execute(db);
  return rows;
};

const gathered = together<readonly CountRow[]>();

/** The same range in the same periods counts the same for whoever may ask: many that ask at once are answered by one reading. */
const countRows = (db: Db, scope: Scope, extent: Extent, asked: readonly Asking[]): Promise<readonly CountRow[]> => {
  const periods = asked.map(({ kind, period, until }) => `${kind} ${period.key} ${until}`);
  return gathered([scope.county, extent.of, extent.from, ...periods].join(' '), () => readCounts(db, extent, asked));
};

interface OverviewAsked {
  readonly organisationId?: string | undefined;
  readonly month?: string | undefined;
  readonly today: string;
}

/** Counts by kind over the subtree. @throws AppError not_found outside the reader's range, invalid for a month to come */
export const overviewOf = async (
  db: Db,
  scope: Scope,
  { organisationId, month, today }: OverviewAsked,
): Promise<z.input<(typeof dutyOverview)['reply']>> => {
  const row = await placeOf(db, scope, organisationId);
  const chosen = month === undefined ? periodOf('month', today) : periodNamed(month);
  if (chosen.first > today) throw invalid('query.month', 'bad_value');
  const extent = extentOf(scope, row);
  const asked = dutyKinds.flatMap((kind) => askingFor(kind, chosen.first, today, extent) ?? []);
  const [rows, calendar] = await Promise.all([countRows(db, scope, extent, asked), readCalendar(db)]);
  const viewer = viewerOf(scope, row);
  const counts = asked.map(({ kind, period }) => {
    const { owed = 0, done = 0 } = rows.find((one) => one.kind === kind) ?? {};
    const clock = { today, calendar };
    return {
      kind,
      period,
      ruleId: ruleOf(kind, period)?.id ?? '',
      unmetState: unmetState(period, clock, viewer),
      owed,
      done,
      unmet: owed - done,
      missingYears: [...milestones(period, clock, viewer).missingYears],
    };
  });
  const branches = counts.find(({ kind }) => kind === 'party_day')?.owed ?? 0;
  return {
    organisation: referenceOf(row),
    month: chosen.key,
    today,
    own: viewer === 'own',
    firstLook: firstLookDays(today),
    branches,
    counts,
  };
};

interface ListAsked {
  readonly organisationId?: string | undefined;
  readonly kind: DutyKind;
  readonly period?: string | undefined;
  readonly done?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly today: string;
}

interface ListRow {
  readonly id: string;
  readonly type: OrganisationType;
  readonly name: string;
  readonly short_name: string;
  readonly parentName: string | null;
  readonly held: number;
  readonly needed: number;
}

/** The branches behind a number of the overview, in the order of the tree. @throws AppError not_found, invalid */
export const dutyPage = async (
  db: Db,
  scope: Scope,
  { organisationId, kind, period: key, done, cursor, limit, today }: ListAsked,
): Promise<z.input<(typeof dutyList)['reply']>> => {
  const row = await placeOf(db, scope, organisationId);
  const extent = extentOf(scope, row);
  const asking =
    key === undefined ? askingFor(kind, today, today, extent) : askingIn(kind, periodNamed(key), today, extent);
  if (asking === undefined) throw invalid('query.period', 'bad_value');
  const { period } = asking;
  const wanted = done === undefined ? sql`true` : done ? sql`d.held >= d.needed` : sql`d.held < d.needed`;
  const matching = (then: (rows: Relation) => Relation): Relation =>
    withBranches(extent, [asking], ([one]) =>
      one === undefined ? sql`` : then(sql`(select d.* from (${dutyRelation(one)}) d where ${wanted})`),
    );
  const after =
    cursor === undefined ? sql`true` : sql`o.path > (select c.path from organisation c where c.id = ${cursor}::uuid)`;
  const [{ rows: found }, { rows: totals }, calendar] = await Promise.all([
    sql<ListRow>`${matching(
      (rows) => sql`
        select d.id, o.type, o.name, o.short_name, p.short_name as "parentName", d.held, d.needed
        from ${rows} d join organisation o on o.id = d.id left join organisation p on p.id = o.parent_id
        where ${after} order by o.path limit ${limit + 1}`,
    )}`.execute(db),
    sql<{ total: number }>`${matching((rows) => sql`select count(*)::int4 as total from ${rows} d`)}`.execute(db),
    readCalendar(db),
  ]);
  const unmet = unmetState(period, { today, calendar }, viewerOf(scope, row));
  const page = found.slice(0, limit);
  return {
    items: page.map((one) => ({
      organisation: referenceOf(one),
      parentName: one.parentName ?? '',
      state: one.held >= one.needed ? ('done' as const) : unmet,
      held: one.held,
      needed: one.needed,
    })),
    next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
    total: totals[0]?.total ?? 0,
    period,
  };
};
