/** Places of an activity: who has one keeps it, and who waits gets the next, in the order of asking. */
import { beforeEach, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { openTo } from '#test/harness/told.ts';
import { editMeeting, meetingById, planMeeting, type Meeting } from '../contract.ts';
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
