import { sql } from 'kysely';
import { may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** An exam itself is about nobody: who keeps it is said here, what it asks by the range of `exam_item`. */
export const examRows = (db: Db) => db.selectFrom('exam as e').innerJoin('organisation as u', 'u.id', 'e.unit_id');

/** Exams of the own unit and of those below it. */
export const visibleExams = (db: Db, scope: Scope) =>
  examRows(db).where((e) =>
    e.or([e('u.id', '=', scope.organisationId), e.and([e('u.path', '>=', scope.from), e('u.path', '<', scope.to)])]),
  );

/** Only the very office that holds an exam writes it and reads who answered what. */
export const heldExams = (db: Db, scope: Scope) => examRows(db).where('u.id', '=', scope.organisationId);

export const mayHold = (scope: Scope, unitId: string): boolean =>
  may(scope, 'exams.edit') && scope.organisationId === unitId;

/** Attempts that the office of the exam may read: filed at it. */
export const heldAttempts = (db: Db, scope: Scope) =>
  db
    .selectFrom('exam_attempt as a')
    .innerJoin('exam as e', 'e.id', 'a.exam_id')
    .where('e.unit_id', '=', scope.organisationId);

/** The own attempts, wherever they are filed. */
export const ownAttempts = (db: Db, scope: Scope) =>
  db
    .selectFrom('exam_attempt as a')
    .innerJoin('exam as e', 'e.id', 'a.exam_id')
    .where('a.person_id', '=', scope.personId)
    .where(sql<boolean>`e.state <> 'withdrawn'`);

/** Departments and schools have no members below them: what they hold is for the committee that they belong to. */
const serving: ReadonlySet<string> = new Set(['county_department', 'party_school']);

/** The part of the tree that the own office may hold exams for. */
export const audienceRoot = async (db: Db, scope: Scope): Promise<string | null> => {
  const own = await db
    .selectFrom('organisation as o')
    .leftJoin('organisation as above', 'above.id', 'o.parent_id')
    .where('o.id', '=', scope.organisationId)
    .select(['o.path', 'o.type', 'above.path as above_path'])
    .executeTakeFirst();
  if (own === undefined) return null;
  return serving.has(own.type) ? (own.above_path ?? own.path) : own.path;
};
