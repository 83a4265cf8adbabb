import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeMember } from '#features/base/members/factory.ts';
import { systemScope } from '#platform/access/scope.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import * as contract from './contract.ts';
import {
  at,
  branchOfFour,
  confirmed,
  errorOf,
  finishMeeting,
  ledBy,
  type MeetingBranch,
  plan,
  planned,
  problemsOf,
} from './factory.ts';
import { amendMeeting } from './record/amending/contract.ts';
import { heldMeetings, meetingForVote, meetingsToFinish, rosterOn, tasksToFinish } from './index.ts';

/** Thursday afternoon in China, half an hour before the meetings of these tests. */
const noon = Date.parse('2026-11-26T06:00:00Z');
let clock = noon;
const server = useApp({ now: () => new Date(clock) });
const app = () => server.current;

const everything = () => systemScope(app().entry.code, 'test');

const attend = ({ secretary }: MeetingBranch, meeting: { id: string }, people: readonly string[], more: object = {}) =>
  secretary.call(contract.takeAttendance, {
    ...at(meeting),
    body: { people: [...people], attendance: 'present', ...more },
  });
const closed = async (branch: MeetingBranch, more: object = {}): Promise<contract.Meeting> => {
  const there = branch.people.map(({ id }) => id);
  return finishMeeting(branch.secretary, await planned(branch, more), there, { content: `内容${hostile}` });
};

const openBranch = (): Promise<MeetingBranch> => branchOfFour(app());

let branch: MeetingBranch;
beforeAll(async () => {
  branch = await openBranch();
});
beforeEach(() => {
  clock = noon;
});

