import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

const current = (db: Db) =>
  db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('organisation as b', 'b.id', 'm.branch_id')
    .where('m.voided_at', 'is', null)
    .where('m.left_on', 'is', null)
    .where('p.voided_at', 'is', null)
    .where('p.merged_into_id', 'is', null);

/** Members of the very branch at which the reader's role hangs: what somebody lacks is for the own branch alone. */
export const ownBranchMembers = (db: Db, scope: Scope) => current(db).where('m.branch_id', '=', scope.organisationId);

/** The reader's own membership, where the range reaches it. */
export const ownMembership = (db: Db, scope: Scope) => current(db).where('m.person_id', '=', scope.personId);

/** Members of the range, for numbers. */
export const visibleMembers = (db: Db, scope: Scope) =>
  current(db).where('m.org_path', '>=', scope.from).where('m.org_path', '<', scope.to);
