/** Who is there says so by the code on the screen, or that they cannot come; places of an activity. */
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writersOf } from '#platform/db/doors.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import * as contract from './contract.ts';
import { at, branchOfFour, errorOf, holdMeeting, type MeetingBranch, plan, planned, problemsOf } from './factory.ts';
import { ownMeeting, ownMeetings, respond, signInByCode } from './own/contract.ts';

/** Thursday afternoon in China, half an hour before the meetings of these tests. */
const noon = Date.parse('2026-11-26T06:00:00Z');
let clock = noon;
const server = useApp({ now: () => new Date(clock) });
const app = () => server.current;

const openBranch = (): Promise<MeetingBranch> => branchOfFour(app());

let branch: MeetingBranch;
beforeAll(async () => {
  branch = await openBranch();
});
beforeEach(() => {
  clock = noon;
});

describe('the code on the screen', () => {
  const accounts = new Map<string, Promise<Client>>();
  const memberOf = ({ node, people }: MeetingBranch, place: number) => {
    const person = people[place];
    if (!person) throw new Error('no such member');
    const known = accounts.get(person.id) ?? app().as('member', { person: { ...person, branch: node } });
    accounts.set(person.id, known);
    return known;
  };
  const give = (client: Client, meeting: { id: string }, code: string, device = newOpaqueId()) =>
    client.call(signInByCode, { ...at(meeting), body: { code, device } });

  test('signs in whoever is asked, for two slots of fifteen seconds', async () => {
    const meeting = await planned(branch);
    const [one, two] = [await memberOf(branch, 0), await memberOf(branch, 1)];
    const { code, lastsMs } = await branch.secretary.call(contract.meetingCode, at(meeting));
    expect(await give(one, meeting, code)).toMatchObject({ attendance: 'present' });
    clock = noon + lastsMs + 14_999;
    expect(await give(two, meeting, code)).toMatchObject({ attendance: 'present' });
    clock = noon + lastsMs + 15_000;
    expect(problemsOf(await errorOf(give(await memberOf(branch, 2), meeting, code)))).toEqual(['body.code code_wrong']);
    const seen = await branch.secretary.call(contract.meetingById, at(meeting));
    expect(seen.invitees.filter((each) => each.how === 'code')).toHaveLength(2);
  });

  test('is judged by the moment at which it arrived, however long it waits for its turn', async () => {
    const meeting = await planned(branch);
    const client = await memberOf(branch, 0);
    const { code } = await branch.secretary.call(contract.meetingCode, at(meeting));
    const { database } = app().county;
    const releases: (() => void)[] = [];
    const all = writersOf(database.load().size);
    const held = Array.from({ length: all }, () => app().write(() => new Promise<void>((done) => releases.push(done))));
    await expect.poll(() => releases.length).toBe(all);
    const signedIn = give(client, meeting, code);
    await expect.poll(() => database.load().writes.waiting).toBe(1);
    clock = noon + 60_000;
    releases.forEach((release) => release());
    await Promise.all(held);
    expect(await signedIn).toMatchObject({ attendance: 'present' });
    const seen = await branch.secretary.call(contract.meetingById, at(meeting));
    expect(seen.invitees.find(({ how }) => how === 'code')?.recordedAt).toBe('2026-11-26T06:00:00Z');
  });

  test('signs in one person a device', async () => {
    const meeting = await planned(branch);
    const { code } = await branch.secretary.call(contract.meetingCode, at(meeting));
    const device = newOpaqueId();
    const first = await memberOf(branch, 0);
    await give(first, meeting, code, device);
    await give(first, meeting, code, device);
    expect((await errorOf(give(first, meeting, code))).details.message).toBe('other_device');
    expect((await errorOf(give(await memberOf(branch, 1), meeting, code, device))).details.message).toBe('device_used');
  });

  test('signs in one person a device, however many ask at once', async () => {
    const meeting = await planned(branch);
    const { code } = await branch.secretary.call(contract.meetingCode, at(meeting));
    const clients = await Promise.all([0, 1, 2, 3].map((place) => memberOf(branch, place)));
    const device = newOpaqueId();
    const answers = await Promise.allSettled(clients.map((client) => give(client, meeting, code, device)));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refused).toHaveLength(3);
    for (const error of refused) expect(error).toMatchObject({ details: { message: 'device_used' } });
    const { invitees } = await branch.secretary.call(contract.meetingById, at(meeting));
    expect(invitees.filter((each) => each.attendance === 'present')).toHaveLength(1);
  });

  test('is judged by the meeting as it stands once the chair lets go of it', async () => {
    const meeting = await planned(branch);
    const { code } = await branch.secretary.call(contract.meetingCode, at(meeting));
    const member = await memberOf(branch, 0);
    let letGo = (): void => undefined;
    const over = new Promise<void>((done) => (letGo = done));
    let moved: Promise<void> = Promise.resolve();
    await new Promise<void>((holds) => {
      moved = app().write(async (tx) => {
        await sql`update meeting set starts_at = starts_at + interval '7 days' where id = ${meeting.id}`.execute(tx);
        holds();
        await over;
      });
    });
    const answer = errorOf(give(member, meeting, code));
    const waiting = async () =>
      (
        await sql<{ n: number }>`select count(*)::int4 as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(app().read())
      ).rows[0]?.n;
    await expect.poll(waiting).toBe(1);
    letGo();
    await moved;
    expect((await answer).details.message).toBe('no_codes_now');
  });

  test('is of no use to others, before the hour, and after the list is confirmed', async () => {
    const meeting = await planned(branch);
    const { code } = await branch.secretary.call(contract.meetingCode, at(meeting));
    expect((await errorOf(give(await app().as('member'), meeting, code))).code).toBe('not_found');
    await holdMeeting(branch.secretary, meeting, [branch.people[1]?.id ?? '']);
    expect((await errorOf(give(await memberOf(branch, 0), meeting, code))).details.message).toBe('no_codes_now');
    const later = await planned(branch, { day: '2026-11-28' });
    expect((await errorOf(branch.secretary.call(contract.meetingCode, at(later)))).details.message).toBe(
      'no_codes_now',
    );
  });

  test('a member sees the own meetings and their agenda, and nothing of others', async () => {
    const own = await openBranch();
    const [first, second] = own.people;
    const shared = await planned(own, { day: '2026-11-27' });
    const talk = await planned(own, { type: 'heart_talk', day: '2026-11-27', invited: [second?.id] });
    const member = await memberOf(own, 0);
    const { items } = await member.call(ownMeetings, { query: {} });
    expect(items.map((item) => item.id)).toEqual([shared.id]);
    expect(await member.call(ownMeeting, at(shared))).toMatchObject({ agenda: plan.agenda, can: { decline: true } });
    expect(await member.outcome(ownMeeting, at(talk))).toBe('not_found');
    expect(await member.outcome(contract.meetingById, at(shared))).toBe('not_found');
    expect(first?.id).toBeDefined();
  });

  test('an excuse is said before the meeting and counts when the list is confirmed', async () => {
    const own = await openBranch();
    const meeting = await planned(own);
    const member = await memberOf(own, 1);
    const none = { ...at(meeting), body: { act: 'decline' as const, excuse: '' } };
    expect(problemsOf(await errorOf(member.call(respond, none)))).toEqual(['body.excuse excuse_required']);
    await member.call(respond, { ...at(meeting), body: { act: 'decline', excuse: `外出${hostile}` } });
    const held = await holdMeeting(own.secretary, meeting, [own.people[0]?.id ?? '']);
    expect(held.tally).toMatchObject({ present: 1, absent: 2, excused: 1 });
    expect(held.invitees.find((each) => each.personId === own.people[1]?.id)?.excuse).toBe(`外出${hostile}`);
  });

  test('an activity has places, a waiting list, and passes a place on', async () => {
    const own = await openBranch();
    const meeting = await planned(own, { type: 'volunteer', day: '2026-11-27', capacity: 1 });
    const [one, two] = [await memberOf(own, 0), await memberOf(own, 1)];
    const answer = (client: Client, word: 'sign_up' | 'withdraw') =>
      client.call(respond, { ...at(meeting), body: { act: word } });
    expect(await answer(one, 'sign_up')).toMatchObject({ response: 'signed_up', places: { capacity: 1, taken: 1 } });
    expect(await answer(two, 'sign_up')).toMatchObject({ response: 'waiting', places: { taken: 1 } });
    await answer(one, 'withdraw');
    expect(await two.call(ownMeeting, at(meeting))).toMatchObject({ response: 'signed_up' });
  });

  test('places are never given twice, however many ask at once', async () => {
    const own = await openBranch();
    const meeting = await planned(own, { type: 'volunteer', day: '2026-11-27', capacity: 2 });
    const clients = await Promise.all([0, 1, 2, 3].map((place) => memberOf(own, place)));
    const replies = await Promise.all(
      clients.map((client) => client.call(respond, { ...at(meeting), body: { act: 'sign_up' } })),
    );
    expect(replies.map((reply) => reply.response).toSorted()).toEqual(['signed_up', 'signed_up', 'waiting', 'waiting']);
  });
});
