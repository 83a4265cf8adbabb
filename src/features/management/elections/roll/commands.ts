import { leafPath, type Scope } from '#platform/access/scope.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import type { ElectionRow } from '../access.ts';
import { electionsBefore } from '../rounds/queries.ts';
import { standsOutsideRoll, type Electors } from '../rules.ts';
import { committeeOf, delegatesOn, votersAmong, votersOn, type Voter } from './queries.ts';
import { deductionProblems, isSuspension, type Exclusion } from './rules.ts';

/** Who votes: the members of the place on the day, the delegates of its congress, or the committee that was elected before. */
const votersFor = async (tx: Tx, scope: Scope, row: ElectionRow): Promise<Voter[]> => {
  if (row.voters === 'committee') {
    const committee = (await electionsBefore(tx, scope, row)).find(({ kind }) => kind === 'committee');
    return committee === undefined ? [] : committeeOf(tx, committee.id);
  }
  const look = row.voters === 'delegates' ? delegatesOn : votersOn;
  return look(tx, scope, { path: row.org_path }, row.held_on);
};

/**
 * Who of some people may be named on a ballot: those of the roll, and where a congress elects all members below it. What the roll
 * says of somebody goes before what the files say.
 */
export const namableOf = async (
  db: Db,
  row: ElectionRow,
  people: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly exclusion: string | null }>> => {
  const roll = await db
    .selectFrom('election_roll')
    .select(['person_id', 'name', 'exclusion'])
    .where('election_id', '=', row.id)
    .execute();
  const outside = standsOutsideRoll(row.voters as Electors)
    ? await votersAmong(db, { path: row.org_path }, row.held_on, people)
    : [];
  return new Map<string, { readonly name: string; readonly exclusion: string | null }>([
    ...outside.map(({ personId, name, exclusion }) => [personId, { name, exclusion }] as const),
    ...roll.map(({ person_id: personId, name, exclusion }) => [personId, { name, exclusion }] as const),
  ]);
};

/**
 * Writes the roll of the day. What was entered about those who are still on it stays, where it is no matter of the day; a vote that
 * continues another begins with what was entered for that one.
 */
export const writeRoll = async (tx: Tx, scope: Scope, row: ElectionRow, from = row.id): Promise<number> => {
  const voters = await votersFor(tx, scope, row);
  const before = await tx.selectFrom('election_roll').selectAll().where('election_id', '=', from).execute();
  const known = new Map(before.map((line) => [line.person_id, line]));
  await tx.deleteFrom('election_roll').where('election_id', '=', row.id).execute();
  if (voters.length === 0) return 0;
  const lines = voters.map((voter) => {
    const old = known.get(voter.personId);
    // A suspension follows the file; what people entered by hand is kept.
    const kept = old !== undefined && old.exclusion !== null && old.exclusion !== 'watched' && voter.exclusion === null;
    return {
      election_id: row.id,
      person_id: voter.personId,
      org_path: leafPath(row.org_path, voter.personId),
      name: voter.name,
      exclusion: kept ? old.exclusion : voter.exclusion,
      since: kept ? old.since : null,
      consent: kept ? old.consent : null,
      resolved_on: kept ? old.resolved_on : null,
      note: kept ? old.note : voter.note,
    };
  });
  // Nine values a row: as many rows as the protocol takes in one statement.
  for (let from = 0; from < lines.length; from += 5_000)
    await tx
      .insertInto('election_roll')
      .values(lines.slice(from, from + 5_000))
      .execute();
  return lines.length;
};

export interface Excluding {
  readonly exclusion: Exclusion | null;
  readonly since: string | null;
  readonly consent: string | null;
  readonly resolvedOn: string | null;
  readonly note: string | null;
}

const blankToNull = (text: string | null): string | null => (text === '' ? null : text);

/** Enters or clears why somebody is not counted. @throws AppError invalid, not_found for whoever is not on the roll */
export const writeExclusion = async (tx: Tx, row: ElectionRow, personId: string, input: Excluding): Promise<void> => {
  const { exclusion, since, resolvedOn } = input;
  const entry = { since, resolvedOn, consent: blankToNull(input.consent), note: blankToNull(input.note) };
  if (exclusion !== null) {
    const problems = deductionProblems({ exclusion, ...entry }, row.held_on);
    if (problems.length > 0) throw new AppError('invalid', { problems });
  }
  const stands = await tx
    .selectFrom('election_candidate')
    .select('person_id')
    .where('election_id', '=', row.id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (stands !== undefined && exclusion !== null && isSuspension(exclusion))
    throw invalid('body.exclusion', 'candidate_suspended');
  const written = await tx
    .updateTable('election_roll')
    .set({
      exclusion,
      since: exclusion === null ? null : since,
      consent: exclusion === null ? null : entry.consent,
      resolved_on: exclusion === null ? null : resolvedOn,
      note: exclusion === null ? null : entry.note,
    })
    .where('election_id', '=', row.id)
    .where('person_id', '=', personId)
    .returning('person_id')
    .executeTakeFirst();
  if (written === undefined) throw notFound();
};
