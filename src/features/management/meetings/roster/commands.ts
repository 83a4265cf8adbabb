import { sql } from 'kysely';
import { leafPath, type Scope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { invalid } from '#shared/errors.ts';
import type { MeetingRow } from '../access.ts';
import { meetingDay, typeFacts } from '../rules.ts';
import { candidatesOn, lastExempt, type RosterPerson } from './queries.ts';

/** A list of uuids as one parameter. */
const ids = (people: readonly RosterPerson[]) => sql`${people.map((each) => each.personId)}::uuid[]`;

const store = async (tx: Tx, meeting: MeetingRow, people: readonly RosterPerson[], exempt: ReadonlySet<string>) => {
  // Whoever is no longer of that day's roster goes, unless something was already said of them.
  await sql`delete from meeting_invitee where meeting_id = ${meeting.id} and attendance is null
    and not (person_id = any(${ids(people)}))`.execute(tx);
  if (people.length === 0) return;
  await tx
    .insertInto('meeting_invitee')
    .values(
      people.map(({ personId, name, votes }) => ({
        meeting_id: meeting.id,
        person_id: personId,
        org_path: leafPath(meeting.org_path, personId),
        name,
        votes,
        exempt: exempt.has(personId),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['meeting_id', 'person_id']).doUpdateSet((e) => ({
        name: e.ref('excluded.name'),
        votes: e.ref('excluded.votes'),
      })),
    )
    .execute();
};

/**
 * Brings the list of those asked in line with the roster of the day: everybody, the committee, or those chosen. What has
 * been said of a person stays. @throws AppError invalid where somebody chosen was not of the roster that day
 */
export const inviteOn = async (
  tx: Tx,
  scope: Scope,
  meeting: MeetingRow,
  chosen: readonly string[] | undefined,
): Promise<void> => {
  const day = meeting.held_on ?? meetingDay(meeting.starts_at);
  const { organisation_id: organisationId, type } = meeting;
  const candidates = await candidatesOn(tx, scope, { organisationId, type, day });
  const exempt = await lastExempt(tx, organisationId);
  if (typeFacts[type].attendees !== 'chosen') {
    if (chosen !== undefined) throw invalid('body.invited', 'all_invited');
    return store(tx, meeting, candidates, exempt);
  }
  const before = await tx
    .selectFrom('meeting_invitee')
    .select('person_id')
    .where('meeting_id', '=', meeting.id)
    .execute();
  const wanted = new Set(chosen ?? before.map((row) => row.person_id));
  const people = candidates.filter((each) => wanted.has(each.personId));
  if (chosen !== undefined && people.length < wanted.size) throw invalid('body.invited', 'not_on_roster');
  return store(tx, meeting, people, exempt);
};
