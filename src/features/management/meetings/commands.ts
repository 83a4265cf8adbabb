import { sql } from 'kysely';
import { covers, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath, organisationRow } from '#features/base/organisations/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleMeetings, type MeetingRow } from './access.ts';
import { fillPlaces, refuseTooFew } from './places/commands.ts';
import { agendaOf, inviteesOf, lastOf, nextDayOf } from './queries.ts';
import { inviteOn } from './roster/commands.ts';
import { candidatesOn } from './roster/queries.ts';
import { instantOf, meetingDay, meetingPlaces, seriesDays, timeOf, typeFacts, type MeetingType } from './rules.ts';
import { tellCancelled, tellChanged, tellInvited } from './telling/commands.ts';

export interface Plan {
  readonly title: string;
  readonly day: string;
  readonly time: string;
  readonly endTime?: string | undefined;
  readonly place?: string | undefined;
  readonly chairPersonId?: string | undefined;
  readonly recorderPersonId?: string | undefined;
  readonly agenda: readonly string[];
  readonly invited?: readonly string[] | undefined;
  readonly capacity?: number | undefined;
}
export interface NewPlan extends Plan {
  readonly id?: string | undefined;
  readonly organisationId: string;
  readonly type: MeetingType;
  readonly like?: string | undefined;
}

/** What every change of a meeting sets. */
export const raise = { version: sql<number>`version + 1` };

/** Tells whoever looks at it, and notes who did what. */
export const note = (
  tx: Tx,
  meeting: Pick<MeetingRow, 'id' | 'org_path'>,
  action: string,
  reason: string | null = null,
  changes: readonly FieldChange[] | null = null,
): void => {
  const { id: entityId, org_path: path } = meeting;
  audit(tx, { action: `meetings.${action}`, entity: 'meeting', entityId, path, reason, changes });
  touch(tx, `meeting:${entityId}`, { path });
  touch(tx, 'meetings', { path });
};

/** A meeting held until the commit. @throws AppError not_found, stale with the newer state */
export const lockMeeting = async (tx: Tx, scope: Scope, id: string, version?: number): Promise<MeetingRow> => {
  const row = await visibleMeetings(tx, scope).selectAll('m').where('m.id', '=', id).forUpdate('m').executeTakeFirst();
  if (!row) throw notFound();
  if (version === undefined || row.version === version) return row;
  const { title, place, content, state } = row;
  throw new AppError('stale', {
    current: {
      version: row.version,
      title,
      place,
      content,
      state,
      day: meetingDay(row.starts_at),
      time: timeOf(row.starts_at),
    },
  });
};

/** @throws AppError conflict where the meeting no longer stands there */
export const expectState = (meeting: MeetingRow, ...states: readonly MeetingRow['state'][]): void => {
  if (!states.includes(meeting.state)) throw new AppError('conflict', { message: 'meeting_moved_on' });
};

/** Where a meeting is filed: an organisation of the range that holds meetings. @throws AppError not_found, invalid */
const placeOf = async (tx: Tx, scope: Scope, organisationId: string): Promise<string> => {
  const row = await organisationRow(tx, scope, organisationId);
  if (!covers(scope, row.path)) throw notFound();
  if (!meetingPlaces.has(row.type) || row.abolished_on !== null)
    throw invalid('body.organisationId', 'holds_no_meetings');
  return holdPath(tx, organisationId);
};

const columnsOf = (plan: Plan) => {
  const startsAt = instantOf(plan.day, plan.time);
  const endsAt = plan.endTime === undefined ? null : instantOf(plan.day, plan.endTime);
  if (endsAt !== null && endsAt <= startsAt) throw invalid('body.endTime', 'ends_before_start');
  return {
    title: plan.title,
    starts_at: startsAt,
    ends_at: endsAt,
    place: plan.place === undefined || plan.place === '' ? null : plan.place,
    chair_person_id: plan.chairPersonId ?? null,
    recorder_person_id: plan.recorderPersonId ?? null,
    capacity: plan.capacity ?? null,
  };
};

const storeAgenda = async (tx: Tx, meeting: MeetingRow, agenda: readonly string[]): Promise<void> => {
  await tx.deleteFrom('agenda_item').where('meeting_id', '=', meeting.id).execute();
  if (agenda.length === 0) return;
  const { id: meeting_id, org_path } = meeting;
  await tx
    .insertInto('agenda_item')
    .values(agenda.map((topic, position) => ({ id: newId(), meeting_id, org_path, position, topic })))
    .execute();
};

/** Chair and recorder are of those asked. */
const refuseStrangers = async (tx: Tx, meeting: MeetingRow): Promise<void> => {
  const asked = new Set((await inviteesOf(tx, meeting.id)).map((each) => each.personId));
  for (const [field, id] of [
    ['chairPersonId', meeting.chair_person_id],
    ['recorderPersonId', meeting.recorder_person_id],
  ] as const)
    if (id !== null && !asked.has(id)) throw invalid(`body.${field}`, 'not_on_roster');
};

/** Where a new meeting stands: filed under a path, of a series, and told at once or when it draws near. */
interface Placed {
  readonly path: string;
  readonly seriesId: string | null;
  readonly later?: boolean;
}

