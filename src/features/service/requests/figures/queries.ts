import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { mattersOf, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { addDays, addYears } from '#shared/days.ts';
import { visibleRequests } from '../access.ts';
import type { CategoryName } from '../categories/contract.ts';
import { allCategories, categoryNames, nameOf } from '../categories/queries.ts';
import { kindNames } from '../kinds/queries.ts';
import { excerptOf, openStates } from '../rules.ts';
import { openRequest } from '../thread/queries.ts';
import { visibleMarks } from './access.ts';
import type { FigureGroup, figureList, FigureLine, FigureMark, FigureRow, requestFigures } from './contract.ts';
import { ageBounds, isTold, type MeasureName, measureNames, type Moment, momentOf } from './rules.ts';

interface Period {
  readonly from: string;
  readonly to: string;
}

const periodOf = (
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  today: string,
) => {
  const until = to ?? today;
  return { from: from ?? addDays(addYears(until, -1), 1), to: until };
};

type Range = Pick<Scope, 'from' | 'to'>;

/** The measures of `rules.ts` in the words of the database; a test holds the two together. */
const conditions = ({
  today,
  silentUntil,
  petitionsUntil,
}: Moment): Readonly<Record<MeasureName, RawBuilder<boolean>>> => {
  const answered = sql`(f.answered_on is not null and f.state in ('answered', 'closed'))`;
  const served = sql<boolean>`(${answered} and (f.accepted or (not f.spoke and f.answered_on <= case when f.is_petition then ${petitionsUntil}::date else ${silentUntil}::date end)))`;
  const inTime = sql`coalesce(f.answered_on <= f.due_on, false)`;
  const overdue = sql<boolean>`(not ${served} and (f.state = 'refused' or f.due_on < ${today}::date))`;
  const open = sql.join(openStates.map((state) => sql.lit(state)));
  const queue = sql<boolean>`(f.is_current and f.state in (${open}))`;
  const [a, b, c] = ageBounds;
  const since = (days: number) => sql`${addDays(today, -days)}::date`;
  const counted = sql<boolean>`(${served} or ${overdue})`;
  return {
    received: sql<boolean>`true`,
    queue,
    age5: sql`(${queue} and f.received_on >= ${since(a)})`,
    age15: sql`(${queue} and f.received_on < ${since(a)} and f.received_on >= ${since(b)})`,
    age30: sql`(${queue} and f.received_on < ${since(b)} and f.received_on >= ${since(c)})`,
    ageOver: sql`(${queue} and f.received_on < ${since(c)})`,
    served,
    onTime: sql`(${served} and ${inTime})`,
    late: sql`(${served} and not ${inTime})`,
    overdue,
    waiting: sql`(${overdue} and ${answered} and ${inTime} and not f.spoke)`,
    refused: sql`(f.state = 'refused')`,
    reopened: sql`f.reopened`,
    counted,
    marked: sql`f.marked`,
    onTimeUnmarked: sql`(${served} and ${inTime} and not f.marked)`,
    countedUnmarked: sql`(${counted} and not f.marked)`,
  };
};

/** What is the same wherever a request has been. */
const same = sql`h.request_id, h.kind, h.category, h.area_id, h.received_on, h.due_on, h.state, h.answered_on, h.reopened, h.accepted, h.spoke, h.is_petition`;

/**
 * One row for each request and group: of units each that has had it; of places, categories and all together the request once, marked
 * where every unit of the range that has had it is.
 */
const counted = (scope: Scope, by: FigureGroup | 'all', { from, to }: Period, range: Range = scope) => {
  const held = sql`counted_requests(${range.from}, ${range.to}, ${from}::date, ${to}::date) h`;
  const own = sql`h.unit_id = ${scope.organisationId}::uuid`;
  if (by === 'unit')
    return sql`(select ${same}, h.unit_id::text as key, h.is_current, h.marked, coalesce(${own}, false) as own from ${held}) f`;
  const key = { area: sql`h.area_id::text`, category: sql`split_part(h.category, '.', 1)`, all: sql`''` }[by];
  return sql`(select ${same}, ${key} as key, bool_or(h.is_current) as is_current, bool_and(h.marked) as marked,
      coalesce(bool_and(${own}), false) as own from ${held} group by ${same}) f`;
};

type Numbers = Record<MeasureName, number> & { readonly key: string; readonly own: boolean };

const numbers = async (db: Db, scope: Scope, by: FigureGroup | 'all', period: Period, moment: Moment) => {
  const is = conditions(moment);
  const counts = sql.join(
    measureNames.map((name) => sql`count(*) filter (where ${is[name]})::int4 as ${sql.ref(name)}`),
  );
  const { rows } = await sql<Numbers>`
    select f.key, bool_and(f.own) as own, ${counts} from ${counted(scope, by, period)} group by f.key`.execute(db);
  return rows;
};

/** In tenths of a percent, rounded down: what is not all is never 100. */
const percent = (part: number, whole: number, own: boolean): number | null =>
  isTold(whole, own) ? Math.floor((part * 1_000) / whole) / 10 : null;

const rowOf = (
  { key, own, ...counts }: Numbers,
  name: string | null,
  categoryName: CategoryName | null = null,
): z.input<typeof FigureRow> => ({
  key,
  name,
  categoryName,
  own,
  counts,
  onTime: percent(counts.onTime, counts.counted, own),
  onTimeUnmarked: percent(counts.onTimeUnmarked, counts.countedUnmarked, own),
});

const none = (): Numbers => {
  const zeros = Object.fromEntries(measureNames.map((name) => [name, 0])) as Record<MeasureName, number>;
  return { ...zeros, key: '', own: false };
};

/** Units and places in the order of the tree, categories in that of the list. */
const named = async (db: Db, by: FigureGroup, rows: readonly Numbers[]) => {
  if (by === 'category') {
    const known = await allCategories(db);
    const place = ({ key }: Numbers) => known.findIndex(({ code }) => code === key);
    const name = (key: string) => known.find(({ code }) => code === key)?.name ?? { zh: key, en: key };
    return rows
      .toSorted((a, b) => place(a) - place(b) || (a.key < b.key ? -1 : 1))
      .map((row) => rowOf(row, null, name(row.key)));
  }
  if (rows.length === 0) return [];
  const found = await db
    .selectFrom('organisation')
    .select(['id', 'short_name as name'])
    .where(
      'id',
      'in',
      rows.map(({ key }) => key),
    )
    .orderBy('path')
    .execute();
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return found.flatMap(({ id, name }) => {
    const row = byKey.get(id);
    return row === undefined ? [] : [rowOf(row, name)];
  });
};

type Asked = z.output<typeof requestFigures.query>;

export const figures = async (
  db: Db,
  scope: Scope,
  county: County,
  { by, ...between }: Asked,
): Promise<z.input<typeof requestFigures.reply>> => {
  const moment = momentOf(county.today(), await readCalendar(db));
  const period = periodOf(between, moment.today);
  const [total, rows] = await Promise.all([
    numbers(db, scope, 'all', period, moment),
    numbers(db, scope, by, period, moment),
  ]);
  return { ...period, ...moment, total: rowOf(total[0] ?? none(), null), rows: await named(db, by, rows) };
};

type AskedList = z.output<typeof figureList.query>;

const Words = z.object({ text: z.string() });

/** What second units say of some requests, in the figures of units of the range. */
const marksOf = async (db: Db, scope: Scope, { crypto }: County, requests: readonly string[]) => {
  const marks = new Map<string, z.input<typeof FigureMark>[]>();
  if (requests.length === 0) return marks;
  const rows = await visibleMarks(db, scope)
    .select(['m.id', 'm.request_id', 'm.unit_id', 'm.ground', 'm.sealed', 'm.marked_on'])
    .select(['u.short_name as unit_name', 'b.short_name as by_name'])
    .where('m.request_id', 'in', requests)
    .where('m.withdrawn_on', 'is', null)
    .orderBy('u.path')
    .execute();
  for (const row of rows) {
    const { text: reason } = Words.parse(JSON.parse(crypto.decrypt(row.sealed)));
    const mark = { id: row.id, unitId: row.unit_id, unitName: row.unit_name, byName: row.by_name, ground: row.ground };
    marks.set(row.request_id, [...(marks.get(row.request_id) ?? []), { ...mark, reason, markedOn: row.marked_on }]);
  }
  return marks;
};

interface Found {
  readonly id: string;
  readonly kind: FigureLine['kind'];
  readonly category: string;
  readonly area: string;
  readonly state: FigureLine['state'];
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly answeredOn: string | null;
}

const lines = async (db: Db, scope: Scope, county: County, rows: readonly Found[]) => {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [seen, marks, names, kinds] = await Promise.all([
    visibleRequests(db, scope).select(['r.id', 'r.sealed', 'u.short_name as unit']).where('r.id', 'in', ids).execute(),
    marksOf(db, scope, county, ids),
    categoryNames(db),
    kindNames(db),
  ]);
  const requests = new Map(seen.map((row) => [row.id, row]));
  return rows.map(({ area, category, ...row }): z.input<typeof FigureLine> => {
    const request = requests.get(row.id);
    return {
      ...row,
      kindName: kinds.get(row.kind) ?? { zh: row.kind, en: row.kind },
      categoryName: nameOf(names, category),
      areaName: area,
      excerpt: request === undefined ? null : excerptOf(openRequest(county, request.sealed).text),
      unitName: request?.unit ?? null,
      marks: marks.get(row.id) ?? [],
    };
  });
};

const placeOf = (cursor: string | undefined): readonly [day: string, id: string] | null => {
  const [day = '', id = ''] = (cursor ?? '').split(' ');
  return /^\d{4}-\d\d-\d\d$/.test(day) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? [day, id] : null;
};

/** Of a unit only what that unit has had is looked at; one outside of the scope's range has no rows there. */
const rangeOf = async (db: Db, scope: Scope, { by, key = '' }: Pick<AskedList, 'by' | 'key'>): Promise<Range> => {
  if (by !== 'unit' || !z.uuid().safeParse(key).success) return scope;
  const unit = await db.selectFrom('organisation').select('path').where('id', '=', key).executeTakeFirst();
  const range = unit === undefined ? scope : mattersOf(unit.path);
  return range.from >= scope.from && range.to <= scope.to ? range : scope;
};

/** The requests that one number counts, the latest first. */
export const listOf = async (
  db: Db,
  scope: Scope,
  county: County,
  { by, key, count, cursor, limit, ...between }: AskedList,
): Promise<z.input<typeof figureList.reply>> => {
  const moment = momentOf(county.today(), await readCalendar(db));
  const range = await rangeOf(db, scope, { by, key });
  const source = counted(scope, key === undefined ? 'all' : by, periodOf(between, moment.today), range);
  const where = sql`${conditions(moment)[count]}${key === undefined ? sql`` : sql` and f.key = ${key}`}`;
  const place = placeOf(cursor);
  const after =
    place === null ? sql`` : sql` and (f.received_on, f.request_id) < (${place[0]}::date, ${place[1]}::uuid)`;
  // What the range has had is counted once, for the page and for the total.
  const { rows } = await sql<(Found | { readonly id: null }) & { readonly total: number }>`
    with f as materialized (select * from ${source} where ${where})
    select t.total, f.request_id as id, f.kind, f.category, a.short_name as area, f.state, f.received_on as "receivedOn",
        f.due_on as "dueOn", f.answered_on as "answeredOn"
      from (select count(*)::int4 as total from f) t
        left join (select * from f where true${after} order by f.received_on desc, f.request_id desc limit ${limit + 1}) f on true
        left join organisation a on a.id = f.area_id
      order by f.received_on desc, f.request_id desc`.execute(db);
  const found = rows.flatMap(({ total: _total, ...row }) => (row.id === null ? [] : [row]));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: await lines(db, scope, county, page),
    next: last === undefined ? null : `${last.receivedOn} ${last.id}`,
    total: rows[0]?.total ?? 0,
  };
};