describe('a plan', () => {
  test('asks everybody of the roster of that day, and says who votes', async () => {
    const meeting = await planned(branch, { place: `会议室${hostile}`, chairPersonId: branch.people[0]?.id });
    expect(meeting.invitees.map(({ name, votes }) => [name, votes])).toEqual([
      ['安大勇', true],
      ['白小梅', true],
      ['常有福', true],
      ['邓新苗', false],
    ]);
    expect(meeting).toMatchObject({ state: 'planned', version: 1, startsAt: '2026-11-26T06:30:00Z' });
    expect(meeting.chair?.name).toBe('安大勇');
    expect(meeting.agenda).toEqual(plan.agenda);
    expect(meeting.tally).toMatchObject({ expected: 4, entitled: 3, open: 4 });
  });

  test('of a day before somebody came leaves that person out', async () => {
    const own = await openBranch();
    await app().write((tx) =>
      makeMember(tx, app().county, { branch: own.node, fields: { name: '新来' }, since: '2026-11-20' }),
    );
    const names = async (day: string): Promise<number> => (await planned(own, { day })).invitees.length;
    expect([await names('2026-11-19'), await names('2026-11-20')]).toEqual([4, 5]);
  });

  test('copies the last one in one command, a month later', async () => {
    const own = await openBranch();
    const [first] = own.people;
    await planned(own, { place: '村部', chairPersonId: first?.id, endTime: '16:00' });
    const next = await own.secretary.call(contract.planFromLast, {
      body: { organisationId: own.node.id, type: 'members_meeting' },
    });
    expect(next).toMatchObject({
      title: plan.title,
      startsAt: '2026-12-26T06:30:00Z',
      place: '村部',
      agenda: plan.agenda,
    });
    expect(next.endsAt).toBe('2026-12-26T08:00:00Z');
    expect(next.chair?.id).toBe(first?.id);
    const error = await errorOf(
      own.secretary.call(contract.planFromLast, { body: { organisationId: own.node.id, type: 'party_lesson' } }),
    );
    expect([error.code, error.details.message]).toEqual(['refused', 'no_last_meeting']);
  });

  test('as one of a series belongs to the series, whether the office plans it or a device', async () => {
    const [own, other] = [await openBranch(), await openBranch()];
    const series = { organisationId: own.node.id, type: 'party_day', ...plan, months: 2 } as const;
    const { seriesId, items } = await own.secretary.call(contract.planSeries, { body: series });
    const like = items.at(-1)?.id ?? '';
    const kind = { organisationId: own.node.id, type: 'party_day' as const };
    const office = await own.secretary.call(contract.planFromLast, { body: kind });
    const device = await own.secretary.call(contract.planMeeting, { body: { ...kind, ...plan, like } });
    expect([office.seriesId, device.seriesId]).toEqual([seriesId, seriesId]);
    const alone = [
      await planned(own),
      // Another type, and another branch's meeting, are not the series of this one.
      await planned(own, { like }),
      await other.secretary.call(contract.planMeeting, {
        body: { ...kind, organisationId: other.node.id, ...plan, like },
      }),
    ];
    expect(alone.map((meeting) => meeting.seriesId)).toEqual([null, null, null]);
  });

  test('stands on the last one held, not on one to come, in the first month that has none', async () => {
    const own = await openBranch();
    const kind = { organisationId: own.node.id, type: 'members_meeting' as const };
    const draft = () => own.secretary.call(contract.meetingDraft, { query: { ...kind, day: '2026-11-26' } });
    await planned(own, { day: '2027-02-10', title: '换届大会' });
    expect((await draft()).last).toMatchObject({ title: '换届大会', isAhead: true });
    await planned(own, { day: '2026-12-12', title: '年终总结' });
    const held = await confirmed(own, undefined, { day: '2026-11-10', title: '学习讨论', place: '村部' });
    expect((await draft()).last).toMatchObject({
      id: held.id,
      title: '学习讨论',
      day: '2026-11-10',
      isAhead: false,
      nextDay: '2027-01-10',
    });
    const next = await own.secretary.call(contract.planFromLast, { body: kind });
    expect(next).toMatchObject({ title: '学习讨论', place: '村部', startsAt: '2027-01-10T06:30:00Z' });
  });

  test('of a series has one on the same day of each month', async () => {
    const { items } = await branch.secretary.call(contract.planSeries, {
      body: { organisationId: branch.node.id, type: 'party_day', ...plan, day: '2026-12-31', months: 3 },
    });
    expect(items.map((item) => item.day)).toEqual(['2026-12-31', '2027-01-31', '2027-02-28']);
  });

  test('lets those be chosen whom the type leaves open, of the roster alone', async () => {
    const [first, second] = branch.people;
    const talk = { type: 'heart_talk', invited: [first?.id, second?.id] };
    expect((await planned(branch, talk)).invitees).toHaveLength(2);
    const stranger = await app().member();
    const error = await errorOf(planned(branch, { type: 'heart_talk', invited: [stranger.id] }));
    expect(problemsOf(error)).toEqual(['body.invited not_on_roster']);
    expect(problemsOf(await errorOf(planned(branch, { chairPersonId: stranger.id })))).toEqual([
      'body.chairPersonId not_on_roster',
    ]);
  });

  test('is changed on top of the newest state alone, and cancelled with a reason', async () => {
    const meeting = await planned(branch);
    const edit = (version: number) =>
      branch.secretary.call(contract.editMeeting, {
        ...at(meeting),
        body: { ...plan, version, title: '新主题', time: '09:00' },
      });
    expect((await edit(1)).version).toBe(2);
    expect((await errorOf(edit(1))).code).toBe('stale');
    const gone = await branch.secretary.call(contract.cancelMeeting, {
      ...at(meeting),
      body: { version: 2, reason: `台风${hostile}` },
    });
    expect(gone).toMatchObject({ state: 'cancelled', cancelReason: `台风${hostile}` });
    expect((await errorOf(edit(3))).code).toBe('conflict');
  });

  test('cannot be filed elsewhere, nor be seen from there', async () => {
    const meeting = await planned(branch);
    const other = await openBranch();
    expect(await other.secretary.outcome(contract.meetingById, at(meeting))).toBe('not_found');
    const body = { organisationId: branch.node.id, type: 'party_day' as const, ...plan };
    expect(await other.secretary.outcome(contract.planMeeting, { body })).toBe('not_found');
    const { items } = await other.secretary.call(contract.meetingList, { query: {} });
    expect(items).toEqual([]);
  });
});

