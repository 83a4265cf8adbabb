import { sql } from 'kysely';
import { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { TodoSource } from '#platform/feature.ts';
import { visibleReturns } from '../access.ts';
import type { RequestReturn, returnList } from './contract.ts';
import type { Decided } from './rules.ts';

export const ReturnWords = z.object({ reason: z.string(), decision: z.string().nullable() });

const rowsOf = (db: Db, scope: Scope) =>
  visibleReturns(db, scope)
    .leftJoin('organisation as p', 'p.id', 'b.proposed_id')
    .leftJoin('organisation as d', 'd.id', 'b.designated_id')
    .innerJoin('organisation as v', 'v.id', 'b.reviewer_id')
    .select([
      'b.id',
      'b.request_id as requestId',
      'b.state',
      'b.sealed',
      'b.asked_on as askedOn',
      'b.decided_on as decidedOn',
      'u.short_name as unitName',
      'p.short_name as proposedName',
      'v.short_name as reviewerName',
      'd.short_name as designatedName',
    ])
    .orderBy('b.id');

export const returnsOf = async (
  db: Db,
  scope: Scope,
  { crypto }: County,
  requestId: string,
): Promise<z.input<typeof RequestReturn>[]> => {
  const rows = await rowsOf(db, scope).where('b.request_id', '=', requestId).execute();
  return rows.map(({ sealed, requestId: _request, ...row }) => ({
    ...row,
    ...ReturnWords.parse(JSON.parse(crypto.decrypt(sealed))),
  }));
};

/** What was decided of a request, and whether something waits. */
export const decisionsOf = (db: Db, scope: Scope, requestId: string): Promise<Decided[]> =>
  visibleReturns(db, scope)
    .where('b.request_id', '=', requestId)
    .select(['b.state', 'b.designated_id as designatedId'])
    .execute();

/** Those that the own unit decides, the oldest first. */
export const returnPage = async (
  db: Db,
  scope: Scope,
  { crypto }: County,
): Promise<z.input<typeof returnList.reply>> => {
  const rows = await rowsOf(db, scope)
    .where(sql<boolean>`b.state = 'open'`)
    .where('b.reviewer_id', '=', scope.organisationId)
    .limit(200)
    .execute();
  return {
    items: rows.map(({ sealed, ...row }) => ({ ...row, ...ReturnWords.parse(JSON.parse(crypto.decrypt(sealed))) })),
  };
};

export const returnTodos: TodoSource = {
  kind: 'requests.returns',
  permission: 'requests.handle',
  link: '/requests/tasks',
  async list(db, scope, county, { limit }) {
    const { items } = await returnPage(db, scope, county);
    return {
      count: items.length,
      items: items.slice(0, limit).map(({ id, requestId, unitName }) => ({
        id,
        params: { unit: unitName },
        link: `/requests/${requestId}`,
        dueOn: null,
        ruleId: null,
        why: 'requestReturn',
      })),
    };
  },
};
