/** How many of a talk sat in the committee on its day stands beside it, and follows every change of what it rests on. */
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { abolishOrganisation, undoOrganisationEvent } from '#features/base/organisations/events/contract.ts';
import { posts, seatPosts, type Post } from '#features/base/organisations/contract.ts';
import {
  appointHolder,
  correctHolding,
  endHolding,
  withdrawHolding,
} from '#features/base/organisations/terms/contract.ts';
import { endMembership } from '#features/base/members/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { mergeMembers } from '#features/base/members/merging/contract.ts';
import * as meetings from '#features/management/meetings/contract.ts';
import { holdMeeting } from '#features/management/meetings/factory.ts';
import { amendMeeting } from '#features/management/meetings/record/amending/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { makeMeeting, seat } from '../factory.ts';

/** Thursday afternoon in China. */
const server = useApp({ now: () => new Date('2026-11-26T08:00:00Z') });
const app = () => server.current;

interface Person {
  readonly id: string;
}

/** What stands beside each closed talk: [with a seat, without]. */
const kept = async (): Promise<Map<string, readonly [number | null, number | null]>> => {
  const rows = await app()
    .read()
    .selectFrom('meeting')
    .select(['id', 'talk_seated', 'talk_others'])
    .where('type', '=', 'heart_talk')
    .where('state', '=', 'closed')
    .execute();
  return new Map(rows.map(({ id, talk_seated: seated, talk_others: others }) => [id, [seated, others]]));
};

/** The same, person by person from the facts. */
const counted = async (): Promise<Map<string, readonly [number, number]>> => {
  const db = app().read();
  const [talks, present, seats] = await Promise.all([
    db
      .selectFrom('meeting')
      .select(['id', 'organisation_id', 'held_on'])
      .where('type', '=', 'heart_talk')
      .where('state', '=', 'closed')
      .execute(),
    db.selectFrom('meeting_invitee').select(['meeting_id', 'person_id']).where('attendance', '=', 'present').execute(),
    db
      .selectFrom('post_holding')
      .select(['organisation_id', 'person_id', 'from_on', 'to_on'])
      .where('voided_at', 'is', null)
      .where('post', 'in', [...seatPosts])
      .execute(),
  ]);
  return new Map(
    talks.map(({ id, organisation_id: place, held_on: day }) => {
      const people = present.filter((one) => one.meeting_id === id).map((one) => one.person_id);
      const sits = (person: string): boolean =>
        seats.some(
          (one) =>
            one.organisation_id === place &&
            one.person_id === person &&
            one.from_on <= (day ?? '') &&
            (one.to_on === null || one.to_on >= (day ?? '')),
        );
      const seated = people.filter(sits).length;
      return [id, [seated, people.length - seated]];
    }),
  );
};

/** What stands beside a talk, after every talk of the county was compared with the facts. */
const beside = async ({
  id,
}: {
  readonly id: string;
}): Promise<readonly [number | null, number | null] | undefined> => {
  const all = await kept();
  expect(all).toEqual(await counted());
  return all.get(id);
};

const branchOf = (people: number): Promise<{ readonly branch: Node; readonly people: readonly Person[] }> =>
  app().write(async (tx) => {
    const branch = await plantNode(tx, 'branch', app().tree.townshipA);
    const made: Person[] = [];
    for (let n = 0; n < people; n += 1) made.push(await makeMember(tx, app().county, { branch }));
    return { branch, people: made };
  });
const talk = (branch: Node, heldOn: string, present: readonly Person[]): Promise<{ readonly id: string }> =>
  app().write((tx) => makeMeeting(tx, branch, { type: 'heart_talk', heldOn, present }));

let officer: Client;
beforeAll(async () => {
  officer = await app().as('county_officer');
});
const appoint = (place: Node, { id: personId }: Person, post: Post, fromOn: string) =>
  officer.call(appointHolder, { params: { id: place.id }, body: { personId, post, fromOn } });

