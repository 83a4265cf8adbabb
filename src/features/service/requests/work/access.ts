import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** The points of one request, where it lies in the range. */
export const visiblePoints = (db: Db, scope: Scope, requestId: string) =>
  db
    .selectFrom('request_issue as p')
    .where('p.request_id', '=', requestId)
    .where('p.org_path', '>=', scope.from)
    .where('p.org_path', '<', scope.to);

/** What its handlers recorded for themselves, the oldest first. */
export const visibleRecords = (db: Db, scope: Scope, requestId: string) =>
  db
    .selectFrom('request_record as n')
    .innerJoin('organisation as u', 'u.id', 'n.unit_id')
    .where('n.request_id', '=', requestId)
    .where('n.org_path', '>=', scope.from)
    .where('n.org_path', '<', scope.to)
    .orderBy('n.id');

/** What supporting units are asked: seen by who has the request, and by the unit that is asked. */
export const visibleTasks = (db: Db, scope: Scope) =>
  db
    .selectFrom('request_task as k')
    .innerJoin('organisation as u', 'u.id', 'k.unit_id')
    .innerJoin('organisation as f', 'f.id', 'k.from_unit_id')
    .innerJoin('organisation as a', 'a.id', 'k.area_id')
    .where(
      sql<boolean>`((k.org_path >= ${scope.from} and k.org_path < ${scope.to}) or (k.to_path >= ${scope.from} and k.to_path < ${scope.to}))`,
    );

/** Returns of requests of the range. */
export const visibleReturns = (db: Db, scope: Scope) =>
  db
    .selectFrom('request_return as b')
    .innerJoin('organisation as u', 'u.id', 'b.unit_id')
    .where('b.org_path', '>=', scope.from)
    .where('b.org_path', '<', scope.to);

/** Which requests of the range are worked together. */
export const visibleTies = (db: Db, scope: Scope) =>
  db.selectFrom('request_tie as g').where('g.org_path', '>=', scope.from).where('g.org_path', '<', scope.to);
