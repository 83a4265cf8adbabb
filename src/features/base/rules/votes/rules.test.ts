import { describe, expect, it } from 'vitest';
import { judgeVote, type VoteCount } from './rules.ts';

type Row = [
  says: string,
  vote: Omit<VoteCount, 'on'>,
  quorum: boolean,
  passed: boolean,
  needPresent: number,
  needYes: number,
];

describe('votes', () => {
  it.each<Row>([
    [
      'election of 10, 7 present: no quorum',
      { kind: 'election', entitled: 10, present: 7, yes: 7 },
      false,
      false,
      8,
      4,
    ],
    [
      'election of 10, 8 present, 5 yes of those present',
      { kind: 'election', entitled: 10, present: 8, yes: 5 },
      true,
      true,
      8,
      5,
    ],
    ['election of 10, 8 present, 4 yes', { kind: 'election', entitled: 10, present: 8, yes: 4 }, true, false, 8, 5],
    [
      'election counted on those entitled, 5 yes',
      { kind: 'election', entitled: 10, present: 8, yes: 5, denominator: 'entitled' },
      true,
      false,
      8,
      6,
    ],
    [
      'election counted on those entitled, 6 yes',
      { kind: 'election', entitled: 10, present: 8, yes: 6, denominator: 'entitled' },
      true,
      true,
      8,
      6,
    ],
    [
      'admission of 10, 5 present: invalid',
      { kind: 'admission', entitled: 10, present: 5, yes: 5 },
      false,
      false,
      6,
      6,
    ],
    ['admission of 10, 6 present, 6 yes', { kind: 'admission', entitled: 10, present: 6, yes: 6 }, true, true, 6, 6],
    ['admission of 10, 6 present, 5 yes', { kind: 'admission', entitled: 10, present: 6, yes: 5 }, true, false, 6, 6],
    ['admission of 9, 5 present, 5 yes', { kind: 'admission', entitled: 9, present: 5, yes: 5 }, true, true, 5, 5],
    [
      'branch vote of 10, 5 present: valid but cannot pass',
      { kind: 'branch', entitled: 10, present: 5, yes: 5 },
      true,
      false,
      5,
      6,
    ],
    ['branch vote of 10, 7 present, 6 yes', { kind: 'branch', entitled: 10, present: 7, yes: 6 }, true, true, 5, 6],
    [
      'village representatives of 30, 19 present',
      { kind: 'villageRepresentatives', entitled: 30, present: 19, yes: 19 },
      false,
      false,
      20,
      10,
    ],
    [
      'village representatives of 30, 20 present, 11 yes',
      { kind: 'villageRepresentatives', entitled: 30, present: 20, yes: 11 },
      true,
      true,
      20,
      11,
    ],
    [
      'village representatives of 30, 20 present, 10 yes',
      { kind: 'villageRepresentatives', entitled: 30, present: 20, yes: 10 },
      true,
      false,
      20,
      11,
    ],
    [
      'village assembly of 1000, 501 present, 251 yes',
      { kind: 'villageAssembly', entitled: 1000, present: 501, yes: 251 },
      true,
      true,
      501,
      251,
    ],
  ])('%s', (_says, vote, ...wanted) => {
    const verdict = judgeVote({ ...vote, on: '2026-11-23' });
    expect([verdict.quorum.value, verdict.passed.value, verdict.needPresent, verdict.needYes]).toEqual(wanted);
    expect(verdict.passed.why.article).not.toBe('');
  });

  it('shows which denominator an election used', () => {
    const vote = { kind: 'election', entitled: 10, present: 8, yes: 5, on: '2026-11-23' } as const;
    expect(judgeVote(vote)).toMatchObject({ denominator: 'present', passed: { why: { confidence: 'C' } } });
    expect(judgeVote({ ...vote, denominator: 'entitled' }).denominator).toBe('entitled');
  });
});
