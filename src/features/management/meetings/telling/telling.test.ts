import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { noticeList, todoList } from '#features/base/inbox/contract.ts';
import { finishTodo } from '#features/base/inbox/handover/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo, toldTo } from '#test/harness/told.ts';
import { plantNode, type Node, type Person } from '#test/harness/tree.ts';
import * as contract from '../contract.ts';
import { holdMeeting } from '../factory.ts';
import { respond } from '../own/contract.ts';
import { remindOfMeetings } from './jobs.ts';

/** Thursday afternoon in China, half an hour before the meetings of these tests. */
const noon = Date.parse('2026-11-26T06:00:00Z');
const day = 86_400_000;
let clock = noon;
const server = useApp({ now: () => new Date(clock) });
const app = () => server.current;

let branch: Node;
let secretary: Client;
let people: Person[];
let members: Client[];
beforeEach(async () => {
  clock = noon;
  branch = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  secretary = await app().as('branch_secretary', { at: branch });
  people = [await app().member(branch), await app().member(branch)];
  members = [];
  for (const person of people) members.push(await app().as('member', { person }));
});

/** Sessions end within the hour: on a later day everybody signs in anew. */
const on = async (at: number): Promise<void> => {
  clock = at;
  secretary = await app().as('branch_secretary', { at: branch });
};

const plan = { title: `学习${hostile}`, day: '2026-11-26', time: '14:30', agenda: [] };
const planned = (more: object = {}) =>
  secretary.call(contract.planMeeting, {
    body: { organisationId: branch.id, type: 'party_day', ...plan, ...more },
  });

describe('those asked to a meeting', () => {
  test('are invited, hear of another hour, and of its end, one stage after the other', async () => {
    const meeting = await planned();
    for (const member of members) expect(await toldTo(member)).toEqual(['meeting.invited']);
    const [first] = (await members[0]!.call(noticeList, { query: {} })).items;
    expect(first).toMatchObject({
      link: `/m/own-meetings/${meeting.id}`,
      params: { subject: plan.title, day: plan.day, time: plan.time },
    });
    const edit = (body: object) =>
      secretary.call(contract.editMeeting, {
        params: { id: meeting.id },
        body: { version: meeting.version, ...plan, ...body },
      });
    const same = await edit({ title: '学习二' });
    expect(await toldTo(members[0]!)).toEqual(['meeting.invited']);
    const moved = await edit({ version: same.version, time: '16:00' });
    expect(await openTo(members[0]!)).toEqual(['meeting.changed']);
    await secretary.call(contract.cancelMeeting, {
      params: { id: meeting.id },
      body: { version: moved.version, reason: '防汛' },
    });
    expect(await openTo(members[0]!)).toEqual(['meeting.cancelled']);
    expect(await toldTo(secretary)).toEqual([]);
  });

  test('hear nothing of one that was entered when it was over, nor does anybody remind of it', async () => {
    const past = await planned({ day: '2026-11-25' });
    await planned({ time: '14:00' });
    for (const member of members) expect(await toldTo(member)).toEqual([]);
    const edit = { version: past.version, ...plan, day: '2026-11-24', place: '村部' };
    const moved = await secretary.call(contract.editMeeting, { params: { id: past.id }, body: edit });
    await secretary.call(contract.cancelMeeting, {
      params: { id: past.id },
      body: { version: moved.version, reason: '重复登记' },
    });
    const left = await planned({ day: '2026-11-20' });
    await remindOfMeetings(app().county, {});
    expect(await toldTo(secretary)).toEqual([]);
    expect(await toldTo(members[0]!)).toEqual([]);
    // What is moved to a day to come invites like any other.
    const ahead = { version: left.version, ...plan, day: '2026-11-27' };
    await secretary.call(contract.editMeeting, { params: { id: left.id }, body: ahead });
    expect(await toldTo(members[0]!)).toEqual(['meeting.changed']);
  });

  test('hear of a series as each of it draws near', async () => {
    await secretary.call(contract.planSeries, {
      body: { organisationId: branch.id, type: 'party_day', ...plan, day: '2026-12-20', months: 3 },
    });
    expect(await toldTo(members[0]!)).toEqual(['meeting.invited']);
    await on(Date.parse('2027-01-15T01:00:00Z'));
    await remindOfMeetings(app().county, {});
    await remindOfMeetings(app().county, {});
    const told = await app().write(async (tx) => {
      await sql`select set_config('app.guard', 'notices', true)`.execute(tx);
      return tx.selectFrom('notice').select('key').where('person_id', '=', people[0]!.id).execute();
    });
    expect(new Set(told.map(({ key }) => key)).size).toBe(2);
    expect(told).toHaveLength(2);
  });

  test('get a place that another has given up, and are told so', async () => {
    const meeting = await planned({
      type: 'volunteer',
      day: '2026-11-28',
      capacity: 1,
    });
    const act = (who: Client, what: 'sign_up' | 'withdraw') =>
      who.call(respond, { params: { id: meeting.id }, body: { act: what } });
    await act(members[0]!, 'sign_up');
    await act(members[1]!, 'sign_up');
    expect(await openTo(members[1]!)).toEqual(['meeting.invited']);
    await act(members[0]!, 'withdraw');
    expect(await openTo(members[1]!)).toEqual(['meeting.place', 'meeting.invited']);
    expect(await openTo(members[0]!)).toEqual(['meeting.invited']);
  });
});

