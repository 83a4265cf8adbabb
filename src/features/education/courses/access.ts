import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** Courses filed in the scope's range, with their provider and what members are offered of each. */
export const visibleCourses = (db: Db, scope: Scope) =>
  db
    .selectFrom('course as c')
    .innerJoin('organisation as u', 'u.id', 'c.provider_id')
    .leftJoin('course_release as r', (join) => join.onRef('r.course_id', '=', 'c.id').on('r.current', '=', true))
    .where('c.org_path', '>=', scope.from)
    .where('c.org_path', '<', scope.to);

/** What is offered on a day, to whom is for the rules to say: a release is about nobody. */
export const offeredCourses = (db: Db, today: string) =>
  db
    .selectFrom('course_release as r')
    .innerJoin('organisation as u', 'u.id', 'r.provider_id')
    .where('r.current', '=', true)
    .where((where) => where.or([where('r.expires_on', 'is', null), where('r.expires_on', '>=', today)]));

/** What the reader has done of courses: the own person's rows alone. */
export const ownDone = (db: Db, scope: Scope) =>
  db.selectFrom('course_done as d').where('d.person_id', '=', scope.personId);
export const ownTakings = (db: Db, scope: Scope) =>
  db.selectFrom('course_taking as t').where('t.person_id', '=', scope.personId);
export const ownAttempts = (db: Db, scope: Scope) =>
  db.selectFrom('course_attempt as a').where('a.person_id', '=', scope.personId);

/** Tasks that members of the range say they have done. */
export const visibleDone = (db: Db, scope: Scope) =>
  db
    .selectFrom('course_done as d')
    .innerJoin('person as p', 'p.id', 'd.person_id')
    .where('d.org_path', '>=', scope.from)
    .where('d.org_path', '<', scope.to);

/** Questions that may be asked: published in the bank, and marked by rule. */
export const poolRows = (db: Db) =>
  db.selectFrom('bank_item as i').where('i.state', '=', 'published').where('i.kind', '<>', 'short');

/** Whose hand it is: the person's, or the account's where that is nobody's. */
export const holderOf = (scope: Scope): string => {
  const holder = scope.personId ?? scope.accountId;
  if (holder === null) throw new Error('a course is nobody’s work');
  return holder;
};
