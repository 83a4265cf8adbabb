import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import type { MeetingRow } from '../access.ts';
import { inviteesOf } from '../queries.ts';
import { lackingIn, namedBy, type Leaders } from './rules.ts';

/**
 * Names chair and recorder by the list as it stands; who is not named stays as planned. A meeting without them is neither confirmed
 * nor closed. @throws AppError invalid, with who is missing
 */
export const nameLeaders = async (
  tx: Tx,
  meeting: Pick<MeetingRow, 'id' | 'chair_person_id' | 'recorder_person_id'>,
  given: Leaders,
): Promise<void> => {
  const { id, chair_person_id: chairPersonId, recorder_person_id: recorderPersonId } = meeting;
  const named = namedBy(given, { chairPersonId, recorderPersonId });
  const lacking = lackingIn(named, await inviteesOf(tx, id));
  if (lacking.length > 0)
    throw new AppError('invalid', {
      problems: lacking.map(({ field, message }) => ({ path: `body.${field}`, message })),
    });
  await tx
    .updateTable('meeting')
    .set({ chair_person_id: named.chairPersonId, recorder_person_id: named.recorderPersonId })
    .where('id', '=', id)
    .execute();
};
