import { beforeAll, describe, expect, test } from 'vitest';
import { planMeeting } from '#features/management/meetings/contract.ts';
import { finishMeeting, openBranch, type MeetingBranch } from '#features/management/meetings/factory.ts';
import { leafPath } from '#platform/access/scope.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantMember, plantNode } from '#test/harness/tree.ts';
import { plantClass } from '../factory.ts';
import { noteSession } from '../sessions/contract.ts';
import { studyStatus } from '../status/contract.ts';
import * as plans from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T04:00:00Z') });
let branch: MeetingBranch;
let township: Client;
beforeAll(async () => {
  branch = await openBranch(server.current, 2);
  await openBranch(server.current, 1);
  await openBranch(server.current, 1);
  township = await server.current.as('township_worker', { at: server.current.tree.townshipA });
});

/** A lesson of theory that a branch held and closed. */
const lesson = async ({ secretary, node }: MeetingBranch, there: readonly string[]): Promise<void> => {
  const planned = await secretary.call(planMeeting, {
    body: {
      organisationId: node.id,
      type: 'party_lesson',
      title: `党课${hostile}`,
      day: '2026-04-12',
      time: '14:00',
      endTime: '16:00',
      agenda: ['学习'],
    },
  });
  const held = await finishMeeting(secretary, planned, there);
  await secretary.call(noteSession, { params: { id: held.id }, body: { version: 0, topics: ['theory'] } });
};
const hold = (place: Pick<MeetingBranch, 'node'>, id: string, post: string) =>
  server.current.write((tx) =>
    tx
      .insertInto('post_holding')
      .values({
        id: newId(),
        organisation_id: place.node.id,
        person_id: id,
        org_path: leafPath(place.node.path, id),
        post,
        from_on: '2026-01-01',
      })
      .execute(),
  );
/** A class of theory with its roll and certificate. */
const train = ({ node }: Pick<MeetingBranch, 'node'>, id: string) =>
  server.current.write((tx) =>
    plantClass(tx, {
      organiser: server.current.tree.townshipA,
      person: { id, path: leafPath(node.path, id) },
      certificate: true,
    }),
  );

const line = (month: number, form: 'lesson' | 'class') => ({ month, topic: 'theory', form, hours: 4, words: '' });
type Lines = ReturnType<typeof line>[];
const issue = async (client: Client, audience: 'member' | 'leader' | 'new_secretary', lines: Lines) => {
  const { id } = await client.call(plans.createPlan, {
    body: { year: 2026, audience, title: `${audience} 计划`, lines },
  });
  await client.call(plans.issuePlan, { params: { id }, body: { version: 1 } });
  return id;
};
const linesOf = async (client: Client, id: string) => {
  const { items } = await client.call(plans.planList, { query: { year: 2026 } });
  const found = items.find((plan) => plan.id === id)?.lines ?? [];
  return Object.fromEntries(
    found.map(({ month, form, done, people, branches }) => [`${month} ${form}`, { done, people, branches }]),
  );
};

