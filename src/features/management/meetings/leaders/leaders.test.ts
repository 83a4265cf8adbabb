/** Chair and recorder: who led a meeting and kept its record was there, and the minutes name them. */
import { beforeEach, expect, test } from 'vitest';
import { wordText } from '#test/files/word.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import {
  closeMeeting,
  confirmAttendance,
  editMeeting,
  type Meeting,
  meetingById,
  planMeeting,
  recordMeeting,
  takeAttendance,
} from '../contract.ts';
import { meetingMinutes } from '../documents/contract.ts';
import { ownMeeting } from '../own/contract.ts';
import { at, ledBy, type MeetingBranch, openBranch, refusal } from '../factory.ts';

const server = useApp({ now: () => new Date('2026-11-26T06:00:00Z') });
const app = () => server.current;

let branch: MeetingBranch;
let meeting: Meeting;
let people: string[];
beforeEach(async () => {
  branch = await openBranch(app(), 3);
  people = branch.people.map(({ id }) => id);
  const body = { organisationId: branch.node.id, title: '学习', day: '2026-11-26', time: '13:30' };
  meeting = await branch.secretary.call(planMeeting, { body: { ...body, type: 'party_day' } });
  const there = { people: people.slice(0, 2), attendance: 'present' as const };
  await branch.secretary.call(takeAttendance, { ...at(meeting), body: there });
});

const confirm = (leaders: object) =>
  branch.secretary.call(confirmAttendance, { ...at(meeting), body: { version: meeting.version, ...leaders } });
const recorded = async (held: Meeting): Promise<Meeting> =>
  branch.secretary.call(recordMeeting, { ...at(held), body: { version: held.version, content: '学习条例' } });

test('the list is not confirmed without them, nor under somebody who was not there', async () => {
  expect(await refusal(confirm({}))).toBe('invalid chair_missing recorder_missing');
  expect(await refusal(confirm({ chairPersonId: people[2], recorderPersonId: people[1] }))).toBe(
    'invalid chair_absent',
  );
  // Nothing of the refused list stands.
  const before = await branch.secretary.call(meetingById, at(meeting));
  expect(before).toMatchObject({ state: 'planned', confirmedBy: null, chair: null });
  expect(before.invitees.find(({ personId }) => personId === people[2])?.attendance).toBeNull();
  const held = await confirm(ledBy(people.slice(0, 2)));
  expect(held).toMatchObject({ state: 'held', chair: { id: people[0] }, recorder: { id: people[1] } });
  expect(Date.parse(held.confirmedAt ?? '')).toBe(Date.parse('2026-11-26T06:00:00Z'));
  const { version } = await recorded(held);
  await branch.secretary.call(closeMeeting, { ...at(meeting), body: { version } });
  const words = await wordText((await branch.secretary.raw(meetingMinutes, { ...at(meeting), query: {} })).bytes);
  expect(words).toContain(`主持人：${branch.people[0]?.name}`);
  expect(words).toContain(`记录人：${branch.people[1]?.name}`);
  expect(words).toContain(`名单确认：${held.confirmedBy}，2026年11月26日14:00`);
});

test('those of the plan stand where they came', async () => {
  await app().write((tx) =>
    tx
      .updateTable('meeting')
      .set({ chair_person_id: people[0] ?? null, recorder_person_id: people[2] ?? null })
      .where('id', '=', meeting.id)
      .execute(),
  );
  expect(await refusal(confirm({}))).toBe('invalid recorder_absent');
  expect(await confirm({ recorderPersonId: people[0] })).toMatchObject({
    chair: { id: people[0] },
    recorder: { id: people[0] },
  });
});

test('a record that was held before they were asked for, or whose chair turns out not to have come, names them when it is closed', async () => {
  const held = await recorded(await confirm(ledBy(people.slice(0, 2))));
  const close = (leaders: object) =>
    branch.secretary.call(closeMeeting, { ...at(meeting), body: { version: held.version, ...leaders } });
  const body = { people: people.slice(0, 1), attendance: 'absent' as const, reason: '同名误点' };
  await branch.secretary.call(takeAttendance, { ...at(meeting), body });
  expect(await refusal(close({}))).toBe('invalid chair_absent');
  await app().write((tx) =>
    tx
      .updateTable('meeting')
      .set({ chair_person_id: null, recorder_person_id: null })
      .where('id', '=', meeting.id)
      .execute(),
  );
  expect(await refusal(close({}))).toBe('invalid chair_missing recorder_missing');
  expect(await close(ledBy(people.slice(1, 2)))).toMatchObject({
    state: 'closed',
    chair: { id: people[1] },
    recorder: { id: people[1] },
  });
});

test('whoever is asked to lead or to keep the record sees it on the own page, and the others see who does', async () => {
  const [chairPersonId = '', recorderPersonId = ''] = people;
  const { version } = await branch.secretary.call(meetingById, at(meeting));
  const plan = { title: '学习', day: '2026-11-26', time: '13:30', chairPersonId, recorderPersonId };
  const own: Client[] = [];
  for (const person of branch.people) own.push(await app().as('member', { person }));
  const read = async (place: number) => {
    const page = await own[place]?.call(ownMeeting, at(meeting));
    return [page?.chair, page?.recorder];
  };
  expect(await read(0)).toEqual([null, null]);
  await branch.secretary.call(editMeeting, { ...at(meeting), body: { version, ...plan } });
  const [first, second] = branch.people.map(({ name }) => name);
  expect(await read(0)).toEqual([
    { name: first, me: true },
    { name: second, me: false },
  ]);
  expect(await read(2)).toEqual([
    { name: first, me: false },
    { name: second, me: false },
  ]);
});
