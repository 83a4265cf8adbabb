/** Places of an activity: who has one keeps it, and who waits gets the next, in the order of asking. */
import { beforeEach, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { openTo } from '#test/harness/told.ts';
import { editMeeting, meetingById, planMeeting, respondFor, type Meeting } from '../contract.ts';
import { openBranch, refusal, type MeetingBranch } from '../factory.ts';
import { ownMeeting, respond } from '../own/contract.ts';

const start = Date.parse('2026-11-26T06:00:00Z');
let clock = start;
const server = useApp({ now: () => new Date(clock) });
const app = () => server.current;
const at = ({ id }: { readonly id: string }) => ({ params: { id } });

let branch: MeetingBranch;
let members: Client[];
let meeting: Meeting;
const plan = { title: '清理河道', day: '2026-11-28', time: '08:30' };
beforeEach(async () => {
  clock = start;
  branch = await openBranch(app(), 5);
  members = await Promise.all(branch.people.map((person) => app().as('member', { person })));
  meeting = await branch.secretary.call(planMeeting, {
    body: { organisationId: branch.node.id, type: 'volunteer', ...plan, capacity: 2 },
  });
});

/** They ask one after the other, each a moment later, in the order given. */
const signUp = async (...places: readonly number[]): Promise<void> => {
  for (const place of places) {
    clock += 1_000;
    await members[place]?.call(respond, { ...at(meeting), body: { act: 'sign_up' } });
  }
};
const edit = async (more: object) => {
  const { version } = await branch.secretary.call(meetingById, at(meeting));
  return branch.secretary.call(editMeeting, { ...at(meeting), body: { version, ...plan, ...more } });
};
const responses = async (): Promise<string[]> => {
  const { invitees } = await branch.secretary.call(meetingById, at(meeting));
  return branch.people.map(({ id }) => invitees.find((one) => one.personId === id)?.response ?? '');
};

describe('the number of places', () => {
  test('raised gives them to those who wait, in their order, and tells each', async () => {
    await signUp(0, 1, 4, 3, 2);
    expect(await responses()).toEqual(['signed_up', 'signed_up', 'waiting', 'waiting', 'waiting']);
    await edit({ capacity: 3 });
    expect(await responses()).toEqual(['signed_up', 'signed_up', 'waiting', 'waiting', 'signed_up']);
    expect(await openTo(members[4]!)).toEqual(['meeting.place', 'meeting.invited']);
    expect(await openTo(members[3]!)).toEqual(['meeting.invited']);
    await edit({});
    expect(await responses()).toEqual(['signed_up', 'signed_up', 'signed_up', 'signed_up', 'signed_up']);
    expect(await members[2]?.call(ownMeeting, at(meeting))).toMatchObject({ places: { capacity: null, taken: 5 } });
    // Whoever had a place before hears nothing more.
    expect(await openTo(members[0]!)).toEqual(['meeting.invited']);
  });

  test('is not lowered below those who have a place', async () => {
    await signUp(0, 1);
    expect(await refusal(edit({ capacity: 1 }))).toBe('invalid places_taken');
    expect((await edit({ capacity: 2, title: '清理河道二' })).capacity).toBe(2);
    await members[1]?.call(respond, { ...at(meeting), body: { act: 'withdraw' } });
    expect((await edit({ capacity: 1 })).capacity).toBe(1);
  });
});

describe('the secretary answers for a member without a phone', () => {
  const answer = (place: number, act: 'sign_up' | 'withdraw' | 'decline', more: object = {}) =>
    branch.secretary.call(respondFor, {
      ...at(meeting),
      body: { personId: branch.people[place]?.id ?? '', act, ...more },
    });

  test('as the member would: places, waiting list and passing on are the same, and each is told', async () => {
    await answer(0, 'sign_up');
    await signUp(1);
    clock += 1_000;
    await answer(2, 'sign_up');
    await answer(2, 'sign_up');
    expect(await responses()).toEqual(['signed_up', 'signed_up', 'waiting', 'none', 'none']);
    await answer(0, 'withdraw');
    expect(await responses()).toEqual(['none', 'signed_up', 'signed_up', 'none', 'none']);
    expect(await openTo(members[0]!)).toEqual(['meeting.withdrawnFor', 'meeting.signedUpFor', 'meeting.invited']);
    expect(await openTo(members[2]!)).toEqual(['meeting.place', 'meeting.waitingFor', 'meeting.invited']);
    const events = await app().write((tx) =>
      tx
        .selectFrom('audit_event')
        .select('changes')
        .where('entity_id', '=', meeting.id)
        .where('action', '=', 'meetings.respondFor')
        .execute(),
    );
    expect(events.map(({ changes }) => changes)).toContainEqual([
      { field: `response.${branch.people[0]?.id}`, from: 'signed_up', to: 'none' },
    ]);
    expect(events).toHaveLength(4);
  });

  test('an excuse has its reason, and nothing is said once it has begun or of a stranger', async () => {
    expect(await refusal(answer(3, 'decline', { excuse: '' }))).toBe('invalid excuse_required');
    const { invitees } = await answer(3, 'decline', { excuse: '住院' });
    expect(invitees.find(({ personId }) => personId === branch.people[3]?.id)).toMatchObject({
      response: 'declined',
      excuse: '住院',
    });
    const stranger = await app().member();
    const body = { personId: stranger.id, act: 'sign_up' as const };
    expect(await refusal(branch.secretary.call(respondFor, { ...at(meeting), body }))).toBe('invalid not_on_list');
    clock = Date.parse('2026-11-28T00:30:00Z');
    branch = { ...branch, secretary: await app().as('branch_secretary', { at: branch.node }) };
    expect(await refusal(answer(4, 'sign_up'))).toBe('conflict meeting_moved_on');
  });
});
