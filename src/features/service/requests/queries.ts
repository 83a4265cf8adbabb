import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { daysBetween } from '#shared/days.ts';
import { notFound } from '#shared/errors.ts';
import { maskPhone } from '#shared/mask.ts';
import { visibleRequests } from './access.ts';
import type { requestList, RequestLine, RequestView } from './contract.ts';
import { allows, clockOf, isOpen, openStates, type RequestState, requestCategories } from './rules.ts';
import { openRequest, threadOf, whyView } from './thread/queries.ts';

export const followedRow = (db: Db, scope: Scope) =>
  visibleRequests(db, scope).select([
    'r.id',
    'r.version',
    'r.org_path',
    'r.unit_id',
    'r.unit_since',
    'r.routed',
    'r.kind',
    'r.category',
    'r.state',
    'r.sealed',
    'r.hide_name',
    'r.received_on',
    'r.clock_from',
    'r.due_on',
    'r.reopened',
    'u.short_name as unit_name',
    'a.short_name as area_name',
  ]);
type Row = Awaited<ReturnType<ReturnType<typeof followedRow>['executeTakeFirstOrThrow']>>;

/** What is no longer in the list was of another year: it stands under the last of it. */
export const categoryOf = (kept: string) => requestCategories.find((one) => one === kept) ?? 'other';

/** What the resident and the office see alike. */
export const followedView = async (db: Db, county: County, row: Row) => {
  const { dueOn, why, provisional } = clockOf(row.clock_from, await readCalendar(db));
  return {
    kind: row.kind,
    category: categoryOf(row.category),
    areaName: row.area_name,
    text: openRequest(county, row.sealed).text,
    state: row.state,
    receivedOn: row.received_on,
    unitName: row.unit_name,
    unitSince: row.unit_since,
    routed: row.routed,
    dueOn,
    why: whyView(why),
    provisional,
  };
};

const daysLeftOf = (county: County, state: RequestState, dueOn: string): number | null =>
  isOpen(state) ? daysBetween(county.today(), dueOn) : null;

const shown = 60;
export const excerptOf = (text: string): string => {
  const line = text.replaceAll(/\s+/gu, ' ');
  const letters = [...line];
  return letters.length > shown ? `${letters.slice(0, shown).join('')}…` : line;
};

type Asked = z.output<typeof requestList.query>;

const statesOf: Readonly<Record<Asked['show'], readonly RequestState[] | null>> = {
  own: openStates,
  open: openStates,
  answered: ['answered'],
  ended: ['closed', 'refused'],
  all: null,
};

/** In the words of the partial indexes: values that travel beside the text would keep the planner from them. */
const isAsked = (scope: Scope, show: Asked['show']) => {
  const states = statesOf[show];
  if (states === null) return sql<boolean>`true`;
  const among = sql<boolean>`r.state in (${sql.join(states.map((state) => sql.lit(state)))})`;
  return show === 'own' ? sql<boolean>`(${among} and r.unit_id = ${scope.organisationId}::uuid)` : among;
};

const countOf = async (db: Db, scope: Scope, show: Asked['show']): Promise<number> => {
  const row = await visibleRequests(db, scope)
    .where(isAsked(scope, show))
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
};

const placeOf = (cursor: string | undefined): readonly [day: string, id: string] | null => {
  const [day = '', id = ''] = (cursor ?? '').split(' ');
  return /^\d{4}-\d\d-\d\d$/.test(day) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? [day, id] : null;
};

/** Those due first. */
export const requestPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { show, cursor, limit }: Asked,
): Promise<z.input<typeof requestList.reply>> => {
  const place = placeOf(cursor);
  const rows = followedRow(db, scope).where(isAsked(scope, show));
  const from =
    place === null ? rows : rows.where(sql<boolean>`(r.due_on, r.id) > (${place[0]}::date, ${place[1]}::uuid)`);
  const [found, total, open] = await Promise.all([
    from
      .orderBy('r.due_on')
      .orderBy('r.id')
      .limit(limit + 1)
      .execute(),
    countOf(db, scope, show),
    countOf(db, scope, 'open'),
  ]);
  const items = found.slice(0, limit).map((row): z.input<typeof RequestLine> => {
    return {
      id: row.id,
      kind: row.kind,
      category: categoryOf(row.category),
      areaName: row.area_name,
      excerpt: excerptOf(openRequest(county, row.sealed).text),
      unitName: row.unit_name,
      state: row.state,
      receivedOn: row.received_on,
      dueOn: row.due_on,
      daysLeft: daysLeftOf(county, row.state, row.due_on),
    };
  });
  const last = found[limit - 1];
  return { items, next: found.length > limit && last ? `${last.due_on} ${last.id}` : null, total, open };
};

/** @throws AppError not_found */
export const requestView = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof RequestView>> => {
  const row = await followedRow(db, scope).where('r.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  const [view, entries] = await Promise.all([followedView(db, county, row), threadOf(db, scope, county, id)]);
  const { name, phone } = openRequest(county, row.sealed);
  const told = !row.hide_name;
  const can = (act: 'take' | 'assign' | 'answer' | 'refuse'): boolean =>
    may(scope, 'requests.handle') && allows(act, row);
  return {
    ...view,
    id,
    version: row.version,
    unitId: row.unit_id,
    daysLeft: daysLeftOf(county, row.state, view.dueOn),
    reopened: row.reopened,
    hideName: row.hide_name,
    name: told ? name : null,
    phone: told && phone !== null ? maskPhone(phone) : null,
    entries,
    can: { take: can('take'), assign: can('assign'), answer: can('answer'), refuse: can('refuse') },
  };
};
