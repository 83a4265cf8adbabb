import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { visibleMeetings, type MeetingRow } from '../../access.ts';
import { inviteesOf, resolutionsOf } from '../../queries.ts';
import { candidatesOn, lastExempt } from '../../roster/queries.ts';
import { judgeResolution, meetingDay, tallyOf, typeFacts } from '../../rules.ts';
import { rosterBetween, type DayRefusal } from './rules.ts';

/** Whether an admission was decided by this meeting: it keeps the day as well. */
const isBuiltOn = async (db: Db, meetingId: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from meeting_votes_built_on(${meetingId}) limit 1`.execute(db);
  return rows.length > 0;
};

/** The list of a meeting against the roster of another day, and why it cannot be moved there. @throws AppError not_found */
export const listOn = async (db: Db, scope: Scope, county: County, meeting: MeetingRow, day: string) => {
  const { id, organisation_id: organisationId, type } = meeting;
  const invitees = await inviteesOf(db, id);
  const candidates = await candidatesOn(db, scope, { organisationId, type, day });
  const was = new Set(invitees.map(({ personId }) => personId));
  // Whoever was chosen stays chosen; nobody else is.
  const roster =
    typeFacts[type].attendees === 'chosen' ? candidates.filter(({ personId }) => was.has(personId)) : candidates;
  const between = rosterBetween(invitees, roster);
  const present = between.leaving.filter(({ attendance }) => attendance === 'present').map(({ name }) => name);
  const refused = (why: DayRefusal, names: string[] = []) => ({ why, names });
  const isLater = day > county.today();
  return {
    ...between,
    invitees,
    roster,
    refused: isLater
      ? refused('not_begun')
      : (await isBuiltOn(db, id))
        ? refused('day_built_on')
        : present.length > 0
          ? refused('day_present', present)
          : null,
  };
};

/** What another day of a closed meeting would change. @throws AppError not_found, conflict where it is not closed */
export const newDayOf = async (db: Db, scope: Scope, county: County, id: string, day: string) => {
  const meeting = await visibleMeetings(db, scope).selectAll('m').where('m.id', '=', id).executeTakeFirst();
  if (!meeting) throw notFound();
  if (meeting.state !== 'closed') throw new AppError('conflict', { message: 'meeting_moved_on' });
  const { type, organisation_id: organisationId } = meeting;
  const { invitees, roster, joining, leaving, gainVote, loseVote, refused } = await listOn(
    db,
    scope,
    county,
    meeting,
    day,
  );
  const [was, exempt] = [new Map(invitees.map((one) => [one.personId, one])), await lastExempt(db, organisationId)];
  const joins = new Set(joining.map(({ personId }) => personId));
  const people = roster.map(({ personId, name, votes }) => ({
    personId,
    name,
    votes,
    exempt: was.get(personId)?.exempt ?? exempt.has(personId),
    joins: joins.has(personId),
  }));
  const tally = tallyOf(
    type,
    people.map((one) => ({
      ...one,
      response: was.get(one.personId)?.response ?? 'none',
      attendance: was.get(one.personId)?.attendance ?? 'absent',
    })),
  );
  const { entitled, votersPresent: present } = tally;
  const verdicts = (await resolutionsOf(db, id)).flatMap(({ wording, vote, yes, no, abstain, passed }) => {
    const now = judgeResolution({ vote, on: day, entitled, present, yes, no, abstain }).passed;
    return now === passed ? [] : [{ wording, passed: now }];
  });
  const names = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name);
  return {
    people,
    leaving: names(leaving),
    gainVote: names(gainVote),
    loseVote: names(loseVote),
    entitled: { from: tallyOf(type, invitees).entitled, to: entitled },
    verdicts,
    refused: day === (meeting.held_on ?? meetingDay(meeting.starts_at)) ? null : refused,
  };
};
