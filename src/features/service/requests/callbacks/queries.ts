import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleRequests } from '../access.ts';
import { categoryNames, nameOf } from '../categories/queries.ts';
import { visibleDraws, visibleItems } from './access.ts';
import type { callbackDraws, callbackList } from './contract.ts';

/** The order of a draw: by a hash of seed and request. Who knows the seed can do it again, and nobody can choose it. */
export const drawOrder = (seed: string, requests: readonly string[]): string[] =>
  requests
    .map((id) => ({ id, at: createHash('sha256').update(`${seed} ${id}`).digest('hex') }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ id }) => id);

interface Between {
  readonly from: string;
  readonly to: string;
}

/** Answered or ended in a period, by another unit than the one that calls; who wants to stay hidden is not called. */
export const poolOf = (db: Db, scope: Scope, { from, to }: Between) =>
  visibleRequests(db, scope)
    .where('r.state', 'in', ['answered', 'closed', 'refused'])
    .where(sql<boolean>`coalesce(r.ended_on, r.answered_on) between ${from}::date and ${to}::date`)
    .where('r.treatment', '=', 'handle')
    .where('r.hide_name', '=', false)
    .where('r.unit_id', '<>', scope.organisationId ?? '')
    .orderBy('r.id');

const drawRows = (db: Db, scope: Scope) =>
  visibleDraws(db, scope).select([
    'd.id',
    'd.seed',
    'd.from_on as from',
    'd.until_on as to',
    'd.size',
    'd.pool',
    'd.drawn_at as at',
    'd.actor',
    sql<number>`(select count(*)::int4 from request_draw_item i where i.draw_id = d.id)`.as('drawn'),
    sql<number>`(select count(i.outcome)::int4 from request_draw_item i where i.draw_id = d.id)`.as('called'),
  ]);

export const draws = async (db: Db, scope: Scope): Promise<z.input<typeof callbackDraws.reply>> => ({
  items: await drawRows(db, scope).orderBy('d.id', 'desc').limit(100).execute(),
});

/** @throws AppError not_found */
export const drawnList = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof callbackList.reply>> => {
  const [draw, rows] = await Promise.all([
    drawRows(db, scope).where('d.id', '=', id).executeTakeFirst(),
    visibleItems(db, scope)
      .innerJoin('service_request as r', 'r.id', 'i.request_id')
      .innerJoin('organisation as u', 'u.id', 'r.unit_id')
      .innerJoin('organisation as a', 'a.id', 'r.area_id')
      .select(['i.request_id as requestId', 'i.place', 'u.short_name as unitName', 'r.category'])
      .select(['a.short_name as areaName', 'i.outcome', 'i.called_on as calledOn'])
      .where('i.draw_id', '=', id)
      .orderBy('i.place')
      .execute(),
  ]);
  if (draw === undefined) throw notFound();
  const names = await categoryNames(db);
  const items = rows.map(({ category, ...row }) => ({ ...row, categoryName: nameOf(names, category) }));
  return { ...draw, items };
};
