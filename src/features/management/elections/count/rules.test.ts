import { describe, expect, test } from 'vitest';
import { countProblems, judgeElection, type Tally } from './rules.ts';

const on = '2026-11-26';
const tally = (votes: readonly number[], more: Partial<Tally> = {}): Tally => ({
  on,
  preliminary: false,
  entitled: 10,
  present: 8,
  issued: 8,
  returned: 8,
  seats: 3,
  basis: 'present',
  votes: votes.map((yes, place) => ({ key: String(place), yes })),
  ...more,
});

describe('an election of ten entitled', () => {
  test.each<[says: string, tally: Tally, outcome: string, needed: number, elected: string]>([
    ['with 7 present has no quorum', tally([7, 7, 7], { present: 7, issued: 7, returned: 7 }), 'void', 4, ''],
    ['with 8 present elects with 5 of them', tally([5, 5, 5, 4]), 'elected', 5, '0 1 2'],
    ['over those entitled elects with 6', tally([6, 6, 5, 4], { basis: 'entitled' }), 'second_round', 6, '0 1'],
    ['is void with a ballot more than was issued', tally([8, 8, 8], { returned: 9 }), 'void', 5, ''],
    ['goes by votes where too many pass', tally([5, 7, 6, 5 + 1]), 'elected', 5, '1 2 3'],
    ['leaves the last seat open between equals', tally([8, 6, 5, 5]), 'revote', 5, '0 1'],
    ['leaves seats open where half is not passed', tally([8, 4, 4, 4]), 'second_round', 5, '0'],
  ])('%s', (_says, given, outcome, needed, elected) => {
    const verdict = judgeElection(given);
    expect([verdict.outcome, verdict.needed, verdict.elected.join(' ')]).toEqual([outcome, needed, elected]);
    expect(verdict.elected.length + verdict.open).toBe(3);
    for (const { why } of verdict.checks) {
      expect(why.article).not.toBe('');
      expect(why.steps.length).toBeGreaterThan(0);
    }
  });

  test('names those who are equal, and says why', () => {
    const { tied, checks } = judgeElection(tally([8, 6, 5, 5]));
    expect(tied).toEqual(['2', '3']);
    expect(checks.at(-1)).toMatchObject({
      kind: 'tie',
      holds: false,
      why: { ruleId: 'election.tie', inputs: { tied: 2 } },
    });
  });
});

test('a preliminary vote is judged by its own article, by either denominator', () => {
  const votes = tally([8, 6, 5, 5], { preliminary: true });
  const { outcome, elected, tied, checks } = judgeElection(votes);
  expect([outcome, elected, tied]).toEqual(['revote', ['0', '1'], ['2', '3']]);
  expect(checks.map(({ why }) => why.ruleId)).toEqual([
    'election.quorum',
    'election.returned',
    'election.preliminary.present',
    'election.tie',
  ]);
  expect(checks[2]?.why.steps.at(-1)?.zh).toContain('候选人名额 3 人');
  const whole = judgeElection(tally([6, 6, 5, 4], { preliminary: true, basis: 'entitled' }));
  expect([whole.outcome, whole.needed, whole.open]).toEqual(['second_round', 6, 1]);
  expect(whole.checks[2]?.why.ruleId).toBe('election.preliminary.entitled');
});

test('a void vote is not counted by name, only by paper', () => {
  const count = {
    entitled: 10,
    present: 8,
    issued: 8,
    returned: 9,
    valid: 9,
    invalid: 0,
    seats: 1,
    candidates: [{ yes: 0, no: 0, abstain: 0 }],
    writeIns: [],
  };
  expect(countProblems(count, true)).toEqual([]);
  expect(countProblems(count, false).map(({ message }) => message)).toEqual(['votes_unequal']);
});