describe('a plan', () => {
  test('is seen below once issued, and its lines are ticked by what was studied', async () => {
    const body = {
      year: 2026,
      audience: 'member' as const,
      title: `年度计划${hostile}`.slice(0, 60),
      lines: [
        { month: 5, topic: 'charter', form: 'meeting' as const, hours: 2, words: '' },
        { month: 6, topic: 'law', form: 'lesson' as const, hours: 2, words: '' },
      ],
    };
    const kept = await township.call(plans.createPlan, { body });
    const seen = async () => (await branch.secretary.call(plans.planList, { query: { year: 2026 } })).items;
    expect(await seen()).toEqual([]);
    await township.call(plans.issuePlan, { params: { id: kept.id }, body: { version: 1 } });
    expect(await seen()).toMatchObject([{ above: true, planned: 4, needed: 32, can: { change: false } }]);
    const lines = (await seen())[0]?.lines.map(({ topic, done }) => [topic, done]);
    expect(lines).toContainEqual(['law', false]);
    // Who stands above is told how many branches have studied a topic, and not that it has itself.
    const above = await township.call(plans.planList, { query: { year: 2026 } });
    const counted = above.items.find((one) => one.id === kept.id)?.lines.find(({ topic }) => topic === 'law');
    expect(counted).toMatchObject({ done: false, people: null, branches: { did: 0 } });
    expect(counted?.branches?.of).toBeGreaterThanOrEqual(3);
    expect((await seen())[0]?.lines.map(({ branches }) => branches)).toEqual([null, null]);
    expect(await branch.secretary.outcome(plans.endPlan, { params: { id: kept.id }, body: { version: 2 } })).toBe(
      'not_found',
    );
    await township.call(plans.endPlan, { params: { id: kept.id }, body: { version: 2 } });
    expect(await seen()).toEqual([]);
  });

  test('for leaders is ticked by their classes, and not by a lesson of the branch', async () => {
    const place = await openBranch(server.current, 3);
    const [first = '', second = '', third = ''] = place.people.map(({ id }) => id);
    await hold(place, first, 'secretary');
    await hold(place, second, 'committee_member');
    const forLeaders = await issue(township, 'leader', [line(3, 'class'), line(12, 'class'), line(12, 'lesson')]);
    const forAll = await issue(township, 'member', [line(12, 'lesson'), line(12, 'class')]);
    const planned = async () => {
      const { suggestions } = await place.secretary.call(studyStatus, { query: { year: 2026 } });
      const reasons = suggestions.find(({ topic }) => topic === 'theory')?.reasons ?? [];
      return reasons.filter((reason) => reason.startsWith('planned'));
    };

    await lesson(place, [first, third]);
    expect(await linesOf(place.secretary, forLeaders)).toMatchObject({
      '3 class': { done: false, people: { did: 0, of: 2 }, branches: null },
      '12 lesson': { done: false, people: { did: 1, of: 2 } },
    });
    // The branch's own lesson is held: what is open is the leaders', and the reason says so.
    expect(await planned()).toEqual(['planned_leader']);
    expect(await linesOf(place.secretary, forAll)).toMatchObject({
      '12 lesson': { done: true, people: null },
      '12 class': { done: false, people: { did: 0, of: 3 } },
    });

    // A member who holds no post does not stand for one who does.
    for (const id of [first, third]) await train(place, id);
    expect(await linesOf(place.secretary, forLeaders)).toMatchObject({
      '3 class': { done: false, people: { did: 1, of: 2 } },
    });
    await train(place, second);
    expect(await linesOf(place.secretary, forLeaders)).toMatchObject({
      '3 class': { done: true, people: { did: 2, of: 2 } },
      // One class is not two.
      '12 class': { done: false, people: { did: 0, of: 2 } },
    });
    expect(await planned()).toEqual([]);
    const held = (await linesOf(township, forAll))['12 lesson'];
    expect(held?.branches?.did).toBe(1);
    for (const id of [forLeaders, forAll]) await township.call(plans.endPlan, { params: { id }, body: { version: 2 } });
  });

  test('says above how many branches have done it, and nothing where that would tell of few', async () => {
    const { as, tree, write } = server.current;
    const town = await write((tx) => plantNode(tx, 'township_committee', tree.county));
    const worker = await as('township_worker', { at: town });
    const places = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const node = await write((tx) => plantNode(tx, 'branch', town));
        const { id } = await write((tx) => plantMember(tx, node));
        await hold({ node }, id, 'secretary');
        return { node, id };
      }),
    );
    const id = await issue(worker, 'new_secretary', [line(3, 'class')]);
    const seen = async () => (await linesOf(worker, id))['3 class'];
    expect(await seen()).toEqual({ done: false, people: null, branches: { did: 0, of: 5 } });
    for (const place of places.slice(1)) await train(place, place.id);
    expect(await seen()).toMatchObject({ branches: { did: null, of: 5 } });
    for (const place of places.slice(0, 1)) await train(place, place.id);
    expect(await seen()).toMatchObject({ branches: { did: 5, of: 5 } });
  });

  test('suggests a topic above while nobody has done as much of it as is due, and below while somebody has not', async () => {
    const { as, tree, write } = server.current;
    const town = await write((tx) => plantNode(tx, 'township_committee', tree.county));
    const worker = await as('township_worker', { at: town });
    const officer = await as('county_officer', { at: tree.county });
    const places: MeetingBranch[] = [];
    for (let n = 0; n < 5; n += 1) {
      const place = await openBranch(server.current, 2, town);
      await hold(place, place.people[0]?.id ?? '', 'secretary');
      places.push(place);
    }
    const [first] = places;
    if (first === undefined) throw new Error('no branch');
    const id = await issue(worker, 'leader', [line(3, 'lesson'), line(5, 'lesson')]);
    const planned = async (client: Client, organisationId?: string) => {
      const { suggestions } = await client.call(studyStatus, { query: { year: 2026, organisationId } });
      return suggestions.find(({ topic }) => topic === 'theory')?.reasons.includes('planned_leader') ?? false;
    };
    const seen = async () => [await planned(officer, town.id), await planned(worker), await planned(first.secretary)];
    expect(await seen()).toEqual([true, true, true]);
    const [leader = '', member = ''] = first.people.map((person) => person.id);
    // Twice, but once only with the one for whom it is; then twice with him.
    await lesson(first, [leader, member]);
    await lesson(first, [member]);
    expect(await seen()).toEqual([true, true, true]);
    await lesson(first, [leader]);
    expect(await seen()).toEqual([false, false, false]);
    await worker.call(plans.endPlan, { params: { id }, body: { version: 2 } });
    expect(await seen()).toEqual([false, false, false]);
  });

  test('suggests a class above while nobody for whom it is has been to one', async () => {
    const { as, tree, write } = server.current;
    const town = await write((tx) => plantNode(tx, 'township_committee', tree.county));
    const worker = await as('township_worker', { at: town });
    const officer = await as('county_officer', { at: tree.county });
    await issue(worker, 'new_secretary', [line(3, 'class')]);
    const planned = async () => {
      const { suggestions } = await officer.call(studyStatus, { query: { year: 2026, organisationId: town.id } });
      return suggestions.some(({ reasons }) => reasons.includes('planned_new_secretary'));
    };
    const places: { readonly node: Awaited<ReturnType<typeof plantNode>>; readonly id: string }[] = [];
    for (let n = 0; n < 5; n += 1) {
      // Of fewer than five nothing is said.
      expect(await planned()).toBe(false);
      const node = await write((tx) => plantNode(tx, 'branch', town));
      const { id } = await write((tx) => plantMember(tx, node));
      await hold({ node }, id, 'secretary');
      places.push({ node, id });
    }
    expect(await planned()).toBe(true);
    const [first] = places;
    if (first !== undefined) await train(first, first.id);
    expect(await planned()).toBe(false);
  });
});
