/** A closed record: what may be put right afterwards, with both values and the reason for everybody who sees it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { wordText } from '#test/files/word.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { meetingById, planMeeting, type Meeting } from '../../contract.ts';
import { amendMeeting } from './contract.ts';
import { meetingMinutes } from '../../documents/contract.ts';
import { at, finishMeeting, openBranch, refusal, type MeetingBranch } from '../../factory.ts';

const server = useApp({ now: () => new Date('2026-11-26T06:00:00Z') });
const app = () => server.current;

let branch: MeetingBranch;
let done: Meeting;
const record = {
  content: '讨论村道硬化',
  resolutions: [{ wording: '同意硬化村道', vote: 'branch' as const, yes: 3 }],
};

beforeEach(async () => {
  branch = await openBranch(app(), 5);
  const { node, secretary, people } = branch;
  const plan = { title: '党员大会', day: '2026-11-26', time: '14:30', place: '村部' };
  const meeting = await secretary.call(planMeeting, {
    body: { organisationId: node.id, type: 'members_meeting', ...plan },
  });
  const there = people.slice(0, 4).map(({ id }) => id);
  done = await finishMeeting(secretary, meeting, there, record);
});

const facts = () => ({
  time: '14:30',
  place: '村部',
  chairPersonId: branch.people[0]?.id ?? '',
  recorderPersonId: branch.people[1]?.id ?? '',
});
const amend = (more: object, { secretary } = branch) =>
  secretary.call(amendMeeting, {
    ...at(done),
    body: { version: done.version, reason: `登记有误${hostile}`, ...record, ...more },
  });
const away = (...places: readonly number[]) =>
  places.map((place) => ({ personId: branch.people[place]?.id ?? '', attendance: 'absent' as const }));

describe('an amendment of a closed record', () => {
  test('puts hour, place, chair and recorder right, and both values stay to be seen', async () => {
    const [, , third] = branch.people;
    const amended = await amend({
      facts: { ...facts(), time: '09:00', endTime: '10:30', place: '老年活动室', chairPersonId: third?.id },
    });
    expect(amended).toMatchObject({
      state: 'closed',
      heldOn: '2026-11-26',
      startsAt: '2026-11-26T01:00:00Z',
      endsAt: '2026-11-26T02:30:00Z',
      place: '老年活动室',
      chair: { id: third?.id },
    });
    const [entry] = amended.amendments;
    expect(entry?.reason).toBe(`登记有误${hostile}`);
    expect(entry?.changes.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['startsAt', '2026-11-26T06:30:00Z', '2026-11-26T01:00:00Z'],
      ['endsAt', null, '2026-11-26T02:30:00Z'],
      ['place', '村部', '老年活动室'],
      ['chair', branch.people[0]?.name, third?.name],
    ]);
    // A township reads the same; so do the minutes.
    const worker = await app().as('township_worker', { at: app().tree.townshipA });
    expect((await worker.call(meetingById, at(done))).amendments).toEqual(amended.amendments);
    const words = await wordText((await branch.secretary.raw(meetingMinutes, { ...at(done), query: {} })).bytes);
    expect(words).toContain('地点由“村部”改为“老年活动室”');
    expect(words).toContain('开始时间由“14:30”改为“09:00”');
  });

  test('of who came judges the votes anew', async () => {
    const less = { resolutions: [{ wording: '同意硬化村道', vote: 'branch', yes: 2 }] };
    expect(await refusal(amend({ attendance: away(2, 3) }))).toBe('invalid more_votes');
    const amended = await amend({ ...less, attendance: away(2, 3) });
    expect(amended.tally).toMatchObject({ present: 2, votersPresent: 2 });
    expect(amended.resolutions).toMatchObject([{ present: 2, yes: 2, passed: false }]);
    const { changes } = amended.amendments[0] ?? { changes: [] };
    expect(changes.filter(({ field }) => field === 'attendance').map(({ name, from, to }) => [name, from, to])).toEqual(
      branch.people.slice(2, 4).map(({ name }) => [name, 'present', 'absent']),
    );
    expect(changes.find(({ field }) => field === 'resolution')?.counts).toMatchObject({
      from: { present: 4, yes: 3, passed: true },
      to: { present: 2, yes: 2, passed: false },
    });
    const [event] = await app().write((tx) =>
      tx
        .selectFrom('audit_event')
        .select('changes')
        .where('entity_id', '=', done.id)
        .where('action', '=', 'meetings.amend')
        .execute(),
    );
    expect(event?.changes).toContainEqual({ field: 'resolution.1.passed', from: true, to: false });
    expect(event?.changes).toContainEqual({
      field: `attendance.${branch.people[3]?.id}`,
      from: 'present',
      to: 'absent',
    });
  });

  test('changes nothing that it does not name, and names nobody who was not asked', async () => {
    const amended = await amend({ content: '另写' });
    expect(amended).toMatchObject({ place: '村部', startsAt: done.startsAt, tally: done.tally });
    expect(amended.amendments[0]?.changes).toMatchObject([{ field: 'content', from: '讨论村道硬化', to: '另写' }]);
    done = amended;
    const stranger = await app().member();
    expect(await refusal(amend({ facts: { ...facts(), chairPersonId: stranger.id } }))).toBe('invalid not_on_list');
    const mark = [{ personId: stranger.id, attendance: 'present' as const }];
    expect(await refusal(amend({ attendance: mark }))).toBe('invalid not_on_list');
    expect(await refusal(amend({ facts: { ...facts(), endTime: '14:30' } }))).toBe('invalid ends_before_start');
  });
});
