import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountsOf,
  availableFen,
  balancesOf,
  duesAccounts,
  duesUses,
  movementKinds,
  publishedOf,
  statementOf,
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
  const payers = (regular: number, voluntary: number, all = Math.max(regular, voluntary)) => ({
    regular,
    voluntary,
    all,
  });

  test('tells nothing where fewer than three have paid, and all where nobody has', () => {
    expect(publishedOf(sums, payers(1, 1))).toBeNull();
    expect(publishedOf(sums, payers(2, 0))).toBeNull();
    expect(publishedOf([], payers(0, 0))).toMatchObject({ closingFen: 0, merged: false });
  });

  test('tells extras apart where three gave them, and keeps large ones out of every line', () => {
    expect(publishedOf(sums, payers(9, 3))).toMatchObject({
      merged: false,
      income: { dues: 60_000, voluntary: 5_000, forwardable: 0 },
      closingFen: 65_000,
      toForwardFen: 0,
    });
    for (const few of [payers(9, 1), payers(9, 2), payers(2, 8, 9)])
      expect(publishedOf(sums, few)).toMatchObject({
        merged: true,
        income: { dues: 65_000, voluntary: 0, forwardable: 0 },
        closingFen: 65_000,
      });
  });

  test('still says where every cent went', () => {
    fc.assert(
      fc.property(fc.array(line), fc.nat(9), fc.nat(9), (lines, regular, voluntary) => {
        const told = publishedOf(lines, payers(regular, voluntary));
        if (told === null) return true;
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
