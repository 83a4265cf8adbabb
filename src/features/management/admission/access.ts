import { may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { places, type Place } from './rules.ts';

/** Cases in the range of the scope: a branch's, a subtree's, or the own one. The range itself is the database's. */
export const visibleCases = (db: Db, _scope: Scope) => db.selectFrom('admission_case as c');

export const visibleFacts = (db: Db, _scope: Scope) => db.selectFrom('admission_fact as f');

export const visibleExtras = (db: Db, _scope: Scope) => db.selectFrom('admission_extra_record as x');

/** The cases of the person behind the session. */
export const ownCases = (db: Db, scope: Scope) => visibleCases(db, scope).where('c.person_id', '=', scope.personId);

const rights: readonly (readonly [Place, string])[] = [
  ['branch', 'admission.branch'],
  ['committee', 'admission.committee'],
  ['county', 'admission.county'],
];

/** Whether the office of the scope stands above all that a place records: what is late there is shown to it later. */
export const placesBelow = (scope: Scope): readonly Place[] => {
  const own = placesOf(scope);
  const lowest = places.find((place) => own.has(place));
  return lowest === undefined ? [] : places.slice(0, places.indexOf(lowest));
};

/** For which place the office of the scope records steps. */
export const placesOf = (scope: Scope): ReadonlySet<Place> =>
  new Set(rights.filter(([, permission]) => may(scope, permission)).map(([place]) => place));
