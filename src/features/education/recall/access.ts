import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';

/** Of the person who asks, and of nobody else: the policies say the same. */
export const ownChoice = (db: Db, scope: Scope) =>
  db.selectFrom('recall_choice as r').where('r.person_id', '=', scope.personId);

export const ownCards = (db: Db, scope: Scope) =>
  db.selectFrom('recall_card as k').where('k.person_id', '=', scope.personId);

export const ownAnswers = (db: Db, scope: Scope) =>
  db.selectFrom('recall_answer as a').where('a.person_id', '=', scope.personId);

export const ownContributions = (db: Db, scope: Scope) => contributions(db).where('c.person_id', '=', scope.personId);

/** What was given in the branches of the range. */
export const visibleContributions = (db: Db, scope: Scope) =>
  contributions(db).where('c.org_path', '>=', scope.from).where('c.org_path', '<', scope.to);

const contributions = (db: Db) =>
  db
    .selectFrom('study_contribution as c')
    .innerJoin('organisation as u', 'u.id', 'c.unit_id')
    .innerJoin('study_topic as t', 't.code', 'c.topic');

/** Stands for "this person has been told the right answer of this line"; nobody reads either from it. */
export const toldMark = (county: County, personId: string, lineId: string): Buffer =>
  county.crypto.hash('recall told', `${personId} ${lineId}`);
