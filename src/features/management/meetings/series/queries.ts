import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleMeetings, type MeetingRow } from '../access.ts';
import { meetingDay, timeOf } from '../rules.ts';

/** Those of the series that come after a meeting, in their order. */
export const following = (db: Db, scope: Scope, meeting: Pick<MeetingRow, 'id' | 'series_id' | 'starts_at'>) =>
  visibleMeetings(db, scope)
    .where('m.series_id', '=', meeting.series_id)
    .where(sql<boolean>`(m.starts_at, m.id) > (${meeting.starts_at}::timestamptz, ${meeting.id}::uuid)`)
    .orderBy('m.starts_at')
    .orderBy('m.id');

/** What a change of this one and of those that follow would reach. @throws AppError not_found */
export const seriesAheadOf = async (db: Db, scope: Scope, id: string) => {
  const row = await visibleMeetings(db, scope)
    .select(['m.id', 'm.series_id', 'm.title', 'm.state', 'm.starts_at'])
    .where('m.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  const later =
    row.series_id === null
      ? []
      : await following(db, scope, row).select(['m.id', 'm.title', 'm.state', 'm.starts_at']).execute();
  const reached = [row, ...later].filter(({ state }) => state === 'planned');
  const { people } = await db
    .selectFrom('meeting_invitee')
    .select(sql<number>`count(distinct person_id)::int4`.as('people'))
    .where(sql<boolean>`meeting_id = any(${reached.map((one) => one.id)}::uuid[])`)
    .executeTakeFirstOrThrow();
  return {
    items: reached.map(({ id: one, title, starts_at: at }) => ({
      id: one,
      title,
      day: meetingDay(at),
      time: timeOf(at),
    })),
    kept: later.filter(({ state }) => state !== 'planned').length,
    people,
  };
};
