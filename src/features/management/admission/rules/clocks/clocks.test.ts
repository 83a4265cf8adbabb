import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '#features/base/rules/calendar/rules.ts';
import { addDays } from '#shared/days.ts';
import { packs, stepIds, type CaseFact, type CaseFacts, type StepId } from '../../steps.ts';
import { pathOf } from '../path/rules.ts';
import { valuesOf } from '../rules.ts';
import { aboveFrom, askedOf, clocksOf, nearFrom, standingOf, type Clock } from './rules.ts';

const calendar = calendarOf(
  [],
  Array.from({ length: 30 }, (_, n) => 2010 + n),
);
const votes = { entitled: 9, present: 7, yes: 6, no: 1, abstain: 0, writtenOpinions: 0, secret: true };
const fact = (step: StepId, on: string, extra: Partial<CaseFact> = {}): CaseFact => ({
  id: `${step} ${on}`,
  step,
  on,
  outcome: 'done',
  ...extra,
});
const caseOf = (facts: readonly CaseFact[], extra: Partial<CaseFacts> = {}): CaseFacts => ({
  begunUnder: '2026',
  born: '1995-03-08',
  hasCommittee: true,
  transferredIn: false,
  facts,
  ...extra,
});
const clocks = (facts: CaseFacts, today: string): readonly Clock[] =>
  clocksOf(pathOf(facts, valuesOf(facts.begunUnder), calendar, today), calendar);
const brief = (facts: CaseFacts, today: string) => clocks(facts, today).map(({ step, due }) => `${step} ${due ?? '-'}`);
const at = (facts: CaseFacts, today: string, step: StepId) => clocks(facts, today).find((one) => one.step === step);

const activist = [
  fact('application', '2026-05-12'),
  fact('talk', '2026-05-20'),
  fact('activist', '2026-06-01', { outcome: 'passed' }),
  fact('activistFiling', '2026-06-01'),
  fact('contacts', '2026-06-01', { people: 2 }),
  fact('cultivation', '2026-12-01'),
];
const passed = { votes, outcome: 'passed' } as const;
const met = [fact('admissionMeeting', '2026-10-20', passed)];
const probation = [
  ...met,
  fact('superiorTalk', '2026-11-01'),
  fact('approval', '2026-11-20', { outcome: 'passed' }),
  fact('filing', '2026-12-01'),
  fact('assignment', '2026-12-01'),
  fact('oath', '2026-12-01'),
  fact('probationInspection', '2027-05-20'),
];

