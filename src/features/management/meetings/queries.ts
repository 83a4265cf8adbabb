import { sql } from 'kysely';
import { z } from 'zod';
import { covers, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { organisationRow } from '#features/base/organisations/index.ts';
import type { Why } from '#features/base/rules/rules.ts';
import { notFound } from '#shared/errors.ts';
import { mayOf, visibleMeetings, type MeetingRow } from './access.ts';
import type { Amendment, Change, Invitee, Meeting, MeetingLine, Resolution, Task } from './contract.ts';
import { guestsOf } from './guests/queries.ts';
import { materialsOf } from './materials/queries.ts';
import { candidatesOn, lastExempt } from './roster/queries.ts';
import {
  actsOf,
  countsTooMany,
  instantOf,
  meetingDay,
  meetingPlaces,
  nextDayAfter,
  tallyOf,
  timeOf,
  typeFacts,
  type MeetingState,
  type MeetingType,
} from './rules.ts';

const byName = new Intl.Collator('zh-CN-u-co-pinyin');

export const inviteesOf = async (db: Db, meetingId: string): Promise<z.input<typeof Invitee>[]> => {
  const rows = await db.selectFrom('meeting_invitee').selectAll().where('meeting_id', '=', meetingId).execute();
  return rows
    .map((row) => ({
      personId: row.person_id,
      name: row.name,
      votes: row.votes,
      exempt: row.exempt,
      response: row.response,
      excuse: row.excuse,
      attendance: row.attendance,
      how: row.recorded_how,
      recordedAt: row.recorded_at,
      // A member who signs in by code after the roll was called does it at that moment.
      takenAt: row.recorded_how === 'code' ? null : row.taken_at,
      reason: row.reason,
    }))
    .toSorted((a, b) => byName.compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1));
};

export const resolutionsOf = async (db: Db, meetingId: string): Promise<z.input<typeof Resolution>[]> => {
  const rows = await db
    .selectFrom('meeting_resolution')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute();
  return rows.map(({ meeting_id: _m, org_path: _o, position: _p, why, ...row }) => ({
    ...row,
    tooMany: countsTooMany(row),
    whys: (why ?? []) as unknown as (Why & { steps: Why['steps'][number][] })[],
  }));
};

const taskRows = (db: Db) => db.selectFrom('meeting_task as t').selectAll('t');
type TaskRow = Awaited<ReturnType<ReturnType<typeof taskRows>['executeTakeFirstOrThrow']>>;
export const taskView = (row: TaskRow): z.input<typeof Task> => ({
  id: row.id,
  meetingId: row.meeting_id,
  task: row.task,
  owner: { id: row.owner_person_id, name: row.owner_name },
  dueOn: row.due_on,
  doneAt: row.done_at,
  doneNote: row.done_note,
  version: row.version,
});

/** Agreed at earlier meetings of the organisation and not done at an instant. */
export const openTasksAt = async (db: Db, organisationId: string, at: string): Promise<z.input<typeof Task>[]> => {
  const rows = await taskRows(db)
    .innerJoin('meeting as m', 'm.id', 't.meeting_id')
    .where('t.organisation_id', '=', organisationId)
    .where('m.starts_at', '<', at)
    .where((e) => e.or([e('t.done_at', 'is', null), e('t.done_at', '>=', at)]))
    .orderBy('t.due_on')
    .orderBy('t.id')
    .execute();
  return rows.map(taskView);
};

export const tasksOf = async (db: Db, meetingId: string): Promise<z.input<typeof Task>[]> =>
  (await taskRows(db).where('t.meeting_id', '=', meetingId).orderBy('t.created_at').orderBy('t.id').execute()).map(
    taskView,
  );

/** What an amendment keeps of the record that it replaced. */
export interface Former {
  readonly content: string | null;
  readonly resolutions: readonly string[];
  /** Missing in those of before both values were kept. */
  readonly changes?: readonly Change[];
}

const amendmentsOf = async (db: Db, meetingId: string): Promise<z.input<typeof Amendment>[]> => {
  const rows = await db
    .selectFrom('meeting_amendment')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ id, actor, reason, amended_at: at, former }) => {
    const { content, resolutions, changes = [] } = former as unknown as Former;
    return { id, at, actor, reason, content, resolutions: [...resolutions], changes: [...changes] };
  });
};

export const agendaOf = async (db: Db, meetingId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('agenda_item')
    .select('topic')
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.topic);
};

export const named = (invitees: readonly { personId: string; name: string }[], id: string | null) => {
  const found = invitees.find((each) => each.personId === id);
  return found === undefined ? null : { id: found.personId, name: found.name };
};

