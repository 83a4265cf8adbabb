import { sql, type RawBuilder } from 'kysely';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { inStrokeOrder } from '../rules.ts';
import { isOnRoll, mayStand, type Exclusion } from './rules.ts';

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

/** Members of the branches below a place on a day. */
const membersBelow = (db: Db, place: Place, on: string) =>
  membersOn(db, on)
    .innerJoin('affiliation as a', 'a.person_id', 'p.id')
    .innerJoin('organisation as b', 'b.id', 'a.branch_id')
    .where('a.voided_at', 'is', null)
    .where(sql<boolean>`a.during @> ${on}::date`)
    .where('b.path', '>=', place.path)
    .where('b.path', '<', rangeEnd(place.path));

/** Full members of the branches below a place on a day. */
export const votersOn = async (db: Db, _scope: Scope, place: Place, on: string): Promise<Voter[]> =>
  rollOf(await membersBelow(db, place, on).execute(), on);

/** The same, of some people: who of them may be voted for by a congress. */
export const votersAmong = async (db: Db, place: Place, on: string, people: readonly string[]): Promise<Voter[]> =>
  people.length === 0
    ? []
    : rollOf(
        await membersBelow(db, place, on)
          .where('p.id', '=', sql<string>`any(${[...people]}::uuid[])`)
          .execute(),
        on,
      );

export interface Standing {
  readonly personId: string;
  readonly name: string;
  readonly branch: string;
}

const mostFound = 20;

/** Members whom a congress may elect, by the beginning of a name, a pinyin or its initials; with the branch, for namesakes. */
export const findStanding = async (db: Db, place: Place, on: string, q: string): Promise<Standing[]> => {
  const low = q.toLowerCase();
  const rows = await membersBelow(db, place, on)
    .select('b.short_name as branch')
    .where((e) =>
      e.or([
        sql<boolean>`starts_with(p.name, ${q})`,
        sql<boolean>`starts_with(p.initials, ${low})`,
        sql<boolean>`starts_with(p.pinyin, ${low})`,
      ]),
    )
    .limit(mostFound * 2)
    .execute();
  const branches = new Map(rows.map((row) => [row.id, row.branch]));
  return rollOf(rows, on)
    .filter(mayStand)
    .slice(0, mostFound)
    .map(({ personId, name }) => ({ personId, name, branch: branches.get(personId) ?? '' }));
};

/** A delegate's post that is held on a day, at an organisation. */
const seatedAt = (
  organisation: RawBuilder<unknown>,
  on: string,
) => sql`h.organisation_id = ${organisation} and h.post = 'delegate'
  and h.voided_at is null and h.from_on <= ${on}::date and (h.to_on is null or h.to_on >= ${on}::date)`;

/**
 * Delegates of a place's congress on a day. A post stands at the organisation that elected it: the congress of a place is elected by
 * those below it, and whom the place itself elects goes to the congress above. So does whom an organisation between elects: whoever
 * was sent by those below that one sits in its congress, not in this one.
 */
export const delegatesOn = async (db: Db, _scope: Scope, place: Place, on: string): Promise<Voter[]> => {
  const rows = await membersOn(db, on)
    .where(
      sql<boolean>`exists (
        select from post_holding h join organisation o on ${seatedAt(sql`o.id`, on)}
        where h.person_id = p.id and o.path > ${place.path} and o.path < ${rangeEnd(place.path)}
          and not exists (
            select from organisation v join post_holding h on ${seatedAt(sql`v.id`, on)}
            where v.path > ${place.path} and v.path < o.path and starts_with(o.path, v.path)))`,
    )
    .execute();
  return rollOf(rows, on);
};

/** Those who were announced in an election: as elected, or of a preliminary vote as candidates. */
export const electedIn = (db: Db, electionId: string) =>
  db
    .selectFrom('election_candidate')
    .where('election_id', '=', electionId)
    .where('elected', '=', true)
    .select(['person_id', 'name'])
    .orderBy('position')
    .execute();

/** The committee that an election announced, as voters. */
export const committeeOf = async (db: Db, electionId: string): Promise<Voter[]> => {
  const rows = await electedIn(db, electionId);
  return inStrokeOrder(rows).map(({ person_id: personId, name }) => ({ personId, name, exclusion: null, note: null }));
};
