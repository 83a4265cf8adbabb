import { sql } from 'kysely';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { inStrokeOrder } from '../rules.ts';
import { isOnRoll, type Exclusion } from './rules.ts';

export interface Voter {
  readonly personId: string;
  readonly name: string;
  readonly exclusion: Exclusion | null;
  readonly note: string | null;
}

interface Place {
  readonly path: string;
}

/** A probation within the Party (留党察看) that is in force on the day, with its document. */
const watchedOn = (on: string) =>
  sql<string | null>`(select coalesce(s.document, '') from sanction s where s.person_id = p.id and s.voided_at is null
    and s.kind = 'watched' and s.decided_on <= ${on}::date and (s.effective_until is null or s.effective_until >= ${on}::date) limit 1)`;

/** Members on a day with what decides about their vote. */
const membersOn = (db: Db, on: string) =>
  db
    .selectFrom('person as p')
    .innerJoin('membership as m', 'm.person_id', 'p.id')
    .where('p.voided_at', 'is', null)
    .where('p.merged_into_id', 'is', null)
    .where('m.voided_at', 'is', null)
    .where((e) => e.or([e('m.left_on', 'is', null), e('m.left_on', '>', on)]))
    .where((e) => e.or([e('m.joined_on', 'is', null), e('m.joined_on', '<=', on)]))
    .select(['p.id', 'p.name', 'm.category', 'm.full_on', 'm.standing', watchedOn(on).as('watched')])
    .orderBy('p.pinyin')
    .orderBy('p.id');
type MemberRow = Awaited<ReturnType<ReturnType<typeof membersOn>['executeTakeFirstOrThrow']>>;

/** Of those, who is on a roll: by strokes, those whose vote is suspended marked so. */
const rollOf = (rows: readonly MemberRow[], on: string): Voter[] => {
  const entitled = rows.filter(({ category, full_on: fullOn, standing }) =>
    isOnRoll({ category, fullOn, standing }, on),
  );
  return inStrokeOrder(entitled).map(({ id, name, watched }) => ({
    personId: id,
    name,
    exclusion: watched === null ? null : 'watched',
    note: watched === null || watched === '' ? null : watched,
  }));
};

/** Full members of the branches below a place on a day. */
export const votersOn = async (db: Db, _scope: Scope, place: Place, on: string): Promise<Voter[]> => {
  const rows = await membersOn(db, on)
    .innerJoin('affiliation as a', 'a.person_id', 'p.id')
    .innerJoin('organisation as b', 'b.id', 'a.branch_id')
    .where('a.voided_at', 'is', null)
    .where(sql<boolean>`a.during @> ${on}::date`)
    .where('b.path', '>=', place.path)
    .where('b.path', '<', rangeEnd(place.path))
    .execute();
  return rollOf(rows, on);
};

/**
 * Delegates of a place's congress on a day: elected by the organisations below it, which hold their posts. Those whom the place
 * itself sends to the congress above are none of them.
 */
export const delegatesOn = async (db: Db, _scope: Scope, place: Place, on: string): Promise<Voter[]> => {
  const rows = await membersOn(db, on)
    .where((e) =>
      e.exists(
        e
          .selectFrom('post_holding as h')
          .innerJoin('organisation as o', 'o.id', 'h.organisation_id')
          .whereRef('h.person_id', '=', 'p.id')
          .where('h.post', '=', 'delegate')
          .where('h.voided_at', 'is', null)
          .where('h.from_on', '<=', on)
          .where((f) => f.or([f('h.to_on', 'is', null), f('h.to_on', '>=', on)]))
          .where('o.path', '>', place.path)
          .where('o.path', '<', rangeEnd(place.path))
          .select(sql`1`.as('one')),
      ),
    )
    .execute();
  return rollOf(rows, on);
};

/** Those who were announced as elected by another election. */
export const electedOf = async (db: Db, electionId: string): Promise<Voter[]> => {
  const rows = await db
    .selectFrom('election_candidate')
    .where('election_id', '=', electionId)
    .where('elected', '=', true)
    .select(['person_id', 'name'])
    .execute();
  return inStrokeOrder(rows).map(({ person_id: personId, name }) => ({ personId, name, exclusion: null, note: null }));
};
