import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** Wishes of the scope's range: of the unit and those above it, or the one leaf of a code. */
export const visibleWishes = (db: Db, scope: Scope) =>
  wishRows(db).where('w.org_path', '>=', scope.from).where('w.org_path', '<', scope.to);

/** The member's own wishes, wherever they are filed. */
export const ownWishes = (db: Db, scope: Scope) => wishRows(db).where('w.person_id', '=', scope.personId);

const wishRows = (db: Db) =>
  db
    .selectFrom('wish as w')
    .innerJoin('organisation as u', 'u.id', 'w.unit_id')
    .innerJoin('organisation as a', 'a.id', 'w.area_id')
    .leftJoin('organisation as d', 'd.id', 'w.doer_id')
    .leftJoin('service_offer as f', 'f.id', 'w.offer_id');

/** What happened with one that has been seen, the oldest first. */
export const entriesOf = (db: Db, wishId: string) =>
  db
    .selectFrom('wish_entry as e')
    .leftJoin('organisation as u', 'u.id', 'e.unit_id')
    .where('e.wish_id', '=', wishId)
    .orderBy('e.id');

/** Who helps with one that has been seen. */
export const helpersOf = (db: Db, wishId: string) =>
  db.selectFrom('wish_helper as h').where('h.wish_id', '=', wishId).orderBy('h.id');

/** What the member helps with. */
export const ownHelps = (db: Db, scope: Scope) =>
  db.selectFrom('wish_helper as h').where('h.person_id', '=', scope.personId);

/** What the own unit and those of the range offer. An offer is public: who keeps it is said here, not by the database. */
export const visibleOffers = (db: Db, scope: Scope) =>
  publicOffers(db).where((e) =>
    e.or([e('u.id', '=', scope.organisationId), e.and([e('u.path', '>=', scope.from), e('u.path', '<', scope.to)])]),
  );

export const publicOffers = (db: Db) =>
  db.selectFrom('service_offer as f').innerJoin('organisation as u', 'u.id', 'f.unit_id');
