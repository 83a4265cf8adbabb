import { describe, expect, test } from 'vitest';
import { calendarOf, emptyCalendar } from '#features/base/rules/calendar/rules.ts';
import { nationalRules } from '#features/base/rules/rules.ts';
import {
  clockFor,
  escalates,
  nearFrom,
  nextReview,
  pauseEnd,
  pauseReasons,
  reviewClock,
  reviewsOfAnswer,
  silenceUntil,
  type ClockFacts,
  type Pause,
} from './rules.ts';

const nationalDay = ['01', '02', '05', '06', '07'].map((day) => ({
  date: `2026-10-${day}`,
  kind: 'holiday' as const,
  name: '国庆节',
}));
const calendar = calendarOf([...nationalDay, { date: '2026-10-10', kind: 'workday', name: '国庆节' }], [2026]);

const facts = (more: Partial<ClockFacts> = {}): ClockFacts => ({
  term: 'ordinary',
  procedure: 'ordinary',
  receivedOn: '2026-11-26',
  clockFrom: '2026-11-26',
  takenOn: null,
  reopened: false,
  extendedOn: null,
  pauses: [],
  ...more,
});
const due = (more: Partial<ClockFacts> = {}): string => clockFor(facts(more), calendar).dueOn;
const pause = (from: string, until: string, reason: Pause['reason'] = 'materials'): Pause => ({ reason, from, until });

describe('the reasons for which a clock may stand still', () => {
  test('are those of the rule pack', () => {
    const listed = nationalRules.flatMap(({ id }) => (id.startsWith('pause.') ? [id.slice('pause.'.length)] : []));
    expect([...new Set(listed)].toSorted()).toEqual([...pauseReasons].toSorted());
    expect(pauseEnd('materials', '2026-11-26')).toBe('2026-12-11');
  });
});

describe('an ordinary clock', () => {
  test('runs five working days from receipt, three for a question, anew from the reopening', () => {
    expect(due()).toBe('2026-12-03');
    expect(due({ term: 'question' })).toBe('2026-12-01');
    expect(due({ clockFrom: '2026-12-07', reopened: true })).toBe('2026-12-14');
    expect(due({ receivedOn: '2026-09-30', clockFrom: '2026-09-30' })).toBe('2026-10-13');
  });

  test('does not count the days after a pause begins, up to the day of resuming', () => {
    // Friday the 27th is worked, Saturday to Tuesday stand still: Wednesday is the second day.
    expect(due({ pauses: [pause('2026-11-27', '2026-12-01')] })).toBe('2026-12-07');
    expect(due({ pauses: [pause('2026-11-27', '2026-11-27')] })).toBe('2026-12-03');
    expect(due({ pauses: [pause('2026-11-27', '2026-11-29')] })).toBe('2026-12-03');
    expect(due({ pauses: [pause('2026-12-03', '2026-12-10')] })).toBe('2026-12-03');
    expect(due({ pauses: [pause('2026-11-10', '2026-11-26')] })).toBe('2026-12-03');
    expect(due({ pauses: [pause('2026-11-26', '2026-11-30'), pause('2026-11-27', '2026-12-01')] })).toBe('2026-12-08');
    expect(due({ pauses: [pause('2026-11-26', '2026-11-30', 'hearing')] })).toBe('2026-12-03');
  });

  test('says what was not counted, and by which rule more time was granted', () => {
    const { why, dueOn } = clockFor(
      facts({ extendedOn: '2026-12-02', pauses: [pause('2026-11-27', '2026-12-01')] }),
      calendar,
    );
    expect(dueOn).toBe('2026-12-21');
    expect(why.ruleId).toBe('hotline.normal');
    expect(why.steps.map(({ zh }) => zh)).toEqual([
      '2026-11-28 至 2026-12-01 暂停，不计：等待补充材料',
      '2026-11-26 次日起第 5 个工作日为 2026-12-07，暂停的日子不计',
      '2026-12-02 批准延长：疑难事项经上级批准可延长一次，10个工作日，并告知来件人',
      '2026-12-07 次日起第 10 个工作日为 2026-12-21',
    ]);
  });

  test('is provisional where a year is missing, with a pause as without one', () => {
    const late = { receivedOn: '2026-12-28', clockFrom: '2026-12-28' };
    expect(clockFor(facts(late), calendar).provisional).toBe(true);
    expect(clockFor(facts({ ...late, pauses: [pause('2026-12-28', '2026-12-29')] }), calendar).provisional).toBe(true);
    expect(clockFor(facts({ pauses: [pause('2026-11-27', '2026-12-01')] }), calendar).provisional).toBe(false);
  });
});

