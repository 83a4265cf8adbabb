import { sql, type Selectable } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { AgendaItem, MeetingResolution } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { ownMeetingRows } from '../access.ts';
import { takesCodes, typeFacts } from '../rules.ts';
import type { OwnMeeting, OwnMeetingLine } from './contract.ts';

/** The person behind the session. @throws AppError not_found for an account without one */
export const ownPerson = (scope: Scope): string => {
  if (scope.personId === null) throw notFound();
  return scope.personId;
};

const shown = 100;
const columns = (db: Db, scope: Scope) =>
  ownMeetingRows(db, scope)
    .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
    .select([
      'm.id',
      'm.type',
      'm.title',
      'm.starts_at',
      'm.ends_at',
      'm.place',
      'm.state',
      'm.capacity',
      'm.cancel_reason',
    ])
    .select(['i.response', 'i.excuse', 'i.attendance', 'o.name as organisation']);
type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

const line = (row: Row): z.input<typeof OwnMeetingLine> => ({
  id: row.id,
  type: row.type,
  title: row.title,
  startsAt: row.starts_at,
  place: row.place,
  state: row.state,
  response: row.response,
  attendance: row.attendance,
});

/** From today on, the next first; or before today, the latest first. */
export const ownMeetingsOf = async (db: Db, scope: Scope, county: County, when: 'upcoming' | 'past') => {
  ownPerson(scope);
  const today = `${county.today()}T00:00:00+08:00`;
  const rows = await columns(db, scope)
    .where('m.starts_at', when === 'upcoming' ? '>=' : '<', today)
    .orderBy('m.starts_at', when === 'upcoming' ? 'asc' : 'desc')
    .orderBy('m.id')
    .limit(shown)
    .execute();
  return { items: rows.map(line) };
};

const places = async (db: Db, id: string): Promise<number> => {
  const { rows } = await sql<{ taken: number }>`select taken from own_meeting_places(${id})`.execute(db);
  return rows[0]?.taken ?? 0;
};

const ownAgenda = (db: Db, id: string) =>
  db
    .selectFrom(sql<Selectable<AgendaItem>>`own_meeting_agenda(${id})`.as('a'))
    .select('a.topic')
    .orderBy('a.position')
    .execute();
const ownResolutions = (db: Db, id: string) =>
  db
    .selectFrom(sql<Selectable<MeetingResolution>>`own_meeting_resolutions(${id})`.as('r'))
    .select(['r.id', 'r.wording', 'r.passed'])
    .orderBy('r.position')
    .execute();

const acts = (row: Row, now: number) => {
  const open = row.state === 'planned';
  const before = open && Date.parse(row.starts_at) > now;
  const { signUp } = typeFacts[row.type];
  const placed = row.response === 'signed_up' || row.response === 'waiting';
  return {
    signIn: open && row.attendance === null && takesCodes(row.starts_at, now),
    signUp: before && signUp && !placed,
    withdraw: before && signUp && placed,
    decline: before && row.response !== 'declined' && !placed,
  };
};

/** @throws AppError not_found where the person is not asked to it */
export const ownMeetingOf = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof OwnMeeting>> => {
  ownPerson(scope);
  const row = await columns(db, scope).where('m.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const { signUp } = typeFacts[row.type];
  const [agenda, resolutions, taken] = await Promise.all([
    ownAgenda(db, id),
    row.state === 'closed' ? ownResolutions(db, id) : [],
    signUp ? places(db, id) : 0,
  ]);
  return {
    ...line(row),
    organisationName: row.organisation,
    endsAt: row.ends_at,
    cancelReason: row.cancel_reason,
    excuse: row.excuse,
    agenda: agenda.map((item) => item.topic),
    resolutions,
    places: signUp ? { capacity: row.capacity, taken } : null,
    can: acts(row, county.now().getTime()),
  };
};
