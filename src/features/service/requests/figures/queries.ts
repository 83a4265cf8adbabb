import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { addDays, addYears } from '#shared/days.ts';
import { visibleRequests } from '../access.ts';
import { categoryOf, excerptOf } from '../queries.ts';
import { openStates, requestCategories } from '../rules.ts';
import { openRequest } from '../thread/queries.ts';
import { inRange, visibleMarks } from './access.ts';
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

/** The measures of `rules.ts` in the words of the database; a test holds the two together. */
const conditions = ({ today, silentUntil }: Moment): Readonly<Record<MeasureName, RawBuilder<boolean>>> => {
  const answered = sql`(f.answered_on is not null and f.state in ('answered', 'closed'))`;
  const served = sql<boolean>`(${answered} and (f.accepted or (not f.spoke and f.answered_on <= ${silentUntil}::date)))`;
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

const columns = sql`h.received_on, h.due_on, h.state, h.answered_on, h.reopened, h.accepted, h.spoke`;

/**
 * One row for each request and group: of units each that has had it; of places, categories and all together the request once, marked
 * where every unit of the range that has had it is.
 */
const counted = (scope: Scope, by: FigureGroup | 'all', { from, to }: Period) => {
  const where = sql`${inRange(scope)} and h.received_on >= ${from}::date and h.received_on <= ${to}::date`;
  const own = sql`h.unit_id = ${scope.organisationId}::uuid`;
  if (by === 'unit')
    return sql`(select h.request_id, h.unit_id::text as key, ${columns}, h.is_current, h.marked, coalesce(${own}, false) as own
      from request_holding h where ${where}) f`;
  const key = { area: sql`h.area_id::text`, category: sql`h.category`, all: sql`''` }[by];
  return sql`(select h.request_id, ${key} as key, ${columns}, bool_or(h.is_current) as is_current, bool_and(h.marked) as marked,
      coalesce(bool_and(${own}), false) as own
    from request_holding h where ${where} group by h.request_id, h.area_id, h.category, ${columns}) f`;
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

const rowOf = ({ key, own, ...counts }: Numbers, name: string | null): z.input<typeof FigureRow> => ({
  key,
  name,
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
    const place = ({ key }: Numbers) => (requestCategories as readonly string[]).indexOf(key);
    return rows.toSorted((a, b) => place(a) - place(b) || (a.key < b.key ? -1 : 1)).map((row) => rowOf(row, null));
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

const lineFacts = async (db: Db, scope: Scope, county: County, ids: readonly string[]) => {
  if (ids.length === 0) return [];
  const [held, seen, marks] = await Promise.all([
    sql<{ id: string; kind: FigureLine['kind']; category: string; area: string; state: FigureLine['state'] } & Dates>`
      select distinct on (h.request_id) h.request_id as id, h.kind, h.category, a.short_name as area, ${columns}
        from request_holding h join organisation a on a.id = h.area_id
        where ${inRange(scope)} and h.request_id in (${sql.join(ids)})`.execute(db),
    visibleRequests(db, scope).select(['r.id', 'r.sealed', 'u.short_name as unit']).where('r.id', 'in', ids).execute(),
    marksOf(db, scope, county, ids),
  ]);
  const words = new Map(seen.map((row) => [row.id, row]));
  const lines = held.rows.map((row): z.input<typeof FigureLine> => {
    const request = words.get(row.id);
    return {
      id: row.id,
      kind: row.kind,
      category: categoryOf(row.category),
      areaName: row.area,
      excerpt: request === undefined ? null : excerptOf(openRequest(county, request.sealed).text),
      unitName: request?.unit ?? null,
      state: row.state,
      receivedOn: row.received_on,
      dueOn: row.due_on,
      answeredOn: row.answered_on,
      marks: marks.get(row.id) ?? [],
    };
  });
  const place = new Map(ids.map((id, n) => [id, n]));
  return lines.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
};
interface Dates {
  readonly received_on: string;
  readonly due_on: string;
  readonly answered_on: string | null;
}

const placeOf = (cursor: string | undefined): readonly [day: string, id: string] | null => {
  const [day = '', id = ''] = (cursor ?? '').split(' ');
  return /^\d{4}-\d\d-\d\d$/.test(day) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? [day, id] : null;
};

/** The requests that one number counts, the latest first. */
export const listOf = async (
  db: Db,
  scope: Scope,
  county: County,
  { by, key, count, cursor, limit, ...between }: AskedList,
): Promise<z.input<typeof figureList.reply>> => {
  const moment = momentOf(county.today(), await readCalendar(db));
  const source = counted(scope, key === undefined ? 'all' : by, periodOf(between, moment.today));
  const where = sql`${conditions(moment)[count]}${key === undefined ? sql`` : sql` and f.key = ${key}`}`;
  const place = placeOf(cursor);
  const after =
    place === null ? sql`` : sql` and (f.received_on, f.request_id) < (${place[0]}::date, ${place[1]}::uuid)`;
  const [{ rows }, total] = await Promise.all([
    sql<{
      id: string;
      day: string;
    }>`select f.request_id as id, f.received_on as day from ${source} where ${where}${after}
      order by f.received_on desc, f.request_id desc limit ${limit + 1}`.execute(db),
    sql<{ n: number }>`select count(*)::int4 as n from ${source} where ${where}`.execute(db),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: await lineFacts(
      db,
      scope,
      county,
      page.map(({ id }) => id),
    ),
    next: last === undefined ? null : `${last.day} ${last.id}`,
    total: total.rows[0]?.n ?? 0,
  };
};
