import type { Selectable } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Election } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';

export type ElectionRow = Selectable<Election>;

/** Elections of the organisations in the range of the scope. */
export const visibleElections = (db: Db, scope: Scope) =>
  db.selectFrom('election as e').where('e.org_path', '>=', scope.from).where('e.org_path', '<', scope.to);
