import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { recountTalks } from '#features/base/organisations/index.ts';
import { invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { MeetingRow } from '../../access.ts';
import { say } from '../../attendance/commands.ts';
import { expectState, lockMeeting, note, raise } from '../../commands.ts';
import type { amendMeeting as endpoint } from '../../contract.ts';
import { inviteesOf, named, resolutionsOf, tasksOf, type Former } from '../../queries.ts';
import { attendances, instantOf, meetingDay } from '../../rules.ts';
import { writeRecord } from '../commands.ts';
import { refuseBuiltOn } from '../votes/commands.ts';
import { changesBetween, type Standing } from './rules.ts';

type Body = z.output<typeof endpoint.body>;

const standing = async (tx: Tx, meeting: MeetingRow): Promise<Standing> => {
  const [invitees, resolutions, tasks] = [
    await inviteesOf(tx, meeting.id),
    await resolutionsOf(tx, meeting.id),
    await tasksOf(tx, meeting.id),
  ];
  const { starts_at: startsAt, ends_at: endsAt, place, content } = meeting;
  return {
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

/** The day stays: who had a vote follows from it. @throws AppError invalid */
const changeFacts = async (tx: Tx, meeting: MeetingRow, facts: NonNullable<Body['facts']>): Promise<void> => {
  const day = meeting.held_on ?? meetingDay(meeting.starts_at);
  const startsAt = instantOf(day, facts.time);
  const endsAt = facts.endTime === undefined ? null : instantOf(day, facts.endTime);
  if (endsAt !== null && endsAt <= startsAt) throw invalid('body.facts.endTime', 'ends_before_start');
  const asked = await inviteesOf(tx, meeting.id);
  for (const field of ['chairPersonId', 'recorderPersonId'] as const)
    if (named(asked, facts[field]) === null) throw invalid(`body.facts.${field}`, 'not_on_list');
  await tx
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
    .execute();
};

const auditChanges = (former: Standing, now: Standing): FieldChange[] => {
  const was = new Map(former.invitees.map((one) => [one.personId, one.attendance]));
  return [
    ...(['startsAt', 'endsAt', 'place', 'chair', 'recorder'] as const).flatMap((field) =>
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
  if (facts !== undefined) await changeFacts(tx, meeting, facts);
  const was = new Map(before.invitees.map((one) => [one.personId, one.attendance]));
  for (const attendance of attendances) {
    const people = marks.filter((mark) => mark.attendance === attendance && was.get(mark.personId) !== attendance);
    if (people.length === 0) continue;
    await say(tx, county, meeting, { people: people.map((mark) => mark.personId), attendance, reason });
  }
  if (meeting.type === 'heart_talk') await recountTalks(tx, { organisations: [meeting.organisation_id] });
  await refuseBuiltOn(tx, meeting, await inviteesOf(tx, id));
  await writeRecord(tx, meeting, record);
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
  note(tx, meeting, 'amend', reason, auditChanges(before, after));
};