describe('the list of those present', () => {
  test('is tapped, confirmed, and mended later with a reason', async () => {
    const [first, second, third, last] = branch.people.map((person) => person.id) as [string, string, string, string];
    const meeting = await planned(branch);
    await attend(branch, meeting, [first, second]);
    await attend(branch, meeting, [second], { attendance: null });
    await attend(branch, meeting, [third], { attendance: 'excused' });
    const body = { version: 1, ...ledBy([first]) };
    const held = await branch.secretary.call(contract.confirmAttendance, { ...at(meeting), body });
    expect(held).toMatchObject({ state: 'held', heldOn: '2026-11-26' });
    expect(held.tally).toMatchObject({ expected: 4, present: 1, absent: 2, excused: 1, entitled: 3, votersPresent: 1 });
    expect(held.invitees.find((each) => each.personId === last)).toMatchObject({ attendance: 'absent', how: 'chair' });
    expect(problemsOf(await errorOf(attend(branch, meeting, [second])))).toEqual(['body.reason late_reason']);
    const mended = await attend(branch, meeting, [second], { reason: `忘带手机${hostile}` });
    expect(mended.invitees.find((each) => each.personId === second)).toMatchObject({
      attendance: 'present',
      how: 'late',
      reason: `忘带手机${hostile}`,
    });
  });

  test('remembers the old and ill for the next meeting', async () => {
    const own = await openBranch();
    const [first] = own.people;
    const meeting = await planned(own);
    await own.secretary.call(contract.takeAttendance, {
      ...at(meeting),
      body: { people: [first?.id ?? ''], exempt: true },
    });
    const next = await planned(own, { day: '2026-12-26' });
    expect(next.invitees.filter((each) => each.exempt).map((each) => each.personId)).toEqual([first?.id]);
    expect(next.tally).toMatchObject({ expected: 3, entitled: 3 });
  });

  test('stays as it was when somebody moves to another branch', async () => {
    const own = await openBranch();
    const done = await closed(own);
    const [first] = own.people;
    await app().write(async (tx) => {
      const { path } = app().tree.branchB1;
      await tx
        .updateTable('person')
        .set({ org_path: `${path}@${first?.id}/` })
        .where('id', '=', first?.id ?? '')
        .execute();
    });
    const again = await own.secretary.call(contract.meetingById, at(done));
    expect(again.invitees.map((each) => each.name)).toEqual(['安大勇', '白小梅', '常有福', '邓新苗']);
    const draft = await own.secretary.call(contract.meetingDraft, {
      query: { organisationId: own.node.id, type: 'party_day', day: '2026-11-26' },
    });
    expect(draft.roster.map((each) => each.name)).toContain('安大勇');
    expect(await rosterOn(app().read(), everything(), own.node.id, '2026-11-26')).toHaveLength(4);
  });
});

