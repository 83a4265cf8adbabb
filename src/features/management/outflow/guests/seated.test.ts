/** Who sits in at a meeting: counted nowhere, named on the sheet and in the minutes. */
import { beforeEach, expect, test } from 'vitest';
import { makeMember } from '#features/base/members/factory.ts';
import { addRecord } from '#features/base/members/records/contract.ts';
import { wordText } from '#test/files/word.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { arrivalList, placeAway, setGuest } from '../contract.ts';
import { plantNode } from '#test/harness/tree.ts';
import { type Meeting, meetingById, planMeeting } from '#features/management/meetings/contract.ts';
import { attendanceSheet, meetingMinutes } from '#features/management/meetings/documents/contract.ts';
import { at, finishMeeting, type MeetingBranch, openBranch, refusal } from '#features/management/meetings/factory.ts';
import { setGuests } from '#features/management/meetings/guests/contract.ts';

let clock = Date.parse('2026-11-26T06:00:00Z');
const server = useApp({ now: () => new Date(clock) });
const app = () => server.current;

let branch: MeetingBranch;
let meeting: Meeting;
let arrivalId: string;
let homeName: string;
beforeEach(async () => {
  clock = Date.parse('2026-11-26T06:00:00Z');
  branch = await openBranch(app(), 3);
  const home = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipB));
  homeName = home.name;
  const secretary = await app().as('branch_secretary', { at: home });
  const away = await app().write((tx) => makeMember(tx, app().county, { branch: home, fields: { name: '流小江' } }));
  const values = { fromOn: '2026-03-01', place: '本县', reason: 'work' };
  const record = await secretary.call(addRecord, { params: { id: away.id, table: 'outflow' }, body: { values } });
  await secretary.call(placeAway, { params: { id: record.id }, body: { branchId: branch.node.id } });
  arrivalId = (await branch.secretary.call(arrivalList, { query: {} })).items[0]?.id ?? '';
  const body = { organisationId: branch.node.id, title: '学习', day: '2026-11-26', time: '13:30' };
  meeting = await branch.secretary.call(planMeeting, { body: { ...body, type: 'party_day' } });
});

const mark = (state: 'asked' | 'came' | 'absent' | 'withdrawn') =>
  branch.secretary.call(setGuest, { params: { id: arrivalId }, body: { meetingId: meeting.id, state } });
const seat = (...guests: { name: string; home: string }[]) =>
  branch.secretary.call(setGuests, { ...at(meeting), body: { guests } });
const read = async (endpoint: typeof meetingMinutes | typeof attendanceSheet): Promise<string> =>
  wordText((await branch.secretary.raw(endpoint, { ...at(meeting), query: {} })).bytes);

test('are on the sheet once asked, in the minutes once they came, and counted nowhere', async () => {
  const office = { name: `王强${hostile}`, home: '镇党委' };
  await mark('asked');
  const seated = await seat(office);
  expect(seated.guests).toMatchObject([
    { kind: 'mobile', name: '流小江', home: homeName, attended: null, late: false },
    { kind: 'attending', ...office, attended: true },
  ]);
  expect(seated.tally).toEqual(meeting.tally);
  const sheet = await read(attendanceSheet);
  expect(sheet).toContain('列席人员（不计入应到、实到，无表决权）');
  for (const words of ['流小江', `${homeName}，流动党员`, office.name]) expect(sheet).toContain(words);
  const there = branch.people.map(({ id }) => id);
  const done = await finishMeeting(branch.secretary, meeting, there);
  expect(done.tally).toMatchObject({ expected: 3, present: 3, entitled: 3 });
  // Who was asked and has not come is not of the minutes.
  expect(await read(meetingMinutes)).toContain(`列席人员：${office.name}（镇党委）`);
  expect(await refusal(seat())).toBe('conflict meeting_moved_on');
  clock += 60_000;
  await mark('came');
  expect(await read(meetingMinutes)).toContain(`流小江（${homeName}，流动党员，办结后登记）`);
  expect((await branch.secretary.call(meetingById, at(meeting))).guests[0]).toMatchObject({
    attended: true,
    late: true,
  });
});

test('are said anew as a whole, and whoever is not asked any more is gone', async () => {
  await seat({ name: '甲一', home: '' }, { name: '乙二', home: '' });
  await mark('absent');
  expect(await read(attendanceSheet)).not.toContain('流小江');
  await mark('withdrawn');
  expect((await seat({ name: '乙二', home: '农技站' })).guests).toMatchObject([{ name: '乙二', home: '农技站' }]);
  const other = await openBranch(app(), 1);
  expect(await other.secretary.outcome(setGuests, { ...at(meeting), body: { guests: [] } })).toBe('not_found');
});
