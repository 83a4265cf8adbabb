import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths } from '#shared/days.ts';
import { duesKinds } from './codes.ts';
import {
  accountOf,
  baseProblems,
  isForwarded,
  monthsIn,
  needsIncome,
  needsWord,
  quarterOf,
  quote,
  reachesTooFar,
  standardOf,
  startOf,
  type DuesRecord,
} from './rules.ts';

const year = 2026;
const due = (kind: (typeof duesKinds)[number], incomeFen: number): number => standardOf(kind, incomeFen, year).leastFen;

describe('the standard of a month', () => {
  test.each([
    ['wage', 300_000, 1_500],
    ['wage', 300_001, 3_000],
    ['wage', 500_000, 5_000],
    ['wage', 500_001, 7_500],
    ['wage', 600_000, 9_000],
    ['wage', 1_000_000, 15_000],
    ['wage', 1_000_001, 20_000],
    ['annual_salary', 1_000_001, 20_000],
    ['annual_salary', 300_000, 1_500],
    ['self_employed', 600_000, 9_000],
    ['self_employed', 300_001, 3_000],
    ['pensioner', 500_000, 2_500],
    ['pensioner', 500_001, 5_000],
    ['pensioner', 520_000, 5_200],
    ['student', 0, 20],
    ['unemployed', 0, 20],
    ['dependent', 0, 20],
  ] as const)('%s with %i fen pays %i', (kind, income, monthly) => {
    expect(standardOf(kind, income, year)).toMatchObject({ leastFen: monthly, mostFen: monthly });
  });

  test('leaves farmers room between 0.20 and 1.00 yuan', () => {
    expect(standardOf('farmer', 0, year)).toMatchObject({ leastFen: 20, mostFen: 100 });
  });

  test('ends at a thousand yuan, and says by which rules', () => {
    const { leastFen, why } = standardOf('wage', 8_000_000, year);
    expect(leastFen).toBe(100_000);
    expect(why.map(({ ruleId }) => ruleId)).toEqual(['dues.tiers', 'dues.regularMax']);
    expect(due('wage', 5_000_000)).toBe(100_000);
    expect(due('wage', 4_999_900)).toBe(99_998);
  });

  // Inside a tier more income never pays less; across a tier the whole amount steps up.
  test('never falls where income rises', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('wage', 'annual_salary', 'self_employed', 'pensioner'),
        fc.integer({ min: 0, max: 20_000_000 }),
        fc.integer({ min: 0, max: 2_000_000 }),
        (kind, income, more) => due(kind, income + more) >= due(kind, income),
      ),
    );
  });

  test('is never more than a fiftieth of the income, and is reckoned to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000_000 }), (income) => {
        const fen = due('wage', income);
        return Number.isInteger(fen) && fen * 50 <= income + 25;
      }),
    );
  });

  test('is all that can be fixed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...duesKinds), fc.integer({ min: 1, max: 9_000_000 }), (kind, income) => {
        const { leastFen, mostFen } = standardOf(kind, income, year);
        const ok = (monthlyFen: number): boolean =>
          baseProblems({ kind, baseFen: income, monthlyFen }, year).length === 0;
        return leastFen === 0 || (ok(leastFen) && ok(mostFen) && !ok(leastFen - 1) && !ok(mostFen + 1));
      }),
    );
    for (const kind of duesKinds)
      expect(baseProblems({ kind, baseFen: 0, monthlyFen: 20 }, year).length).toBe(needsIncome(kind) ? 1 : 0);
  });
});

describe('the first month', () => {
  const facts = { joinedOn: '2020-07-01', since: '2020-07-01', settledTo: null, years: [2026, 2025] };
  test.each([
    ['is January of the first year with a base', {}, '2025-01-01'],
    ['is the month of the meeting that admitted', { joinedOn: '2026-03-20', since: '2026-03-20' }, '2026-03-01'],
    ['is the month of arrival', { since: '2026-05-18' }, '2026-05-01'],
    ['follows the last month of the transfer letter', { since: '2026-05-18', settledTo: '2026-06-01' }, '2026-07-01'],
    ['reaches back to where the letter ends', { since: '2026-05-18', settledTo: '2026-02-01' }, '2026-03-01'],
    ['is not known before a base is fixed', { years: [] }, null],
  ])('%s', (_what, more, month) => {
    expect(startOf({ ...facts, ...more })).toBe(month);
  });
});

const record = (facts: Partial<DuesRecord> = {}): DuesRecord => ({
  startsOn: '2026-01-01',
  bases: new Map([[2026, 3_000]]),
  paid: [],
  reliefs: [],
  consents: [],
  ...facts,
});
const span = (from: number, to: number) => ({
  from: `2026-${String(from).padStart(2, '0')}-01`,
  to: `2026-${String(to).padStart(2, '0')}-01`,
});

