import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';

/**
 * The branch whose dues the scope keeps: the very one on which the role hangs, nothing below it. The policies say the same of
 * every row with an amount.
 */
export const ownBranchId = (scope: Scope): string => {
  if (scope.organisationId === null) throw notFound();
  return scope.organisationId;
};

/** Members of the branch itself, today. */
export const visiblePayers = (db: Db, scope: Scope) =>
  db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .where('m.branch_id', '=', ownBranchId(scope))
    .where('m.voided_at', 'is', null)
    .where('m.left_on', 'is', null)
    .where('p.voided_at', 'is', null)
    .where('p.merged_into_id', 'is', null);

/** Payments to the branch, voided ones too: a receipt stays in the book. */
export const visiblePayments = (db: Db, scope: Scope) =>
  db
    .selectFrom('dues_payment as d')
    .innerJoin('organisation as o', 'o.id', 'd.branch_id')
    .where('d.branch_id', '=', ownBranchId(scope));

export const visibleBases = (db: Db, scope: Scope) =>
  db.selectFrom('dues_base as b').where('b.branch_id', '=', ownBranchId(scope));

export const visibleReliefs = (db: Db, scope: Scope) =>
  db.selectFrom('dues_relief as r').where('r.branch_id', '=', ownBranchId(scope));

export const visibleConsents = (db: Db, scope: Scope) =>
  db.selectFrom('dues_consent as c').where('c.branch_id', '=', ownBranchId(scope));

export const visibleBankLines = (db: Db, scope: Scope) =>
  db.selectFrom('dues_bank_line as l').where('l.organisation_id', '=', ownBranchId(scope));

export const visibleEntries = (db: Db, scope: Scope) =>
  db.selectFrom('dues_entry as e').where('e.organisation_id', '=', ownBranchId(scope));

/** What the own branch has published, for its members as for those who work for it. */
export const visiblePublications = (db: Db, scope: Scope) =>
  db.selectFrom('dues_publication as p').where('p.organisation_id', '=', ownBranchId(scope));
