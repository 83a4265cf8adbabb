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

/** One duty of one period over a range. */
interface Asking {
  readonly kind: DutyKind;
  readonly period: Period;
  readonly times: number;
  /** The day on which the structure is looked at beside the first one. */
  readonly until: string;
  readonly range: Range;
}

interface Grounded extends Asking {
  /** Branches that stood through the period. */
  readonly standing: Relation;
}

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
const branchesOf = (range: Range, grounds: readonly Asking[]): Relation => sql`
  select o.id, o.path, ${sql.join(grounds.map((asking, n) => sql`${stoodThrough(asking)} as ${sql.ref(`g${n}`)}`))}
  from organisation o join organisation_period p on p.organisation_id = o.id
  where o.path >= ${range.from} and o.path < ${range.to} and p.type = any(${[...owingTypes]}::organisation_type[])
  group by o.id, o.path`;

/** The branches on which each duty rests stand in one set, `stood`, before the query that counts them. */
const withBranches = (
  range: Range,
  asked: readonly Asking[],
  body: (asked: readonly Grounded[]) => Relation,
): Relation => {
  const grounds = [...new Map(asked.map((asking) => [groundOf(asking), asking])).values()];
  const place = (asking: Asking): number => grounds.findIndex((one) => groundOf(one) === groundOf(asking));
  const grounded = asked.map((asking) => ({
    ...asking,
    standing: sql`select id, path from stood where ${sql.ref(`g${place(asking)}`)}`,
  }));
  return sql`with stood as materialized (${branchesOf(range, grounds)}) ${body(grounded)}`;
};

/** How many meetings of the kind each organisation of the range has held in the period. */
const held = ({ kind, period, range }: Asking): Relation => sql`
  select organisation_id, count(*)::int4 as n from meeting
  where state = 'closed' and type = ${kind}::meeting_type and held_on between ${period.first}::date and ${period.last}::date
    and org_path >= ${range.from} and org_path < ${range.to}
  group by organisation_id`;

/** Each branch that owes, with what it needs and has: one meeting as often as the rule says. */
const plainDuty = (asking: Grounded): Relation => sql`
  select s.id, s.path, coalesce(h.n, 0) as held, ${asking.times}::int4 as needed
  from (${asking.standing}) s left join (${held(asking)}) h on h.organisation_id = s.id`;

/** A committee there is where enough seats are held, or where the number of full members demands one, on both days. */
const committeeDuty = (asking: Grounded): Relation => {
  const { period, until, range } = asking;
  const { seats, full } = committeeLines(period.first);
  const present = (day: string): Relation => sql`from_on <= ${day}::date and (to_on is null or to_on >= ${day}::date)`;
  const enough = (day: string, seated: Relation): Relation => sql`(${seated} >= ${seats}::int4 or s.id in (
    select branch_id from full_counts(array(select id from base where ${seated} < ${seats}::int4), ${day}::date) where members >= ${full}::int4))`;
  return sql`
    select s.id, s.path, coalesce(h.n, 0) as held, ${asking.times}::int4 as needed
    from (
      with base as materialized (
        select s.id, s.path, coalesce(c.at_first, 0) as seated_first, coalesce(c.at_last, 0) as seated_last
        from (${asking.standing}) s
        left join (
          select organisation_id, (count(distinct person_id) filter (where ${present(period.first)}))::int4 as at_first,
                 (count(distinct person_id) filter (where ${present(until)}))::int4 as at_last
          from post_holding
          where voided_at is null and post = any(${[...seatPosts]}::text[]) and org_path >= ${range.from} and org_path < ${range.to}
          group by organisation_id) c on c.organisation_id = s.id)
      select s.id, s.path from base s
      where ${enough(period.first, sql`seated_first`)} and ${enough(until, sql`seated_last`)}) s
    left join (${held(asking)}) h on h.organisation_id = s.id`;
};

/** Each group that the branch had on both days meets; a meeting filed under the branch stands in for a group that has none. */
const groupDuty = (asking: Grounded): Relation => {
  const { period, until, times, range } = asking;
  return sql`
    select s.id, s.path, least(g.groups, g.met + coalesce(h.n, 0) / ${times}::int4) as held, g.groups as needed
    from (${asking.standing}) s
    join (
      select p.parent_id, count(*)::int4 as groups, (count(*) filter (where coalesce(h.n, 0) >= ${times}::int4))::int4 as met
      from (
        select p.parent_id, p.organisation_id from organisation_period p join organisation o on o.id = p.organisation_id
        where o.path >= ${range.from} and o.path < ${range.to} and p.type = 'group'
          and (p.during @> ${period.first}::date or p.during @> ${until}::date)
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
const askingFor = (kind: DutyKind, day: string, today: string, range: Range): Asking | undefined => {
  const per = frequencyOf(kind, day)?.per;
  if (per === undefined) return undefined;
  return askingIn(kind, periodOf(per, day), today, range);
};

const askingIn = (kind: DutyKind, period: Period, today: string, range: Range): Asking | undefined => {
  const value = ruleOf(kind, period)?.value;
  if (value?.kind !== 'frequency' || value.per !== period.span || period.first > today) return undefined;
  return { kind, period, times: value.times, until: referenceDay(period, today), range };
};

interface CountRow {
  readonly kind: DutyKind;
  readonly owed: number;
  readonly done: number;
}

const countRows = async (db: Db, range: Range, asked: readonly Asking[]): Promise<readonly CountRow[]> => {
  if (asked.length === 0) return [];
  const counted = (asking: Grounded): Relation => sql`
    select ${asking.kind}::text as kind, count(*)::int4 as owed, (count(*) filter (where d.held >= d.needed))::int4 as done
    from (${dutyRelation(asking)}) d`;
  const all = withBranches(range, asked, (grounded) => sql.join(grounded.map(counted), sql` union all `));
  const { rows } = await sql<CountRow>`${all}`.execute(db);
  return rows;
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
  const range = rangeOf(row);
  const asked = dutyKinds.flatMap((kind) => askingFor(kind, chosen.first, today, range) ?? []);
  const [rows, calendar] = await Promise.all([countRows(db, range, asked), readCalendar(db)]);
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
  const range = rangeOf(row);
  const asking =
    key === undefined ? askingFor(kind, today, today, range) : askingIn(kind, periodNamed(key), today, range);
  if (asking === undefined) throw invalid('query.period', 'bad_value');
  const { period } = asking;
  const wanted = done === undefined ? sql`true` : done ? sql`d.held >= d.needed` : sql`d.held < d.needed`;
  const matching = (then: (rows: Relation) => Relation): Relation =>
    withBranches(range, [asking], ([one]) =>
      one === undefined ? sql`` : then(sql`(select d.* from (${dutyRelation(one)}) d where ${wanted})`),
    );
  const after =
    cursor === undefined ? sql`true` : sql`d.path > (select c.path from organisation c where c.id = ${cursor}::uuid)`;
  const [{ rows: found }, { rows: totals }, calendar] = await Promise.all([
    sql<ListRow>`${matching(
      (rows) => sql`
        select d.id, o.type, o.name, o.short_name, p.short_name as "parentName", d.held, d.needed
        from ${rows} d join organisation o on o.id = d.id left join organisation p on p.id = o.parent_id
        where ${after} order by d.path limit ${limit + 1}`,
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
