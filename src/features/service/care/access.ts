import { sql } from 'kysely';
import { may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** Members of the range who are cared for, or were. */
export const visibleCases = (db: Db, scope: Scope) =>
  db
    .selectFrom('care_case as c')
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .innerJoin('organisation as b', (join) => join.on(sql<boolean>`b.path = split_part(c.org_path, '@', 1)`))
    .where('p.voided_at', 'is', null)
    .where('c.org_path', '>=', scope.from)
    .where('c.org_path', '<', scope.to);

export const visibleVisits = (db: Db, scope: Scope) =>
  db
    .selectFrom('care_visit as v')
    .innerJoin('care_case as c', 'c.id', 'v.case_id')
    .innerJoin('person as p', 'p.id', 'v.person_id')
    .innerJoin('organisation as b', (join) => join.on(sql<boolean>`b.path = split_part(v.org_path, '@', 1)`))
    .where('p.voided_at', 'is', null)
    .where('v.org_path', '>=', scope.from)
    .where('v.org_path', '<', scope.to);

/** What was given is for those above the branch, never for the very organisation that keeps the file: the policy says the same. */
export const readsAmounts = (scope: Scope, path: string): boolean =>
  may(scope, 'care.amounts') && path.split('@')[0] !== scope.from;

/** Whether a member is on the list now. */
export const isListed = sql<boolean>`exists (select from care_case c where c.person_id = m.person_id and c.ended_on is null)`;

/** Current members of the range, with the branch. */
export const visibleMembers = (db: Db, scope: Scope) =>
  db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('organisation as b', 'b.id', 'm.branch_id')
    .where('m.voided_at', 'is', null)
    .where('m.left_on', 'is', null)
    .where('p.voided_at', 'is', null)
    .where('p.merged_into_id', 'is', null)
    .where('m.org_path', '>=', scope.from)
    .where('m.org_path', '<', scope.to);

/** Those of them who are not on the list. */
export const visibleUnlisted = (db: Db, scope: Scope) => visibleMembers(db, scope).where(sql<boolean>`not ${isListed}`);
