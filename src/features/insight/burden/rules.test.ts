import { describe, expect, test } from 'vitest';
import { burdenOf, kindOf, minutesOf, monthStart, type Counted } from './rules.ts';

const row = (kind: string, action: string | null, more: Partial<Counted> = {}): Counted => ({
  kind,
  action,
  byBranch: true,
  commands: 1,
  things: 1,
  changed: 0,
  unsaid: 1,
  ...more,
});
const required = new Map([
  ['meetings.plan', 9],
  ['members.edit', 2],
]);

describe('the burden of a month', () => {
  test('counts changed values where the audit says them, and what the form requires where it does not', () => {
    const counted = [
      row('meetings', null, { commands: 4, things: 2 }),
      row('meetings', 'meetings.plan', { commands: 2, unsaid: 2 }),
      row('meetings', 'meetings.close', { commands: 2, unsaid: 2 }),
      row('members', null),
      row('members', 'members.edit', { changed: 3, unsaid: 0 }),
    ];
    expect(burdenOf(counted, [{ kind: 'meetings', things: 9, minutes: 12.5 }], required)).toEqual([
      { kind: 'meetings', requests: 0, things: 2, commands: 4, fields: 20, minutesEach: 12.5 },
      { kind: 'members', requests: 0, things: 1, commands: 1, fields: 3, minutesEach: null },
    ]);
  });

  test('takes for a request what others leave with the branch, and nothing of what superiors do for themselves', () => {
    const counted = [
      row('own', 'own.askCorrection', { byBranch: false, commands: 2 }),
      row('transfers', 'transfers.approve', { byBranch: false }),
      row('own', 'own.signIn'),
      row('session', 'session.signIn'),
    ];
    expect(burdenOf(counted, [], required)).toEqual([
      { kind: 'corrections', requests: 2, things: 0, commands: 0, fields: 0, minutesEach: null },
    ]);
  });

  test('says minutes only where something is measured', () => {
    const kind = { kind: 'dues', requests: 0, things: 4, commands: 4, fields: 4 } as const;
    expect(minutesOf([])).toBeNull();
    expect(minutesOf([{ ...kind, minutesEach: null }])).toBeNull();
    expect(minutesOf([{ ...kind, minutesEach: 2.4 }])).toBe(10);
  });

  test('puts what has no word of its own under “other”, and leaves out what is no task', () => {
    expect([kindOf('meetings'), kindOf('something'), kindOf('notices')]).toEqual(['meetings', 'other', null]);
    // The word is that of the feature's own commands.
    expect(kindOf('admission')).toBe('admission');
  });

  test('begins a month at midnight in China', () => {
    expect(new Date(monthStart('2026-12', 1)).toISOString()).toBe('2026-12-31T16:00:00.000Z');
  });
});
