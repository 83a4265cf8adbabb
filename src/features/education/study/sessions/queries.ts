import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { reckonLines } from '../hours/rules.ts';
import { isStudyKind, meetingKinds } from '../packs/study-kinds.ts';
import { yearsUntil } from '../rules.ts';
import type { sessionList, StudySession } from './contract.ts';

/** Meetings of the very organisation that may give study hours: what was held is kept by the meetings, and only read here. */
export const ownStudyMeetings = (db: Db, scope: Scope) =>
  db
    .selectFrom('meeting as m')
    .leftJoin('study_session as s', 's.meeting_id', 'm.id')
    .where('m.organisation_id', '=', scope.organisationId)
    .where('m.state', '=', 'closed')
    .where('m.type', 'in', Object.keys(meetingKinds) as (keyof typeof meetingKinds)[]);

const present = sql<number>`(select count(*)::int4 from meeting_invitee i where i.meeting_id = m.id and i.attendance = 'present')`;

export const sessionsOf = async (
  db: Db,
  scope: Scope,
  county: County,
  asked: number | undefined,
): Promise<z.input<typeof sessionList.reply>> => {
  const today = county.today();
  const year = asked ?? Number(today.slice(0, 4));
  const rows = await ownStudyMeetings(db, scope)
    .select([
      'm.id',
      'm.held_on',
      'm.type',
      'm.title',
      'm.starts_at',
      'm.ends_at',
      's.version',
      's.topics',
      's.lecturer',
      's.study_hours',
      present.as('present'),
    ])
    .where('m.held_on', '>=', `${year}-01-01`)
    .where('m.held_on', '<=', `${year}-12-31`)
    .orderBy('m.held_on', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
  const items = rows.map((row): z.input<typeof StudySession> => {
    const statedHours = row.study_hours === null ? null : Number(row.study_hours);
    const [line] = reckonLines([
      {
        source: 'meeting',
        ref: row.id,
        on: row.held_on ?? today,
        until: null,
        kind: row.type,
        title: row.title,
        unit: null,
        topics: row.topics ?? [],
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        stated: statedHours,
      },
    ]);
    return {
      meetingId: row.id,
      version: row.version ?? 0,
      on: row.held_on ?? today,
      kind: row.type,
      title: row.title,
      topics: row.topics ?? [],
      lacksTopic: (row.topics ?? []).length === 0 && isStudyKind(row.type) && meetingKinds[row.type] === 'whole',
      lecturer: row.lecturer,
      statedHours,
      present: row.present,
      credit: line === undefined || line.reason === 'no_topic' ? null : line.credit,
    };
  });
  return { items, year, years: yearsUntil(today), unnoted: items.filter(({ lacksTopic }) => lacksTopic).length };
};
