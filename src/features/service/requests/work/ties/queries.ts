import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { isAmong, visibleRequests } from '../../access.ts';
import { excerptOf, openStates } from '../../rules.ts';
import { openRequest, threadOf } from '../../thread/queries.ts';
import { visibleTies } from '../access.ts';
import type { RelatedRequest } from './contract.ts';

type Related = z.input<typeof RelatedRequest>;

const rowsOf = (db: Db, scope: Scope) =>
  visibleRequests(db, scope).select(['r.id', 'r.sealed', 'r.state', 'r.received_on', 'u.short_name as unit_name']);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;

const viewOf = (county: County, row: Row, answer: string | null): Related => ({
  id: row.id,
  excerpt: excerptOf(openRequest(county, row.sealed).text),
  unitName: row.unit_name,
  state: row.state,
  receivedOn: row.received_on,
  answer,
});

const answerOf = async (db: Db, scope: Scope, county: County, id: string): Promise<string | null> =>
  (await threadOf(db, scope, county, id)).findLast(({ kind }) => kind === 'answered')?.text ?? null;

/** The others of its group that lie in the range. */
export const relatedTo = async (db: Db, scope: Scope, county: County, id: string): Promise<Related[]> => {
  const rows = await rowsOf(db, scope)
    .where('r.id', '<>', id)
    .where('r.id', 'in', (e) =>
      e
        .selectFrom('request_tie as o')
        .innerJoin('request_tie as m', 'm.group_id', 'o.group_id')
        .where('m.request_id', '=', id)
        .select('o.request_id'),
    )
    .orderBy('r.id')
    .limit(50)
    .execute();
  return Promise.all(rows.map(async (row) => viewOf(county, row, await answerOf(db, scope, county, row.id))));
};

const shown = 8;

/** Open requests about the same place and category that are in no group with it: they may be the same matter. */
export const alikeTo = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, area_id, category }: { readonly id: string; readonly area_id: string; readonly category: string },
): Promise<Related[]> => {
  const tied = visibleTies(db, scope)
    .innerJoin('request_tie as m', 'm.group_id', 'g.group_id')
    .where('m.request_id', '=', id)
    .select('g.request_id');
  const rows = await rowsOf(db, scope)
    .where('r.area_id', '=', area_id)
    .where('r.category', '=', category)
    .where(isAmong(openStates))
    .where('r.id', '<>', id)
    .where('r.id', 'not in', tied)
    .orderBy('r.received_on', 'desc')
    .orderBy('r.id')
    .limit(shown)
    .execute();
  return rows.map((row) => viewOf(county, row, null));
};
