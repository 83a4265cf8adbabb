import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** Papers in the range of the scope; the range itself is the database's. Who may ask at all is the permission of the endpoint. */
export const visiblePapers = (db: Db, _scope: Scope) => db.selectFrom('admission_paper as p');

/** Forms say nothing about anybody: a branch reads those of the organisations above it. */
export const visibleTemplates = (db: Db, _scope: Scope) => db.selectFrom('admission_template as t');