describe('what stands beside a talk', () => {
  test('follows posts that are given, corrected, ended and withdrawn', async () => {
    const { branch, people } = await branchOf(3);
    const [first, second] = people;
    if (!first || !second) throw new Error('nobody');
    const spring = await talk(branch, '2026-03-01', people);
    const summer = await talk(branch, '2026-06-01', people);
    const both = async () => [await beside(spring), await beside(summer)];
    expect(await both()).toEqual([
      [0, 3],
      [0, 3],
    ]);
    const { id } = await appoint(branch, first, 'secretary', '2026-01-01');
    const one = { params: { id } };
    expect(await both()).toEqual([
      [1, 2],
      [1, 2],
    ]);
    // Who holds two seats is one; a delegate holds none.
    const twice = await appoint(branch, first, 'committee_member', '2026-01-01');
    await appoint(branch, second, 'delegate', '2026-01-01');
    expect(await beside(spring)).toEqual([1, 2]);
    await officer.call(withdrawHolding, { params: { id: twice.id }, body: { version: 1, reason: '误录' } });
    await officer.call(correctHolding, { ...one, body: { version: 1, fromOn: '2026-03-02' } });
    expect(await both()).toEqual([
      [0, 3],
      [1, 2],
    ]);
    await officer.call(correctHolding, { ...one, body: { version: 2, fromOn: '2026-03-01' } });
    expect(await beside(spring)).toEqual([1, 2]);
    await officer.call(endHolding, { ...one, body: { version: 3, toOn: '2026-05-31' } });
    expect(await both()).toEqual([
      [1, 2],
      [0, 3],
    ]);
    await officer.call(correctHolding, { ...one, body: { version: 4, toOn: '2026-06-01' } });
    expect(await beside(summer)).toEqual([1, 2]);
    await officer.call(withdrawHolding, { ...one, body: { version: 5, reason: '误录' } });
    expect(await both()).toEqual([
      [0, 3],
      [0, 3],
    ]);
  });

  test('knows which posts are seats', async () => {
    const { branch, people } = await branchOf(posts.length);
    await app().write(async (tx) => {
      for (const [place, post] of posts.entries()) {
        const person = people[place];
        if (person) await seat(tx, branch, person, { from: '2020-01-01', to: null, post });
      }
    });
    expect(await beside(await talk(branch, '2026-03-01', people))).toEqual([
      seatPosts.length,
      posts.length - seatPosts.length,
    ]);
  });

  test('is counted when the record is closed, and anew when the list is amended', async () => {
    const { branch, people } = await branchOf(3);
    const [first, second, third] = people;
    if (!first || !second || !third) throw new Error('nobody');
    await appoint(branch, first, 'secretary', '2026-01-01');
    const secretary = await app().as('branch_secretary', { at: branch });
    const plan = {
      organisationId: branch.id,
      type: 'heart_talk' as const,
      title: '谈心谈话',
      day: '2026-11-26',
      time: '14:30',
      agenda: [],
      invited: [first.id, second.id, third.id],
    };
    const planned = await secretary.call(meetings.planMeeting, { body: plan });
    const at = { params: { id: planned.id } };
    const held = await holdMeeting(secretary, planned, [first.id, second.id]);
    const said = { content: '交流思想' };
    const { version } = await secretary.call(meetings.recordMeeting, {
      ...at,
      body: { version: held.version, ...said },
    });
    expect(await beside(planned)).toBeUndefined();
    const closed = await secretary.call(meetings.closeMeeting, { ...at, body: { version } });
    expect(await beside(planned)).toEqual([1, 1]);
    await secretary.call(amendMeeting, {
      ...at,
      body: {
        version: closed.version,
        reason: '漏记一人，一人实未到',
        ...said,
        facts: { time: '14:30', chairPersonId: second.id, recorderPersonId: third.id },
        attendance: [
          { personId: first.id, attendance: 'absent' },
          { personId: third.id, attendance: 'present' },
        ],
      },
    });
    expect(await beside(planned)).toEqual([0, 2]);
  });

  test('follows the one file that two became: with the posts of both, and the talks of both', async () => {
    const { branch } = await branchOf(0);
    const [keep, drop] = await app().write(async (tx) => {
      const make = (fields: Readonly<Record<string, string | null>>) =>
        makeMember(tx, app().county, { branch, fields: { name: '欧阳询', ...fields } });
      return [await make({ idNumber: null }), await make({})] as const;
    });
    await appoint(branch, drop, 'secretary', '2026-01-01');
    await appoint(app().tree.branchB1, keep, 'committee_member', '2026-01-01');
    const own = await talk(branch, '2026-03-01', [keep]);
    const guest = await talk(app().tree.branchB1, '2026-04-01', [drop]);
    expect([await beside(own), await beside(guest)]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    const reason = '重复录入';
    await officer.call(mergeMembers, {
      body: { keepId: keep.id, dropId: drop.id, keepVersion: 1, dropVersion: 1, voidOverlapping: true, reason },
    });
    expect([await beside(own), await beside(guest)]).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  test('follows whoever leaves the Party’s rolls, with posts above whoever says so', async () => {
    const { branch, people } = await branchOf(1);
    const [person] = people;
    if (!person) throw new Error('nobody');
    await appoint(branch, person, 'secretary', '2026-01-01');
    await appoint(app().tree.county, person, 'committee_member', '2026-01-01');
    const [own, above] = [
      await talk(branch, '2026-11-20', [person]),
      await talk(app().tree.county, '2026-11-20', [person]),
    ];
    expect([await beside(own), await beside(above)]).toEqual([
      [1, 0],
      [1, 0],
    ]);
    // By the hand of the township, which reaches no row above it.
    const worker = await app().as('township_worker', { at: app().tree.townshipA });
    const left = await worker.outcome(endMembership, {
      params: { id: person.id },
      body: { version: 1, kind: 'transferred_out', on: '2026-11-10', reason: '转出' },
    });
    expect(left).toBe('ok');
    expect([await beside(own), await beside(above)]).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  test('follows an organisation that is abolished, and one whose end is taken back', async () => {
    const { branch } = await branchOf(0);
    const guest = await app().member();
    await appoint(branch, guest, 'secretary', '2026-01-01');
    const late = await talk(branch, '2026-11-20', [guest]);
    expect(await beside(late)).toEqual([1, 0]);
    const at = { params: { id: branch.id } };
    const gone = await officer.call(abolishOrganisation, { ...at, body: { version: 1, on: '2026-11-10' } });
    expect(await beside(late)).toEqual([0, 1]);
    const eventId = gone.events[0]?.id ?? '';
    await officer.call(undoOrganisationEvent, { ...at, body: { version: gone.version, eventId } });
    expect(await beside(late)).toEqual([1, 0]);
  });

  test('holds where a seat is given while the talk is being closed', async () => {
    const { branch, people } = await branchOf(1);
    const [person] = people;
    if (!person) throw new Error('nobody');
    let closing: Promise<{ readonly id: string }> | undefined;
    await app().write(async (tx) => {
      await seat(tx, branch, person, { from: '2026-01-01', to: null });
      closing = talk(branch, '2026-03-01', [person]);
      // Without waiting for each other both would be through by now, and neither would have seen the other.
      await Promise.race([closing, pause(500)]);
    });
    if (closing === undefined) throw new Error('nothing was closed');
    expect(await beside(await closing)).toEqual([1, 0]);
  });

  test('tells a stale number apart', async () => {
    const { branch, people } = await branchOf(2);
    const { id } = await talk(branch, '2026-03-01', people);
    const set = (seated: number) =>
      app().write((tx) =>
        sql`update meeting set talk_seated = ${seated}, talk_others = ${2 - seated} where id = ${id}`.execute(tx),
      );
    await set(2);
    expect((await kept()).get(id)).not.toEqual((await counted()).get(id));
    await set(0);
    expect(await beside({ id })).toEqual([0, 2]);
  });
});
