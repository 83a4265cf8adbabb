import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { allOffered } from '#features/education/courses/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { tellAttended } from '../tallies/commands.ts';
import { noteSession } from './contract.ts';
import { ownStudyMeetings } from './queries.ts';

/** What a meeting of the own branch taught. @throws AppError not_found, stale, invalid */
export const note = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, topics, lecturer, hours }: z.output<typeof noteSession.body>,
): Promise<{ readonly id: string; readonly version: number }> => {
  // The row of the meeting holds the two who note one at once apart.
  const meeting = await ownStudyMeetings(tx, scope)
    .select(['m.id', 'm.org_path', 'm.held_on', 'm.type', 's.version', 's.topics'])
    .where('m.id', '=', id)
    .forUpdate('m')
    .executeTakeFirst();
  if (meeting === undefined || meeting.held_on === null) throw notFound();
  const { held_on, type, org_path } = meeting;
  const kept = meeting.version ?? 0;
  if (kept !== version) throw new AppError('stale', { current: { version: kept } });
  const fresh = topics.filter((topic) => !(meeting.topics ?? []).includes(topic));
  if (!(await allOffered(tx, fresh))) throw invalid('body.topics', 'study.no_topic');
  const facts = {
    topics: [...new Set(topics)],
    lecturer: lecturer === undefined || lecturer === '' ? null : lecturer,
    study_hours: hours === null ? null : String(hours),
    noted_by: scope.actor,
    noted_on: county.today(),
    version: kept + 1,
  };
  await tx
    .insertInto('study_session')
    .values({ meeting_id: id, held_on, type, org_path, ...facts })
    .onConflict((on) => on.column('meeting_id').doUpdateSet(facts))
    .execute();
  audit(tx, { action: noteSession.name, entity: 'study_session', entityId: id, path: org_path });
  touch(tx, 'study', { path: org_path });
  tellAttended(tx, { meeting: id });
  return { id, version: facts.version };
};
