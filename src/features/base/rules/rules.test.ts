import { describe, expect, it } from 'vitest';
import { fillFromChineseDays } from './calendar/commands.ts';
import { calendarOf, emptyCalendar } from './calendar/rules.ts';
import {
  ask,
  deadline,
  evaluate,
  findRule,
  holds,
  monthlyDues,
  nationalRules,
  neededOf,
  ruleAt,
  sources,
  versionsOf,
  type Comparison,
  type Denominator,
  type PeriodUnit,
  type RuleValue,
  type SourceKey,
} from './rules.ts';
import { isArticle } from '#shared/articles.ts';
import { citationTexts } from './packs/citations.ts';

const calendar = calendarOf(fillFromChineseDays(2026), [2026]);
const named = nationalRules.map((rule) => [`${rule.id} ${rule.effectiveFrom}`, rule] as const);

describe('the national pack', () => {
  it.each(named)('%s: its golden cases come out', (_name, rule) => {
    expect(rule.golden.length).toBeGreaterThan(0);
    for (const { input, expect: wanted, says } of rule.golden) {
      const answer = evaluate(rule, input, calendar);
      expect(answer.value, says.zh).toBe(wanted);
      expect(answer.why).toMatchObject({ ruleId: rule.id, article: rule.article, source: sources[rule.source].title });
      expect(says.zh).toMatch(/[\d\p{Script=Han}]/u);
      expect(says.en).toMatch(/^[^\p{Script=Han}]+$/u);
      // A figure of the one sentence is a figure of the other, unless it is spelled out.
      if (/\d/.test(says.en)) expect(says.zh).toMatch(/\d/);
    }
  });

  it.each(named)('%s: names article, source and texts, and its dates are in order', (_name, rule) => {
    expect(rule.article).not.toBe('');
    expect(isArticle(rule.article) || rule.article in citationTexts, rule.article).toBe(true);
    expect(rule.note.zh).not.toBe('');
    expect(rule.note.en).not.toBe('');
    expect(rule.effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    if (rule.effectiveTo !== undefined) expect(rule.effectiveTo > rule.effectiveFrom).toBe(true);
    if (rule.source === 'practice') expect(['C', 'unsourced']).toContain(rule.confidence);
  });

  it('has no two versions of one rule in force on one day', () => {
    for (const rule of nationalRules)
      for (const other of versionsOf(rule.id))
        if (other !== rule)
          expect(
            other.effectiveFrom > (rule.effectiveTo ?? '9999') || (other.effectiveTo ?? '9999') < rule.effectiveFrom,
          ).toBe(true);
  });

  const count = (compare: Comparison, number: number): RuleValue => ({ kind: 'count', compare, count: number });
  const share = (compare: Comparison, part: number, whole: number, of: Denominator): RuleValue => ({
    kind: 'share',
    compare,
    part,
    whole,
    of,
  });
  const period = (number: number, unit: PeriodUnit): RuleValue => ({ kind: 'period', count: number, unit });
  const every = (times: number, per: 'month' | 'quarter' | 'year'): RuleValue => ({ kind: 'frequency', times, per });

  /** The cross-cutting table of the domain, row by row: what is in force today, and by which book. */
  it.each<[id: string, value: RuleValue, source: SourceKey]>([
    ['branch.minFull', count('>=', 3), 'branch2018'],
    ['branch.maxMembers', count('<=', 50), 'branch2018'],
    ['joint.maxUnits', count('<=', 5), 'branch2018'],
    ['generalBranch.min', count('>', 50), 'rural2018'],
    ['committee.min', count('>', 100), 'rural2018'],
    ['committee.requiredWhenFull', count('>=', 7), 'branch2018'],
    ['term.committee', period(5, 'years'), 'term2018'],
    ['term.branch', period(3, 'years'), 'term2018'],
    ['term.village', period(5, 'years'), 'term2018'],
    ['election.quorum', share('>=', 4, 5, 'entitled'), 'election2020'],
    ['election.surplus', { kind: 'surplus', part: 1, whole: 5 }, 'election2020'],
    ['election.shift', period(1, 'years'), 'election2020'],
    ['branchVote.present', share('>=', 1, 2, 'entitled'), 'branch2018'],
    ['branchVote.pass', share('>', 1, 2, 'entitled'), 'branch2018'],
    ['admit.present', share('>', 1, 2, 'entitled'), 'admission2026'],
    ['admit.pass', share('>', 1, 2, 'entitled'), 'admission2026'],
    ['activist.minDays', period(365, 'days'), 'admission2026'],
    ['publicity.workdays', period(5, 'workdays'), 'admission2026'],
    ['training.days', count('>=', 3), 'admission2026'],
    ['training.hours', count('>=', 24), 'admission2026'],
    ['precheck.meeting', period(1, 'months'), 'admission2026'],
    ['approve.limit', period(3, 'months'), 'admission2026'],
    ['approve.max', period(6, 'months'), 'admission2026'],
    ['oath.limit', period(1, 'months'), 'admission2026'],
    ['probation.length', period(1, 'years'), 'admission2026'],
    ['probation.extend.min', period(6, 'months'), 'admission2026'],
    ['probation.extend.max', period(12, 'months'), 'admission2026'],
    [
      'dues.tiers',
      {
        kind: 'tiers',
        steps: [
          { upTo: 300_000, perMille: 5 },
          { upTo: 500_000, perMille: 10 },
          { upTo: 1_000_000, perMille: 15 },
          { upTo: null, perMille: 20 },
        ],
      },
      'dues2008',
    ],
    ['dues.quarter', period(3, 'months'), 'dues2008'],
    ['dues.maxArrears', period(6, 'months'), 'dues2008'],
    ['dues.lapse', period(6, 'months'), 'dues2008'],
    ['meeting.general', every(1, 'quarter'), 'branch2018'],
    ['meeting.committee', every(1, 'month'), 'branch2018'],
    ['meeting.group', every(1, 'month'), 'branch2018'],
    ['meeting.partyDay', every(1, 'month'), 'branch2018'],
    ['appraisal.maxExcellent', share('<=', 1, 3, 'members'), 'appraisal'],
    ['study.member', count('>=', 32), 'plan2024'],
    ['study.leader', count('>=', 56), 'plan2024'],
    ['petition.register', period(15, 'days'), 'petition2022'],
    ['petition.decide', period(60, 'days'), 'petition2022'],
    ['petition.extend', period(30, 'days'), 'petition2022'],
    ['petition.reviewAsk', period(30, 'days'), 'petition2022'],
    ['petition.review', period(30, 'days'), 'petition2022'],
    ['petition.recheckAsk', period(30, 'days'), 'petition2022'],
    ['petition.recheck', period(30, 'days'), 'petition2022'],
    ['hotline.normal', period(5, 'workdays'), 'hotlineWeifang'],
    ['request.silence', period(15, 'days'), 'practice'],
    ['request.rating', period(3, 'days'), 'practice'],
    ['opinion.major', period(5, 'hours'), 'opinion2016'],
    ['opinion.press', period(24, 'hours'), 'opinion2016'],
    ['opinion.other', period(48, 'hours'), 'opinion2016'],
    ['village.publish.general', every(1, 'quarter'), 'village2018'],
    ['village.publish.finance', every(1, 'month'), 'village2018'],
    ['transfer.letter.maxDays', period(90, 'days'), 'letter2006'],
    ['log.retention', period(6, 'months'), 'cybersecurity2026'],
    ['sharing.retention', period(3, 'years'), 'networkData2025'],
  ])('sets %s as the table of the domain does', (id, value, source) => {
    expect(ruleAt(id, '2026-11-23')).toMatchObject({ value, source });
  });
});

describe('versions', () => {
  it('keeps the rule of the day of the event: 2014 filed a candidate, 2026 agrees', () => {
    expect(ask('candidate.superiorAct', '2026-05-10', {}).value).toBe('filing');
    expect(ask('candidate.superiorAct', '2026-05-11', {}).value).toBe('agreement');
    expect(versionsOf('candidate.superiorAct').map((r) => r.source)).toEqual(['admission2014', 'admission2026']);
  });

  it('knows no public notice, no oath term and no pre-check term before 2026', () => {
    for (const id of ['publicity.workdays', 'oath.limit', 'precheck.meeting']) {
      expect(findRule(id, '2026-05-10')).toBeUndefined();
      expect(findRule(id, '2026-05-11')).toBeDefined();
    }
    expect(() => ruleAt('publicity.workdays', '2020-01-01')).toThrow(RangeError);
  });

  it('names no text for a day before that text was in force', () => {
    const early = nationalRules
      .filter((rule) => rule.effectiveFrom < sources[rule.source].from)
      .map((rule) => `${rule.id} ${rule.effectiveFrom} ${rule.source}`);
    expect(early).toEqual([]);
    expect(ask('probation.length', '2020-01-01', { from: '2020-01-01' }).why).toMatchObject({
      article: '条号未核',
      confidence: 'B',
      source: { zh: expect.stringContaining('2014年') },
    });
    expect(ask('probation.length', '2020-01-01', { from: '2020-01-01' }).why).not.toHaveProperty('url');
    expect(ruleAt('activist.minDays', '2026-05-10').source).toBe('admission2014');
    expect(ruleAt('activist.minDays', '2026-05-11').source).toBe('admission2026');
  });

  it('follows a renumbered article', () => {
    expect(ruleAt('log.retention', '2025-12-31').article).toBe('第二十一条');
    expect(ruleAt('log.retention', '2026-01-01').article).toBe('第二十三条');
  });
});

describe('answers', () => {
  it('tells a comparison in words', () => {
    const told = (id: string, input: { count: number; total?: number }): unknown =>
      ask(id, '2026-11-26', input).why.steps[0];
    expect(told('branchVote.present', { count: 18, total: 19 })).toEqual({
      zh: '不少于 19 的 1/2：至少 10，实际 18',
      en: 'At least 1/2 of 19: at least 10; there are 18',
    });
    expect(told('branch.minFull', { count: 5 })).toEqual({ zh: '不少于 3，实际 5', en: 'At least 3; there are 5' });
  });

  it('say why', () => {
    const { value, why, provisional } = deadline('probation.length', '2026-07-01');
    expect(value).toBe('2027-07-01');
    expect(provisional).toBeUndefined();
    expect(why).toMatchObject({
      ruleId: 'probation.length',
      article: '第三十一条',
      confidence: 'A',
      inputs: { from: '2026-07-01' },
    });
    expect(why.source.zh).toContain('发展党员工作细则');
    expect(why.steps[0]?.zh).toContain('2027-07-01');
  });

  it('are provisional where the calendar of a year is missing', () => {
    const near = deadline('publicity.workdays', '2026-12-28', calendar);
    expect(near).toMatchObject({ value: '2027-01-04', provisional: true, missingYears: [2027] });
    expect(near.why.steps.some((s) => s.zh.includes('暂定'))).toBe(true);
    expect(deadline('publicity.workdays', '2026-06-01', emptyCalendar).provisional).toBe(true);
    expect(deadline('publicity.workdays', '2026-06-01', calendar).provisional).toBeUndefined();
  });

  it('name the holidays and made-up days that were passed', () => {
    const steps = deadline('publicity.workdays', '2026-09-30', calendar).why.steps.map((s) => s.zh);
    expect(steps).toContain('2026-10-10 国庆节：补班，计入');
    expect(steps).toContain('2026-10-01 国庆节：放假，不计');
  });

  it('refuse a question that the rule does not answer', () => {
    expect(() => holds('dues.tiers', '2026-06-01', { amount: 1 })).toThrow(TypeError);
    expect(() => deadline('branch.minFull', '2026-06-01')).toThrow(RangeError);
    expect(() => ask('branch.minFull', '2026-06-01', {})).toThrow(RangeError);
    expect(() => ask('no.such', '2026-06-01', {})).toThrow(RangeError);
    // More than half of those present is no answer to a question about those entitled.
    expect(() => ask('election.elected.present', '2026-06-01', { count: 6, total: 10, of: 'entitled' })).toThrow(
      RangeError,
    );
    expect(() => ask('meeting.general', '2026-06-01', { count: 1, of: 'times/month' })).toThrow(RangeError);
  });
});

describe('dues', () => {
  it.each([
    ['wage', 300_000, 1_500],
    ['wage', 300_001, 3_000],
    ['wage', 500_000, 5_000],
    ['wage', 600_000, 9_000],
    ['wage', 1_000_000, 15_000],
    ['wage', 1_000_001, 20_000],
    ['pension', 500_000, 2_500],
    ['pension', 520_000, 5_200],
  ] as const)('%s of %i fen pays %i', (kind, amount, due) =>
    expect(monthlyDues(kind, amount, '2026-06-01').value).toBe(due),
  );

  it('never pays less for more', () => {
    let last = 0;
    for (let amount = 0; amount <= 1_500_000; amount += 977) {
      const due = monthlyDues('wage', amount, '2026-06-01').value;
      expect(due).toBeGreaterThanOrEqual(last);
      last = due;
    }
  });
});

describe('shares', () => {
  it('agree with counting for every total to 60', () => {
    for (const rule of nationalRules) {
      if (rule.value.kind !== 'share') continue;
      for (let total = 1; total <= 60; total++) {
        const line = neededOf(rule.value, total);
        const ok = Array.from({ length: total + 1 }, (_, count) => count).filter(
          (count) => evaluate(rule, { count, total }).value === true,
        );
        expect(rule.value.compare.startsWith('>') ? ok[0] : ok.at(-1)).toBe(line > total ? undefined : line);
      }
    }
  });
});
