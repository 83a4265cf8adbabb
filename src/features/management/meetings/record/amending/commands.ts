import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { emit } from '#platform/audit/audit.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { recountTalks } from '#features/base/organisations/index.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { MeetingRow } from '../../access.ts';
import { say } from '../../attendance/commands.ts';
import { expectState, lockMeeting, note, raise } from '../../commands.ts';
import { lackingIn, leaderFields } from '../../leaders/rules.ts';
import { inviteesOf, named, resolutionsOf, tasksOf, type Former } from '../../queries.ts';
import { inviteOn } from '../../roster/commands.ts';
import { attendances, instantOf, meetingDay, settled } from '../../rules.ts';
import { writeRecord } from '../commands.ts';
import { refuseBuiltOn } from '../votes/commands.ts';
import type { amendMeeting as endpoint } from './contract.ts';
import { listOn } from './queries.ts';
import { changesBetween, rosterBetween, type Standing } from './rules.ts';

type Body = z.output<typeof endpoint.body>;

const dayOf = (meeting: MeetingRow): string => meeting.held_on ?? meetingDay(meeting.starts_at);

const standing = async (tx: Tx, meeting: MeetingRow): Promise<Standing> => {
  const [invitees, resolutions, tasks] = [
    await inviteesOf(tx, meeting.id),
    await resolutionsOf(tx, meeting.id),
    await tasksOf(tx, meeting.id),
  ];
  const { starts_at: startsAt, ends_at: endsAt, place, content } = meeting;
  return {
    day: dayOf(meeting),
    startsAt,
    endsAt,
    place,
    content,
    chair: named(invitees, meeting.chair_person_id)?.name ?? null,
    recorder: named(invitees, meeting.recorder_person_id)?.name ?? null,
    invitees,
    resolutions,
    tasks,
  };
};

/**
 * Another day brings its roster: who was not asked comes onto the list, who is not of it and was not there leaves it, and votes are
 * those of that day. @throws AppError invalid where somebody who was there was not of the roster; refused where an admission was decided on it
 */
const moveDay = async (tx: Tx, scope: Scope, county: County, meeting: MeetingRow, day: string): Promise<MeetingRow> => {
  const { leaving, refused } = await listOn(tx, scope, county, meeting, day);
  if (refused?.why === 'day_built_on') throw new AppError('refused', { message: refused.why });
  if (refused) throw invalid('body.facts.day', refused.why, { names: refused.names.join('、') });
  await tx
    .deleteFrom('meeting_invitee')
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`person_id = any(${leaving.map(({ personId }) => personId)}::uuid[])`)
    .execute();
  const moved = await tx
    .updateTable('meeting')
    .set({ held_on: day })
    .where('id', '=', meeting.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await inviteOn(tx, scope, moved, undefined);
  return moved;
};

/** @throws AppError invalid */
const changeFacts = async (tx: Tx, meeting: MeetingRow, facts: NonNullable<Body['facts']>): Promise<MeetingRow> => {
  const day = dayOf(meeting);
  const startsAt = instantOf(day, facts.time);
  const endsAt = facts.endTime === undefined ? null : instantOf(day, facts.endTime);
  if (endsAt !== null && endsAt <= startsAt) throw invalid('body.facts.endTime', 'ends_before_start');
  const asked = await inviteesOf(tx, meeting.id);
  for (const field of leaderFields)
    if (named(asked, facts[field]) === null) throw invalid(`body.facts.${field}`, 'not_on_list');
  return tx
    .updateTable('meeting')
    .set({
      starts_at: startsAt,
      ends_at: endsAt,
      place: facts.place === undefined || facts.place === '' ? null : facts.place,
      chair_person_id: facts.chairPersonId,
      recorder_person_id: facts.recorderPersonId,
      ...raise,
    })
    .where('id', '=', meeting.id)
    .returningAll()
    .executeTakeFirstOrThrow();
};

type Marks = Body['attendance'];