describe('how a member stands', () => {
  test.each([
    ['2026-01-31', 0, 'none'],
    ['2026-03-31', 2, 'none'],
    ['2026-04-01', 3, 'first'],
    ['2026-05-31', 4, 'first'],
    ['2026-06-01', 5, 'second'],
    ['2026-06-30', 5, 'second'],
    ['2026-07-01', 6, 'lapse'],
  ])('on %s %i months are open and the reminder is %s', (today, months, alert) => {
    expect(accountOf(record(), today)).toMatchObject({ alert, paidTo: null, owedFen: months * 3_000 });
  });

  test('counts past gaps as open, and reminds of the run that lasts until now', () => {
    const found = accountOf(record({ paid: [span(3, 8)] }), '2026-11-26');
    expect(found.unpaid).toEqual(['2026-01-01', '2026-02-01', '2026-09-01', '2026-10-01']);
    expect(found).toMatchObject({ paidTo: null, since: '2026-09-01', alert: 'none' });
  });

  test('owes nothing for exempt months, less under a relief, and nothing that was never fixed', () => {
    const exempt = accountOf(record({ reliefs: [{ ...span(1, 6), monthlyFen: 0 }] }), '2026-08-15');
    expect(exempt).toMatchObject({ paidTo: '2026-06-01', owedFen: 3_000, unpaid: ['2026-07-01'] });
    expect(accountOf(record({ reliefs: [{ ...span(1, 6), monthlyFen: 100 }] }), '2026-03-15').owedFen).toBe(200);
    const unfixed = accountOf(record({ bases: new Map([[2025, 20]]), startsOn: '2025-12-01' }), '2026-03-15');
    expect(unfixed).toMatchObject({ unpaid: ['2025-12-01'], unset: ['2026-01-01', '2026-02-01'], owedFen: 20 });
  });

  test('says by which rule it reminds, and that three months are practice', () => {
    expect(accountOf(record(), '2026-04-02').why).toMatchObject({
      ruleId: 'dues.alert.first',
      confidence: 'unsourced',
    });
    expect(accountOf(record(), '2026-07-02').why).toMatchObject({ ruleId: 'dues.lapse', confidence: 'A' });
  });

  // Whatever is paid in whatever pieces: what was due is what was paid and what is open.
  test('adds up', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (flags) => {
        const paid = flags.flatMap((is, at) => (is ? [span(at + 1, at + 1)] : []));
        const { owedFen, paidTo } = accountOf(record({ paid }), '2027-01-10');
        const first = flags.indexOf(false);
        const reached = first === 0 ? null : span(1, first === -1 ? 12 : first).to;
        return owedFen + paid.length * 3_000 === 36_000 && paidTo === reached;
      }),
    );
  });
});

