import { describe, expect, test } from 'vitest';
import { calendarOf } from '#features/base/rules/calendar/rules.ts';
import { nationalRules } from '#features/base/rules/rules.ts';
import type { CaseFact, CaseFacts, Pack, StepId } from '../../steps.ts';
import { contradictionTexts } from '../messages.ts';
import { valuesOf } from '../rules.ts';
import { contradictionRules, contradictionsOf, type ContradictionRule } from './rules.ts';

const calendar = calendarOf(
  [
    ...Array.from({ length: 7 }, (_, n) => ({ date: `2026-10-0${n + 1}`, kind: 'holiday' as const, name: '国庆节' })),
    { date: '2026-10-10', kind: 'workday', name: '国庆节' },
  ],
  Array.from({ length: 30 }, (_, n) => 2010 + n),
);
const today = '2036-01-01';
const votes = { entitled: 10, present: 8, yes: 6, no: 2, abstain: 0, writtenOpinions: 0, secret: true };

type Change = Partial<Record<StepId, Partial<CaseFact> | null>>;
/** A case without a flaw, from application to archive. */
const proper: readonly CaseFact[] = (
  [
    ['application', '2026-05-31', {}],
    ['talk', '2026-06-30', {}],
    ['activist', '2026-07-01', {}],
    ['activistFiling', '2026-07-03', {}],
    ['contacts', '2026-07-06', { people: 2 }],
    ['cultivation', '2027-01-06', {}],
    ['candidate', '2027-07-01', {}],
    ['candidateConsent', '2027-07-05', { until: '2027-07-12', outcome: 'passed' }],
    ['introducers', '2027-07-13', { people: 2 }],
    ['vetting', '2027-07-20', { outcome: 'passed' }],
    ['training', '2027-07-21', { until: '2027-07-23', days: 3 }],
    ['committeeReview', '2027-07-26', {}],
    ['precheck', '2027-07-30', { outcome: 'passed' }],
    ['applicationBook', '2027-08-02', {}],
    ['admissionMeeting', '2027-08-30', { outcome: 'passed', votes }],
    ['superiorTalk', '2027-09-10', {}],
    ['approval', '2027-11-30', { outcome: 'passed' }],
    ['filing', '2027-12-06', {}],
    ['assignment', '2027-12-06', {}],
    ['oath', '2027-12-30', {}],
    ['probationInspection', '2028-05-30', {}],
    ['conversionRequest', '2028-08-20', {}],
    ['conversionMeeting', '2028-08-30', { outcome: 'passed', votes }],
    ['conversionApproval', '2028-11-30', { outcome: 'passed' }],
    ['archive', '2028-12-20', {}],
  ] as const
).map(([step, on, extra]) => ({ id: step, step, on, outcome: 'done', ...extra }));

const changed = (change: Change, more: readonly CaseFact[] = []): readonly CaseFact[] => [
  ...proper.flatMap((fact) => {
    const by = change[fact.step];
    return by === null ? [] : [{ ...fact, ...by }];
  }),
  ...more,
];
const read = (facts: readonly CaseFact[], extra: Partial<CaseFacts> = {}, on = today) => {
  const pack: Pack = extra.begunUnder ?? '2026';
  return contradictionsOf(
    { begunUnder: pack, born: '2000-01-01', hasCommittee: true, transferredIn: false, facts, ...extra },
    valuesOf(pack),
    calendar,
    on,
  );
};
const rulesOf = (facts: readonly CaseFact[], extra: Partial<CaseFacts> = {}) =>
  read(facts, extra).map(({ rule }) => rule);
const meeting = (on: string, extra: Partial<CaseFact>): CaseFact => ({
  id: `meeting ${on}`,
  step: 'conversionMeeting',
  on,
  outcome: 'passed',
  ...extra,
});

test('a proper case has none', () => {
  expect(read(proper)).toEqual([]);
  expect(read(changed({ activistFiling: null, contacts: null, cultivation: null, vetting: null }))).toEqual([]);
  expect(read([])).toEqual([]);
});

