import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleMeetings } from '../access.ts';
import type { MeetingType } from '../rules.ts';

/** What somebody has to do about a meeting: confirm who came, write the record and close it. */
export interface MeetingToFinish {
  readonly id: string;
  readonly organisationId: string;
  readonly path: string;
  readonly type: MeetingType;
  readonly title: string;
  readonly startsAt: string;
  readonly need: 'confirm' | 'close';
}

/** Meetings of the range whose time has come and whose list or record is still open, the oldest first. */
export const meetingsToFinish = async (
  db: Db,
  scope: Scope,
  county: County,
  limit = 100,
): Promise<MeetingToFinish[]> => {
  const rows = await visibleMeetings(db, scope)
    .select(['m.id', 'm.organisation_id', 'm.org_path', 'm.type', 'm.title', 'm.starts_at', 'm.state'])
    .where('m.state', 'in', ['planned', 'held'])
    .where('m.starts_at', '<', county.now().toISOString())
    .orderBy('m.starts_at')
    .orderBy('m.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    path: row.org_path,
    type: row.type,
    title: row.title,
    startsAt: row.starts_at,
    need: row.state === 'planned' ? 'confirm' : 'close',
  }));
};

/** A task of a meeting that is not done, with the day by which it should be. */
export interface OpenTask {
  readonly id: string;
  readonly meetingId: string;
  readonly path: string;
  readonly task: string;
  readonly ownerPersonId: string;
  readonly dueOn: string;
}

/** Tasks of the range that are not done, and the own ones of the person behind the scope; the most urgent first. */
export const tasksToFinish = async (db: Db, _scope: Scope, limit = 100): Promise<OpenTask[]> => {
  const rows = await db
    .selectFrom('meeting_task')
    .select(['id', 'meeting_id', 'org_path', 'task', 'owner_person_id', 'due_on'])
    .where('done_at', 'is', null)
    .orderBy('due_on')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    meetingId: row.meeting_id,
    path: row.org_path,
    task: row.task,
    ownerPersonId: row.owner_person_id,
    dueOn: row.due_on,
  }));
};
