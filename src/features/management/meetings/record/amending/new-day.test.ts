/** A closed record of the wrong day: the right one brings the roster of that day, and what that changes is said before. */
import { beforeEach, describe, expect, test } from 'vitest';
import { todoList } from '#features/base/inbox/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { systemScope } from '#platform/access/scope.ts';
import { wordText } from '#test/files/word.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { type Meeting, meetingById, planMeeting } from '../../contract.ts';
import { meetingMinutes } from '../../documents/contract.ts';
import { at, decideAdmission, finishMeeting, type MeetingBranch, openBranch, refusal } from '../../factory.ts';
import { heldMeetings } from '../../held/queries.ts';
import { ownMeeting } from '../../own/contract.ts';
import { amendMeeting, newDay } from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T08:00:00Z') });
const app = () => server.current;

/** Five of old, and one who came on the twentieth. */
let branch: MeetingBranch;
let late: { readonly id: string; readonly path: string };
let done: Meeting;
const reason = `登记错了日期${hostile}`;
const record = { content: '讨论', resolutions: [{ wording: '同意硬化村道', vote: 'branch' as const, yes: 3 }] };
beforeEach(async () => {
  branch = await openBranch(app(), 5);
  const facts = { branch: branch.node, fields: { name: '新来' }, since: '2026-11-20' };
  late = await app().write((tx) => makeMember(tx, app().county, facts));
});

const ids = (...places: readonly number[]) => places.map((place) => branch.people[place]?.id ?? '');
const closedOn = async (day: string, there = ids(0, 1, 2), said: object = record): Promise<Meeting> => {
  const body = { organisationId: branch.node.id, title: '党员大会', day, time: '14:30', place: '村部' };
  const meeting = await branch.secretary.call(planMeeting, { body: { ...body, type: 'members_meeting' } });
  return finishMeeting(branch.secretary, meeting, there, said);
};
const said = (day: string, who = branch.secretary) => who.call(newDay, { params: { id: done.id }, query: { day } });
const amend = (day: string, more: object = {}) =>
  branch.secretary.call(amendMeeting, {
    ...at(done),
    body: {
      version: done.version,
      reason,
      ...record,
      facts: {
        day,
        time: '14:30',
        place: '村部',
        chairPersonId: done.chair?.id ?? '',
        recorderPersonId: done.recorder?.id ?? '',
      },
      ...more,
    },
  });