/** Who came, where it differs. Whom the roster of another day has brought and of whom nothing is said was absent. */
const changeMarks = async (tx: Tx, county: County, meeting: MeetingRow, marks: Marks, reason: string) => {
  const list = await inviteesOf(tx, meeting.id);
  const was = new Map(list.map((one) => [one.personId, one.attendance]));
  const said = new Set(marks.map(({ personId }) => personId));
  const left = list.flatMap((one) => {
    const attendance = one.attendance === null && !said.has(one.personId) ? settled(meeting.type, one) : null;
    return attendance === null ? [] : [{ personId: one.personId, attendance }];
  });
  const all = [...marks, ...left];
  for (const attendance of attendances) {
    const people = all.filter((mark) => mark.attendance === attendance && was.get(mark.personId) !== attendance);
    if (people.length === 0) continue;
    await say(tx, county, meeting, { people: people.map((mark) => mark.personId), attendance, reason });
  }
};

/** Where facts or marks are put right, chair and recorder are still of those who were there. @throws AppError invalid */
const refuseAbsentLeaders = async (tx: Tx, meeting: MeetingRow): Promise<void> => {
  const { chair_person_id: chairPersonId, recorder_person_id: recorderPersonId } = meeting;
  const lacking = lackingIn({ chairPersonId, recorderPersonId }, await inviteesOf(tx, meeting.id));
  if (lacking.length > 0)
    throw new AppError('invalid', {
      problems: lacking.map(({ field, message }) => ({ path: `body.facts.${field}`, message })),
    });
};

const auditChanges = (former: Standing, now: Standing): FieldChange[] => {
  const was = new Map(former.invitees.map((one) => [one.personId, one.attendance]));
  const { joining, leaving } = rosterBetween(former.invitees, now.invitees);
  return [
    ...joining.map(({ personId }) => ({ field: `roster.${personId}`, from: null, to: 'listed' })),
    ...leaving.map(({ personId }) => ({ field: `roster.${personId}`, from: 'listed', to: null })),
    ...(['day', 'startsAt', 'endsAt', 'place', 'chair', 'recorder'] as const).flatMap((field) =>
      former[field] === now[field] ? [] : [{ field, from: former[field], to: now[field] }],
    ),
    ...now.invitees.flatMap(({ personId, attendance: to }) => {
      const from = was.get(personId) ?? null;
      return from === to ? [] : [{ field: `attendance.${personId}`, from, to }];
    }),
    ...now.resolutions.flatMap(({ passed: to }, at) => {
      const from = former.resolutions[at]?.passed ?? null;
      return from === to ? [] : [{ field: `resolution.${at + 1}.passed`, from, to }];
    }),
  ];
};

/**
 * Amends a closed record with a reason. Both values of everything that changes stay to be seen, and the votes are judged anew by
 * the list as it is now. @throws AppError invalid; refused where another feature has decided by the former list
 */
export const amendMeeting = async (tx: Tx, scope: Scope, county: County, id: string, body: Body): Promise<void> => {
  const { version, reason, facts, attendance: marks, ...record } = body;
  const meeting = await lockMeeting(tx, scope, id, version);
  expectState(meeting, 'closed');
  if (record.content === '') throw invalid('body.content', 'no_content');
  const before = await standing(tx, meeting);
  let changed = meeting;
  if (facts?.day !== undefined && facts.day !== before.day)
    changed = await moveDay(tx, scope, county, changed, facts.day);
  if (facts !== undefined) changed = await changeFacts(tx, changed, facts);
  await changeMarks(tx, county, changed, marks, reason);
  if (facts !== undefined || marks.length > 0) await refuseAbsentLeaders(tx, changed);
  if (changed.type === 'heart_talk') await recountTalks(tx, { organisations: [changed.organisation_id] });
  await refuseBuiltOn(tx, changed, await inviteesOf(tx, id));
  await writeRecord(tx, changed, record);
  const after = await standing(tx, await lockMeeting(tx, scope, id));
  const former: Former = {
    content: before.content,
    resolutions: before.resolutions.map((one) => one.wording),
    changes: changesBetween(before, after),
  };
  const { org_path } = meeting;
  await tx
    .insertInto('meeting_amendment')
    .values({ id: newId(), meeting_id: id, org_path, actor: scope.actor, reason, former: JSON.stringify(former) })
    .execute();
  // Whoever was taken off the list is told of as well.
  const people = before.invitees.map(({ personId }) => personId);
  emit(tx, { kind: 'meeting.attended', payload: { meeting: id, people } });
  note(tx, meeting, 'amend', reason, auditChanges(before, after));
};