describe('the clock of a petition', () => {
  const petition = { procedure: 'petition' } as const;
  test('runs fifteen days to be taken, sixty from then, thirty more where granted', () => {
    expect(clockFor(facts(petition), calendar)).toMatchObject({ stage: 'register', dueOn: '2026-12-11' });
    expect(clockFor(facts({ ...petition, takenOn: '2026-11-30' }), calendar)).toMatchObject({
      stage: 'answer',
      dueOn: '2027-01-29',
      provisional: false,
    });
    const longer = clockFor(facts({ ...petition, takenOn: '2026-11-30', extendedOn: '2027-01-20' }), calendar);
    expect(longer.dueOn).toBe('2027-02-28');
    expect(longer.why.steps.map(({ zh, en }) => `${zh} ${en}`).join()).toMatch(
      /批准延长：《信访工作条例》第三十四条，.*Article 34\./,
    );
    expect(due({ ...petition, takenOn: '2026-11-30', reopened: true, clockFrom: '2027-03-01' })).toBe('2027-04-30');
    expect(due({ ...petition, takenOn: '2026-11-30', pauses: [pause('2026-12-01', '2026-12-11')] })).toBe('2027-02-08');
  });

  test('is reviewed twice, each asked for within thirty days, and anew after an answer was annulled', () => {
    const row = { ...petition, state: 'answered', answeredOn: '2026-11-26' } as const;
    const first = { level: 1, decidedOn: '2026-12-20', outcome: 'upheld' } as const;
    expect(nextReview({ ...row, reviews: [] })).toMatchObject({ level: 1, until: { dueOn: '2026-12-26' } });
    expect(nextReview({ ...row, reviews: [first] })).toMatchObject({ level: 2, until: { dueOn: '2027-01-19' } });
    expect(nextReview({ ...row, reviews: [{ ...first, decidedOn: null, outcome: null }] })).toBeNull();
    expect(nextReview({ ...row, reviews: [first, { ...first, level: 2 }] })).toBeNull();
    const annulled = [first, { level: 2, decidedOn: '2027-01-10', outcome: 'annulled' } as const];
    expect(reviewsOfAnswer(annulled)).toEqual([]);
    expect(nextReview({ ...row, answeredOn: '2027-02-01', reviews: annulled })?.level).toBe(1);
    expect(nextReview({ ...row, procedure: 'ordinary', reviews: [] })).toBeNull();
    expect(nextReview({ ...row, state: 'closed', reviews: [] })).toBeNull();
  });

  test('leaves hearings out of a second review, and nothing out of the first', () => {
    const heard = [pause('2026-12-01', '2026-12-06', 'hearing'), pause('2026-12-08', '2026-12-10')];
    expect(reviewClock(1, '2026-11-26', heard).dueOn).toBe('2026-12-26');
    expect(reviewClock(2, '2026-11-26', heard).dueOn).toBe('2026-12-31');
  });
});

describe('silence', () => {
  test('closes after fifteen days, a petition after the days for asking', () => {
    const row = { procedure: 'ordinary', state: 'answered', answeredOn: '2026-11-26', reviews: [] } as const;
    expect(silenceUntil(row)?.dueOn).toBe('2026-12-11');
    expect(silenceUntil({ ...row, procedure: 'petition' })?.dueOn).toBe('2026-12-26');
    expect(silenceUntil({ ...row, state: 'taken' })).toBeNull();
  });
});

describe('a morning', () => {
  test('reminds one working day before, a petition seven days before', () => {
    expect(nearFrom('ordinary', '2026-10-08', calendar)).toBe('2026-09-30');
    expect(nearFrom('petition', '2026-10-08', calendar)).toBe('2026-10-01');
  });

  test('tells the unit above after the day due, and the next one three working days later', () => {
    const told = (today: string, escalatedOn: string | null = null): boolean =>
      escalates({ dueOn: '2026-11-26', escalatedOn }, today, emptyCalendar);
    expect([told('2026-11-26'), told('2026-11-27'), told('2026-11-30')]).toEqual([false, true, true]);
    const again = ['2026-11-27', '2026-12-02', '2026-12-03'].map((today) => told(today, '2026-11-27'));
    expect(again).toEqual([false, false, true]);
  });
});