const insertMeeting = async (
  tx: Tx,
  scope: Scope,
  county: County,
  plan: NewPlan,
  { path, seriesId, later = false }: Placed,
) => {
  const { organisationId, type, agenda, invited } = plan;
  if (plan.capacity !== undefined && !typeFacts[type].signUp) throw invalid('body.capacity', 'no_sign_up');
  const meeting = await tx
    .insertInto('meeting')
    .values({
      id: plan.id ?? newId(),
      organisation_id: organisationId,
      org_path: path,
      type,
      series_id: seriesId,
      created_at: county.now().toISOString(),
      ...columnsOf(plan),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (meeting === undefined) throw new AppError('conflict', { message: 'planned_already' });
  await storeAgenda(tx, meeting, agenda);
  await inviteOn(tx, scope, meeting, invited);
  await refuseStrangers(tx, meeting);
  if (!later) await tellInvited(tx, scope, county, meeting);
  note(tx, meeting, 'plan');
  return meeting.id;
};

/** The series of the meeting as which one is planned: of the same organisation and type, or none. */
const seriesOf = async (tx: Tx, scope: Scope, { like, organisationId, type }: NewPlan): Promise<string | null> => {
  if (like === undefined) return null;
  const row = await visibleMeetings(tx, scope)
    .select('m.series_id')
    .where('m.id', '=', like)
    .where('m.organisation_id', '=', organisationId)
    .where('m.type', '=', type)
    .executeTakeFirst();
  return row?.series_id ?? null;
};

/** Answers the id. @throws AppError not_found, invalid */
export const planMeeting = async (tx: Tx, scope: Scope, county: County, plan: NewPlan): Promise<string> => {
  const path = await placeOf(tx, scope, plan.organisationId);
  return insertMeeting(tx, scope, county, plan, { path, seriesId: await seriesOf(tx, scope, plan) });
};

interface FromLast {
  readonly organisationId: string;
  readonly type: MeetingType;
  readonly day?: string | undefined;
  readonly time?: string | undefined;
}

/** Title, time, place, agenda and people of the latest meeting of the type, on a new day. @throws AppError refused */
export const planFromLast = async (tx: Tx, scope: Scope, county: County, asked: FromLast): Promise<string> => {
  const { organisationId, type } = asked;
  const path = await placeOf(tx, scope, organisationId);
  const last = await lastOf(tx, scope, county, organisationId, type);
  if (last === undefined) throw new AppError('refused', { message: 'no_last_meeting' });
  const day = asked.day ?? (await nextDayOf(tx, scope, county, last));
  const time = asked.time ?? timeOf(last.starts_at);
  const invitees = await inviteesOf(tx, last.id);
  // Chair, recorder and those chosen come along where they still belong to the branch.
  const candidates = await candidatesOn(tx, scope, { organisationId, type, day });
  const present = new Set(candidates.map((each) => each.personId));
  const still = (id: string | null): string | undefined => (id !== null && present.has(id) ? id : undefined);
  const endTime = last.ends_at === null || asked.time !== undefined ? undefined : timeOf(last.ends_at);
  const plan: NewPlan = {
    organisationId,
    type,
    title: last.title,
    day,
    time,
    endTime,
    place: last.place ?? undefined,
    chairPersonId: still(last.chair_person_id),
    recorderPersonId: still(last.recorder_person_id),
    agenda: await agendaOf(tx, last.id),
    invited:
      typeFacts[type].attendees === 'chosen' ? invitees.flatMap((each) => still(each.personId) ?? []) : undefined,
    capacity: last.capacity ?? undefined,
  };
  return insertMeeting(tx, scope, county, plan, { path, seriesId: last.series_id });
};

/** One a month on the same day. The first is told at once, the others when they draw near. */
export const planSeries = async (tx: Tx, scope: Scope, county: County, plan: NewPlan & { readonly months: number }) => {
  const path = await placeOf(tx, scope, plan.organisationId);
  const seriesId = newId();
  const items: { id: string; day: string }[] = [];
  for (const [place, day] of seriesDays(plan.day, plan.months).entries())
    items.push({
      id: await insertMeeting(tx, scope, county, { ...plan, day }, { path, seriesId, later: place > 0 }),
      day,
    });
  return { seriesId, items };
};

/** A plan as it was and as it is now, and who was asked before. */
export interface Written {
  readonly before: MeetingRow;
  readonly after: MeetingRow;
  readonly asked: ReadonlySet<string>;
}

/** Writes a plan onto a meeting that is still planned. Whoever calls it tells of it. @throws AppError invalid */
export const writePlan = async (tx: Tx, scope: Scope, before: MeetingRow, plan: Plan): Promise<Written> => {
  if (plan.capacity !== undefined && !typeFacts[before.type].signUp) throw invalid('body.capacity', 'no_sign_up');
  const asked = new Set((await inviteesOf(tx, before.id)).map((each) => each.personId));
  const after = await tx
    .updateTable('meeting')
    .set({ ...columnsOf(plan), ...raise })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await storeAgenda(tx, after, plan.agenda);
  await inviteOn(tx, scope, after, plan.invited);
  await refuseStrangers(tx, after);
  await refuseTooFew(tx, after);
  return { before, after, asked };
};

export const editMeeting = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...plan }: Plan & { readonly version: number },
): Promise<void> => {
  const before = await lockMeeting(tx, scope, id, version);
  expectState(before, 'planned');
  const written = await writePlan(tx, scope, before, plan);
  await tellChanged(tx, scope, county, written);
  await fillPlaces(tx, county, written.after);
  note(tx, written.after, 'edit');
};

/** Calls a meeting off. Whoever calls it tells of it. */
export const callOff = async (tx: Tx, meeting: MeetingRow, reason: string): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({ state: 'cancelled', cancel_reason: reason, ...raise })
    .where('id', '=', meeting.id)
    .execute();
  note(tx, meeting, 'cancel', reason);
};

export const cancelMeeting = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<void> => {
  const meeting = await lockMeeting(tx, scope, id, version);
  expectState(meeting, 'planned');
  await callOff(tx, meeting, reason);
  await tellCancelled(tx, scope, county, meeting);
};
