import { describe, expect, test } from 'vitest';
import { quorumOf, reckoningOf, type Listing } from './rules.ts';

type Person = Listing['invitees'][number];
const person = (name: string, more: Partial<Person> = {}): Person => ({
  name,
  votes: true,
  exempt: false,
  response: 'none',
  attendance: null,
  ...more,
});
const there = { attendance: 'present' } as const;
const listing = (invitees: readonly Person[], more: Partial<Listing> = {}): Listing => ({
  type: 'members_meeting',
  state: 'planned',
  startsAt: '2026-11-25T17:00:00Z',
  heldOn: null,
  invitees,
  ...more,
});

describe('whether there are enough to decide', () => {
  const five = ['甲', '乙', '丙', '丁', '戊'];
  test.each([
    // Half of those entitled, whether they must come or not; whoever has no vote is in no count.
    [2, false],
    [3, true],
  ])('%i of five who vote: %s', (count, met) => {
    const people = five.map((name, at) => person(name, at < count ? there : {}));
    const quorum = quorumOf(listing([...people, person('预备', { votes: false, ...there })]));
    expect(quorum).toMatchObject({ met, need: 3, present: count, why: { ruleId: 'branchVote.present' } });
  });

  test('the old and ill are entitled although they need not come', () => {
    const people = [person('老', { exempt: true }), person('病', { exempt: true }), person('甲', there)];
    expect(quorumOf(listing(people))).toMatchObject({ met: false, need: 2, present: 1 });
  });

  test('of a committee half of its members; of a lesson nothing is asked', () => {
    const people = [person('甲', there), person('乙')];
    expect(quorumOf(listing(people, { type: 'committee_meeting' }))).toMatchObject({
      met: true,
      need: 1,
      why: { ruleId: 'branchCommittee.present' },
    });
    expect(quorumOf(listing(people, { type: 'party_lesson' }))).toBeNull();
  });

  test('of a day before the rule was in force is measured by its first edition, and says so', () => {
    const old = quorumOf(listing([person('甲', there), person('乙')], { heldOn: '2010-05-04' }));
    expect(old).toMatchObject({ met: true, need: 1 });
    expect(old?.why.steps.at(-1)?.zh).toBe('2010-05-04该规定尚未施行，参照其最早版本');
    expect(quorumOf(listing([person('甲', there)]))?.why.steps).toHaveLength(1);
  });
});

describe('how the counts come about', () => {
  test('names who is not expected and who has no vote, by the day in China', () => {
    const people = [
      person('老', { exempt: true }),
      person('老而来', { exempt: true, ...there }),
      person('预备', { votes: false }),
      person('甲'),
    ];
    expect(reckoningOf(listing(people))).toEqual({
      on: '2026-11-26',
      listed: 4,
      exempt: ['老'],
      unsigned: 0,
      expected: 3,
      voteless: ['预备'],
    });
  });

  test('an activity expects those who signed up and whoever came', () => {
    const people = [person('甲', { response: 'signed_up' }), person('乙', there), person('丙')];
    const reckoning = reckoningOf(listing(people, { type: 'volunteer' }));
    expect(reckoning).toMatchObject({ listed: 3, unsigned: 1, expected: 2, voteless: null });
  });
});
