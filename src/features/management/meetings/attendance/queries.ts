import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { visibleMeetings } from '../access.ts';
import { inviteesOf } from '../queries.ts';
import { leftOf, shiftOf, slotOf, takesCodes, tallyOf } from '../rules.ts';
import { codeIn } from './access.ts';

/** The code that the meeting's screen shows, and how many are there. @throws AppError not_found, refused outside its hours */
export const codeOf = async (db: Db, scope: Scope, county: County, id: string) => {
  const meeting = await visibleMeetings(db, scope)
    .select(['m.type', 'm.state', 'm.starts_at'])
    .where('m.id', '=', id)
    .executeTakeFirst();
  if (!meeting) throw notFound();
  const now = county.now().getTime();
  if (meeting.state !== 'planned' || !takesCodes(meeting.starts_at, now))
    throw new AppError('refused', { message: 'no_codes_now' });
  const { present, expected } = tallyOf(meeting.type, await inviteesOf(db, id));
  const shift = shiftOf(id);
  return {
    code: codeIn(county, id, slotOf(now, shift)),
    lastsMs: leftOf(now, shift),
    present,
    expected,
  };
};
