import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { ownMeetingRows } from '../access.ts';
import { takesCodes, typeFacts } from '../rules.ts';
import type { OwnMaterial } from '../materials/contract.ts';
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

export interface PageRow extends Omit<Row, 'id'> {
  readonly agenda: string[];
  readonly taken: number;
  readonly resolutions: { id: string; wording: string; passed: boolean }[];
  readonly materials: z.input<typeof OwnMaterial>[];
  readonly amendments: z.input<typeof OwnMeeting>['amendments'];
  readonly leaders: { name: string; me: boolean; chair: boolean | null; recorder: boolean | null }[];
}

const leaderIn = ({ leaders }: PageRow, part: 'chair' | 'recorder') => {
  const found = leaders.find((one) => one[part] === true);
  return found === undefined ? null : { name: found.name, me: found.me };
};

const acts = (row: Omit<Row, 'id'>, now: number) => {
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

export const pageView = (id: string, row: PageRow, now: number): z.input<typeof OwnMeeting> => {
  const { signUp } = typeFacts[row.type];
  return {
    ...line({ ...row, id }),
    organisationName: row.organisation,
    endsAt: row.ends_at,
    cancelReason: row.cancel_reason,
    excuse: row.excuse,
    agenda: row.agenda,
    chair: leaderIn(row, 'chair'),
    recorder: leaderIn(row, 'recorder'),
    resolutions: row.resolutions,
    materials: row.materials,
    amendments: row.amendments,
    places: signUp ? { capacity: row.capacity, taken: row.taken } : null,
    can: acts(row, now),
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
  const { rows } = await sql<PageRow>`select * from own_meeting_page(${id})`.execute(db);
  const [row] = rows;
  if (row === undefined) throw notFound();
  return pageView(id, row, county.now().getTime());
};
