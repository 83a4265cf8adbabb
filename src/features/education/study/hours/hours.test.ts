import { beforeAll, describe, expect, test } from 'vitest';
import { leafPath, rangeEnd } from '#platform/access/scope.ts';
import { planMeeting } from '#features/management/meetings/contract.ts';
import { branchOfFour, finishMeeting, openBranch, type MeetingBranch } from '#features/management/meetings/factory.ts';
import { useApp } from '#test/harness/app.ts';
import { newId } from '#shared/ids.ts';
import { postsOf } from '../posts/queries.ts';
import { studyStatus } from '../status/contract.ts';
import { branchHours, ownStudyHours, personHours } from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T04:00:00Z') });
let branch: MeetingBranch;
beforeAll(async () => {
  branch = await branchOfFour(server.current);
});

const held = async (type: 'party_lesson' | 'members_meeting', more: object, there: readonly string[]) => {
  const { secretary, node } = branch;
  const meeting = await secretary.call(planMeeting, {
    body: {
      organisationId: node.id,
      type,
      title: '学习党章',
      day: '2026-03-10',
      time: '14:30',
      agenda: ['学习'],
      ...more,
    },
  });
  return finishMeeting(secretary, meeting, there);
};
const everybody = () => branch.people.map(({ id }) => id);

describe('hours', () => {
  test('come from attendance of a meeting, and are explained to the member and the own branch alone', async () => {
    const [first, second] = branch.people;
    await held('party_lesson', { endTime: '16:40' }, [first?.id ?? '', second?.id ?? '']);
    const member = await server.current.as('member', { person: first! });
    const own = await member.call(ownStudyHours, { query: {} });
    expect(own).toMatchObject({ hours: 2, needed: 32, missing: 30, audience: 'member', year: 2026 });
    expect(own.lines).toMatchObject([
      { source: 'meeting', kind: 'party_lesson', on: '2026-03-10', credit: 2, reason: 'length', title: '学习党章' },
    ]);
    expect(own.why.ruleId).toBe('study.member');
    expect(own.rules.map(({ ruleId }) => ruleId)).toEqual(['study.hoursPerHour']);
    const list = await branch.secretary.call(branchHours, { query: {} });
    expect(list.items.map(({ hours }) => hours).toSorted((a, b) => a - b)).toEqual([0, 0, 2, 2]);
    const officer = await server.current.as('county_officer');
    expect(await officer.outcome(personHours, { params: { id: first?.id ?? newId() }, query: {} })).toBe('not_found');
    const elsewhere = await openBranch(server.current, 1);
    expect(await elsewhere.secretary.outcome(personHours, { params: { id: first?.id ?? newId() }, query: {} })).toBe(
      'not_found',
    );
  });

  test('of a meeting that votes count once a topic is noted, and what was not attended counts for nobody', async () => {
    const [, , third, last] = branch.people;
    await held('members_meeting', { day: '2026-04-10' }, [third?.id ?? '']);
    const view = await branch.secretary.call(personHours, { params: { id: third?.id ?? '' }, query: { year: 2026 } });
    expect(view).toMatchObject({ hours: 0, lines: [{ credit: 0, reason: 'no_topic' }] });
    const absent = await branch.secretary.call(personHours, { params: { id: last?.id ?? '' }, query: {} });
    expect(absent.lines).toEqual([]);
    expect(everybody()).toHaveLength(4);
  });

  test('asked of whoever holds a post outside the branch are the same for every reader', async () => {
    const { as, tree, write, system, county } = server.current;
    const [, , leader] = branch.people;
    const id = leader?.id ?? '';
    const needed = async () => (await branch.secretary.call(personHours, { params: { id }, query: {} })).needed;
    const leaders = async () => (await branch.secretary.call(studyStatus, { query: { year: 2026 } })).total.leaders;
    expect([await needed(), await leaders()]).toEqual([32, 0]);
    await write((tx) =>
      tx
        .insertInto('post_holding')
        .values({
          id: newId(),
          organisation_id: tree.county.id,
          person_id: id,
          org_path: leafPath(tree.county.path, id),
          post: 'committee_member',
          from_on: '2026-01-01',
        })
        .execute(),
    );
    expect([await needed(), await leaders()]).toEqual([56, 1]);
    const own = await (await as('member', { person: leader! })).call(ownStudyHours, { query: {} });
    expect(own.needed).toBe(56);
    // A range without the member is told nothing of the post.
    const postsWithin = async (path: string) =>
      (await postsOf(county.read({ ...system, from: path, to: rangeEnd(path) }), [id]))(id).length;
    expect([await postsWithin(branch.node.path), await postsWithin(tree.branchB1.path)]).toEqual([1, 0]);
  });
});