describe('the clocks of a case', () => {
  test('of an activist: the next inspection runs beside the year', () => {
    expect(brief(caseOf(activist), '2026-12-02')).toEqual(['cultivation 2027-06-01', 'candidate -']);
    expect(at(caseOf(activist), '2026-12-02', 'cultivation')).toMatchObject({
      from: nearFrom(calendar, '2027-06-01'),
      rule: 'activist.inspection',
      actor: 'contacts',
      place: 'branch',
    });
    expect(at(caseOf(activist), '2026-12-02', 'candidate')).toMatchObject({
      from: '2027-06-01',
      rule: 'activist.minDays',
    });
  });

  test('say the same on every day: what was read yesterday holds today', () => {
    for (const facts of [caseOf(activist), caseOf(met), caseOf(probation)])
      expect(clocks(facts, '2029-01-01')).toEqual(clocks(facts, '2027-01-01'));
  });

  test('of papers that left a step out: a gap is nothing that is owed', () => {
    expect(brief(caseOf([fact('application', '2020-01-02'), ...met]), '2026-10-21')).toEqual([
      'superiorTalk 2027-01-20',
    ]);
  });

  test('of a talk: it is due when the approval that it holds up is', () => {
    expect(clocks(caseOf(met), '2026-10-21')).toMatchObject([
      { step: 'superiorTalk', due: '2027-01-20', binds: 'approval', rule: 'approve.limit', place: 'committee' },
    ]);
  });

  test('of an approval: from the day on which the committee received the papers', () => {
    const sent = [fact('admissionMeeting', '2026-10-20', { ...passed, received: '2026-10-31' })];
    expect(brief(caseOf(sent), '2026-11-01')).toEqual(['superiorTalk 2027-01-31']);
    const came = [...sent, fact('superiorTalk', '2026-11-20', { received: '2026-11-05' })];
    expect(brief(caseOf(came), '2026-11-21')).toEqual(['approval 2027-02-05']);
    const wrong = [fact('admissionMeeting', '2026-10-20', { ...passed, received: '2026-10-01' })];
    expect(brief(caseOf(wrong), '2026-11-01')).toEqual(['superiorTalk 2027-01-20']);
  });

  test('of the application book: it is due when the meeting is', () => {
    const checked = caseOf([fact('precheck', '2026-07-10', { outcome: 'passed' })]);
    expect(at(checked, '2026-07-11', 'applicationBook')).toMatchObject({
      due: '2026-08-10',
      binds: 'admissionMeeting',
      rule: 'precheck.meeting',
      actor: 'applicant',
    });
  });

  test('of the rules of 2014: no month from the pre-check and none for the oath, but the days of the rules in force beside it', () => {
    const checked = [fact('precheck', '2026-04-10', { outcome: 'passed' })];
    const approved = probation.slice(0, 5);
    for (const [facts, step, day, rule] of [
      [checked, 'applicationBook', '2026-05-10', 'precheck.meeting'],
      [approved, 'oath', '2026-12-20', 'oath.limit'],
    ] as const) {
      const older = at(caseOf(facts, { begunUnder: '2014' }), '2026-12-02', step);
      expect(older).toMatchObject({ due: null, aboveFrom: null, current: { day, rule } });
      expect(at(caseOf(facts), '2026-12-02', step)).toMatchObject({ due: day, rule, current: null });
    }
    // What the 2014 edition does set, it sets alone.
    const met2014 = at(caseOf(met, { begunUnder: '2014' }), '2026-10-21', 'superiorTalk');
    expect(met2014).toMatchObject({ due: '2027-01-20', current: null });
  });

  test('of a probation: inspections, and the end of it', () => {
    expect(brief(caseOf(probation), '2027-05-21')).toEqual([
      'conversionRequest 2027-11-20',
      'probationInspection 2027-11-20',
    ]);
    expect(at(caseOf(probation), '2027-05-21', 'conversionRequest')).toMatchObject({
      from: '2027-09-20',
      due: '2027-11-20',
      binds: 'conversionMeeting',
      rule: 'conversion.discuss',
    });
    const asked = caseOf([...probation, fact('conversionRequest', '2027-10-01')]);
    expect(at(asked, '2027-10-02', 'conversionMeeting')).toMatchObject({
      from: '2027-10-20',
      due: '2027-11-20',
      binds: null,
    });
    const put = fact('conversionMeeting', '2027-10-25', { outcome: 'extended', months: 6 });
    const extended = caseOf([...asked.facts, put]);
    expect(at(extended, '2027-10-26', 'conversionApproval')).toMatchObject({ due: '2028-01-25', place: 'committee' });
    expect(at(extended, '2027-10-26', 'conversionRequest')).toMatchObject({
      due: '2028-05-20',
      binds: 'conversionMeeting',
    });
  });

  test('of one who was transferred in: the discussion may be put off by half a year', () => {
    const facts = caseOf(met, { transferredIn: true });
    expect(at(facts, '2027-01-01', 'conversionRequest')).toMatchObject({
      due: '2028-04-20',
      rule: 'conversion.postpone',
    });
  });

  test('stand still where a case has ended', () => {
    const over = [
      ...probation,
      fact('conversionMeeting', '2027-06-01', { outcome: 'cancelled' }),
      fact('conversionApproval', '2027-06-10', { outcome: 'cancelled' }),
    ];
    expect(clocks(caseOf(over), '2027-06-11')).toEqual([]);
  });

  test('ask each office for what is open and most pressing there', () => {
    const fresh = caseOf(probation.slice(0, 3));
    const asked = (place: Clock['place'], today: string) =>
      askedOf(clocks(fresh, today), new Set([place]), today)?.step;
    expect(asked('branch', '2026-11-21')).toBe('oath');
    expect(asked('county', '2026-11-21')).toBe('filing');
    expect(asked('committee', '2026-11-21')).toBeUndefined();
    const inspected = clocks(caseOf(activist), '2026-12-02');
    const branch = new Set(['branch'] as const);
    expect(askedOf(inspected, branch, '2027-05-20')).toBeUndefined();
    expect(askedOf(inspected, branch, nearFrom(calendar, '2027-06-01'))?.step).toBe('cultivation');
  });
});

test('a day draws near seven working days before, and is told above after three', () => {
  expect(nearFrom(calendar, '2026-11-30')).toBe('2026-11-19');
  expect(aboveFrom(calendar, '2026-10-30')).toBe('2026-11-05');
});

test('to those above a clock stands as it stood to those whose matter it is three working days before', () => {
  const clock = { from: '2026-10-01', due: '2026-10-30' };
  const seen = (today: string) => [false, true].map((above) => standingOf(clock, { today, calendar, above })).join(' ');
  expect(seen('2026-10-20')).toBe('open open');
  expect(seen('2026-10-21')).toBe('near open');
  expect(seen('2026-10-24')).toBe('near near');
  expect(seen('2026-10-31')).toBe('overdue near');
  expect(seen('2026-11-04')).toBe('overdue near');
  expect(seen('2026-11-05')).toBe('overdue overdue');
  expect(standingOf({ from: null, due: null }, { today: '2026-10-31', calendar, above: true })).toBe('open');
});

test('whatever the facts: sorted by last days, one a step, and no later than any step that it holds up', () => {
  const days = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays('2018-01-01', n));
  const anyFact = fc
    .record({
      step: fc.constantFrom(...stepIds),
      on: days,
      outcome: fc.constantFrom('done', 'passed', 'refused', 'extended'),
    })
    .map((one): CaseFact => ({
      id: `${one.step} ${one.on}`,
      ...one,
      ...(one.outcome === 'extended' ? { months: 6 } : {}),
    }));
  const anyCase = fc.record({
    begunUnder: fc.constantFrom(...packs),
    born: fc.constant('1999-02-28'),
    hasCommittee: fc.boolean(),
    transferredIn: fc.boolean(),
    facts: fc.array(anyFact, { maxLength: 30 }),
  });
  fc.assert(
    fc.property(anyCase, days, (facts, today) => {
      const path = pathOf(facts, valuesOf(facts.begunUnder), calendar, today);
      const found = clocksOf(path, calendar);
      expect(new Set(found.map(({ step }) => step)).size).toBe(found.length);
      const dues = found.map(({ due }) => due ?? '9999-12-31');
      expect(dues).toEqual(dues.toSorted());
      for (const { step, due } of found) {
        const own = path.find((one) => one.step === step)?.latest?.day;
        if (own !== undefined) expect((due ?? '9999-12-31') <= own).toBe(true);
      }
    }),
  );
});
