import { describe, expect, test } from 'vitest';
import { calendarOf } from '#features/base/rules/calendar/rules.ts';
import { afterOutcome, mayDouble, mostAttempts } from './delivery/rules.ts';
import { planOf, quietUntil, standingOf, wants } from './rules.ts';
import { isAddress, maskAddress, switchesOf } from './settings/rules.ts';

/** The eight days of National Day and Mid-Autumn 2025, and the made-up Saturday after them. */
const calendar = calendarOf(
  [
    ...['01', '02', '03', '06', '07', '08'].map((day) => ({
      date: `2025-10-${day}`,
      kind: 'holiday' as const,
      name: '国庆节、中秋节',
    })),
    { date: '2025-10-11', kind: 'workday', name: '补班' },
  ],
  [2025],
);
const china = (text: string): Date => new Date(`${text}+08:00`);

describe('quiet hours', () => {
  test.each([
    ['a working day at 8:00', '2025-10-09T08:00:00', null],
    ['a working day just before 20:00', '2025-10-09T19:59:59', null],
    ['a working day at 20:00', '2025-10-09T20:00:00', '2025-10-10T08:00:00'],
    ['a working day before 8:00', '2025-10-09T07:59:59', '2025-10-09T08:00:00'],
    ['just after midnight', '2025-10-10T00:00:01', '2025-10-10T08:00:00'],
    ['a Friday evening before a made-up Saturday', '2025-10-10T21:00:00', '2025-10-11T08:00:00'],
    ['noon of a made-up Saturday', '2025-10-11T12:00:00', null],
    ['the Sunday after it', '2025-10-12T12:00:00', '2025-10-13T08:00:00'],
    ['the eve of the long holiday', '2025-09-30T20:30:00', '2025-10-09T08:00:00'],
    ['a day of the holiday at noon', '2025-10-01T12:00:00', '2025-10-09T08:00:00'],
  ])('%s', (_what, now, until) => {
    expect(quietUntil(china(now), calendar)).toEqual(until === null ? null : china(until));
  });

  test('hold everything but what is statutory, wanted and reachable or not', () => {
    const night = { now: china('2025-10-09T22:00:00'), calendar, wanted: true, reachable: true, statutory: false };
    expect(planOf(night)).toEqual({ state: 'held', until: china('2025-10-10T08:00:00') });
    expect(planOf({ ...night, statutory: true })).toEqual({ state: 'queued' });
    expect(planOf({ ...night, wanted: false })).toEqual({ state: 'suppressed', why: 'muted' });
    expect(planOf({ ...night, reachable: false })).toEqual({ state: 'suppressed', why: 'no_address' });
  });
});

test.each([
  [null, 'undated', null],
  ['2025-09-29', 'overdue', -2],
  ['2025-10-09', 'today', 0],
  ['2025-10-10', 'soon', 1],
  // Friday, the made-up Saturday, Monday: three working days.
  ['2025-10-13', 'soon', 3],
  ['2025-10-14', 'later', 4],
] as const)('a to-do due %s stands under %s', (dueOn, group, workdaysLeft) => {
  expect(standingOf(dueOn, '2025-10-09', calendar)).toMatchObject({ group, workdaysLeft });
});

test('a day in a year without a holiday table is provisional', () => {
  expect(standingOf('2027-01-15', '2025-12-20', calendar).provisional).toBe(true);
});

describe('what somebody wants', () => {
  const statutory = { kind: 'meeting.invited', statutory: true };
  const plain = { kind: 'meeting.invited', statutory: false };
  test('is everything but SMS where nothing is set', () => {
    expect((['in_app', 'email', 'wecom', 'dingtalk', 'sms'] as const).map((c) => wants([], plain, c))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
  test('is said for a kind before it is said for all', () => {
    const off = { kind: '*', channel: 'email', enabled: false } as const;
    const on = { kind: 'meeting.invited', channel: 'email', enabled: true } as const;
    expect(wants([off], plain, 'email')).toBe(false);
    expect(wants([off, on], plain, 'email')).toBe(true);
    expect(wants([off], plain, 'wecom')).toBe(true);
  });
  test('is not asked where the notice is statutory', () => {
    expect(wants([{ kind: '*', channel: 'email', enabled: false }], statutory, 'email')).toBe(true);
    expect(wants([], statutory, 'sms')).toBe(true);
  });
  test('shows each kind once, with one line for all others', () => {
    const settings = [{ kind: 'dues.late', channel: 'email', enabled: false }] as const;
    const lines = switchesOf([plain], settings);
    expect(lines.map(({ kind }) => kind)).toEqual(['*', 'meeting.invited', 'dues.late']);
    expect(lines[2]?.wanted).toEqual(['in_app', 'wecom', 'dingtalk']);
  });
});

describe('after an attempt', () => {
  test.each([
    ['taken', { kind: 'ok', id: '1' }, 1, { state: 'sent', why: null, again: false }],
    ['refused for good', { kind: 'refused', why: 'x' }, 1, { state: 'failed', why: 'x', again: false }],
    ['not taken', { kind: 'later', why: 'x' }, 1, { state: 'queued', why: 'x', again: true }],
    [
      'not taken for a day',
      { kind: 'later', why: 'x' },
      mostAttempts,
      { state: 'failed', why: 'gave_up', again: false },
    ],
    ['no answer', { kind: 'unknown', why: 'x' }, 1, { state: 'unknown', why: 'x', again: true }],
    [
      'never an answer',
      { kind: 'unknown', why: 'x' },
      mostAttempts,
      { state: 'unknown', why: 'gave_up', again: false },
    ],
  ] as const)('%s', (_what, outcome, attempts, after) => {
    expect(afterOutcome(outcome, attempts)).toEqual(after);
  });

  test('another may double only what has an unknown outcome that the channel does not remember', () => {
    const firstAt = china('2025-10-09T10:00:00');
    const former = { state: 'unknown', attempts: 1, firstAt, now: china('2025-10-09T12:00:00') } as const;
    expect(mayDouble({ ...former, remembers: 0 })).toBe(true);
    expect(mayDouble({ ...former, remembers: 4 * 3_600_000 })).toBe(false);
    expect(mayDouble({ ...former, remembers: 3_600_000 })).toBe(true);
    expect(mayDouble({ ...former, state: 'queued', remembers: 0 })).toBe(false);
    expect(mayDouble({ ...former, attempts: 0, remembers: 0 })).toBe(false);
  });
});

test('addresses are told from other texts, and shown by their ends', () => {
  expect(
    ['wang@example.org', 'a@b', 'x y@example.org', '<wang@example.org>', 'a@b.cn,c@d.cn'].map((t) =>
      isAddress('email', t),
    ),
  ).toEqual([true, false, false, false, false]);
  expect(['wang.wei', 'wang|all', '@all', ''].map((t) => isAddress('wecom', t))).toEqual([true, false, false, false]);
  expect([maskAddress('wangwei@example.org'), maskAddress('wangwei')]).toEqual(['wa***@example.org', 'wa***']);
});