const parts = async (db: Db, county: County, row: MeetingRow) => {
  const [agenda, invitees, guests, resolutions, tasks, openTasks, amendments, materials] = await Promise.all([
    agendaOf(db, row.id),
    inviteesOf(db, row.id),
    guestsOf(db, county, row),
    resolutionsOf(db, row.id),
    tasksOf(db, row.id),
    openTasksAt(db, row.organisation_id, row.starts_at),
    amendmentsOf(db, row.id),
    materialsOf(db, row.id),
  ]);
  return { agenda, invitees, guests, resolutions, tasks, openTasks, amendments, materials };
};

/** One meeting as its branch reads it. @throws AppError not_found */
export const meetingOf = async (db: Db, scope: Scope, county: County, id: string): Promise<z.input<typeof Meeting>> => {
  const row = await visibleMeetings(db, scope).selectAll('m').where('m.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const [organisation, held] = await Promise.all([
    organisationRow(db, scope, row.organisation_id),
    parts(db, county, row),
  ]);
  return {
    id,
    organisation: { id: organisation.id, name: organisation.name, type: organisation.type },
    type: row.type,
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    heldOn: row.held_on,
    place: row.place,
    state: row.state,
    chair: named(held.invitees, row.chair_person_id),
    recorder: named(held.invitees, row.recorder_person_id),
    content: row.content,
    seriesId: row.series_id,
    capacity: row.capacity,
    confirmedAt: row.confirmed_at,
    confirmedBy: row.confirmed_by,
    cancelReason: row.cancel_reason,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    version: row.version,
    ...held,
    tally: tallyOf(row.type, held.invitees),
    can: actsOf(
      { state: row.state, startsAt: row.starts_at, heldOn: row.held_on, content: row.content },
      mayOf(scope),
      county.today(),
      county.now().getTime(),
    ),
  };
};

export interface ListQuery {
  readonly organisationId?: string | undefined;
  readonly year?: number | undefined;
  readonly type?: MeetingType | undefined;
  readonly state?: MeetingState | undefined;
  readonly when: 'all' | 'upcoming';
  readonly cursor?: string | undefined;
  readonly limit: number;
}

// The same counts as `tallyOf`, for a page of meetings in one round trip.
const listed = (db: Db, scope: Scope) =>
  visibleMeetings(db, scope)
    .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
    .select([
      'm.id',
      'm.organisation_id',
      'o.short_name',
      'm.type',
      'm.title',
      'm.starts_at',
      'm.held_on',
      'm.place',
      'm.state',
    ]);

const countsOf = async (db: Db, ids: readonly string[]) => {
  const people = new Map<string, z.input<typeof Invitee>[]>();
  if (ids.length === 0) return people;
  const rows = await db
    .selectFrom('meeting_invitee')
    .select(['meeting_id', 'person_id', 'votes', 'exempt', 'response', 'attendance'])
    .where('meeting_id', 'in', [...ids])
    .execute();
  for (const { meeting_id: id, person_id: personId, ...rest } of rows) {
    const person = {
      personId,
      name: '',
      excuse: null,
      how: null,
      recordedAt: null,
      takenAt: null,
      reason: null,
      ...rest,
    };
    people.set(id, [...(people.get(id) ?? []), person]);
  }
  return people;
};

/** The place of a page: when the meeting begins and which one it is. */
const cursorOf = (row: { readonly starts_at: string; readonly id: string }): string => `${row.starts_at} ${row.id}`;
const placeIn = (cursor: string): { readonly at: string; readonly id: string } | null => {
  const [at = '', id = ''] = cursor.split(' ');
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && !Number.isNaN(Date.parse(at)) && z.uuid().safeParse(id).success
    ? { at, id }
    : null;
};

