import { hash } from 'node:crypto';
import { covers, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** Questions are of the county: whoever holds a permission of the bank reads all of them, with the unit that keeps each. */
export const visibleItems = (db: Db, _scope: Scope) =>
  db
    .selectFrom('bank_item as i')
    .innerJoin('bank_category as c', 'c.code', 'i.category_code')
    .innerJoin('organisation as u', 'u.id', 'i.unit_id');

/** Imports filed in the scope's range. */
export const visibleImports = (db: Db, scope: Scope) =>
  db
    .selectFrom('bank_import as m')
    .innerJoin('organisation as u', 'u.id', 'm.unit_id')
    .where('m.org_path', '>=', scope.from)
    .where('m.org_path', '<', scope.to);

/** A question is changed by the unit that keeps it and by those above. */
export const keeps = (scope: Scope, unit: { readonly id: string; readonly path: string }): boolean =>
  scope.organisationId === unit.id || covers(scope, unit.path);

/** Whose hand it is: the person's, or the account's where that is nobody's. */
export const holderOf = (scope: Scope): string => {
  const holder = scope.personId ?? scope.accountId;
  if (holder === null) throw new Error('a question is nobody’s work');
  return holder;
};

/** What the very same words are found by. */
export const hashOf = (identity: string): Buffer => hash('sha256', identity, 'buffer');
