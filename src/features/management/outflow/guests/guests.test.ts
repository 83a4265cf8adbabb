/** Organisation life where somebody lives: asked without a vote, seen at home. */
import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { addRecord } from '#features/base/members/records/contract.ts';
import {
  cancelMeeting,
  editMeeting,
  meetingById,
  planMeeting,
  planSeries,
} from '#features/management/meetings/contract.ts';
import { finishMeeting } from '#features/management/meetings/factory.ts';
import { amendMeeting } from '#features/management/meetings/record/amending/contract.ts';
import { arrivalList, awayList, placeAway, sendWord, setGuest } from '../contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T02:00:00Z') });
const app = (): TestApp => server.current;

let home: Node;
let there: Node;
let secretary: Client;
let receiver: Client;
let arrivalId: string;
/** Of the branch there. */
let host: string;
beforeEach(async () => {
  home = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  there = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipB));
  secretary = await app().as('branch_secretary', { at: home });
  receiver = await app().as('branch_secretary', { at: there });
  const person = await app().write((tx) => makeMember(tx, app().county, { branch: home }));
  host = (await app().write((tx) => makeMember(tx, app().county, { branch: there }))).id;
  const values = { fromOn: '2026-03-01', place: `上海市${hostile}`, reason: 'work' };
  const { id } = await secretary.call(addRecord, { params: { id: person.id, table: 'outflow' }, body: { values } });
  await secretary.call(placeAway, { params: { id }, body: { branchId: there.id } });
  arrivalId = (await receiver.call(arrivalList, { query: {} })).items[0]?.id ?? '';
});

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  const thrown = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) return 'ok';
  return thrown.details.message ?? thrown.details.problems?.[0]?.message ?? thrown.code;
};

const plan = async (client: Client, at: Node, day: string): Promise<string> => {
  const body = { organisationId: at.id, type: 'party_day' as const, title: `主题党日${hostile}`, day, time: '09:00' };
  return (await client.call(planMeeting, { body })).id;
};

const mark = (meetingId: string, state: 'asked' | 'came' | 'absent' | 'withdrawn', client = receiver) =>
  client.call(setGuest, { params: { id: arrivalId }, body: { meetingId, state } });

test('is asked without a place among those who count, and the own branch reads who came', async () => {
  const meetingId = await plan(receiver, there, '2026-11-20');
  const before = await receiver.call(meetingById, { params: { id: meetingId } });
  expect((await mark(meetingId, 'asked')).guests).toMatchObject([{ meetingId, onDay: '2026-11-20', attended: null }]);
  expect((await mark(meetingId, 'came')).guests).toMatchObject([{ attended: true }]);
  const after = await receiver.call(meetingById, { params: { id: meetingId } });
  expect(after.invitees).toEqual(before.invitees);
  const [away] = (await secretary.call(awayList, { query: {} })).items;
  expect(away?.guests).toMatchObject([{ title: `主题党日${hostile}`, attended: true }]);
  expect(await secretary.outcome(meetingById, { params: { id: meetingId } })).toBe('not_found');
  expect((await mark(meetingId, 'withdrawn')).guests).toEqual([]);
});

test('cannot have come to what lies ahead, nor be asked to another branch’s meeting, nor by another', async () => {
  const ahead = await plan(receiver, there, '2026-12-20');
  expect(await refusal(mark(ahead, 'came'))).toBe('outflow.meeting_ahead');
  expect(await refusal(mark(ahead, 'asked'))).toBe('ok');
  const early = await plan(receiver, there, '2026-02-20');
  expect(await refusal(mark(early, 'asked'))).toBe('outflow.day_before');
  const elsewhere = await plan(secretary, home, '2026-11-20');
  expect(await refusal(mark(elsewhere, 'asked'))).toBe('outflow.meeting_elsewhere');
  expect(await refusal(mark(ahead, 'asked', secretary))).toBe('not_found');
});

describe('what the own branch reads follows the meeting', () => {
  /** Title, day and state, as both branches read them; they say the same. */
  const read = async () => {
    const [away] = (await secretary.call(awayList, { query: {} })).items;
    expect((await receiver.call(arrivalList, { query: {} })).items[0]?.guests).toEqual(away?.guests);
    return away?.guests.map(({ title, onDay, cancelled, attended }) => [title, onDay, cancelled, attended]);
  };

  test('moved, renamed and called off', async () => {
    const first = await plan(receiver, there, '2026-12-10');
    await plan(receiver, there, '2026-12-11');
    await mark(first, 'asked');
    const to = { params: { id: first } };
    const renamed = `防汛总结${hostile}`;
    await receiver.call(editMeeting, { ...to, body: { version: 1, title: renamed, day: '2026-12-15', time: '09:00' } });
    expect(await read()).toEqual([[renamed, '2026-12-15', false, null]]);
    await receiver.call(cancelMeeting, { ...to, body: { version: 2, reason: '大雪' } });
    expect(await read()).toEqual([[renamed, '2026-12-15', true, null]]);
  });

  test('moved and renamed with those of its series that follow', async () => {
    const body = {
      organisationId: there.id,
      type: 'party_day' as const,
      title: '党日',
      day: '2026-12-10',
      time: '09:00',
    };
    const { items } = await receiver.call(planSeries, { body: { ...body, months: 3 } });
    for (const { id } of items) await mark(id, 'asked');
    const change = { version: 1, title: `学习日${hostile}`, day: '2027-01-12', time: '09:00', following: 2 };
    await receiver.call(editMeeting, { params: { id: items[1]?.id ?? '' }, body: change });
    expect(await read()).toEqual([
      [change.title, '2027-02-12', false, null],
      [change.title, '2027-01-12', false, null],
      ['党日', '2026-12-10', false, null],
    ]);
  });

  test('amended after it was closed', async () => {
    const meetingId = await plan(receiver, there, '2026-11-20');
    await mark(meetingId, 'came');
    const { version } = await receiver.call(meetingById, { params: { id: meetingId } });
    const done = await finishMeeting(receiver, { id: meetingId, version }, [host]);
    const facts = { day: '2026-11-18', time: '09:00', chairPersonId: host, recorderPersonId: host };
    const body = { version: done.version, reason: '登记错了日期', content: '讨论', facts };
    await receiver.call(amendMeeting, { params: { id: meetingId }, body });
    expect(await read()).toEqual([[`主题党日${hostile}`, '2026-11-18', false, true]]);
  });
});

test('the word on an appraisal goes home, once a year', async () => {
  const say = (year: number, result: string) =>
    receiver.call(sendWord, { params: { id: arrivalId }, body: { year, result } });
  await say(2026, '参加了评议');
  expect((await say(2026, `表现优秀${hostile}`)).words).toHaveLength(1);
  expect(await refusal(say(2027, '参加了评议'))).toBe('outflow.day_future');
  const [away] = (await secretary.call(awayList, { query: {} })).items;
  expect(away?.words).toMatchObject([{ year: 2026, result: `表现优秀${hostile}`, branch: there.name }]);
});
