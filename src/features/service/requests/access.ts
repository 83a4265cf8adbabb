import { sql } from 'kysely';
import { mintScope, publicScope, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Context } from '#platform/http/route.ts';
import type { RequestState } from './rules.ts';

/** Who asks without an account: a page of the portal, or the bare endpoint. */
export interface Caller {
  readonly address: string;
  readonly requestId: string;
}

export const callerOf = ({ request }: Context): Caller => ({ address: request.ip, requestId: request.id });
export const keyOf = ({ request }: Context): string | undefined => {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
};

/** Nobody in particular: the tree, the calendar, and no request. */
export const strangerScope = (county: County, { requestId }: Caller): Scope =>
  publicScope(county.entry.code, requestId);

/** Somebody who writes or holds the code of the one request whose leaf this is: that leaf, and nothing beside it. */
export const residentScope = (county: County, caller: Caller, leaf: string): Scope =>
  mintScope({
    ...strangerScope(county, caller),
    actor: '群众',
    role: 'resident',
    path: leaf,
    from: leaf,
    to: rangeEnd(leaf),
  });

/** Somebody of the staff who enters a request for a resident: its leaf, wherever it is filed. */
export const scopeAt = (by: Scope, leaf: string): Scope =>
  mintScope({ ...by, path: leaf, from: leaf, to: rangeEnd(leaf) });

/** Requests filed in the scope's range, with their kind, the unit in charge and the place that they are about. */
export const visibleRequests = (db: Db, scope: Scope) =>
  db
    .selectFrom('service_request as r')
    .innerJoin('organisation as u', 'u.id', 'r.unit_id')
    .innerJoin('organisation as a', 'a.id', 'r.area_id')
    .innerJoin('request_kind as m', 'm.code', 'r.kind')
    .where('r.org_path', '>=', scope.from)
    .where('r.org_path', '<', scope.to);

/** In the words of the partial indexes: values that travel beside the text would keep the planner from them. */
export const isAmong = (states: readonly RequestState[]) =>
  sql<boolean>`r.state in (${sql.join(states.map((state) => sql.lit(state)))})`;

/** What happened with one of them, the oldest first. */
export const visibleEntries = (db: Db, scope: Scope, requestId: string) =>
  db
    .selectFrom('service_request_entry as e')
    .leftJoin('organisation as u', 'u.id', 'e.unit_id')
    .where('e.request_id', '=', requestId)
    .where('e.org_path', '>=', scope.from)
    .where('e.org_path', '<', scope.to)
    .orderBy('e.id');
