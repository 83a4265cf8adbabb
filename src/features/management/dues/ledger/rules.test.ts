import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountsOf,
  availableFen,
  balancesOf,
  duesAccounts,
  duesUses,
  isFew,
  movementKinds,
  statementOf,
  toldSums,
  useProblems,
  type LedgerSum,
} from './rules.ts';

const line = fc
  .record({
    before: fc.boolean(),
    debit: fc.constantFrom(...duesAccounts),
    credit: fc.constantFrom(...duesAccounts),
    fen: fc.integer({ min: 1, max: 1_000_000 }),
    use: fc.constantFrom(...duesUses),
  })
  .filter(({ debit, credit }) => debit !== credit)
  .map(({ use, ...rest }): LedgerSum => ({
    ...rest,
    category: rest.debit === 'spending' || rest.credit === 'spending' ? use : null,
  }));

describe('a ledger', () => {
  test('balances whatever is booked', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => [...balancesOf(lines).values()].reduce((sum, fen) => sum + fen, 0) === 0),
    );
  });

  test('tells in a statement where every cent went', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        // An opening balance within the period belongs to what was there before; the statement says so by itself.
        const { openingFen, income, uses, remittedFen, closingFen } = statementOf(lines);
        const sum = (parts: object): number => Object.values(parts).reduce<number>((all, fen) => all + Number(fen), 0);
        return openingFen + sum(income) - sum(uses) - remittedFen === closingFen;
      }),
    );
  });

  test('keeps large voluntary payments apart until they go up', () => {
    const paid: LedgerSum = { before: false, debit: 'bank', credit: 'forwardable', category: null, fen: 150_000 };
    expect(statementOf([paid])).toMatchObject({ toForwardFen: 150_000, closingFen: 150_000, remittedFen: 0 });
    const up: LedgerSum = { ...paid, ...accountsOf('forwarding', 'bank') };
    expect(statementOf([paid, up])).toMatchObject({ toForwardFen: 0, closingFen: 0, remittedFen: 150_000 });
    const voided: LedgerSum = { ...paid, debit: 'forwardable', credit: 'bank' };
    expect(statementOf([paid, voided])).toMatchObject({ toForwardFen: 0, remittedFen: 0, income: { forwardable: 0 } });
  });

  test('moves between two different accounts', () => {
    for (const kind of movementKinds)
      for (const chosen of ['cash', 'bank'] as const) {
        const { debit, credit } = accountsOf(kind, chosen);
        expect([kind, chosen, debit === credit]).toEqual([kind, chosen, false]);
      }
  });
});

test('large voluntary payments go up and nowhere else, and may change their place', () => {
  const held = { cash: 50_000, bank: 120_000, toForward: 100_000 };
  expect(availableFen(held, 'bank', 'place')).toBe(120_000);
  expect(availableFen(held, 'bank', 'other')).toBe(70_000);
  expect(availableFen(held, 'cash', 'other')).toBe(50_000);
  expect(availableFen(held, 'bank', 'forwarding')).toBe(100_000);
  expect(availableFen(held, 'cash', 'forwarding')).toBe(50_000);
  // Something of it was spent before this was asked: nothing more leaves.
  expect(availableFen({ ...held, cash: 0, bank: 90_000 }, 'bank', 'other')).toBe(0);
});

describe('what is published', () => {
  const came = (credit: 'dues' | 'voluntary' | 'forwardable', fen: number): LedgerSum => ({
    before: false,
    debit: 'bank',
    credit,
    category: null,
    fen,
  });
  const sums = [came('dues', 60_000), came('voluntary', 5_000), came('forwardable', 100_000)];

  test('keeps large payments out of every line, and extras among the dues', () => {
    expect(statementOf(toldSums(sums))).toMatchObject({
      income: { dues: 65_000, voluntary: 0, forwardable: 0 },
      closingFen: 65_000,
      toForwardFen: 0,
    });
    expect([0, 1, 2, 3].map(isFew)).toEqual([false, true, true, false]);
  });

  test('still says where every cent went', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const told = statementOf(toldSums(lines));
        const sum = (parts: object): number => Object.values(parts).reduce<number>((all, fen) => all + Number(fen), 0);
        return told.openingFen + sum(told.income) - sum(told.uses) - told.remittedFen === told.closingFen;
      }),
    );
  });
});

describe('a use', () => {
  const use = {
    category: 'training',
    amountFen: 500,
    bookedOn: '2026-05-06',
    decidedOn: '2026-05-06',
    recipient: '',
    signed: false,
  } as const;
  const wrong = (more: Partial<Parameters<typeof useProblems>[0]>, there = 500): string[] =>
    useProblems({ ...use, ...more }, there).map(({ message }) => message);

  test('is decided before, covered, and signed for where it helps a person', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ decidedOn: '2026-05-07' })).toEqual(['decided_later']);
    expect(wrong({}, 499)).toEqual(['balance_short']);
    for (const category of ['hardship', 'disaster'] as const) {
      expect(wrong({ category })).toEqual(['recipient_missing', 'not_signed']);
      expect(wrong({ category, recipient: '王五', signed: true })).toEqual([]);
    }
  });
});