describe('the record', () => {
  test('judges each resolution by the list, with its reason', async () => {
    const [first, second, , last] = branch.people.map((person) => person.id) as [string, string, string, string];
    const held = await confirmed(branch, [first, second, last]);
    const record = (yes: number, no: number) =>
      branch.secretary.call(contract.recordMeeting, {
        ...at(held),
        body: {
          version: held.version,
          content: '讨论',
          resolutions: [{ wording: `决议${hostile}`, vote: 'branch', yes, no }],
        },
      });
    // The probationary member is present and has no vote.
    expect(problemsOf(await errorOf(record(3, 0)))).toEqual(['body.resolutions.0.yes more_votes']);
    const { resolutions } = await record(2, 0);
    expect(resolutions).toMatchObject([{ wording: `决议${hostile}`, entitled: 3, present: 2, yes: 2, passed: true }]);
    expect(resolutions[0]?.whys.map((why) => why.ruleId)).toEqual(['branchVote.present', 'branchVote.pass']);
    const { entitled, votersPresent, state } = await app().write((tx) => meetingForVote(tx, everything(), held.id));
    expect({ entitled, votersPresent, state }).toEqual({ entitled: 3, votersPresent: 2, state: 'held' });
  });

  test('of a group or a talk decides nothing', async () => {
    const held = await confirmed(branch, undefined, { type: 'heart_talk', invited: [branch.people[0]?.id] });
    const body = { version: held.version, content: '谈', resolutions: [{ wording: '决议' }] };
    const error = await errorOf(branch.secretary.call(contract.recordMeeting, { ...at(held), body }));
    expect(problemsOf(error)).toEqual(['body.resolutions decides_nothing']);
  });

  test('is closed once it says something, and amended with a visible reason', async () => {
    const held = await confirmed(branch, [branch.people[0]?.id ?? '']);
    const close = (version: number) => branch.secretary.call(contract.closeMeeting, { ...at(held), body: { version } });
    expect((await errorOf(close(held.version))).details.message).toBe('no_content');
    const { version } = await branch.secretary.call(contract.recordMeeting, {
      ...at(held),
      body: { version: held.version, content: '原内容' },
    });
    const done = await close(version);
    expect(done.state).toBe('closed');
    const late = { ...at(held), body: { version: done.version, content: '改' } };
    expect((await errorOf(branch.secretary.call(contract.recordMeeting, late))).code).toBe('conflict');
    const amended = await branch.secretary.call(amendMeeting, {
      ...at(held),
      body: { version: done.version, content: '新内容', reason: `笔误${hostile}` },
    });
    expect(amended).toMatchObject({ content: '新内容', state: 'closed' });
    expect(amended.amendments).toMatchObject([{ reason: `笔误${hostile}`, content: '原内容' }]);
    const committee = await app().as('organisation_member', { at: branch.node });
    const again = { ...at(held), body: { version: amended.version, content: '再改', reason: '更正' } };
    expect(await committee.outcome(amendMeeting, again)).toBe('not_found');
  });

  test('leaves tasks that return on the agenda of the next meeting until they are done', async () => {
    const own = await openBranch();
    const owner = own.people[0]?.id ?? '';
    const held = await confirmed(own, [owner], { day: '2026-11-20' });
    const recorded = await own.secretary.call(contract.recordMeeting, {
      ...at(held),
      body: {
        version: held.version,
        content: '内容',
        tasks: [{ task: `修路${hostile}`, ownerPersonId: owner, dueOn: '2026-12-10' }],
      },
    });
    const [task] = recorded.tasks;
    const next = await planned(own);
    expect(next.openTasks).toMatchObject([{ task: `修路${hostile}`, owner: { name: '安大勇' }, doneAt: null }]);
    const done = await own.secretary.call(contract.finishTask, {
      params: { id: task?.id ?? '' },
      body: { version: task?.version ?? 0, note: '已修' },
    });
    expect(done.doneAt).not.toBeNull();
    clock = noon + 60_000;
    const after = await planned(own, { day: '2026-12-26' });
    expect(after.openTasks).toEqual([]);
    const stranger = {
      version: recorded.version,
      content: '内容',
      tasks: [{ task: '别人', ownerPersonId: newId(), dueOn: '2026-12-10' }],
    };
    const error = await errorOf(own.secretary.call(contract.recordMeeting, { ...at(held), body: stranger }));
    expect(problemsOf(error)).toEqual(['body.tasks.0.ownerPersonId not_on_list']);
  });

  test('counts for a duty when it is closed, by its day and place', async () => {
    const own = await openBranch();
    const done = await closed(own, { day: '2026-11-10' });
    await confirmed(own);
    const period = {
      from: '2026-11-01',
      to: '2026-11-30',
      fromPath: own.node.path,
      toPath: `${own.node.path.slice(0, -1)}0`,
    };
    const counted = await heldMeetings(app().read(), everything(), period);
    expect(counted).toMatchObject([{ id: done.id, heldOn: '2026-11-10', organisationId: own.node.id }]);
    expect(await heldMeetings(app().read(), everything(), { ...period, from: '2026-11-11' })).toEqual([]);
  });

  test('waits to be finished once its time has come, and so do its tasks', async () => {
    const own = await openBranch();
    const owner = own.people[0]?.id ?? '';
    const [past, held] = [
      await planned(own, { day: '2026-11-18' }),
      await confirmed(own, [owner], { day: '2026-11-19' }),
    ];
    await planned(own, { day: '2026-11-30' });
    await own.secretary.call(contract.recordMeeting, {
      ...at(held),
      body: {
        version: held.version,
        content: '内容',
        tasks: [{ task: '走访', ownerPersonId: owner, dueOn: '2026-12-01' }],
      },
    });
    const mine = ({ path }: { readonly path: string }) => path === own.node.path;
    const waiting = (await meetingsToFinish(app().read(), everything(), app().county)).filter(mine);
    expect(waiting.map(({ id, need }) => [id, need])).toEqual([
      [past.id, 'confirm'],
      [held.id, 'close'],
    ]);
    const tasks = (await tasksToFinish(app().read(), everything())).filter(mine);
    expect(tasks).toMatchObject([{ task: '走访', ownerPersonId: owner, dueOn: '2026-12-01' }]);
  });

  test('lists a year, a type, a state, page by page, and what comes next', async () => {
    const own = await openBranch();
    for (const day of ['2025-06-10', '2026-01-10', '2026-02-10', '2026-12-10']) await planned(own, { day });
    const list = (query: object) => own.secretary.call(contract.meetingList, { query });
    const first = await list({ year: 2026, limit: 2 });
    expect(first.items.map((item) => item.startsAt.slice(0, 10))).toEqual(['2026-12-10', '2026-02-10']);
    const rest = await list({ year: 2026, limit: 2, cursor: first.next ?? '' });
    expect(rest.items.map((item) => item.startsAt.slice(0, 10))).toEqual(['2026-01-10']);
    expect(rest.next).toBeNull();
    expect((await list({ when: 'upcoming' })).items.map((item) => item.startsAt.slice(0, 10))).toEqual(['2026-12-10']);
    expect((await list({ type: 'party_lesson' })).items).toEqual([]);
    expect((await list({ state: 'planned' })).items).toHaveLength(4);
  });
});
