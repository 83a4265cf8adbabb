import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { expectState, lockMeeting, note, raise } from '../commands.ts';
import type { MeetingRow } from '../access.ts';
import { nameLeaders } from '../leaders/commands.ts';
import type { Leaders } from '../leaders/rules.ts';
import { inviteesOf } from '../queries.ts';
import { judgeAnew } from '../record/votes/commands.ts';
import { inviteOn } from '../roster/commands.ts';
import { endMeeting } from '../telling/commands.ts';
import { meetingDay, settled, takenAtOf, type Attendance } from '../rules.ts';

export interface Mark {
  readonly people: readonly string[];
  readonly attendance?: Attendance | null | undefined;
  readonly exempt?: boolean | undefined;
  readonly reason?: string | undefined;
  /** When the name was tapped, as a device says. */
  readonly takenAt?: ReadonlyMap<string, string>;
}

/** Keeps when each name was tapped, as far as the device is to be believed. */
const keepTaken = async (
  tx: Tx,
  { id, starts_at: startsAt }: Pick<MeetingRow, 'id' | 'starts_at'>,
  { people, takenAt }: Mark,
  now: number,
): Promise<void> => {
  const known = people.flatMap((person) => {
    const at = takenAtOf(takenAt?.get(person), { startsAt, now });
    return at === null ? [] : [{ person, at }];
  });
  if (known.length === 0) return;
  await sql`
    update meeting_invitee i set taken_at = t.at
    from unnest(${known.map(({ person }) => person)}::uuid[], ${known.map(({ at }) => at)}::timestamptz[]) as t (person, at)
    where i.meeting_id = ${id} and i.person_id = t.person`.execute(tx);
};

/** @throws AppError invalid for whoever is not on the list, and without a reason once it is confirmed */
export const say = async (tx: Tx, county: County, meeting: MeetingRow, mark: Mark): Promise<void> => {
  const { id } = meeting;
  const late = meeting.state !== 'planned';
  if (meetingDay(meeting.starts_at) > county.today() && mark.attendance === 'present')
    throw new AppError('refused', { message: 'not_begun' });
  const reason = mark.reason === undefined || mark.reason === '' ? null : mark.reason;
  if (late && mark.attendance !== undefined && (reason === null || reason.length < 2))
    throw invalid('body.reason', 'late_reason');
  const said =
    mark.attendance === undefined
      ? {}
      : {
          attendance: mark.attendance,
          recorded_how: mark.attendance === null ? null : late ? ('late' as const) : ('tap' as const),
          recorded_at: mark.attendance === null ? null : county.now().toISOString(),
          taken_at: null,
          reason,
        };
  const { numUpdatedRows } = await tx
    .updateTable('meeting_invitee')
    .set({ ...said, exempt: mark.exempt ?? sql<boolean>`exempt` })
    .where('meeting_id', '=', id)
    .where(sql<boolean>`person_id = any(${[...mark.people]}::uuid[])`)
    .executeTakeFirst();
  if (Number(numUpdatedRows) < new Set(mark.people).size) throw invalid('body.people', 'not_on_list');
  if (mark.attendance) await keepTaken(tx, meeting, mark, county.now().getTime());
  note(tx, meeting, late ? 'attendLate' : 'attend', reason);
};

const sayAll = async (tx: Tx, scope: Scope, county: County, id: string, marks: readonly Mark[]): Promise<void> => {
  const meeting = await lockMeeting(tx, scope, id);
  expectState(meeting, 'planned', 'held');
  for (const mark of marks) await say(tx, county, meeting, mark);
  if (meeting.state === 'held') await judgeAnew(tx, meeting);
};

/**
 * Says of people whether they came. Before the list is confirmed a tap is enough; afterwards each change is a late entry, needs
 * its reason, and the resolutions are judged anew. Taps of several phones do not stand in each other's way: a tap raises no version.
 */
export const takeAttendance = (tx: Tx, scope: Scope, county: County, id: string, mark: Mark): Promise<void> =>
  sayAll(tx, scope, county, id, [mark]);

/** One name of a roll that was called on a device, with what stood there when it was tapped. */
export interface RollMark {
  readonly personId: string;
  readonly seen: Attendance | null;
  readonly attendance?: Attendance | null | undefined;
  readonly exempt?: boolean | undefined;
  readonly takenAt?: string | undefined;
}

/**
 * A roll that was called without a network. Where somebody else has said otherwise of a person since it was tapped, nothing is
 * written: the device shows both. @throws AppError stale with those people as they stand
 */
export const callRoll = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { marks, reason }: { readonly marks: readonly RollMark[]; readonly reason?: string | undefined },
): Promise<void> => {
  await lockMeeting(tx, scope, id);
  const stands = new Map((await inviteesOf(tx, id)).map((each) => [each.personId, each]));
  const otherwise = marks.flatMap(({ personId, seen, attendance }) => {
    const now = stands.get(personId)?.attendance;
    return attendance === undefined || now === undefined || now === seen || now === attendance ? [] : [personId];
  });
  if (otherwise.length > 0) throw new AppError('stale', { current: { people: otherwise } });
  const takenAt = new Map(marks.flatMap((mark) => (mark.takenAt === undefined ? [] : [[mark.personId, mark.takenAt]])));
  const groups = new Map<string, Mark>();
  for (const { personId, attendance, exempt } of marks) {
    const key = JSON.stringify([attendance, exempt]);
    groups.set(key, { people: [...(groups.get(key)?.people ?? []), personId], attendance, exempt, reason, takenAt });
  }
  await sayAll(tx, scope, county, id, [...groups.values()]);
};

/**
 * The chair's word: who has not been heard of was absent, the roster is that of the day, and codes are no longer taken. Chair and
 * recorder are of those who were there. @throws AppError invalid without them
 */
export const confirmAttendance = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...leaders }: Leaders & { readonly version: number },
): Promise<void> => {
  const before = await lockMeeting(tx, scope, id, version);
  expectState(before, 'planned');
  const heldOn = meetingDay(before.starts_at);
  if (heldOn > county.today()) throw new AppError('refused', { message: 'not_begun' });
  const meeting = await tx
    .updateTable('meeting')
    .set({
      state: 'held',
      held_on: heldOn,
      confirmed_at: county.now().toISOString(),
      confirmed_by: scope.actor,
      ...raise,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await inviteOn(tx, scope, meeting, undefined);
  const open = (await inviteesOf(tx, id)).filter((each) => each.attendance === null);
  for (const attendance of ['absent', 'excused'] as const) {
    const people = open.filter((each) => settled(meeting.type, { ...each, attendance: null }) === attendance);
    if (people.length === 0) continue;
    await tx
      .updateTable('meeting_invitee')
      .set({ attendance, recorded_how: 'chair', recorded_at: county.now().toISOString() })
      .where('meeting_id', '=', id)
      .where(sql<boolean>`person_id = any(${people.map((each) => each.personId)}::uuid[])`)
      .execute();
  }
  await nameLeaders(tx, meeting, leaders);
  await endMeeting(tx, meeting);
  note(tx, meeting, 'confirm');
};
