/** What a branch makes known of its dues, pure: how a publication follows the one before it, and what it corrects. */
import { balancesOf, isFew, moneyIn, statementOf, toldSums, type LedgerSum, type Statement } from '../ledger/rules.ts';

/** Sums by a pair of accounts, with how many lines stand behind them. */
export interface BookSum extends LedgerSum {
  readonly lines: number;
}
export type Position = Omit<BookSum, 'before'>;

const keyOf = ({ debit, credit, category }: Position): string => `${debit} ${credit} ${category ?? ''}`;

const summed = (sums: readonly Position[]): readonly Position[] => {
  const all = new Map<string, Position>();
  for (const { debit, credit, category, fen, lines } of sums) {
    const key = keyOf({ debit, credit, category, fen, lines });
    const known = all.get(key);
    all.set(key, { debit, credit, category, fen: (known?.fen ?? 0) + fen, lines: (known?.lines ?? 0) + lines });
  }
  return [...all.values()];
};

/**
 * Lines that have come since into days that were published: of a book to which lines are only added, what there is now less what
 * there was.
 */
export const lateOf = (was: readonly Position[], now: readonly BookSum[]): readonly Position[] => {
  const former = new Map(was.map((sum) => [keyOf(sum), sum]));
  return summed(toldSums(now)).flatMap((sum) => {
    const { fen = 0, lines = 0 } = former.get(keyOf(sum)) ?? {};
    return sum.lines === lines ? [] : [{ ...sum, fen: sum.fen - fen, lines: sum.lines - lines }];
  });
};

const linesOf = (sums: readonly Position[]): number => sums.reduce((count, { lines }) => count + lines, 0);

/** Corrections of what was published before, within the totals. */
export interface Late {
  readonly lines: number;
  /** What they change of the balance; null where dues are among them, since a single one is somebody's amount. */
  readonly fen: number | null;
}

export interface Composed {
  readonly totals: Statement;
  /** Everything up to the last day, for the next one to begin with. */
  readonly book: readonly Position[];
  readonly late: Late;
  /** Dues received in it, corrections among them. */
  readonly duesFen: number;
}

/**
 * A publication from the book up to its last day. It begins with what the one before it ended with, as that was known: what has come
 * since into its days stands here, as if it were of this one.
 */
export const compose = (sums: readonly BookSum[], former: readonly Position[] | null): Composed => {
  const told = toldSums(sums);
  const during = told.filter(({ before }) => !before);
  const earlier = told.filter(({ before }) => before);
  const late = former === null ? [] : lateOf(former, earlier);
  const opening = (former ?? earlier).map((sum): LedgerSum => ({ ...sum, before: true }));
  const within = [...late, ...during].map((sum): LedgerSum => ({ ...sum, before: false }));
  const isOfPeople = late.some(({ debit, credit }) => debit === 'dues' || credit === 'dues');
  return {
    totals: statementOf([...opening, ...within]),
    book: summed(told),
    late: { lines: linesOf(late), fen: isOfPeople ? null : moneyIn(late) },
    duesFen: 0 - (balancesOf(within).get('dues') ?? 0),
  };
};

/** Too few stand behind it, or nobody who paid in it does and yet the dues are not what they were: a payment taken back, or one made late. */
export const tellsSomebody = (payers: number, { duesFen }: Pick<Composed, 'duesFen'>): boolean =>
  isFew(payers) || (payers === 0 && duesFen !== 0);

export interface Kept {
  readonly from: string;
  readonly until: string;
  readonly totals: Statement;
  readonly late: Late;
  readonly publisher: string;
  readonly publishedOn: string;
}

/** Several publications, one after the other, read as one: a year. */
export const joined = (parts: readonly Kept[]): Kept | null => {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return null;
  const sum = (of: (part: Kept) => number): number => parts.reduce((all, part) => all + of(part), 0);
  const income = (key: keyof Statement['income']): number => sum(({ totals }) => totals.income[key]);
  const used = (use: keyof Statement['uses']): number => sum(({ totals }) => totals.uses[use]);
  return {
    ...last,
    from: first.from,
    totals: {
      openingFen: first.totals.openingFen,
      income: {
        dues: income('dues'),
        voluntary: income('voluntary'),
        forwardable: income('forwardable'),
        allocation: income('allocation'),
        interest: income('interest'),
      },
      uses: {
        training: used('training'),
        materials: used('materials'),
        commendation: used('commendation'),
        hardship: used('hardship'),
        disaster: used('disaster'),
      },
      remittedFen: sum(({ totals }) => totals.remittedFen),
      closingFen: last.totals.closingFen,
      toForwardFen: last.totals.toForwardFen,
    },
    late: {
      lines: sum(({ late }) => late.lines),
      fen: parts.some(({ late }) => late.fen === null) ? null : sum(({ late }) => late.fen ?? 0),
    },
  };
};
