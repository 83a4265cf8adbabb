import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { daysBetween } from '#shared/days.ts';
import { notFound } from '#shared/errors.ts';
import { maskPhone } from '#shared/mask.ts';
import { isAmong, visibleRequests } from './access.ts';
import { categoryNames, nameOf } from './categories/queries.ts';
import { clockColumns, clockView } from './clocks/queries.ts';
import type { requestList, RequestLine, RequestView } from './contract.ts';
import { allows, excerptOf, isOpen, mostCounted, openStates, type RequestState } from './rules.ts';
import { openRequest, threadOf, whyView } from './thread/queries.ts';
import { decisionsOf } from './work/returns/queries.ts';

export const followedRow = (db: Db, scope: Scope) =>
  visibleRequests(db, scope).select([
    ...clockColumns,
    'r.unit_since',
    'r.routed',
    'r.routed_reason',
    'r.channel',
    'r.category',
    'r.sealed',
    'r.hide_name',
    'm.name_zh as kind_zh',
    'm.name_en as kind_en',
    'u.short_name as unit_name',
    'a.short_name as area_name',
  ]);
type Row = Awaited<ReturnType<ReturnType<typeof followedRow>['executeTakeFirstOrThrow']>>;

const kindOf = ({ kind, kind_zh, kind_en }: Row) => ({ kind, kindName: { zh: kind_zh, en: kind_en } });
const hasClock = ({ treatment }: Row): boolean => treatment === 'handle';

/** What the resident and the office see alike. */
export const followedView = async (db: Db, scope: Scope, county: County, row: Row) => {
  const [{ clock, view }, names] = await Promise.all([clockView(db, scope, county, row), categoryNames(db)]);
  const { dueOn, why, provisional } = clock;
  return {
    ...kindOf(row),
    treatment: row.treatment,
    channel: row.channel,
    category: row.category,
    categoryName: nameOf(names, row.category),
    areaName: row.area_name,
    text: openRequest(county, row.sealed).text,
    state: row.state,
    receivedOn: row.received_on,
    unitName: row.unit_name,
    unitSince: row.unit_since,
    routed: row.routed,
    routedReason: row.routed_reason,
    dueOn: hasClock(row) ? dueOn : null,
    why: hasClock(row) ? whyView(why) : null,
    provisional,
    clock: view,
  };
};

const daysLeftOf = (county: County, state: RequestState, dueOn: string): number | null =>
  isOpen(state) ? daysBetween(county.today(), dueOn) : null;

type Asked = z.output<typeof requestList.query>;

const statesOf: Readonly<Record<Asked['show'], readonly RequestState[] | null>> = {
  own: openStates,
  late: openStates,
  asked: null,
  open: openStates,
  answered: ['answered'],
  ended: ['closed', 'refused'],
  all: null,
};

const isAsked = (scope: Scope, show: Asked['show']) => {
  const states = statesOf[show];
  // Two indexes together: with `exists` every request there is would be looked at.
  if (show === 'asked')
    return sql<boolean>`(r.review_unit_id = ${scope.organisationId}::uuid or r.id = any(array(select k.request_id from request_ask k
      where k.state = 'asked' and k.decider_id = ${scope.organisationId}::uuid and k.asked_by is distinct from ${scope.accountId}::uuid)))`;
  if (states === null) return sql<boolean>`true`;
  const among = isAmong(states);
  if (show === 'late') return sql<boolean>`(${among} and r.escalated_to_id = ${scope.organisationId}::uuid)`;
  return show === 'own' ? sql<boolean>`(${among} and r.unit_id = ${scope.organisationId}::uuid)` : among;
};

/** As far as `mostCounted` and one more: what has ended in ten years is a list to page through, not a number to wait for. */
const countOf = async (db: Db, scope: Scope, show: Asked['show']): Promise<number> => {
  const row = await db
    .selectFrom((e) =>
      e
        .selectFrom('service_request as r')
        .select('r.org_path')
        .where('r.org_path', '>=', scope.from)
        .where('r.org_path', '<', scope.to)
        .where(isAsked(scope, show))
        .$if(show !== 'open', (rows) => rows.limit(mostCounted + 1))
        .as('found'),
    )
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
  const counting = countOf(db, scope, show);
  const [found, total, open, names] = await Promise.all([
    from
      .orderBy('r.due_on')
      .orderBy('r.id')
      .limit(limit + 1)
      .execute(),
    counting,
    show === 'open' ? counting : countOf(db, scope, 'open'),
    categoryNames(db),
  ]);
  const items = found.slice(0, limit).map((row): z.input<typeof RequestLine> => {
    return {
      id: row.id,
      ...kindOf(row),
      category: row.category,
      categoryName: nameOf(names, row.category),
      areaName: row.area_name,
      excerpt: excerptOf(openRequest(county, row.sealed).text),
      unitName: row.unit_name,
      state: row.state,
      receivedOn: row.received_on,
      dueOn: hasClock(row) ? row.due_on : null,
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
  const [view, entries, decisions] = await Promise.all([
    followedView(db, scope, county, row),
    threadOf(db, scope, county, id),
    decisionsOf(db, scope, id),
  ]);
  const { name, phone, point } = openRequest(county, row.sealed);
  const told = !row.hide_name;
  // Nothing is done while the unit above decides whose it is.
  const waits = decisions.some(({ state }) => state === 'open');
  const can = (act: 'take' | 'assign' | 'answer' | 'refuse'): boolean =>
    may(scope, 'requests.handle') && !waits && allows(act, row);
  return {
    ...view,
    id,
    version: row.version,
    unitId: row.unit_id,
    daysLeft: daysLeftOf(county, row.state, view.dueOn ?? row.due_on),
    reopened: row.reopened,
    hideName: row.hide_name,
    name: told ? name : null,
    phone: told && phone !== null ? maskPhone(phone) : null,
    point,
    entries,
    can: { take: can('take'), assign: can('assign'), answer: can('answer'), refuse: can('refuse') },
  };
};
