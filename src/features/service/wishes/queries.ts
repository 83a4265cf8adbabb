import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { maskPhone } from '#shared/mask.ts';
import { visibleWishes } from './access.ts';
import type { FollowedWish, wishList, WishLine, WishView } from './contract.ts';
import { allows, categoryOf, openStates, unitStates, type UnitAct, type WishState } from './rules.ts';
import { helpOf, openWish, servedView, threadOf } from './thread/queries.ts';

export const followedColumns = (rows: ReturnType<typeof visibleWishes>) =>
  rows.select([
    'w.id',
    'w.version',
    'w.person_id',
    'w.category',
    'w.state',
    'w.sealed',
    'w.received_on',
    'w.public_words',
    'u.short_name as unit_name',
    'a.short_name as area_name',
    'd.short_name as doer_name',
    'f.title as offer_title',
  ]);
export type WishRow = Awaited<ReturnType<ReturnType<typeof followedColumns>['executeTakeFirstOrThrow']>>;

/** What the one who wished and the office see alike. */
const common = (row: WishRow, text: string) => ({
  category: categoryOf(row.category),
  areaName: row.area_name,
  offerTitle: row.offer_title,
  text,
  state: row.state,
  receivedOn: row.received_on,
  unitName: row.unit_name,
  doerName: row.doer_name,
  publicWords: row.public_words,
});

/** As the one who wished sees it: no staff by name, and of the helpers the surname. */
export const followedWish = async (db: Db, county: County, row: WishRow): Promise<z.input<typeof FollowedWish>> => {
  const [entries, helpers] = await Promise.all([threadOf(db, county, row.id), helpOf(db, county, row.id)]);
  return {
    ...common(row, openWish(county, row.sealed).text),
    entries: entries.map(({ actor: _actor, ...entry }) => entry),
    helpers: servedView(helpers),
    can: {
      confirm: allows('confirm', row.state),
      notYet: allows('not_yet', row.state),
      withdraw: allows('withdraw', row.state),
    },
  };
};

const shown = 60;
export const excerptOf = (text: string): string => {
  const letters = [...text.replaceAll(/\s+/gu, ' ')];
  return letters.length > shown ? `${letters.slice(0, shown).join('')}…` : letters.join('');
};

type Asked = z.output<typeof wishList.query>;

const statesOf: Readonly<Record<Asked['show'], readonly WishState[] | null>> = {
  own: unitStates,
  open: openStates,
  done: ['done'],
  confirmed: ['confirmed'],
  all: null,
};

/** In the words of the partial index: values that travel beside the text would keep the planner from it. */
const isAsked = (scope: Scope, show: Asked['show']) => {
  const states = statesOf[show];
  if (states === null) return sql<boolean>`true`;
  const among = sql<boolean>`w.state in (${sql.join(states.map((state) => sql.lit(state)))})`;
  return show === 'own'
    ? sql<boolean>`(${among} and coalesce(w.doer_id, w.unit_id) = ${scope.organisationId}::uuid)`
    : among;
};

const countOf = async (db: Db, scope: Scope, show: Asked['show']): Promise<number> => {
  const row = await visibleWishes(db, scope)
    .where(isAsked(scope, show))
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
};

const placeOf = (cursor: string | undefined): readonly [day: string, id: string] | null => {
  const [day = '', id = ''] = (cursor ?? '').split(' ');
  return /^\d{4}-\d\d-\d\d$/.test(day) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? [day, id] : null;
};

const asking = sql<number>`(select count(*)::int4 from wish_helper h where h.wish_id = w.id and h.state = 'asked')`;

/** Those that wait longest first. */
export const wishPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { show, cursor, limit }: Asked,
): Promise<z.input<typeof wishList.reply>> => {
  const place = placeOf(cursor);
  const rows = followedColumns(visibleWishes(db, scope)).select(asking.as('asking')).where(isAsked(scope, show));
  const from =
    place === null ? rows : rows.where(sql<boolean>`(w.received_on, w.id) > (${place[0]}::date, ${place[1]}::uuid)`);
  const [found, total, open] = await Promise.all([
    from
      .orderBy('w.received_on')
      .orderBy('w.id')
      .limit(limit + 1)
      .execute(),
    countOf(db, scope, show),
    countOf(db, scope, 'open'),
  ]);
  const items = found.slice(0, limit).map((row): z.input<typeof WishLine> => ({
    id: row.id,
    category: categoryOf(row.category),
    areaName: row.area_name,
    excerpt: excerptOf(openWish(county, row.sealed).text),
    unitName: row.unit_name,
    doerName: row.doer_name,
    state: row.state,
    receivedOn: row.received_on,
    asking: row.asking,
  }));
  const last = found[limit - 1];
  return { items, next: found.length > limit && last ? `${last.received_on} ${last.id}` : null, total, open };
};

/** @throws AppError not_found */
export const wishView = async (db: Db, scope: Scope, county: County, id: string): Promise<z.input<typeof WishView>> => {
  const row = await followedColumns(visibleWishes(db, scope)).where('w.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  const [entries, helpers] = await Promise.all([threadOf(db, county, id), helpOf(db, county, id)]);
  const { text, name, phone } = openWish(county, row.sealed);
  const handles = may(scope, 'wishes.handle');
  const can = (act: UnitAct): boolean => handles && allows(act, row.state);
  return {
    ...common(row, text),
    id,
    version: row.version,
    member: row.person_id !== null,
    name,
    phone: phone === null ? null : maskPhone(phone),
    entries,
    helpers: helpers.map(({ id: helperId, name: who, state, hours, version, member }) => ({
      id: helperId,
      name: who,
      state,
      hours,
      version,
      member,
    })),
    can: {
      list: can('list'),
      claim: can('claim'),
      release: can('release'),
      done: can('done'),
      refuse: can('refuse'),
      help: handles && (row.state === 'claimed' || row.state === 'listed'),
    },
  };
};
