import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, emptyCalendar } from '#features/base/rules/calendar/rules.ts';
import { addDays, addMonths, addYears } from '#shared/days.ts';
import { packs, stepIds, type CaseFact, type CaseFacts, type Pack, type StepId } from '../../steps.ts';
import { contradictionsOf } from '../contradictions/rules.ts';
import { packOn, rowOf, stageOf, valuesOf } from '../rules.ts';
import { leavingWarning, nextOf, pathOf, probationEnd, publicityEnd, type StepState } from './rules.ts';

/** Weekends, and the first week of October 2026 with a Saturday made up for it. */
const calendar = calendarOf(
  [
    ...Array.from({ length: 7 }, (_, n) => ({ date: `2026-10-0${n + 1}`, kind: 'holiday' as const, name: '国庆节' })),
    { date: '2026-10-10', kind: 'workday', name: '国庆节' },
  ],
  Array.from({ length: 30 }, (_, n) => 2010 + n),
);

const votes = { entitled: 9, present: 7, yes: 6, no: 1, abstain: 0, writtenOpinions: 0, secret: true };
/** What a step that was done properly has to say. */
const properly = (step: StepId, on: string, values = valuesOf('2026')): Partial<CaseFact> => {
  switch (step) {
    case 'contacts':
    case 'introducers':
      return { people: 2 };
    case 'candidateConsent':
      return { until: publicityEnd(values, calendar, on)?.day ?? on };
    case 'training':
      return { hours: 24, until: addDays(on, 2) };
    case 'admissionMeeting':
    case 'conversionMeeting':
      return { votes, outcome: 'passed' };
    default:
      return {};
  }
};
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
const at = (facts: CaseFacts, today: string, step: StepId): StepState =>
  pathOf(facts, valuesOf(facts.begunUnder), calendar, today).find((state) => state.step === step)!;

/** Walks a case from its application on, each step on the first day that the path allows, and inspections when they are due. */
const walk = (pack: Pack, from: string, wait: (step: StepId) => number = () => 0): CaseFacts => {
  const values = valuesOf(pack);
  let facts: CaseFacts = caseOf([], { begunUnder: pack });
  let today = from;
  const take = (step: StepId): void => {
    facts = { ...facts, facts: [...facts.facts, fact(step, today, properly(step, today, values))] };
  };
  const inspect = (step: StepId, until: string): void => {
    for (;;) {
      const due = at(facts, today, step).latest?.day;
      if (due === undefined || due >= until) return;
      today = due;
      take(step);
    }
  };
  for (const step of stepIds) {
    const first = at(facts, today, step).earliest?.day ?? today;
    const target = addDays(
      [first, today].reduce((a, b) => (a > b ? a : b)),
      wait(step),
    );
    if (step === 'candidate') inspect('cultivation', target);
    if (step === 'conversionMeeting') inspect('probationInspection', target);
    today = target;
    expect(at(facts, today, step), step).toMatchObject({ mayRecord: true });
    take(step);
  }
  return facts;
};

