/** A series changed or called off from one meeting on: one command, one notice each, and nothing of what was held is touched. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { noticeList } from '#features/base/inbox/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo, toldTo } from '#test/harness/told.ts';
import { cancelMeeting, editMeeting, type Meeting, meetingById, planSeries } from '../contract.ts';
import { finishMeeting, type MeetingBranch, openBranch, refusal } from '../factory.ts';
import { remindOfMeetings } from '../telling/jobs.ts';
import { seriesAhead } from './contract.ts';
import { changedIn, followingDay } from './rules.ts';

let clock = 0;
const server = useApp({ now: () => new Date(clock) });
const app = () => server.current;
const noon = Date.parse('2026-11-26T06:00:00Z');

let branch: MeetingBranch;
let members: Client[];
let ids: string[];
const plan = { title: `主题党日${hostile}`, time: '14:30', place: '村部', agenda: ['学习'] };
/** Four Party days on the twentieth, from October on: the first was held and closed. */
beforeEach(async () => {
  clock = noon;
  branch = await openBranch(app(), 2);
  members = [];
  for (const person of branch.people)
    members.push(await app().as('member', { person: { ...person, branch: branch.node } }));
  const body = { organisationId: branch.node.id, type: 'party_day' as const, ...plan, day: '2026-10-20', months: 4 };
  ids = (await branch.secretary.call(planSeries, { body })).items.map(({ id }) => id);
  await finishMeeting(branch.secretary, { id: ids[0] ?? '', version: 1 }, [branch.people[0]?.id ?? '']);
});

const one = (place: number): Promise<Meeting> =>
  branch.secretary.call(meetingById, { params: { id: ids[place] ?? '' } });
const dayOf = async (place: number): Promise<string> => (await one(place)).startsAt.slice(0, 10);
const ahead = (place: number, who = branch.secretary) => who.call(seriesAhead, { params: { id: ids[place] ?? '' } });
const edit = async (place: number, more: object, following?: number): Promise<Meeting> => {
  const { version, startsAt } = await one(place);
  const wide = following === undefined ? {} : { following };
  const body = { version, ...plan, day: startsAt.slice(0, 10), ...more, ...wide };
  return branch.secretary.call(editMeeting, { params: { id: ids[place] ?? '' }, body });
};
const cancel = async (place: number, following: number) => {
  const { version } = await one(place);
  const body = { version, following, reason: `防汛${hostile}` };
  return branch.secretary.call(cancelMeeting, { params: { id: ids[place] ?? '' }, body });
};

