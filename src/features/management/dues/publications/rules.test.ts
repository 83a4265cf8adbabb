import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duesAccounts, duesUses, type DuesAccount } from '../ledger/rules.ts';
import { compose, joined, lateOf, tellsSomebody, type BookSum, type Kept } from './rules.ts';

const line = fc
  .record({
    before: fc.boolean(),
    debit: fc.constantFrom(...duesAccounts),
    credit: fc.constantFrom(...duesAccounts),
    fen: fc.integer({ min: 1, max: 1_000_000 }),
    use: fc.constantFrom(...duesUses),
  })
  .filter(({ debit, credit }) => debit !== credit)
  .map(({ use, ...rest }): BookSum => ({
    ...rest,
    lines: 1,
    category: rest.debit === 'spending' || rest.credit === 'spending' ? use : null,
  }));
const lines = fc.array(line, { maxLength: 12 });
const dated = (all: readonly BookSum[], before: boolean): BookSum[] => all.map((one) => ({ ...one, before }));
const opening = ({ debit, credit }: BookSum): boolean => debit === 'opening' || credit === 'opening';

describe('a publication after another', () => {
  test('begins with what the former ended with, and ends with what is there', () => {
    fc.assert(
      fc.property(lines, lines, lines, (first, late, second) => {
        // What came late stands among the lines of the days before; the balance carried forward is said apart.
        const later = compose(
          [...dated([...first, ...late], true), ...dated(second, false)].filter((one) => !opening(one)),
          compose(
            first.filter((one) => !opening(one)),
            null,
          ).book,
        );
        const whole = compose(
          [...dated(first, true), ...dated([...late, ...second], false)].filter((one) => !opening(one)),
          null,
        );
        expect(later.totals).toEqual(whole.totals);
      }),
    );
  });

  test('knows what has come since, to the line', () => {
    fc.assert(
      fc.property(lines, lines, (first, late) => {
        const { book } = compose(first, null);
        const found = lateOf(book, dated([...first, ...late], true));
        const told = compose(late, null).book;
        const sum = (sums: readonly { lines: number }[]) => sums.reduce((count, one) => count + one.lines, 0);
        expect(sum(found)).toBe(sum(told));
        expect(lateOf(book, dated(first, true))).toEqual([]);
      }),
    );
  });

  test('tells what corrections come to, unless dues are among them', () => {
    const came = (credit: DuesAccount, fen: number): BookSum => ({
      before: true,
      debit: 'cash',
      credit,
      category: null,
      fen,
      lines: 1,
    });
    const { book } = compose([came('dues', 500)], null);
    expect(compose([came('dues', 500), came('interest', 7)], book).late).toEqual({ lines: 1, fen: 7 });
    expect(compose([came('dues', 560), came('interest', 7)], book).late).toEqual({ lines: 1, fen: 7 });
    const late = compose([{ ...came('dues', 560), lines: 2 }, came('interest', 7)], book);
    expect(late).toMatchObject({
      late: { lines: 2, fen: null },
      duesFen: 60,
      totals: { openingFen: 500, closingFen: 567 },
    });
    // Nobody has paid since, and one was late: the total would be that payment.
    expect([0, 1, 2, 3].map((payers) => tellsSomebody(payers, late))).toEqual([true, true, true, false]);
    expect(tellsSomebody(0, { duesFen: 0 })).toBe(false);
  });
});

test('a year is what was published in it', () => {
  const part = (from: string, until: string, openingFen: number, dues: number, fen: number | null): Kept => {
    const { totals } = compose(
      [{ before: false, debit: 'cash', credit: 'dues', category: null, fen: dues, lines: 1 }],
      null,
    );
    return {
      from,
      until,
      totals: { ...totals, openingFen, closingFen: openingFen + dues },
      late: { lines: 1, fen },
      publisher: '管理人',
      publishedOn: until,
    };
  };
  const parts = [part('2026-01-01', '2026-03-31', 100, 50, 3), part('2026-04-01', '2026-09-30', 150, 20, null)];
  expect(joined(parts)).toMatchObject({
    from: '2026-01-01',
    until: '2026-09-30',
    totals: { openingFen: 100, income: { dues: 70 }, closingFen: 170 },
    late: { lines: 2, fen: null },
  });
  expect(joined([])).toBeNull();
});
