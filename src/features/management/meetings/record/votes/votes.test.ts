/** A vote follows the list: whoever corrects who came corrects what was passed. */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { wordText } from '#test/files/word.ts';
import { useApp } from '#test/harness/app.ts';
import { plantNode } from '#test/harness/tree.ts';
import { closeMeeting, meetingById, planMeeting, recordMeeting, takeAttendance, type Meeting } from '../../contract.ts';
import { meetingMinutes } from '../../documents/contract.ts';
import { at, decideAdmission, holdMeeting, openBranch, refusal, type MeetingBranch } from '../../factory.ts';
import { meetingForVote } from '../../index.ts';
import { callRoll } from '../../offline/contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T06:00:00Z') });
const app = () => server.current;
const everything = () => systemScope(app().entry.code, 'test');

/** Held with the first so many of its members present, and a vote of so many. */
const voted = async (branch: MeetingBranch, came: number, votes: { yes: number; no?: number }): Promise<Meeting> => {
  const { node, secretary, people } = branch;
  const plan = { title: '讨论村道硬化', day: '2026-11-26', time: '14:30' };
  const meeting = await secretary.call(planMeeting, {
    body: { organisationId: node.id, type: 'members_meeting', ...plan },
  });
  const there = people.slice(0, came).map(({ id }) => id);
  const held = await holdMeeting(secretary, meeting, there);
  const resolutions = [
    { wording: '同意硬化村道', vote: 'branch' as const, ...votes },
    { wording: '按月公开账目', vote: 'none' as const },
  ];
  return secretary.call(recordMeeting, {
    ...at(meeting),
    body: { version: held.version, content: '讨论', resolutions },
  });
};

const away = ({ secretary, people }: MeetingBranch, meeting: Meeting, from: number, to: number) =>
  secretary.call(takeAttendance, {
    ...at(meeting),
    body: { people: people.slice(from, to).map(({ id }) => id), attendance: 'absent', reason: '误登，本人未到' },
  });

const eventsOf = async (id: string, action: string) =>
  app().write((tx) =>
    tx
      .selectFrom('audit_event')
      .select(['action', 'changes', 'actor'])
      .where('entity_id', '=', id)
      .where('action', '=', action)
      .execute(),
  );

describe('a vote whose list is corrected', () => {
  test('is judged anew at once, in the record, in the minutes and for other features', async () => {
    const branch = await openBranch(app(), 19);
    const meeting = await voted(branch, 12, { yes: 10 });
    expect(meeting.resolutions).toMatchObject([{ entitled: 19, present: 12, passed: true }, { passed: true }]);
    expect(await eventsOf(meeting.id, 'meetings.judgeAnew')).toEqual([]);

    const corrected = await away(branch, meeting, 4, 12);
    expect(corrected.tally).toMatchObject({ present: 4, votersPresent: 4 });
    expect(corrected.resolutions).toMatchObject([
      { entitled: 19, present: 4, yes: 10, passed: false, tooMany: true },
      { passed: true, tooMany: false },
    ]);
    const [event] = await eventsOf(meeting.id, 'meetings.judgeAnew');
    expect(event?.changes).toEqual(
      expect.arrayContaining([
        { field: 'resolution.1.present', from: 12, to: 4 },
        { field: 'resolution.1.passed', from: true, to: false },
      ]),
    );

    // More votes than voters: settled first, then closed.
    const { secretary } = branch;
    const close = (version: number) => secretary.call(closeMeeting, { ...at(meeting), body: { version } });
    expect(await refusal(close(corrected.version))).toBe('refused votes_open');
    const resolutions = [{ wording: '同意硬化村道', vote: 'branch' as const, yes: 4 }];
    const settled = await secretary.call(recordMeeting, {
      ...at(meeting),
      body: { version: corrected.version, content: '讨论', resolutions },
    });
    const done = await close(settled.version);
    expect(done.resolutions).toMatchObject([{ present: 4, yes: 4, passed: false, tooMany: false }]);
    const words = await wordText((await secretary.raw(meetingMinutes, { ...at(meeting), query: {} })).bytes);
    expect(words).toContain('应到会有表决权19人，实到4人；赞成4票，反对0票，弃权0票，未通过');
    expect(words).not.toContain('实到12人');
    const seen = await app().write((tx) => meetingForVote(tx, everything(), meeting.id));
    expect(seen).toMatchObject({ entitled: 19, votersPresent: 4 });
  });

  test('passes again where the correction brings the quorum back', async () => {
    const branch = await openBranch(app(), 5);
    const meeting = await voted(branch, 2, { yes: 2 });
    expect(meeting.resolutions[0]).toMatchObject({ present: 2, passed: false });
    const { secretary, people } = branch;
    const late = { people: [people[2]?.id ?? ''], attendance: 'present' as const, reason: '漏登' };
    await secretary.call(takeAttendance, { ...at(meeting), body: late });
    const { version } = await secretary.call(meetingById, at(meeting));
    const resolutions = [{ wording: '同意硬化村道', vote: 'branch' as const, yes: 3 }];
    const body = { version, content: '讨论', resolutions };
    expect((await secretary.call(recordMeeting, { ...at(meeting), body })).resolutions).toMatchObject([
      { present: 3, passed: true },
    ]);
  });

  test('is judged once by the whole roll of a device, not name by name', async () => {
    const branch = await openBranch(app(), 5);
    const meeting = await voted(branch, 3, { yes: 3 });
    const [, , third, fourth] = branch.people.map(({ id }) => id);
    const marks = [
      { personId: third ?? '', seen: 'present' as const, attendance: 'absent' as const },
      { personId: fourth ?? '', seen: 'absent' as const, attendance: 'present' as const },
    ];
    const body = { marks, reason: '认错人' };
    const after = await branch.secretary.call(callRoll, { ...at(meeting), body });
    expect(after.resolutions[0]).toMatchObject({ present: 3, passed: true, tooMany: false });
    expect(await eventsOf(meeting.id, 'meetings.judgeAnew')).toEqual([]);
  });
});

