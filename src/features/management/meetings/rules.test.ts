import { describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import {
  countsTooMany,
  digitsOf,
  judgeResolution,
  nextDayAfter,
  rollOpensOn,
  seriesDays,
  isOpen,
  settled,
  takenSlots,
  leftOf,
  shiftOf,
  takesCodes,
  tallyOf,
  votesOn,
  type Asked,
} from './rules.ts';

const full = { category: 'full', fullOn: '2006-07-01', standing: '1', watched: false } as const;
const asked = (facts: Partial<Asked> = {}): Asked => ({
  votes: true,
  exempt: false,
  response: 'none',
  attendance: null,
  ...facts,
});

describe('the right to vote', () => {
  test('begins with full membership and rests while it is stopped or watched', () => {
    expect(votesOn(full, '2026-11-26')).toBe(true);
    expect(votesOn({ ...full, fullOn: '2026-11-27' }, '2026-11-26')).toBe(false);
    expect(votesOn({ ...full, fullOn: '2026-11-26' }, '2026-11-26')).toBe(true);
    expect(votesOn({ ...full, fullOn: null }, '2026-11-26')).toBe(true);
    expect(votesOn({ ...full, category: 'probationary' }, '2026-11-26')).toBe(false);
    expect(votesOn({ ...full, standing: '12' }, '2026-11-26')).toBe(false);
    expect(votesOn({ ...full, watched: true }, '2026-11-26')).toBe(false);
  });
});

describe('the counts', () => {
  test('do not expect the old and ill, but count them when they come, and always among those entitled', () => {
    const people = [
      asked({ attendance: 'present' }),
      asked({ attendance: 'absent' }),
      asked({ attendance: 'excused' }),
      asked({ exempt: true, attendance: 'excused' }),
      asked({ exempt: true, attendance: 'present' }),
      asked({ votes: false, attendance: 'present' }),
    ];
    expect(tallyOf('members_meeting', people)).toEqual({
      expected: 5,
      present: 3,
      absent: 1,
      excused: 1,
      open: 0,
      entitled: 5,
      votersPresent: 2,
    });
  });

  test('of an activity expect those who signed up', () => {
    const people = [
      asked({ response: 'signed_up' }),
      asked({ response: 'waiting' }),
      asked(),
      asked({ attendance: 'present' }),
    ];
    expect(tallyOf('volunteer', people)).toMatchObject({ expected: 2, present: 1, open: 1 });
    expect(settled('volunteer', asked())).toBeNull();
    expect(settled('volunteer', asked({ response: 'signed_up' }))).toBe('absent');
  });

  test('are open while nobody has said anything of them', () => {
    expect(isOpen('party_day', asked())).toBe(true);
    expect(isOpen('party_day', asked({ attendance: 'absent' }))).toBe(false);
    expect(isOpen('party_day', asked({ response: 'declined' }))).toBe(false);
    expect(isOpen('party_day', asked({ exempt: true }))).toBe(false);
    expect(isOpen('volunteer', asked())).toBe(false);
    expect(isOpen('volunteer', asked({ response: 'signed_up' }))).toBe(true);
  });

  test('are settled when the list is confirmed', () => {
    expect(settled('party_day', asked())).toBe('absent');
    expect(settled('party_day', asked({ response: 'declined' }))).toBe('excused');
    expect(settled('party_day', asked({ exempt: true }))).toBe('excused');
    expect(settled('party_day', asked({ attendance: 'present' }))).toBe('present');
  });
});

describe('a resolution', () => {
  const on = '2026-11-26';
  test('passes by more than half of those entitled, not of those present', () => {
    const poll = { vote: 'branch', on, entitled: 10, present: 6, no: 0, abstain: 0 } as const;
    expect(judgeResolution({ ...poll, yes: 5 }).passed).toBe(false);
    const { passed, whys } = judgeResolution({ ...poll, yes: 6 });
    expect(passed).toBe(true);
    expect(whys.map((why) => why.ruleId)).toEqual(['branchVote.present', 'branchVote.pass']);
  });

  test('needs half of the voters present', () => {
    expect(judgeResolution({ vote: 'branch', on, entitled: 10, present: 4, yes: 10, no: 0, abstain: 0 }).passed).toBe(
      false,
    );
  });

  test('of a committee needs half of its members', () => {
    const poll = { vote: 'committee', on, no: 0, abstain: 0 } as const;
    expect(judgeResolution({ ...poll, entitled: 5, present: 2, yes: 2 }).passed).toBe(false);
    expect(judgeResolution({ ...poll, entitled: 5, present: 3, yes: 3 }).passed).toBe(true);
    expect(judgeResolution({ ...poll, entitled: 4, present: 2, yes: 2 }).passed).toBe(false);
  });

  test('counts no more votes than voters', () => {
    expect(countsTooMany({ vote: 'branch', present: 5, yes: 4, no: 1, abstain: 1 })).toBe(true);
    expect(countsTooMany({ vote: 'branch', present: 6, yes: 4, no: 1, abstain: 1 })).toBe(false);
    expect(countsTooMany({ vote: 'none', present: 0, yes: 4, no: 1, abstain: 1 })).toBe(false);
  });
});

describe('codes and days', () => {
  test('a code stands for its own fifteen seconds and those after', () => {
    expect(takenSlots(30_000)).toEqual([2, 1]);
    expect(takenSlots(44_999)).toEqual([2, 1]);
    expect(takenSlots(45_000)).toEqual([3, 2]);
    expect([takenSlots(44_998, 1), takenSlots(44_999, 1)]).toEqual([
      [2, 1],
      [3, 2],
    ]);
    expect([leftOf(30_000), leftOf(44_999), leftOf(44_998, 1), leftOf(44_999, 1)]).toEqual([15_000, 1, 1, 15_000]);
    const shifts = Array.from({ length: 300 }, () => shiftOf(newOpaqueId()));
    expect(shifts.every((shift) => shift >= 0 && shift < 15_000)).toBe(true);
    expect(new Set(shifts.map((shift) => Math.floor(shift / 1_000))).size).toBe(15);
    expect(digitsOf(Uint8Array.of(0, 0, 0, 0, 0, 7, 99))).toBe('000007');
    expect(digitsOf(Uint8Array.of(255, 255, 255, 255, 255, 255))).toMatch(/^\d{6}$/);
  });

  test('codes are taken around the meeting', () => {
    const start = '2026-11-26T06:30:00Z';
    const at = (time: string): boolean => takesCodes(start, Date.parse(time));
    expect([at('2026-11-26T05:29:59Z'), at('2026-11-26T05:30:00Z')]).toEqual([false, true]);
    expect([at('2026-11-26T18:30:00Z'), at('2026-11-26T18:30:01Z')]).toEqual([true, false]);
  });

  test('a series keeps its day of the month', () => {
    expect(seriesDays('2026-01-31', 3)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    expect(nextDayAfter('2026-09-05', '2026-11-26')).toBe('2026-12-05');
    expect(nextDayAfter('2026-12-05', '2026-11-26')).toBe('2027-01-05');
  });
});

test('the roll of a planned meeting is called from its day in China on, and of one that was held at any time', () => {
  const startsAt = '2026-11-26T16:30:00Z';
  expect(rollOpensOn({ state: 'planned', startsAt }, '2026-11-26')).toBe('2026-11-27');
  expect(rollOpensOn({ state: 'planned', startsAt }, '2026-11-27')).toBeNull();
  expect(rollOpensOn({ state: 'held', startsAt }, '2026-11-26')).toBeNull();
});
