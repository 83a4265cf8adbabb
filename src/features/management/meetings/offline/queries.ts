import { sql } from 'kysely';
import { covers, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { organisationRow } from '#features/base/organisations/index.ts';
import { addDays } from '#shared/days.ts';
import { notFound } from '#shared/errors.ts';
import { visibleMeetings } from '../access.ts';
import { draftOf, meetingOf } from '../queries.ts';
import { meetingTypes } from '../rules.ts';

/** Planned meetings of so many days around today are taken along; what was held waits for its record however long. */
const around = 31;
const most = 20;

/** Everything that the work of an evening needs, in one answer. @throws AppError not_found */
export const takenAlong = async (db: Db, scope: Scope, county: County, organisationId: string) => {
  const organisation = await organisationRow(db, scope, organisationId);
  if (!covers(scope, organisation.path)) throw notFound();
  const day = county.today();
  const rows = await visibleMeetings(db, scope)
    .select('m.id')
    .where('m.organisation_id', '=', organisationId)
    .where((e) =>
      e.or([
        e('m.state', '=', 'held'),
        e.and([
          e('m.state', '=', 'planned'),
          e('m.starts_at', '>=', `${addDays(day, -around)}T00:00:00+08:00`),
          e('m.starts_at', '<', `${addDays(day, around)}T00:00:00+08:00`),
        ]),
      ]),
    )
    .orderBy('m.starts_at', 'desc')
    .limit(most)
    .execute();
  const drafts = [];
  for (const type of meetingTypes)
    drafts.push({ type, draft: await draftOf(db, scope, county, { organisationId, type, day }) });
  const meetings = [];
  for (const row of rows) meetings.push(await meetingOf(db, scope, county, row.id));
  const { id, name, type } = organisation;
  return { organisation: { id, name, type }, day, drafts, meetings };
};

const shown = 50;

/** @throws AppError not_found */
export const changesOf = async (db: Db, scope: Scope, id: string, since: string | undefined) => {
  const row = await visibleMeetings(db, scope).select('m.id').where('m.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  // Events lie in the same range as the meeting: the log of a county stays with its guard.
  const items = await db
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor', 'action'])
    .where('entity_id', '=', id)
    .where(sql<boolean>`entity = 'meeting'`)
    .$if(since !== undefined, (q) => q.where('at', '>', since ?? ''))
    .orderBy('id', 'desc')
    .limit(shown)
    .execute();
  return { items };
};