describe('the day of a closed meeting', () => {
  test('put right takes whoever was not of the branch yet off the list, and judges the vote by the roster of that day', async () => {
    done = await closedOn('2026-11-26');
    // Three of six is no majority; three of five is.
    expect(done.resolutions).toMatchObject([{ entitled: 6, passed: false }]);
    expect(await said('2026-10-30')).toMatchObject({
      leaving: ['新来'],
      gainVote: [],
      loseVote: [],
      entitled: { from: 6, to: 5 },
      verdicts: [{ wording: '同意硬化村道', passed: true }],
      refused: null,
    });
    // Asking changes nothing.
    expect(await branch.secretary.call(meetingById, at(done))).toEqual(done);
    const amended = await amend('2026-10-30');
    expect(amended).toMatchObject({ heldOn: '2026-10-30', startsAt: '2026-10-30T06:30:00Z', state: 'closed' });
    expect(amended.invitees.map(({ name }) => name)).not.toContain('新来');
    expect(amended.resolutions).toMatchObject([{ entitled: 5, present: 3, passed: true }]);
    const [entry] = amended.amendments;
    expect(entry?.changes.map(({ field, name, from, to }) => [field, name, from, to])).toEqual([
      ['day', null, '2026-11-26', '2026-10-30'],
      ['roster', '新来', 'listed', null],
      ['resolution', null, '同意硬化村道', '同意硬化村道'],
    ]);
    const words = await wordText((await branch.secretary.raw(meetingMinutes, { ...at(done), query: {} })).bytes);
    expect(words).toContain('会议日期由“2026年11月26日”改为“2026年10月30日”；新来移出名单');
    // It counts for the month in which it was held.
    const range = { fromPath: branch.node.path, toPath: `${branch.node.path.slice(0, -1)}0` };
    const counted = async (from: string, to: string) =>
      (await heldMeetings(app().read(), systemScope(app().entry.code, 'test'), { from, to, ...range })).length;
    expect([await counted('2026-10-01', '2026-10-31'), await counted('2026-11-01', '2026-11-30')]).toEqual([1, 0]);
  });

  test('brings whoever was of the branch by then, absent unless it is said that they came', async () => {
    done = await closedOn('2026-11-10');
    expect(done.invitees).toHaveLength(5);
    const changes = await said('2026-11-24');
    expect(changes.people.filter(({ joins }) => joins).map(({ name }) => name)).toEqual(['新来']);
    expect(changes).toMatchObject({ entitled: { from: 5, to: 6 }, verdicts: [{ passed: false }] });
    done = await amend('2026-11-24');
    const listed = ({ invitees }: Meeting) => invitees.find(({ personId }) => personId === late.id);
    expect(listed(done)).toMatchObject({ attendance: 'absent', how: 'late', reason });
    done = await amend('2026-11-10');
    expect(listed(done)).toBeUndefined();
    done = await amend('2026-11-24', { attendance: [{ personId: late.id, attendance: 'present' }] });
    expect(listed(done)).toMatchObject({ attendance: 'present', votes: true });
  });

  test('takes an owner of a task off the list, who keeps the task and finds it; nobody else off the list gets one', async () => {
    done = await closedOn('2026-11-26', ids(0, 1, 2), {
      ...record,
      tasks: [{ task: `报名单${hostile}`, ownerPersonId: late.id, dueOn: '2026-12-31' }],
    });
    const [{ id, task, dueOn } = { id: '', task: '', dueOn: '' }] = done.tasks;
    const mine = { id, task, ownerPersonId: late.id, dueOn };
    expect((await said('2026-10-30')).leaving).toEqual(['新来']);
    const fresh = { ...mine, id: undefined };
    expect(await refusal(amend('2026-10-30', { tasks: [mine, fresh] }))).toBe('invalid not_on_list');
    const amended = await amend('2026-10-30', { tasks: [{ ...mine, dueOn: '2027-01-15' }] });
    expect(amended.invitees.map(({ personId }) => personId)).not.toContain(late.id);
    expect(amended.tasks).toMatchObject([{ id, owner: { id: late.id, name: '新来' }, dueOn: '2027-01-15' }]);
    const owner = await app().as('member', { person: { ...late, name: '新来', branch: branch.node } });
    const { groups } = await owner.call(todoList, { query: {} });
    const lines = groups.flatMap(({ items }) => items).filter((one) => one.id === id);
    // The meeting itself is none of theirs any more.
    expect(lines).toMatchObject([{ kind: 'meetings.tasks', link: '/inbox?kind=meetings.tasks' }]);
    // Given to somebody else it does not come back to whoever is off the list.
    done = amended;
    done = await amend('2026-10-30', { tasks: [{ ...mine, ownerPersonId: ids(0)[0] }] });
    expect(await refusal(amend('2026-10-30', { tasks: [mine] }))).toBe('invalid not_on_list');
  });

  test('stays where somebody who was there was not of its roster, where it is to come, and where an admission was decided', async () => {
    done = await closedOn('2026-11-26', [...ids(0, 1, 2, 3), late.id]);
    expect((await said('2026-11-10')).refused).toEqual({ why: 'day_present', names: ['新来'] });
    expect(await refusal(amend('2026-11-10'))).toBe('invalid day_present');
    expect(await refusal(amend('2026-11-27'))).toBe('invalid not_begun');
    expect(await branch.secretary.call(meetingById, at(done))).toEqual(done);
    await decideAdmission(app(), branch, done);
    expect((await said('2026-11-25')).refused).toEqual({ why: 'day_built_on', names: [] });
    expect(await refusal(amend('2026-11-25'))).toBe('refused day_built_on');
  });

  test('is asked about by whoever may amend alone', async () => {
    done = await closedOn('2026-11-26');
    const other = await openBranch(app(), 1);
    const committee = await app().as('organisation_member', { at: branch.node });
    for (const who of [other.secretary, committee])
      expect(await who.outcome(newDay, { params: { id: done.id }, query: { day: '2026-11-10' } })).toBe('not_found');
  });
});

test('who was asked sees that the record was amended, by whom and why; who led a meeting was there', async () => {
  done = await closedOn('2026-11-26');
  const [first] = branch.people;
  const member = await app().as('member', { person: { ...first!, branch: branch.node } });
  expect((await member.call(ownMeeting, at(done))).amendments).toEqual([]);
  const chair = { personId: done.chair?.id ?? '', attendance: 'excused' as const };
  const { resolutions: _votes, ...plain } = record;
  const without = { ...plain, resolutions: [{ ...record.resolutions[0]!, yes: 2 }] };
  expect(await refusal(amend('2026-11-26', { ...without, attendance: [chair] }))).toBe('invalid chair_absent');
  const { amendments } = await amend('2026-11-26', { content: '讨论村道' });
  expect((await member.call(ownMeeting, at(done))).amendments).toMatchObject([
    { id: amendments[0]?.id, actor: amendments[0]?.actor, reason },
  ]);
});
