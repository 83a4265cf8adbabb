import { beforeAll, describe, expect, test } from 'vitest';
import { planMeeting } from '#features/management/meetings/contract.ts';
import { branchOfFour, finishMeeting, openBranch, type MeetingBranch } from '#features/management/meetings/factory.ts';
import { useApp } from '#test/harness/app.ts';
import { newId } from '#shared/ids.ts';
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

  test('asked of somebody whose post is outside the branch are the same for every reader, and one figure at each place', async () => {
    const { as, tree, write } = server.current;
    const [, , , leader] = branch.people;
    const id = leader?.id ?? '';
    const [officer, worker] = [await as('county_officer'), await as('township_worker')];
    const figures = async () => {
      const { total } = await branch.secretary.call(studyStatus, { query: { year: 2026 } });
      const rows = [];
      for (const reader of [officer, worker])
        rows.push((await reader.call(studyStatus, { query: { year: 2026, organisationId: branch.node.id } })).total);
      return [total, ...rows].map(({ leaders }) => leaders);
    };
    const needed = async () => (await branch.secretary.call(personHours, { params: { id }, query: {} })).needed;
    expect([await needed(), (await figures())[0]]).toEqual([32, 0]);
    const [path, from_on] = [tree.county.path, '2026-01-01'];
    const post = { id: newId(), organisation_id: tree.county.id, person_id: id, org_path: leafPath(path, id), from_on };
    await write((tx) =>
      tx
        .insertInto('post_holding')
        .values({ ...post, post: 'committee_member' })
        .execute(),
    );
    const member = await as('member', { person: leader! });
    expect(await needed()).toBe(56);
    expect((await member.call(ownStudyHours, { query: {} })).needed).toBe(56);
    expect(await figures()).toEqual([1, null, null]);
    // Nobody else's post is told to a branch.
    const strangers = await branch.secretary.read((db) => postsOf(db, [id, newId()]));
    expect(strangers(id)).toHaveLength(1);
  });
});
