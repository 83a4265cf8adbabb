import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { invalid } from '#shared/errors.ts';
import type { MeetingRow } from '../access.ts';
import { isAfterwards } from '../rules.ts';
import { tellPlaces } from '../telling/commands.ts';

/** Who has a place, and who waits for one in the order of asking. The meeting is held: places are given one after the other. */
export const seated = async (tx: Tx, { id }: Pick<MeetingRow, 'id'>) => {
  const rows = await tx
    .selectFrom('meeting_invitee')
    .select(['person_id', 'response'])
    .where('meeting_id', '=', id)
    .where('response', 'in', ['signed_up', 'waiting'])
    .orderBy('responded_at')
    .orderBy('person_id')
    .execute();
  const of = (response: 'signed_up' | 'waiting'): string[] =>
    rows.filter((row) => row.response === response).map((row) => row.person_id);
  return { placed: of('signed_up'), waiting: of('waiting') };
};

/** Nobody loses a place that was given: fewer places than people have been given are refused. @throws AppError invalid */
export const refuseTooFew = async (tx: Tx, meeting: MeetingRow): Promise<void> => {
  if (meeting.capacity === null) return;
  const taken = (await seated(tx, meeting)).placed.length;
  if (taken > meeting.capacity) throw invalid('body.capacity', 'places_taken', { taken });
};

/** Places that are free go to those who wait, the first first, and each is told; what is over has none to give. */
export const fillPlaces = async (tx: Tx, county: County, meeting: MeetingRow): Promise<void> => {
  if (isAfterwards(meeting.starts_at, county.now().getTime())) return;
  const { placed, waiting } = await seated(tx, meeting);
  const free = meeting.capacity === null ? waiting.length : Math.max(0, meeting.capacity - placed.length);
  const lucky = waiting.slice(0, free);
  if (lucky.length === 0) return;
  await tx
    .updateTable('meeting_invitee')
    .set({ response: 'signed_up' })
    .where('meeting_id', '=', meeting.id)
    .where('person_id', 'in', lucky)
    .execute();
  await tellPlaces(tx, meeting, lucky);
};