describe('by the quarter', () => {
  const agreed = (from: string, until: string | null = null) => record({ consents: [{ from, until }] });
  const months = (today: string, of = agreed('2025-12-05')): number => accountOf(of, today).unpaid.length;

  test.each([
    ['2026-01-31', 0, 'none'],
    ['2026-03-31', 0, 'none'],
    ['2026-04-01', 3, 'first'],
    // The months of the second quarter are not open, and yet five have passed without a payment.
    ['2026-05-31', 3, 'first'],
    ['2026-06-01', 3, 'second'],
    ['2026-06-30', 3, 'second'],
    ['2026-07-01', 6, 'lapse'],
  ])('on %s %i months are open and the reminder is %s', (today, count, alert) => {
    expect(accountOf(agreed('2025-12-05'), today)).toMatchObject({ alert, owedFen: count * 3_000 });
    expect(months(today)).toBe(count);
  });

  test('nothing is open in the middle of a quarter, and the rule says until when', () => {
    const paid = record({ paid: [span(1, 9)], consents: [{ from: '2026-01-01', until: null }] });
    expect(accountOf(paid, '2026-11-26')).toMatchObject({
      unpaid: [],
      since: null,
      alert: 'none',
      quarter: { openFrom: '2027-01-01', why: { ruleId: 'dues.quarter', confidence: 'A' } },
    });
    expect(accountOf({ ...paid, consents: [] }, '2026-11-26')).toMatchObject({ unpaid: ['2026-10-01'], quarter: null });
  });

  test('a month that was over before the branch agreed stays open', () => {
    expect(months('2026-03-15', agreed('2026-02-01'))).toBe(1);
    expect(months('2026-03-15', agreed('2026-01-31'))).toBe(0);
  });

  test('a consent that is taken back leaves open what is not paid, from that day on', () => {
    expect(months('2026-03-09', agreed('2026-01-01', '2026-03-10'))).toBe(0);
    expect(months('2026-03-10', agreed('2026-01-01', '2026-03-10'))).toBe(2);
    expect(months('2026-03-10', agreed('2026-04-01'))).toBe(2);
  });

  // Whatever was agreed: nobody has more open than who pays by the month, and after a quarter both have the same.
  test('is never stricter than by the month, and meets it where a quarter ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 364 }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        (at, flags) => {
          const paid = flags.flatMap((is, month) => (is ? [span(month + 1, month + 1)] : []));
          const today = addDays('2026-01-01', at);
          const [monthly, quarterly] = [
            accountOf(record({ paid }), today),
            accountOf({ ...agreed('2025-01-01'), paid }, today),
          ];
          const isStart = today.endsWith('-01') && quarterOf(today).from === today;
          return (
            quarterly.unpaid.every((month) => monthly.unpaid.includes(month)) &&
            (!isStart || (quarterly.unpaid.length === monthly.unpaid.length && quarterly.alert === monthly.alert))
          );
        },
      ),
    );
  });

  test('takes the months of the quarter ahead, and no more', () => {
    const of = agreed('2026-01-01');
    expect(quote(of, span(10, 12), '2026-10-05')).toEqual({ ...span(10, 12), amountFen: 9_000 });
    expect(quote(record(), span(10, 12), '2026-10-05')).toEqual({ ...span(10, 10), amountFen: 3_000 });
    expect(quote(record({ paid: [span(10, 10)] }), span(11, 12), '2026-10-05')).toEqual({ problem: 'paid_ahead' });
    expect(quote(of, span(7, 12), '2026-07-05')).toEqual({ ...span(7, 9), amountFen: 9_000 });
  });

  test('asks for a word of its own only where more than a quarter comes at once', () => {
    const of = agreed('2026-01-01');
    expect(needsWord(of, span(10, 12), '2026-10-05')).toBe(false);
    expect(needsWord(of, span(7, 9), '2026-10-05')).toBe(false);
    expect(needsWord(of, span(9, 10), '2026-10-05')).toBe(true);
    expect(needsWord(record(), span(9, 10), '2026-10-05')).toBe(true);
    expect(needsWord(record(), span(10, 10), '2026-10-05')).toBe(false);
  });
});

describe('a quote', () => {
  const on = '2026-12-20';
  test('asks for the open months from the first one on', () => {
    expect(quote(record(), span(10, 12), on)).toEqual({ ...span(10, 12), amountFen: 9_000 });
    expect(quote(record({ paid: [span(10, 10)] }), span(10, 12), on)).toEqual({ ...span(11, 12), amountFen: 6_000 });
    expect(quote(record({ startsOn: '2026-11-01' }), span(10, 12), on)).toEqual({ ...span(11, 12), amountFen: 6_000 });
  });

  test('asks for nothing twice', () => {
    expect(quote(record({ paid: [span(1, 12)] }), span(10, 12), on)).toEqual({ problem: 'nothing_due' });
    expect(quote(record({ paid: [span(11, 11)] }), span(10, 12), on)).toEqual({ problem: 'paid_between' });
    expect(quote(record({ reliefs: [{ ...span(10, 12), monthlyFen: 0 }] }), span(10, 12), on)).toEqual({
      problem: 'nothing_due',
    });
  });

  test('asks for nothing that was not fixed', () => {
    expect(quote(record({ startsOn: null }), span(1, 3), on)).toEqual({ problem: 'base_missing' });
    expect(quote(record(), { from: '2026-12-01', to: '2027-01-01' }, '2027-01-05')).toEqual({
      problem: 'base_missing',
    });
  });
});

test('months are named one after the other', () => {
  expect(monthsIn({ from: '2025-11-01', to: '2026-02-01' })).toEqual([
    '2025-11-01',
    '2025-12-01',
    '2026-01-01',
    '2026-02-01',
  ]);
  expect(monthsIn({ from: '2026-02-01', to: '2026-01-01' })).toEqual([]);
});

test('arrears of more than six months are for the branch to look at', () => {
  const today = '2026-11-26';
  expect(reachesTooFar(addMonths('2026-11-01', -6), today)).toBe(false);
  expect(reachesTooFar(addMonths('2026-11-01', -7), today)).toBe(true);
});

test('a thousand yuan at once go up, a cent less stays', () => {
  expect([isForwarded(100_000, '2026-11-26'), isForwarded(99_999, '2026-11-26')]).toEqual([true, false]);
});
