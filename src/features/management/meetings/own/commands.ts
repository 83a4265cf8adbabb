import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { codeIn, deviceHash } from '../attendance/access.ts';
import {
  shiftOf,
  takenSlots,
  takesCodes,
  typeFacts,
  type Attendance,
  type MeetingState,
  type MeetingType,
  type Response,
} from '../rules.ts';
import { tellPlaces } from '../telling/commands.ts';
import type { OwnMeeting } from './contract.ts';
import { ownPerson, pageView, type PageRow } from './queries.ts';

interface HeldRow {
  readonly meeting_path: string;
  readonly title: string;
  readonly type: MeetingType;
  readonly state: MeetingState;
  readonly starts_at: string;
  readonly capacity: number | null;
  readonly person_id: string;
  readonly org_path: string;
  readonly response: Response;
  readonly attendance: Attendance | null;
}
type Held = HeldRow & { readonly id: string };

/** The meeting and the own row of its list, held until the commit. @throws AppError not_found */
const holdOwn = async (tx: Tx, scope: Scope, id: string): Promise<Held> => {
  ownPerson(scope);
  const { rows } = await sql<HeldRow>`select * from hold_own_invitation(${id}, null)`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw notFound();
  return { ...row, id };
};

const noted = (
  tx: Tx,
  held: Pick<Held, 'id' | 'org_path' | 'meeting_path'>,
  action: string,
  reason: string | null = null,
): void => {
  audit(tx, { action: `own.${action}`, entity: 'meeting', entityId: held.id, path: held.org_path, reason });
  touch(tx, `meeting:${held.id}`, { path: held.meeting_path });
};

const ownRow = (tx: Tx, held: Held) =>
  tx.updateTable('meeting_invitee').where('meeting_id', '=', held.id).where('person_id', '=', held.person_id);

interface SignedIn extends PageRow {
  readonly meeting_path: string;
  readonly org_path: string;
  /** As they stand while the meeting is held: what the page shows was looked up before. */
  readonly held_state: MeetingState;
  readonly held_at: string;
  /** What stood there before. */
  readonly former: Attendance | null;
  readonly device_hash: Buffer | null;
  readonly device_taken: boolean;
}

/** Two people at once with one device: the index of devices lets the first through. */
const refuseTwin = (error: unknown): never => {
  if ((error as { code?: string }).code === '23505') throw new AppError('refused', { message: 'device_used' });
  throw error;
};

export interface Shown {
  readonly code: string;
  readonly device: string;
  /** When the server had read the request: a code that stood then is taken, however long the request waited for its turn. */
  readonly arrived: Date;
}

/**
 * One round trip, since a county signs in within minutes: the row is written first, and what is refused here takes it back.
 * @throws AppError refused outside the hours, for a second person of one device; invalid for a code that does not stand
 */
export const signInByCode = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { code, device, arrived }: Shown,
): Promise<z.input<typeof OwnMeeting>> => {
  ownPerson(scope);
  const hash = deviceHash(county, device);
  const now = arrived.getTime();
  const { rows } = await sql<SignedIn>`
    select s.*, p.* from sign_own_in(${id}, ${hash}, ${arrived.toISOString()}) s cross join own_meeting_page(${id}) p`
    .execute(tx)
    .catch(refuseTwin);
  const [row] = rows;
  if (row === undefined) throw notFound();
  if (row.held_state !== 'planned' || !takesCodes(row.held_at, now))
    throw new AppError('refused', { message: 'no_codes_now' });
  if (!takenSlots(now, shiftOf(id)).some((slot) => codeIn(county, id, slot) === code))
    throw invalid('body.code', 'code_wrong');
  if (row.device_taken) throw new AppError('refused', { message: 'device_used' });
  if (row.former === 'present' && row.device_hash?.equals(hash) === false)
    throw new AppError('refused', { message: 'other_device' });
  noted(tx, { id, ...row }, 'signIn');
  return pageView(id, { ...row, attendance: 'present' }, now);
};

const takePlace = async (tx: Tx, held: Held, county: County): Promise<void> => {
  if (!typeFacts[held.type].signUp) throw new AppError('refused', { message: 'no_sign_up' });
  if (held.response === 'signed_up' || held.response === 'waiting') return;
  const { rows } = await sql<{ taken: number }>`select taken from own_meeting_places(${held.id})`.execute(tx);
  const full = held.capacity !== null && (rows[0]?.taken ?? 0) >= held.capacity;
  await ownRow(tx, held)
    .set({ response: full ? 'waiting' : 'signed_up', excuse: null, responded_at: county.now().toISOString() })
    .execute();
};

/** A place that is given up goes to the first who waits. */
const leavePlace = async (
  tx: Tx,
  held: Held,
  county: County,
  response: 'none' | 'declined',
  excuse: string | null,
): Promise<void> => {
  await ownRow(tx, held).set({ response, excuse, responded_at: county.now().toISOString() }).execute();
  if (held.response !== 'signed_up' || held.capacity === null) return;
  const { rows } = await sql<{ person: string }>`select pass_own_place_on(${held.id}) as person`.execute(tx);
  const { id, title, meeting_path: path, starts_at: at } = held;
  await tellPlaces(
    tx,
    { id, title, org_path: path, starts_at: at },
    rows.map(({ person }) => person),
  );
};

export const respond = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { act, excuse }: { readonly act: 'sign_up' | 'withdraw' | 'decline'; readonly excuse: string },
): Promise<void> => {
  const held = await holdOwn(tx, scope, id);
  if (held.state !== 'planned' || Date.parse(held.starts_at) <= county.now().getTime())
    throw new AppError('conflict', { message: 'meeting_moved_on' });
  if (act === 'sign_up') await takePlace(tx, held, county);
  else if (act === 'withdraw') await leavePlace(tx, held, county, 'none', null);
  else await leavePlace(tx, held, county, 'declined', excuse);
  noted(tx, held, act === 'sign_up' ? 'signUp' : act, act === 'decline' ? excuse : null);
};