describe('the path of a case', () => {
  test('begins with the application', () => {
    const path = pathOf(caseOf([]), valuesOf('2026'), calendar, '2026-06-01');
    expect(path).toHaveLength(25);
    expect(path.filter(({ mayRecord }) => mayRecord).map(({ step }) => step)).toEqual(['application']);
    expect(nextOf(path)?.step).toBe('application');
  });

  test.each([
    ['2026-06-14', 'waiting'],
    ['2026-06-15', 'open'],
  ])('waits for the eighteenth birthday: %s', (today, state) => {
    expect(at(caseOf([], { born: '2008-06-15' }), today, 'application').state).toBe(state);
  });

  test.each([
    ['2026-06-30', 'open'],
    ['2026-07-01', 'overdue'],
  ])('owes a talk within a month: %s', (today, state) => {
    const talk = at(caseOf([fact('application', '2026-05-31')]), today, 'talk');
    expect(talk).toMatchObject({ state, latest: { day: '2026-06-30', why: { article: '第七条' } }, mayRecord: true });
  });

  const cultivated = [
    fact('activist', '2026-06-01'),
    fact('activistFiling', '2026-06-01'),
    fact('contacts', '2026-06-01', { people: 2 }),
    fact('cultivation', '2026-12-01'),
  ];
  test.each([
    ['2027-05-31', 'waiting'],
    ['2027-06-01', 'open'],
  ])('lets nobody become a candidate within the year: %s', (today, state) => {
    expect(at(caseOf(cultivated), today, 'candidate')).toMatchObject({ state, earliest: { day: '2027-06-01' } });
  });

  test('counts inspections from the last one', () => {
    expect(at(caseOf(cultivated), '2027-06-01', 'cultivation')).toMatchObject({ state: 'done', mayRecord: true });
    expect(at(caseOf(cultivated), '2027-06-02', 'cultivation')).toMatchObject({
      state: 'overdue',
      latest: { day: '2027-06-01' },
    });
  });

  test.each([
    ['2026-10-12', 'blocked'],
    ['2026-10-13', 'open'],
    [undefined, 'blocked'],
  ])('takes five working days of public notice in 2026: to %s', (until, state) => {
    const agreed = caseOf([fact('candidateConsent', '2026-09-30', until === undefined ? {} : { until })]);
    expect(at(agreed, '2026-12-01', 'vetting').state).toBe(state);
  });

  test('asks no public notice of a case under the rules of 2014, and shows both', () => {
    const agreed = caseOf([fact('candidateConsent', '2026-04-30')], { begunUnder: '2014' });
    expect(at(agreed, '2026-12-01', 'vetting').state).toBe('open');
    expect(at(agreed, '2026-12-01', 'vetting').articles.map(({ pack }) => pack)).toEqual(['2014', '2026']);
    const checked = caseOf([fact('precheck', '2026-06-01'), fact('applicationBook', '2026-06-02')], {
      begunUnder: '2014',
    });
    const meeting = at(checked, '2026-12-01', 'admissionMeeting');
    expect(meeting.state).toBe('open');
    expect(meeting.latest).toBeUndefined();
    expect(meeting.current?.latest).toMatchObject({ day: '2026-07-01', why: { article: '第十九条' } });
    expect(at({ ...checked, begunUnder: '2026' }, '2026-07-02', 'admissionMeeting').state).toBe('overdue');
  });

  test.each<[string, Partial<CaseFact>]>([
    ['two days', { days: 2 }],
    ['23 hours', { hours: 23 }],
    ['a refusal', { outcome: 'refused' }],
  ])('does not go on after a training of %s', (_, extra) => {
    const agreed = fact('candidateConsent', '2026-07-01', { until: '2026-07-10' });
    const ready = [agreed, fact('introducers', '2026-08-01', { people: 2 }), fact('vetting', '2026-08-01')];
    const short = caseOf([...ready, fact('training', '2026-08-03', extra)]);
    expect(at(short, '2026-09-01', 'committeeReview').state).toBe('blocked');
    expect(at(short, '2026-09-01', 'training').mayRecord).toBe(true);
    const special = caseOf([...ready, fact('training', '2026-08-03', { special: true, days: 1 })]);
    expect(at(special, '2026-09-01', 'committeeReview').state).toBe('open');
  });

  test.each([
    [{ present: 5, yes: 5 }, 'open'],
    [{ present: 4, yes: 4 }, 'blocked'],
    [{ present: 9, yes: 4 }, 'blocked'],
  ])('asks more than half of those entitled: %o', (count, state) => {
    const voted = caseOf([
      fact('admissionMeeting', '2026-08-01', { outcome: 'passed', votes: { ...votes, ...count } }),
    ]);
    expect(at(voted, '2026-08-02', 'superiorTalk').state).toBe(state);
  });

  test('gives the approval three months, a special case six', () => {
    const voted = caseOf([fact('admissionMeeting', '2026-08-31', { votes, outcome: 'passed' })]);
    expect(at(voted, '2026-09-01', 'approval')).toMatchObject({
      state: 'blocked',
      latest: { day: '2026-11-30' },
      latestSpecial: { day: '2027-02-28' },
    });
  });

  const probation = [
    fact('admissionMeeting', '2024-02-29', { votes, outcome: 'passed' }),
    fact('approval', '2024-03-20', { outcome: 'passed' }),
    fact('probationInspection', '2024-09-20'),
  ];
  test('counts probation from the meeting', () => {
    const facts = caseOf(probation, { begunUnder: '2014' });
    expect(probationEnd(facts, valuesOf('2014'), calendar)).toMatchObject({ day: '2025-02-28' });
    expect(at(facts, '2025-01-27', 'conversionRequest').state).toBe('waiting');
    expect(at(facts, '2025-01-28', 'conversionRequest').state).toBe('open');
    const asked = caseOf([...probation, fact('conversionRequest', '2025-02-01')]);
    expect(at(asked, '2025-02-27', 'conversionMeeting')).toMatchObject({ state: 'waiting', mayRecord: false });
    expect(at(asked, '2025-02-28', 'conversionMeeting')).toMatchObject({ state: 'open', mayRecord: true });
  });

  test('walks conversion again after an extension', () => {
    const put = fact('conversionMeeting', '2025-03-01', { outcome: 'extended', months: 6 });
    const first = [...probation, fact('conversionRequest', '2025-02-01'), put];
    const waiting = caseOf(first);
    expect(probationEnd(waiting, valuesOf('2026'), calendar)).toMatchObject({ day: '2025-08-28' });
    expect(at(waiting, '2025-03-02', 'conversionApproval')).toMatchObject({
      state: 'open',
      latest: { day: '2025-06-01' },
    });
    const approved = caseOf([...first, fact('conversionApproval', '2025-03-20', { outcome: 'extended' })]);
    expect(at(approved, '2025-08-28', 'conversionApproval').mayRecord).toBe(false);
    expect(at(approved, '2025-08-28', 'conversionRequest').state).toBe('open');
    expect(at(approved, '2025-08-28', 'conversionMeeting').state).toBe('blocked');
    const again = { ...approved, facts: [...approved.facts, fact('conversionRequest', '2025-08-20')] };
    expect(at(again, '2025-08-27', 'conversionMeeting').state).toBe('waiting');
    expect(at(again, '2025-08-28', 'conversionMeeting').state).toBe('open');
    const passed = {
      ...again,
      facts: [...again.facts, fact('conversionMeeting', '2025-08-28', { votes, outcome: 'passed' })],
    };
    expect(at(passed, '2025-08-29', 'conversionRequest').state).toBe('done');
    expect(at(passed, '2025-08-29', 'conversionApproval').state).toBe('open');
    const full = { ...passed, facts: [...passed.facts, fact('conversionApproval', '2025-09-10')] };
    expect(at(full, '2025-09-10', 'conversionApproval').state).toBe('done');
    expect(at(full, '2025-09-10', 'archive').state).toBe('open');
    expect(stageOf(full)).toBe('full');
    expect(stageOf(again)).toBe('probationary');
  });

  test('ends with a cancelled probation, once the committee has approved it', () => {
    const cancelled = caseOf([...probation, fact('conversionMeeting', '2024-10-01', { outcome: 'cancelled' })]);
    const open = pathOf(cancelled, valuesOf('2026'), calendar, '2024-10-02').filter(({ mayRecord }) => mayRecord);
    expect(open.map(({ step }) => step)).toEqual(['conversionApproval']);
    const over = caseOf([...cancelled.facts, fact('conversionApproval', '2024-10-09', { outcome: 'cancelled' })]);
    expect(nextOf(pathOf(over, valuesOf('2026'), calendar, '2024-10-10'))).toBeUndefined();
  });

  test('takes a probationer from elsewhere as admitted there', () => {
    const facts = caseOf([probation[0]!], { transferredIn: true });
    expect(at(facts, '2025-01-28', 'vetting').state).toBe('notNeeded');
    expect(at(facts, '2025-01-28', 'conversionRequest').state).toBe('open');
    expect(at(facts, '2025-01-28', 'conversionMeeting').latest).toMatchObject({ day: '2025-08-28' });
    expect(at(caseOf([], { transferredIn: true }), '2025-01-28', 'conversionRequest').state).toBe('blocked');
  });

  test('says that a day is provisional while the holidays of a year are missing', () => {
    const bound = publicityEnd(valuesOf('2026'), emptyCalendar, '2026-06-01');
    expect(bound).toMatchObject({ day: '2026-06-08', missingYears: [2026] });
  });

  test('warns of who leaves within three months', () => {
    const values = valuesOf('2026');
    expect(leavingWarning(values, calendar, '2026-06-10', '2026-09-09')?.day).toBe('2026-09-10');
    expect(leavingWarning(values, calendar, '2026-06-10', '2026-09-10')).toBeNull();
  });

  test('lets the members decide where there is no committee', () => {
    expect(at(caseOf([], { hasCommittee: false }), '2026-06-01', 'activist').actor).toBe('members_meeting');
    expect(at(caseOf([]), '2026-06-01', 'activist').actor).toBe('branch_committee');
  });
});