describe('this one and those that follow', () => {
  test('are named before, without those that were held, and nobody else is told of them', async () => {
    // Seen from the closed one three are ahead of it; seen from the second, that one and two more.
    expect((await ahead(0)).items.map(({ id }) => id)).toEqual(ids.slice(1));
    const seen = await ahead(1);
    expect(seen.items.map(({ day }) => day)).toEqual(['2026-11-20', '2026-12-20', '2027-01-20']);
    expect(seen).toMatchObject({ kept: 0, people: 2 });
    await cancel(2, 2);
    expect(await ahead(1)).toMatchObject({ items: [{ id: ids[1] }], kept: 2 });
    const other = await openBranch(app(), 1);
    expect(await other.secretary.outcome(seriesAhead, { params: { id: ids[1] ?? '' } })).toBe('not_found');
  });

  test('are moved together, each to the day of its own month, and each person is told once', async () => {
    const closed = await one(0);
    const moved = await edit(2, { day: '2026-12-25', time: '09:00' }, 2);
    expect(moved.startsAt).toBe('2026-12-25T01:00:00Z');
    expect([await dayOf(1), await dayOf(3)]).toEqual(['2026-11-20', '2027-01-25']);
    expect(await one(0)).toEqual(closed);
    for (const member of members) {
      const notices = (await member.call(noticeList, { query: {} })).items.filter(
        ({ kind }) => kind === 'meeting.seriesChanged',
      );
      expect(notices).toMatchObject([{ params: { subject: plan.title, day: '2026-12-25', time: '09:00', count: 2 } }]);
    }
  });

  test('take over what was changed, and keep what each has of its own', async () => {
    await edit(3, { title: '新年慰问', agenda: ['走访'] });
    const told = await toldTo(members[0]!);
    await edit(2, { place: '文化礼堂', chairPersonId: branch.people[1]?.id }, 2);
    expect(await one(3)).toMatchObject({
      title: '新年慰问',
      agenda: ['走访'],
      place: '文化礼堂',
      chair: { id: branch.people[1]?.id },
    });
    expect(await toldTo(members[0]!)).toEqual(['meeting.seriesChanged', ...told]);
    // Neither hour nor place: nobody is told.
    await edit(2, { place: '文化礼堂', chairPersonId: branch.people[1]?.id, agenda: ['学习', '义务劳动'] }, 2);
    expect((await one(3)).agenda).toEqual(['学习', '义务劳动']);
    expect(await toldTo(members[0]!)).toEqual(['meeting.seriesChanged', ...told]);
  });

  test('are called off together with one reason, told once, and remind nobody afterwards', async () => {
    const gone = await cancel(2, 2);
    expect(gone).toMatchObject({ state: 'cancelled', cancelReason: `防汛${hostile}` });
    expect([(await one(0)).state, (await one(1)).state, (await one(3)).state]).toEqual([
      'closed',
      'planned',
      'cancelled',
    ]);
    expect(await openTo(members[0]!)).toEqual(['meeting.seriesCancelled']);
    clock = Date.parse('2027-01-18T01:00:00Z');
    await remindOfMeetings(app().county, {});
    const told = await app().write(async (tx) => {
      await sql`select set_config('app.guard', 'notices', true)`.execute(tx);
      return tx
        .selectFrom('notice')
        .select('kind')
        .where('person_id', '=', branch.people[0]?.id ?? '')
        .execute();
    });
    expect(told.map(({ kind }) => kind)).toEqual(['meeting.seriesCancelled']);
  });

  test('are not changed where the series is not as it was shown, nor twice', async () => {
    await edit(3, { day: '2027-01-21' });
    expect(await refusal(edit(2, { time: '09:00' }, 3))).toBe('conflict series_moved_on');
    expect(await refusal(cancel(2, 1))).toBe('conflict series_moved_on');
    expect([(await one(2)).startsAt, (await one(2)).state]).toEqual(['2026-12-20T06:30:00Z', 'planned']);
    // One that cannot have the change takes the whole back.
    const stranger = await app().member();
    expect(await refusal(edit(2, { chairPersonId: stranger.id, time: '09:00' }, 2))).toBe('invalid not_on_roster');
    expect((await one(3)).startsAt).toBe('2027-01-21T06:30:00Z');
    expect(await refusal(cancel(0, 4))).toBe('conflict meeting_moved_on');
  });

  test('of the last one, or of a meeting that stands alone, are that one', async () => {
    await cancel(3, 1);
    expect(await openTo(members[0]!)).toEqual(['meeting.cancelled']);
    expect([(await one(2)).state, (await one(3)).state]).toEqual(['planned', 'cancelled']);
  });
});

test('the day of those that follow is that of their own month, a short month has its last', () => {
  const move = { from: '2027-01-20', to: '2027-01-31' };
  expect(followingDay('2027-02-20', move)).toBe('2027-02-28');
  expect(followingDay('2027-03-05', move)).toBe('2027-03-31');
  expect(followingDay('2027-03-05', { from: '2027-01-20', to: '2027-01-20' })).toBe('2027-03-05');
  expect(followingDay('2027-03-20', { from: '2027-01-20', to: '2027-02-03' })).toBe('2027-04-03');
});

test('what did not change is left out, what was emptied is not', () => {
  const [before, after]: { place?: string; agenda: string[] }[] = [
    { place: '村部', agenda: ['一'] },
    { agenda: ['一'] },
  ];
  expect(changedIn(before!, after!)).toEqual({ place: undefined });
});
