import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** The log is read through the audit guard alone; a range over organisations opens no page of it. */
export const visibleEvents = (db: Db, scope: Scope) =>
  db.selectFrom('audit_event as e').where(sql<boolean>`${scope.guard} = 'audit'`);