describe('properties', () => {
  const days = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays('2018-01-01', n));
  const anyFact = fc
    .record({
      step: fc.constantFrom(...stepIds),
      on: days,
      outcome: fc.constantFrom('done', 'passed', 'refused', 'extended', 'cancelled'),
      people: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      hours: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
      months: fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined }),
    })
    .map(({ people, hours, months, ...rest }): CaseFact => ({
      id: `${rest.step} ${rest.on}`,
      ...rest,
      ...(people === undefined ? {} : { people }),
      ...(hours === undefined ? {} : { hours }),
      ...(months === undefined ? {} : { months }),
    }));
  const anyCase = fc.record({
    begunUnder: fc.constantFrom(...packs),
    born: fc.constantFrom(null, '1999-02-28'),
    hasCommittee: fc.boolean(),
    transferredIn: fc.boolean(),
    facts: fc.array(anyFact, { maxLength: 30 }),
  });

  test('no path allows a step before those that it follows', () => {
    fc.assert(
      fc.property(anyCase, days, (facts, today) => {
        const path = pathOf(facts, valuesOf(facts.begunUnder), calendar, today);
        for (const { step, mayRecord } of path)
          if (mayRecord && !facts.transferredIn)
            for (const before of rowOf(step).after) expect(facts.facts.some((f) => f.step === before)).toBe(true);
        for (const { state, mayRecord, missing, earliest } of path) {
          if (state === 'blocked' || state === 'waiting' || state === 'notNeeded') expect(mayRecord).toBe(false);
          if (mayRecord) expect(missing.filter(({ kind }) => kind === 'step')).toEqual([]);
          if (mayRecord && earliest) expect(earliest.day <= today).toBe(true);
        }
      }),
    );
  });

  test('the order in which facts were entered says nothing', () => {
    fc.assert(
      fc.property(anyCase, days, (facts, today) => {
        const values = valuesOf(facts.begunUnder);
        const unique = [...new Map(facts.facts.map((f) => [f.id, f])).values()];
        const [one, other] = [
          { ...facts, facts: unique },
          { ...facts, facts: unique.toReversed() },
        ];
        expect(pathOf(other, values, calendar, today)).toEqual(pathOf(one, values, calendar, today));
        expect(stageOf(other)).toBe(stageOf(one));
      }),
    );
  });

  test('a case walked by the earliest days, or a few days later, has no contradiction', () => {
    const starts = fc.integer({ min: 0, max: 2_000 }).map((n) => addDays('2014-06-01', n * 2));
    fc.assert(
      fc.property(starts, fc.infiniteStream(fc.integer({ min: 0, max: 5 })), (from, waits) => {
        const pack = packOn(from);
        for (const facts of [walk(pack, from), walk(pack, from, () => waits.next().value ?? 0)]) {
          const values = valuesOf(pack);
          expect(contradictionsOf(facts, values, calendar, addYears(from, 20))).toEqual([]);
          expect(stageOf(facts)).toBe('full');
          const path = pathOf(facts, values, calendar, addMonths(from, 240));
          expect(path.filter(({ state }) => state !== 'done')).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
