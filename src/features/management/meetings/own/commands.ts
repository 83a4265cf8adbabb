import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import type { MeetingRow } from '../access.ts';
import { codeIn, deviceHash } from '../attendance/access.ts';
import { takenSlots, takesCodes, typeFacts } from '../rules.ts';
import { tellPlaces } from '../telling/commands.ts';
import { ownPerson } from './queries.ts';

/** The meeting, held until the commit, and the own row of its list. @throws AppError not_found */
const holdOwn = async (tx: Tx, scope: Scope, id: string) => {
  const personId = ownPerson(scope);
  const { rows } = await sql<MeetingRow>`select * from hold_own_meeting(${id})`.execute(tx);
  const meeting = rows[0];
  const own = await tx
    .selectFrom('meeting_invitee')
    .selectAll()
    .where('meeting_id', '=', id)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (meeting === undefined || own === undefined) throw notFound();
  return { meeting, own };
};
type Held = Awaited<ReturnType<typeof holdOwn>>;

const noted = (tx: Tx, { meeting, own }: Held, action: string, reason: string | null = null): void => {
  audit(tx, { action: `own.${action}`, entity: 'meeting', entityId: meeting.id, path: own.org_path, reason });
  touch(tx, `meeting:${meeting.id}`, { path: meeting.org_path });
};

const ownRow = (tx: Tx, { meeting, own }: Held) =>
  tx.updateTable('meeting_invitee').where('meeting_id', '=', meeting.id).where('person_id', '=', own.person_id);

/** One device signs in one person of a meeting; a phone that is handed round is for tapping names. */
const refuseSecondPerson = async (tx: Tx, held: Held, device: Buffer): Promise<void> => {
  const { rows } = await sql<{ taken: boolean }>`
    select own_meeting_device_taken(${held.meeting.id}, ${device}) as taken`.execute(tx);
  if (rows[0]?.taken === true) throw new AppError('refused', { message: 'device_used' });
};

/** @throws AppError refused outside the hours, for a second person of one device; invalid for a code that does not stand */
export const signInByCode = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { code, device }: { readonly code: string; readonly device: string },
): Promise<void> => {
  const held = await holdOwn(tx, scope, id);
  const { meeting, own } = held;
  const now = county.now().getTime();
  if (meeting.state !== 'planned' || !takesCodes(meeting.starts_at, now))
    throw new AppError('refused', { message: 'no_codes_now' });
  if (!takenSlots(now).some((slot) => codeIn(county, id, slot) === code)) throw invalid('body.code', 'code_wrong');
  const hash = deviceHash(county, device);
  await refuseSecondPerson(tx, held, hash);
  noted(tx, held, 'signIn');
  if (own.attendance === 'present') return;
  await ownRow(tx, held)
    .set({
      attendance: 'present',
      recorded_how: 'code',
      recorded_at: county.now().toISOString(),
      device_hash: hash,
      reason: null,
    })
    .execute();
};

const takePlace = async (tx: Tx, held: Held, county: County): Promise<void> => {
  const { meeting, own } = held;
  if (!typeFacts[meeting.type].signUp) throw new AppError('refused', { message: 'no_sign_up' });
  if (own.response === 'signed_up' || own.response === 'waiting') return;
  const { rows } = await sql<{ taken: number }>`select taken from own_meeting_places(${meeting.id})`.execute(tx);
  const full = meeting.capacity !== null && (rows[0]?.taken ?? 0) >= meeting.capacity;
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
  if (held.own.response !== 'signed_up' || held.meeting.capacity === null) return;
  const { rows } = await sql<{ person: string }>`select pass_own_place_on(${held.meeting.id}) as person`.execute(tx);
  await tellPlaces(
    tx,
    held.meeting,
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
  if (held.meeting.state !== 'planned' || Date.parse(held.meeting.starts_at) <= county.now().getTime())
    throw new AppError('conflict', { message: 'meeting_moved_on' });
  if (act === 'sign_up') await takePlace(tx, held, county);
  else if (act === 'withdraw') await leavePlace(tx, held, county, 'none', null);
  else await leavePlace(tx, held, county, 'declined', excuse);
  noted(tx, held, act === 'sign_up' ? 'signUp' : act, act === 'decline' ? excuse : null);
};
