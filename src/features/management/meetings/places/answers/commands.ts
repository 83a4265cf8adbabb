import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { expectState, lockMeeting, note } from '../../commands.ts';
import { inviteesOf } from '../../queries.ts';
import { isAfterwards, typeFacts } from '../../rules.ts';
import { tellAnswered } from '../../telling/commands.ts';
import { fillPlaces, seated } from '../commands.ts';

interface Answer {
  readonly personId: string;
  readonly act: 'sign_up' | 'withdraw' | 'decline';
  readonly excuse: string;
}

/**
 * The secretary answers for a member who has no phone, as the member would: the waiting list and the excuse count the same. The
 * member is told. @throws AppError not_found, conflict once it has begun, refused for a type without places
 */
export const respondFor = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { personId, act, excuse }: Answer,
): Promise<void> => {
  const meeting = await lockMeeting(tx, scope, id);
  expectState(meeting, 'planned');
  if (isAfterwards(meeting.starts_at, county.now().getTime()))
    throw new AppError('conflict', { message: 'meeting_moved_on' });
  if (act !== 'decline' && !typeFacts[meeting.type].signUp) throw new AppError('refused', { message: 'no_sign_up' });
  const person = (await inviteesOf(tx, id)).find((one) => one.personId === personId);
  if (person === undefined) throw invalid('body.personId', 'not_on_list');
  const was = person.response;
  const has = was === 'signed_up' || was === 'waiting';
  if ((act === 'sign_up' && has) || (act === 'withdraw' && !has)) return note(tx, meeting, 'respondFor');
  const { placed } = await seated(tx, meeting);
  const full = meeting.capacity !== null && placed.length >= meeting.capacity;
  const response = act === 'sign_up' ? (full ? 'waiting' : 'signed_up') : act === 'decline' ? 'declined' : 'none';
  await tx
    .updateTable('meeting_invitee')
    .set({ response, excuse: act === 'decline' ? excuse : null, responded_at: county.now().toISOString() })
    .where('meeting_id', '=', id)
    .where('person_id', '=', personId)
    .execute();
  if (was === 'signed_up') await fillPlaces(tx, county, meeting);
  await tellAnswered(tx, meeting, { person: personId, response, at: county.now().getTime() });
  note(tx, meeting, 'respondFor', act === 'decline' ? excuse : null, [
    { field: `response.${personId}`, from: was, to: response },
  ]);
};