describe('each violation is found, and only that one; a day less is none', () => {
  test.each<[ContradictionRule, Change, Change | null, Partial<CaseFacts>?]>([
    ['underAge', {}, null, { born: '2008-06-01' }],
    ['talkLate', { talk: { on: '2026-07-01' } }, { talk: { on: '2026-06-30' } }],
    ['contactsCount', { contacts: { people: 3 } }, { contacts: { people: 1 } }],
    ['contactsCount', { contacts: { people: 0 } }, { contacts: { people: 2 } }],
    ['inspectionGap', { cultivation: { on: '2027-01-07' } }, { cultivation: { on: '2027-01-06' } }],
    ['activistShort', { candidate: { on: '2027-06-30' } }, { candidate: { on: '2027-07-01' } }],
    ['publicityShort', { candidateConsent: { until: '2027-07-11' } }, { candidateConsent: { until: '2027-07-12' } }],
    ['introducersCount', { introducers: { people: 1 } }, { introducers: { people: 2 } }],
    ['introducersCount', { introducers: { people: 3 } }, null],
    ['trainingShort', { training: { days: 2 } }, { training: { days: 2, hours: 24 } }],
    ['trainingShort', { training: { days: 2, hours: 23 } }, { training: { days: 2, special: true } }],
    [
      'meetingLate',
      { admissionMeeting: { on: '2027-08-31' }, conversionMeeting: { on: '2028-08-31' } },
      { admissionMeeting: { on: '2027-08-30' } },
    ],
    ['voteQuorum', { admissionMeeting: { votes: { ...votes, present: 5, yes: 6, no: 0, writtenOpinions: 1 } } }, null],
    ['votePass', { admissionMeeting: { votes: { ...votes, yes: 5, no: 3 } } }, null],
    ['votePass', { conversionMeeting: { votes: { ...votes, yes: 5, no: 3 } } }, null],
    ['voteOpen', { admissionMeeting: { votes: { ...votes, secret: false } } }, null],
    ['voteCount', { admissionMeeting: { votes: { ...votes, no: 3 } } }, null],
    ['voteCount', { admissionMeeting: { votes: { ...votes, writtenOpinions: 3 } } }, null],
    ['voteCount', { admissionMeeting: { votes: { ...votes, present: 11 } } }, null],
    ['approvalLate', { approval: { on: '2027-12-01' } }, { approval: { on: '2027-12-01', special: true } }],
    [
      'approvalTooLate',
      {
        approval: { on: '2028-03-01', special: true },
        filing: { on: '2028-03-02' },
        assignment: { on: '2028-03-02' },
        oath: { on: '2028-03-02' },
      },
      {
        approval: { on: '2028-02-29', special: true },
        filing: { on: '2028-03-02' },
        assignment: { on: '2028-03-02' },
        oath: { on: '2028-03-02' },
      },
    ],
    ['oathLate', { oath: { on: '2027-12-31' } }, { oath: { on: '2027-12-30' } }],
    [
      'probationShort',
      { conversionMeeting: { on: '2028-08-29' }, conversionApproval: { on: '2028-11-29' } },
      { conversionMeeting: { on: '2028-08-30' } },
    ],
    [
      'conversionApprovalLate',
      { conversionApproval: { on: '2028-12-01' } },
      { conversionApproval: { on: '2028-11-30' } },
    ],
    [
      'postponedTooLong',
      { conversionMeeting: { on: '2029-03-01' }, conversionApproval: null, archive: null },
      { conversionMeeting: { on: '2029-02-28' }, conversionApproval: null, archive: null },
      { transferredIn: true },
    ],
  ])('%s by %o', (rule, broken, kept, extra) => {
    const [one, ...others] = read(changed(broken), extra);
    expect(one?.rule).toBe(rule);
    expect(others).toEqual([]);
    expect(one?.article).toMatch(/第.+条/);
    if (kept) expect(read(changed(kept), extra)).toEqual([]);
  });

  test('underAge: on the eighteenth birthday it is none', () => {
    expect(rulesOf(proper, { born: '2008-05-31' })).toEqual([]);
    expect(read(proper, { born: '2008-06-01' })[0]).toMatchObject({
      article: '第五条',
      evidence: { on: '2026-05-31', day: '2026-06-01' },
      facts: ['application'],
    });
    expect(rulesOf(proper, { born: null })).toEqual([]);
  });

  test('a leap day: born on 29 February one is eighteen on the 28th', () => {
    const born = { born: '2008-02-29' };
    expect(rulesOf([{ id: 'a', step: 'application', on: '2026-02-28', outcome: 'done' }], born)).toEqual([]);
    expect(rulesOf([{ id: 'a', step: 'application', on: '2026-02-27', outcome: 'done' }], born)).toEqual(['underAge']);
  });

  test('publicity: holidays are passed over, a made-up Saturday counts, and nothing at all is missing', () => {
    const notice = (until?: string): CaseFact[] => [
      { id: 'c', step: 'candidateConsent', on: '2026-09-30', outcome: 'passed', ...(until && { until }) },
      { id: 'v', step: 'vetting', on: '2026-11-02', outcome: 'passed' },
    ];
    expect(rulesOf(notice('2026-10-12'))).toEqual(['publicityShort']);
    expect(rulesOf(notice('2026-10-13'))).toEqual([]);
    expect(rulesOf(notice())).toEqual(['publicityMissing']);
    expect(rulesOf(notice().slice(0, 1))).toEqual([]);
  });

  test('future', () => {
    const talk: CaseFact = { id: 't', step: 'talk', on: '2026-06-02', outcome: 'done' };
    expect(read([talk], {}, '2026-06-01').map(({ rule }) => rule)).toEqual(['future']);
    expect(read([talk], {}, '2026-06-02')).toEqual([]);
  });

  test.each<[StepId, StepId, Change]>([
    ['application', 'talk', { talk: { on: '2026-05-30' } }],
    ['precheck', 'applicationBook', { applicationBook: { on: '2027-07-29' } }],
    // The book was not recorded: the meeting is held against the pre-check itself.
    ['precheck', 'admissionMeeting', { applicationBook: null, admissionMeeting: { on: '2027-07-29' } }],
    ['admissionMeeting', 'superiorTalk', { superiorTalk: { on: '2027-08-29' } }],
    ['approval', 'oath', { oath: { on: '2027-11-29' } }],
    ['candidateConsent', 'committeeReview', { candidateConsent: { until: '2027-07-27' } }],
    ['training', 'committeeReview', { training: { until: '2027-07-27' } }],
  ])('order: %s before %s', (earlier, later, change) => {
    const list = read(changed(change)).filter(({ rule }) => rule === 'order');
    expect(list.map(({ steps }) => steps)).toContainEqual([earlier, later]);
  });

  test('every two neighbours in the wrong order are found', () => {
    for (const [place, fact] of proper.entries()) {
      if (place === 0) continue;
      const swapped = read(changed({ [fact.step]: { on: '2020-01-01', until: '2020-01-03' } }));
      expect(
        swapped.some(({ rule, facts }) => rule === 'order' && facts.includes(fact.id)),
        fact.step,
      ).toBe(true);
    }
  });

  test('extensions: once, from six months to a year, each conversion after its end', () => {
    const put = (on: string, months: number) => meeting(on, { outcome: 'extended', months });
    const base = changed({ conversionMeeting: null, conversionApproval: null, archive: null });
    expect(rulesOf([...base, put('2028-08-30', 6)])).toEqual([]);
    expect(rulesOf([...base, put('2028-08-30', 12)])).toEqual([]);
    expect(rulesOf([...base, put('2028-08-30', 5)])).toEqual(['extensionLength']);
    expect(rulesOf([...base, put('2028-08-30', 13)])).toEqual(['extensionLength']);
    expect(rulesOf([...base, put('2028-08-29', 6)])).toEqual(['probationShort']);
    expect(rulesOf([...base, put('2028-08-30', 6), meeting('2029-02-27', { votes })])).toEqual(['probationShort']);
    expect(rulesOf([...base, put('2028-08-30', 6), meeting('2029-02-28', { votes })])).toEqual([]);
    expect(rulesOf([...base, put('2028-08-30', 6), put('2029-03-01', 6)])).toEqual(['extendedTwice']);
  });

  test('continuedAfterRefusal: a later yes heals what follows it, nothing before', () => {
    const no: CaseFact = { id: 'no', step: 'vetting', on: '2027-07-15', outcome: 'refused' };
    expect(rulesOf(changed({}, [no]))).toEqual([]);
    expect(read(changed({ vetting: null }, [no]))).toMatchObject([
      { rule: 'continuedAfterRefusal', facts: ['no', 'committeeReview'], article: '第十六条' },
    ]);
    expect(rulesOf(changed({ vetting: { on: '2027-07-28' } }, [no]))).toContain('continuedAfterRefusal');
  });
});