export const meetingPage = async (db: Db, scope: Scope, county: County, asked: ListQuery) => {
  const next = asked.when === 'upcoming';
  const after = asked.cursor === undefined ? null : placeIn(asked.cursor);
  let q = listed(db, scope)
    .orderBy('m.starts_at', next ? 'asc' : 'desc')
    .orderBy('m.id', next ? 'asc' : 'desc')
    .limit(asked.limit + 1);
  if (asked.organisationId !== undefined) {
    const { path } = await organisationRow(db, scope, asked.organisationId);
    q = q.where('m.org_path', '>=', path).where('m.org_path', '<', `${path.slice(0, -1)}0`);
  }
  if (asked.year !== undefined)
    q = q
      .where('m.starts_at', '>=', `${asked.year}-01-01T00:00:00+08:00`)
      .where('m.starts_at', '<', `${asked.year + 1}-01-01T00:00:00+08:00`);
  if (asked.type !== undefined) q = q.where('m.type', '=', asked.type);
  if (asked.state !== undefined) q = q.where('m.state', '=', asked.state);
  if (next) q = q.where('m.state', '=', 'planned').where('m.starts_at', '>=', `${county.today()}T00:00:00+08:00`);
  if (after)
    q = q.where(
      sql<boolean>`(m.starts_at, m.id) ${sql.raw(next ? '>' : '<')} (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  const rows = await q.execute();
  const shown = rows.slice(0, asked.limit);
  const people = await countsOf(
    db,
    shown.map((row) => row.id),
  );
  const items: z.input<typeof MeetingLine>[] = shown.map((row) => {
    const { expected, present } = tallyOf(row.type, people.get(row.id) ?? []);
    return {
      id: row.id,
      organisationId: row.organisation_id,
      organisationName: row.short_name,
      type: row.type,
      title: row.title,
      startsAt: row.starts_at,
      heldOn: row.held_on,
      place: row.place,
      state: row.state,
      expected,
      present,
    };
  });
  const last = shown.at(-1);
  return { items, next: rows.length > asked.limit && last !== undefined ? cursorOf(last) : null };
};

const offered = 200;

/** Organisations in the range that hold meetings of their own, groups below their branch. */
export const meetingPlacesOf = async (db: Db, scope: Scope, q: string | undefined) => {
  const types = [...meetingPlaces] as 'branch'[];
  const found = `%${(q ?? '').replaceAll(/[\\%_]/g, '\\$&').toLowerCase()}%`;
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'short_name', 'type'])
    .where('type', 'in', types)
    .where('abolished_on', 'is', null)
    .where('path', '>=', scope.from)
    .where('path', '<', scope.to)
    .$if(q !== undefined && q !== '', (e) =>
      e.where((w) => w.or([w('name', 'ilike', found), w('initials', 'like', found)])),
    )
    .orderBy('path')
    .limit(offered)
    .execute();
  return { items: rows.map((row) => ({ id: row.id, name: row.short_name, type: row.type })) };
};

/** The meetings of a type that were not cancelled, the latest first. */
const ofType = (db: Db, scope: Scope, organisationId: string, type: MeetingType) =>
  visibleMeetings(db, scope)
    .where('m.organisation_id', '=', organisationId)
    .where('m.type', '=', type)
    .where('m.state', '<>', 'cancelled');

/**
 * The last meeting of a type: the latest that was held, or planned for a day before today. Where there is none, the latest that
 * is planned serves as the pattern.
 */
export const lastOf = (
  db: Db,
  scope: Scope,
  county: County,
  organisationId: string,
  type: MeetingType,
): Promise<MeetingRow | undefined> =>
  ofType(db, scope, organisationId, type)
    .selectAll('m')
    .orderBy(sql`m.state in ('held', 'closed') or m.starts_at < ${instantOf(county.today(), '00:00')}`, 'desc')
    .orderBy('m.starts_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The day to propose after the last one: none of the same type stands in its month yet. */
export const nextDayOf = async (db: Db, scope: Scope, county: County, last: MeetingRow): Promise<string> => {
  const today = county.today();
  const rows = await ofType(db, scope, last.organisation_id, last.type)
    .select('m.starts_at')
    .where('m.starts_at', '>=', instantOf(today, '00:00'))
    .execute();
  const planned = rows.map((row) => meetingDay(row.starts_at));
  return nextDayAfter(meetingDay(last.starts_at), today, planned);
};

const lastView = async (db: Db, scope: Scope, county: County, row: MeetingRow) => ({
  id: row.id,
  title: row.title,
  day: meetingDay(row.starts_at),
  time: timeOf(row.starts_at),
  endTime: row.ends_at === null ? null : timeOf(row.ends_at),
  place: row.place,
  chairPersonId: row.chair_person_id,
  recorderPersonId: row.recorder_person_id,
  agenda: await agendaOf(db, row.id),
  capacity: row.capacity,
  isAhead: row.state === 'planned' && meetingDay(row.starts_at) >= county.today(),
  nextDay: await nextDayOf(db, scope, county, row),
});

/** What is known of a meeting before anything is typed. @throws AppError not_found */
export const draftOf = async (
  db: Db,
  scope: Scope,
  county: County,
  asked: { readonly organisationId: string; readonly type: MeetingType; readonly day: string },
) => {
  const { path } = await organisationRow(db, scope, asked.organisationId);
  if (!covers(scope, path)) throw notFound();
  const [last, people, exempt, openTasks] = await Promise.all([
    lastOf(db, scope, county, asked.organisationId, asked.type),
    candidatesOn(db, scope, asked),
    lastExempt(db, asked.organisationId),
    openTasksAt(db, asked.organisationId, county.now().toISOString()),
  ]);
  const before = new Set(last === undefined ? [] : (await inviteesOf(db, last.id)).map((each) => each.personId));
  const all = typeFacts[asked.type].attendees !== 'chosen';
  return {
    last: last === undefined ? null : await lastView(db, scope, county, last),
    roster: people.map(({ personId, name, votes }) => ({
      personId,
      name,
      votes,
      exempt: exempt.has(personId),
      chosen: all || before.has(personId),
    })),
    openTasks,
  };
};
