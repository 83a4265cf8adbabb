import { describe, expect, test } from 'vitest';
import { calendarOf } from '#features/base/rules/calendar/rules.ts';
import {
  allows,
  clockOf,
  codeAlphabet,
  codeFrom,
  givingMatrix,
  levels,
  pushesDown,
  readCode,
  requestActs,
  requestStates,
  seenCharacters,
  showCode,
} from './rules.ts';

describe('a code', () => {
  test('is read as people write it, and nothing else is one', () => {
    expect(readCode('abcd-efgh-jkmn')).toBe('ABCDEFGHJKMN');
    expect(readCode(' ＡＢＣＤ—EFGH\u2011jkmn\u200b ')).toBe('ABCDEFGHJKMN');
    for (const none of ['', 'ABCD', 'ABCDEFGHJKM0', 'ABCDEFGHJKMO', 'ABCDEFGHJKMNN', '测试测试测试测试测试测试'])
      expect([none, readCode(none)]).toEqual([none, null]);
    expect(showCode('ABCDEFGHJKMN')).toBe('ABCD-EFGH-JKMN');
    expect(readCode(showCode('ABCDEFGHJKMN'))).toBe('ABCDEFGHJKMN');
  });

  test('draws every letter alike and leaves out what would favour some', () => {
    expect(codeFrom(Uint8Array.from({ length: 32 }, (_, at) => at))).toBe(codeAlphabet.slice(0, 12));
    expect(codeFrom(new Uint8Array(32).fill(255))).toBeNull();
    expect(codeFrom(new Uint8Array(11))).toBeNull();
    // 240 is the first byte that is passed over: 30 letters go into it eight times.
    expect(codeFrom(Uint8Array.from([240, ...Array.from({ length: 12 }, () => 239)]))).toBe('Z'.repeat(12));
  });
});

describe('a step', () => {
  const after = (reopened: boolean) =>
    Object.fromEntries(
      requestStates.map((state) => [state, requestActs.filter((act) => allows(act, { state, reopened })).join(' ')]),
    );

  test('follows only on the states that it belongs to', () => {
    expect(after(false)).toEqual({
      received: 'take assign refuse',
      assigned: 'take assign refuse',
      taken: 'assign answer refuse',
      answered: 'accept reopen',
      reopened: 'take assign',
      closed: '',
      refused: '',
    });
  });

  test('never reopens twice, and never refuses what was answered once', () => {
    expect(after(true)).toEqual({
      received: 'take assign',
      assigned: 'take assign',
      taken: 'assign answer',
      answered: 'accept',
      reopened: 'take assign',
      closed: '',
      refused: '',
    });
  });

  test('of a county department goes to no township or village', () => {
    expect(pushesDown('government_department', 'township_government')).toBe(true);
    expect(pushesDown('county_department', 'village')).toBe(true);
    expect(pushesDown('government_department', 'government_department')).toBe(false);
    expect(pushesDown('county_committee', 'branch')).toBe(false);
    expect(pushesDown('branch', 'government_department')).toBe(false);
    expect(pushesDown('township_committee', 'village')).toBe(false);
    expect(levels.filter((to) => givingMatrix.department[to] === 'back')).toEqual(['township', 'village']);
  });
});

describe('the clock', () => {
  test('gives five working days, made-up days among them, and says why', () => {
    const calendar = calendarOf(
      [
        { date: '2026-10-01', kind: 'holiday', name: '国庆节' },
        { date: '2026-10-10', kind: 'workday', name: '国庆节' },
      ],
      [2026],
    );
    const clock = clockOf('2026-09-30', calendar);
    expect(clock).toMatchObject({ dueOn: '2026-10-08', provisional: false });
    expect(clock.why).toMatchObject({ ruleId: 'hotline.normal', article: '第二十条' });
    expect(clock.why.steps.length).toBeGreaterThan(1);
  });

  test('is provisional where the holidays of the year are not entered', () => {
    expect(clockOf('2031-03-03', calendarOf([], []))).toMatchObject({ dueOn: '2031-03-10', provisional: true });
  });
});

test.each([
  ['路灯坏了', 4],
  [' \u200b\u200d\u202e\ufeff\n\t\u3000', 0],
  ['\u3164\u115f\uffa0 ', 0],
  ['👨‍👩‍👧 help', 7],
  ['a\u0301\u0301\u0301', 1],
])('%j has %i characters that are seen', (text, seen) => {
  expect(seenCharacters(text)).toBe(seen);
});
