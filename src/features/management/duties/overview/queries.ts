/**
 * What a whole subtree owes, counted in the database: the same derivation as `rules.ts`, set by set instead of branch by
 * branch. A test compares both on counties of chance.
 */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { referenceOf } from '#features/base/organisations/index.ts';
import type { OrganisationType } from '#features/base/organisations/rules.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { addDays } from '#shared/days.ts';
import { invalid } from '#shared/errors.ts';
import { together } from '#shared/together.ts';
import { placeOf, rangeOf, viewerOf } from '../access.ts';
import type { dutyList, dutyOverview, MissingFact } from '../contract.ts';
import { periodNamed, periodOf, type Period } from '../periods/rules.ts';
import { fromBranches, postsOf, type Asking, type Extent } from '../relations/queries.ts';
import {
  committeeLines,
  dutyKinds,
  frequencyOf,
  referenceDay,
  ruleOf,
  type DutyKind,
  type TalkPair,
} from '../rules.ts';
import { firstLookDays, milestones, unmetState } from '../states/rules.ts';

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

interface Counted {
  readonly owed: number;
  readonly done: number;
}

/** For each duty, in their order: how many branches owe it, and how many of those have done it. */
const readCounts = async (db: Db, extent: Extent, asked: readonly Asking[]): Promise<readonly Counted[]> => {
  if (asked.length === 0) return [];
  const { rows } = await sql<Readonly<Record<string, number>>>`${fromBranches(extent, asked, (duties) => ({
    columns: sql.join(
      duties.map(
        ({ owes, held, needed }, n) => sql`(count(*) filter (where ${owes}))::int4 as ${sql.ref(`owed${n}`)},
          (count(*) filter (where ${owes} and ${held} >= ${needed}))::int4 as ${sql.ref(`done${n}`)}`,
      ),
    ),
    where: sql`true`,
  }))}`.execute(db);
  return asked.map((_, n) => ({ owed: rows[0]?.[`owed${n}`] ?? 0, done: rows[0]?.[`done${n}`] ?? 0 }));
};

const gathered = together<readonly Counted[]>();

/** The same range in the same periods counts the same for whoever may ask: many that ask at once are answered by one reading. */
const countsOf = (db: Db, scope: Scope, extent: Extent, asked: readonly Asking[]): Promise<readonly Counted[]> => {
  const periods = asked.map(({ kind, period, until }) => `${kind} ${period.key} ${until}`);
  return gathered([scope.county, extent.of, extent.from, ...periods].join(' '), () => readCounts(db, extent, asked));
};

interface OverviewAsked {
  readonly organisationId?: string | undefined;
  readonly month?: string | undefined;
  readonly ended?: boolean | undefined;
  readonly before?: boolean | undefined;
  readonly today: string;
}

const extentOf = (scope: Scope, row: { readonly path: string; readonly parent_id: string | null }): Extent => {
  const range = rangeOf(row);
  if (row.parent_id === null) return { ...range, of: 'county' };
  return { ...range, of: range.from === scope.from && range.to === scope.to ? 'scope' : 'part' };
};

/** Counts by kind over the subtree. @throws AppError not_found outside the reader's range, invalid for a month to come */
export const overviewOf = async (
  db: Db,
  scope: Scope,
  { organisationId, month, ended = false, before = false, today }: OverviewAsked,
): Promise<z.input<(typeof dutyOverview)['reply']>> => {
  const row = await placeOf(db, scope, organisationId);
  const chosen = month === undefined ? periodOf('month', today) : periodNamed(month);
  if (chosen.first > today) throw invalid('query.month', 'bad_value');
  const extent = extentOf(scope, row);
  const around = (day: string): readonly Asking[] =>
    dutyKinds.flatMap((kind) => askingFor(kind, day, today, extent) ?? []);
  const running = around(chosen.first).filter(({ period }) => !ended || period.last < today);
  const over = before ? around(addDays(chosen.first, -1)).filter(({ period }) => period.last < chosen.first) : [];
  const asked = [...over, ...running];
  const [counted, calendar] = await Promise.all([countsOf(db, scope, extent, asked), readCalendar(db)]);
  const viewer = viewerOf(scope, row);
  const counts = asked.map(({ kind, period }, n) => {
    const { owed = 0, done = 0 } = counted[n] ?? {};
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
  const branches = counts.findLast(({ kind }) => kind === 'party_day')?.owed ?? 0;
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
  /** Of talks: between whom there was none. */
  readonly open: readonly TalkPair[] | null;
}

/** What the rows of a page lack. Groups are counted here; the branch's own page names them. */
const missingOf = async (db: Db, { kind, period, until }: Asking, rows: readonly ListRow[]) => {
  const unmet = rows.filter(({ held, needed }) => held < needed);
  const posts =
    kind === 'committee_meeting' && unmet.length > 0
      ? (
          await postsOf(
            unmet.map(({ id }) => id),
            until,
          ).execute(db)
        ).rows
      : [];
  const { seats } = committeeLines(period.first);
  return new Map(
    unmet.map(({ id, held, needed, open }): [string, MissingFact[]] => {
      const count = needed - held;
      if (kind === 'group_meeting') return [id, [{ fact: 'groups', count }]];
      if (kind === 'heart_talk') return [id, (open ?? []).map((between) => ({ fact: 'talk', between }))];
      if (kind === 'secretary_lesson') return [id, [{ fact: 'lesson' }]];
      const short = posts.filter((one) => one.id === id && one.seated < seats);
      return [
        id,
        [
          { fact: 'meetings', count },
          ...short.map(({ full, seated }) => ({ fact: 'committee_posts' as const, full, seated })),
        ],
      ];
    }),
  );
};

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
  const matching = fromBranches(extent, [asking], ([duty]) => {
    if (duty === undefined) throw new TypeError('no duty');
    const { owes, held, needed, open } = duty;
    const wanted = done === undefined ? sql`true` : done ? sql`${held} >= ${needed}` : sql`${held} < ${needed}`;
    return {
      columns: sql`b.id, ${held} as held, ${needed} as needed, ${open} as open`,
      where: sql`${owes} and ${wanted}`,
    };
  });
  const after =
    cursor === undefined ? sql`true` : sql`o.path > (select c.path from organisation c where c.id = ${cursor}::uuid)`;
  const [{ rows: found }, { rows: totals }, calendar] = await Promise.all([
    sql<ListRow>`
      select d.id, o.type, o.name, o.short_name, p.short_name as "parentName", d.held, d.needed, d.open
      from (${matching}) d join organisation o on o.id = d.id left join organisation p on p.id = o.parent_id
      where ${after} order by o.path limit ${limit + 1}`.execute(db),
    sql<{ total: number }>`select count(*)::int4 as total from (${matching}) d`.execute(db),
    readCalendar(db),
  ]);
  const unmet = unmetState(period, { today, calendar }, viewerOf(scope, row));
  const page = found.slice(0, limit);
  const missing = await missingOf(db, asking, page);
  return {
    items: page.map((one) => ({
      organisation: referenceOf(one),
      parentName: one.parentName ?? '',
      state: one.held >= one.needed ? ('done' as const) : unmet,
      held: one.held,
      needed: one.needed,
      missing: missing.get(one.id) ?? [],
    })),
    next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
    total: totals[0]?.total ?? 0,
    period,
  };
};
