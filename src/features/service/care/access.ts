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

/** Current members of the range who are not on the list, with what the file says about age, Party age and hardship. */
export const visibleUnlisted = (db: Db, scope: Scope) =>
  db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('organisation as b', 'b.id', 'm.branch_id')
    .where('m.voided_at', 'is', null)
    .where('m.left_on', 'is', null)
    .where('p.voided_at', 'is', null)
    .where('p.merged_into_id', 'is', null)
    .where('m.org_path', '>=', scope.from)
    .where('m.org_path', '<', scope.to)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('care_case as c')
            .select('c.id')
            .whereRef('c.person_id', '=', 'm.person_id')
            .where('c.ended_on', 'is', null),
        ),
      ),
    );
