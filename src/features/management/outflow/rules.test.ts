import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/days.ts';
import { clockOf, contactRule, dueSince } from './rules.ts';

const today = '2026-11-26';

describe('the clock of a contact', () => {
  test('runs half a year from the last one, and is told a month before its end', () => {
    const of = (since: string) => clockOf({ since, reason: 'work' }, today);
    expect(of('2026-11-01')).toMatchObject({ state: 'fine', dueOn: '2027-05-01' });
    expect(of('2026-06-27')).toMatchObject({ state: 'fine', dueOn: '2026-12-27', daysLeft: 31 });
    expect(of('2026-06-26')).toMatchObject({ state: 'due', daysLeft: 30 });
    expect(of('2026-05-26')).toMatchObject({ state: 'due', dueOn: today, daysLeft: 0 });
    expect(of('2026-05-25')).toMatchObject({ state: 'overdue', daysLeft: -1 });
  });

  test('cites the regulations for members abroad, and practice for all others', () => {
    expect([contactRule('abroad'), contactRule('work'), contactRule(null)]).toEqual([
      'abroad.contact',
      'outflow.contact',
      'outflow.contact',
    ]);
    expect(clockOf({ since: '2026-01-31', reason: 'abroad' }, today).why).toMatchObject({
      ruleId: 'abroad.contact',
      confidence: 'A',
    });
    expect(clockOf({ since: '2011-01-31', reason: null }, today).why).toMatchObject({ confidence: 'unsourced' });
  });

  test('says from which day on a contact is due, as the clock itself would', () => {
    for (let shift = 0; shift < 400; shift++) {
      const day = addDays(today, shift);
      const since = dueSince('work', day);
      expect(clockOf({ since, reason: 'work' }, day).state).not.toBe('fine');
      expect(clockOf({ since: addDays(since, 1), reason: 'work' }, day).state).toBe('fine');
    }
  });
});