describe('an admission that was decided by the numbers of a list', () => {
  test('keeps the list as it is until that step is taken back, wherever the person is filed', async () => {
    const branch = await openBranch(app(), 5);
    const meeting = await voted(branch, 4, { yes: 3 });
    const fact = await decideAdmission(app(), branch, meeting);
    expect(await refusal(away(branch, meeting, 3, 4))).toBe('refused vote_built_on');
    const { tally, resolutions } = await branch.secretary.call(meetingById, at(meeting));
    expect([tally.votersPresent, resolutions[0]?.present]).toEqual([4, 4]);
    // A reason that was forgotten changes no number.
    const { secretary, people } = branch;
    const same = { people: [people[4]?.id ?? ''], attendance: 'excused' as const, reason: '住院' };
    expect(await refusal(secretary.call(takeAttendance, { ...at(meeting), body: same }))).toBe('ok');

    await app().write((tx) =>
      sql`update admission_fact set voided_at = now(), voided_by = '组织员', void_reason = '名单有误' where id = ${fact}`.execute(
        tx,
      ),
    );
    expect((await away(branch, meeting, 3, 4)).tally.votersPresent).toBe(3);
  });
});

test('a vote of before the rules in force is judged by their first edition, which its reason says', async () => {
  const node = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  const secretary = await app().as('branch_secretary', { at: node });
  const there: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const facts = { branch: node, since: '2010-01-01' };
    there.push((await app().write((tx) => makeMember(tx, app().county, facts))).id);
  }
  const plan = { type: 'members_meeting' as const, title: '补记', day: '2016-05-04', time: '14:30' };
  const meeting = await secretary.call(planMeeting, { body: { organisationId: node.id, ...plan } });
  const { version } = await holdMeeting(secretary, meeting, there);
  const resolutions = [{ wording: '同意修渠', vote: 'branch' as const, yes: 3 }];
  const body = { version, content: '讨论', resolutions };
  const [resolution] = (await secretary.call(recordMeeting, { ...at(meeting), body })).resolutions;
  expect(resolution).toMatchObject({ entitled: 3, present: 3, passed: true });
  for (const { steps } of resolution?.whys ?? []) expect(steps.at(-1)?.zh).toContain('参照其最早版本');
});
