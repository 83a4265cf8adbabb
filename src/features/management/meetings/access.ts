import { sql, type Selectable } from 'kysely';
import { may, type Scope } from '#platform/access/scope.ts';
import type { Meeting as MeetingTable } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';

export type MeetingRow = Selectable<MeetingTable>;

/** Meetings filed in the range of the scope; the range itself is the database's. */
export const visibleMeetings = (db: Db, _scope: Scope) => db.selectFrom('meeting as m');

/** Meetings that the person behind the scope is asked to, wherever they are filed. */
export const ownMeetingRows = (db: Db, scope: Scope) =>
  db
    .selectFrom(sql<MeetingRow>`own_meetings()`.as('m'))
    .innerJoin('meeting_invitee as i', (join) =>
      join.onRef('i.meeting_id', '=', 'm.id').on('i.person_id', '=', scope.personId),
    );

export const mayOf = (scope: Scope) => ({ edit: may(scope, 'meetings.edit'), close: may(scope, 'meetings.close') });