describe('the record and its tasks', () => {
  /** Held and confirmed, with a task of the first member. */
  const held = async () => {
    const meeting = await planned();
    const confirmed = await holdMeeting(secretary, meeting, [people[0]?.id ?? '']);
    const tasks = [{ task: `走访${hostile}`, ownerPersonId: people[0]!.id, dueOn: '2026-11-27' }];
    return secretary.call(contract.recordMeeting, {
      params: { id: meeting.id },
      body: { version: confirmed.version, content: '学习', tasks },
    });
  };

  test('are to be finished: told once to whoever closes, and a task to its owner, who settles it in the inbox', async () => {
    const meeting = await held();
    const [owner] = members;
    expect(await openTo(owner!)).toEqual(['meeting.task']);
    expect(await openTo(members[1]!)).toEqual([]);
    await remindOfMeetings(app().county, {});
    expect(await openTo(owner!)).toEqual(['meeting.taskDue', 'meeting.task']);
    expect(await toldTo(secretary)).toEqual([]);

    const { groups } = await owner!.call(todoList, { query: { kind: 'meetings.tasks' } });
    const [todo] = groups.flatMap(({ items }) => items);
    expect(todo).toMatchObject({ dueOn: '2026-11-27', why: 'tasks.mine', workdaysLeft: 1, finish: 1 });
    const finish = { kind: 'meetings.tasks', item: todo?.id ?? '', version: 1, note: `已走访${hostile}` };
    expect(await members[1]!.outcome(finishTodo, { body: finish })).toBe('not_found');
    expect(await owner!.call(finishTodo, { body: finish })).toEqual({ done: true });
    expect(await openTo(owner!)).toEqual([]);
    expect(await owner!.call(todoList, { query: {} })).toMatchObject({ total: 0 });

    await on(noon + day);
    await remindOfMeetings(app().county, {});
    await remindOfMeetings(app().county, {});
    // The former session of the secretary is another account: both are told, each once.
    expect(await toldTo(secretary)).toEqual(['meeting.finish']);
    const list = await secretary.call(todoList, { query: { kind: 'meetings.finish' } });
    expect(list.groups.flatMap(({ items }) => items)).toMatchObject([
      { id: meeting.id, why: 'meetings.record', dueOn: '2026-12-03', rule: { id: 'meeting.finish' } },
    ]);
    await secretary.call(contract.closeMeeting, { params: { id: meeting.id }, body: { version: meeting.version } });
    expect(await openTo(secretary)).toEqual([]);
    expect(await secretary.call(todoList, { query: {} })).toMatchObject({
      sources: expect.arrayContaining([expect.objectContaining({ kind: 'meetings.finish', count: 0 })]),
    });
  });
});
