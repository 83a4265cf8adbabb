import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** Outflows that have not ended, of members of the scope's range. The member's own range holds the file, but nobody keeps oneself. */
export const visibleAway = (db: Db, scope: Scope) =>
  db
    .selectFrom('outflow as o')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'o.person_id').on('p.voided_at', 'is', null))
    .innerJoin('membership as m', (join) =>
      join.onRef('m.person_id', '=', 'o.person_id').on('m.voided_at', 'is', null).on('m.left_on', 'is', null),
    )
    .innerJoin('organisation as b', 'b.id', 'm.branch_id')
    .where('o.to_on', 'is', null)
    .where('o.voided_at', 'is', null)
    .where('o.org_path', '>=', scope.from)
    .where('o.org_path', '<', scope.to);

/** Contacts that count, filed with the member. */
export const visibleContacts = (db: Db, scope: Scope) =>
  db
    .selectFrom('outflow_contact as c')
    .where('c.voided_at', 'is', null)
    .where('c.org_path', '>=', scope.from)
    .where('c.org_path', '<', scope.to);

/** Those who live in the range, while the own branch says that they are away. What the range told other branches is on the list of the outflows. */
export const visibleArrivals = (db: Db, scope: Scope) =>
  db
    .selectFrom('inflow as i')
    .innerJoin('organisation as b', 'b.id', 'i.branch_id')
    .where('i.until', 'is', null)
    .where(sql<boolean>`(i.outflow_id is null or is_away(i.outflow_id))`)
    .where('i.to_path', '>=', scope.from)
    .where('i.to_path', '<', scope.to);

/** The day from which the clock of a contact runs. */
export const lastSeen = sql<string>`greatest(o.from_on, o.last_contact_on)`;