test('a case under the rules of 2014 is read by those', () => {
  const older = { begunUnder: '2014' as const };
  expect(rulesOf(changed({ candidateConsent: { until: '2027-07-05' } }), older)).toEqual([]);
  expect(rulesOf(changed({ oath: { on: '2028-05-01' } }), older)).toEqual([]);
  expect(rulesOf(changed({ admissionMeeting: { on: '2027-09-08' } }), older)).not.toContain('meetingLate');
  expect(rulesOf(changed({ candidate: { on: '2027-06-30' } }), older)).toEqual(['activistShort']);
});

test('each rule of the checker reads its constant from the pack', () => {
  const shorter = nationalRules.map((rule) =>
    rule.id === 'activist.minDays'
      ? { ...rule, value: { kind: 'period' as const, count: 366, unit: 'days' as const } }
      : rule,
  );
  const facts = { begunUnder: '2026' as const, born: null, hasCommittee: true, transferredIn: false, facts: proper };
  expect(contradictionsOf(facts, valuesOf('2026', shorter), calendar, today).map(({ rule }) => rule)).toEqual([
    'activistShort',
  ]);
});

test('each rule has its sentence', () => {
  expect(Object.keys(contradictionTexts).toSorted()).toEqual([...contradictionRules].toSorted());
});
