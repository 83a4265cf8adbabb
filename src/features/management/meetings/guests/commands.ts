import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { expectState, lockMeeting, note } from '../commands.ts';
import { sealGuest, type GuestFacts } from './queries.ts';

/** Who sits in without a vote, but for mobile members: all of them anew. @throws AppError not_found, conflict once it is closed */
export const setGuests = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  guests: readonly GuestFacts[],
): Promise<void> => {
  const meeting = await lockMeeting(tx, scope, id);
  expectState(meeting, 'planned', 'held');
  await tx.deleteFrom('meeting_guest').where('meeting_id', '=', id).where('kind', '=', 'attending').execute();
  const facts = {
    meeting_id: id,
    org_path: meeting.org_path,
    kind: 'attending' as const,
    attended: true,
    noted_by: scope.actor,
    noted_at: county.now().toISOString(),
  };
  if (guests.length > 0)
    await tx
      .insertInto('meeting_guest')
      .values(guests.map((guest) => ({ id: newId(), ...facts, ...sealGuest(county.crypto, guest) })))
      .execute();
  note(tx, meeting, 'setGuests', null, [{ field: 'guests', from: null, to: guests.length }]);
};

interface MobileGuest {
  readonly meetingId: string;
  readonly inflowId: string;
  readonly facts: GuestFacts;
  /** Null: asked, nothing is known yet. */
  readonly attended: boolean | null;
}

/**
 * A mobile member who lives here is asked to a meeting, came or did not: the feature that keeps them says so, and sheet and minutes
 * show it. Said of a closed meeting it is shown as said afterwards. @throws AppError not_found
 */
export const noteMobileGuest = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { meetingId, inflowId, facts, attended }: MobileGuest,
): Promise<void> => {
  const meeting = await lockMeeting(tx, scope, meetingId);
  const said = {
    attended,
    noted_by: scope.actor,
    noted_at: county.now().toISOString(),
    ...sealGuest(county.crypto, facts),
  };
  await tx
    .insertInto('meeting_guest')
    .values({
      id: newId(),
      meeting_id: meetingId,
      org_path: meeting.org_path,
      kind: 'mobile',
      inflow_id: inflowId,
      ...said,
    })
    .onConflict((on) => on.columns(['meeting_id', 'inflow_id']).doUpdateSet(said))
    .execute();
  note(tx, meeting, 'setGuests');
};

/** @throws AppError not_found */
export const dropMobileGuest = async (
  tx: Tx,
  scope: Scope,
  { meetingId, inflowId }: Pick<MobileGuest, 'meetingId' | 'inflowId'>,
): Promise<void> => {
  const meeting = await lockMeeting(tx, scope, meetingId);
  await tx.deleteFrom('meeting_guest').where('meeting_id', '=', meetingId).where('inflow_id', '=', inflowId).execute();
  note(tx, meeting, 'setGuests');
};
