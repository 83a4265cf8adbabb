/** The ledger of a branch's dues, pure. A line names the account that receives and the one that gives, so that it balances by itself. */
import type { Problem } from '#shared/errors.ts';

export const duesAccounts = [
  'cash',
  'bank',
  'dues',
  'voluntary',
  'forwardable',
  'forwarded',
  'allocation',
  'interest',
  'remittance',
  'spending',
  'opening',
] as const;
export type DuesAccount = (typeof duesAccounts)[number];

/** What dues may be used for (2008 rules): nothing else. */
export const duesUses = ['training', 'materials', 'commendation', 'hardship', 'disaster'] as const;
export type DuesUse = (typeof duesUses)[number];

/** Help to a person: who receives it signs. */
const toPeople: ReadonlySet<DuesUse> = new Set(['hardship', 'disaster']);
export const needsRecipient = (category: DuesUse): boolean => toPeople.has(category);

export const money = ['cash', 'bank'] as const;
export type Money = (typeof money)[number];

/** Where what was paid is booked, by purpose. */
export const incomeOf = { regular: 'dues', voluntary: 'voluntary', forwarded: 'forwardable' } as const;
export const moneyOf = { cash: 'cash', transfer: 'bank' } as const;

/** Bookings beside payments and uses: between which accounts, `money` being the chosen one. */
export const movements = {
  opening: { debit: 'money', credit: 'opening' },
  allocation: { debit: 'money', credit: 'allocation' },
  interest: { debit: 'bank', credit: 'interest' },
  remittance: { debit: 'remittance', credit: 'money' },
  forwarding: { debit: 'forwarded', credit: 'money' },
  deposit: { debit: 'bank', credit: 'cash' },
  withdrawal: { debit: 'cash', credit: 'bank' },
} as const satisfies Record<string, { debit: DuesAccount | 'money'; credit: DuesAccount | 'money' }>;
export type Movement = keyof typeof movements;
export const movementKinds = Object.keys(movements) as [Movement, ...Movement[]];

export const accountsOf = (
  kind: Movement,
  chosen: Money,
): { readonly debit: DuesAccount; readonly credit: DuesAccount } => {
  const { debit, credit } = movements[kind];
  return { debit: debit === 'money' ? chosen : debit, credit: credit === 'money' ? chosen : credit };
};

/** What a branch holds: in the till, at the bank, and how much of both has to go up in full. */
export interface Held {
  readonly cash: number;
  readonly bank: number;
  readonly toForward: number;
}

/** What may leave an account for a purpose: large voluntary payments go up and nowhere else, and nothing else goes up as one. */
export const availableFen = (held: Held, from: Money, purpose: 'forwarding' | 'place' | 'other'): number => {
  if (purpose === 'place') return held[from];
  const most = purpose === 'forwarding' ? held.toForward : held.cash + held.bank - held.toForward;
  return Math.max(0, Math.min(held[from], most));
};

/** Large payments go up in the order in which they came: what was sent up covers the earlier ones first, and each in full. */
export const isSentUp = (earlierFen: number, sentFen: number): boolean => sentFen > earlierFen;

export interface LedgerSum {
  /** Booked before the period. */
  readonly before: boolean;
  readonly debit: DuesAccount;
  readonly credit: DuesAccount;
  readonly category: DuesUse | null;
  readonly fen: number;
}

/** Debit less credit of each account. Over all accounts they come to nothing. */
export const balancesOf = (
  sums: readonly Pick<LedgerSum, 'debit' | 'credit' | 'fen'>[],
): ReadonlyMap<DuesAccount, number> => {
  const balances = new Map<DuesAccount, number>(duesAccounts.map((account) => [account, 0]));
  for (const { debit, credit, fen } of sums) {
    balances.set(debit, (balances.get(debit) ?? 0) + fen);
    balances.set(credit, (balances.get(credit) ?? 0) - fen);
  }
  return balances;
};

/** What the till and the bank have more by these lines. */
export const moneyIn = (sums: readonly Pick<LedgerSum, 'debit' | 'credit' | 'fen'>[]): number => {
  const balances = balancesOf(sums);
  return (balances.get('cash') ?? 0) + (balances.get('bank') ?? 0);
};

export interface Statement {
  readonly openingFen: number;
  readonly income: Readonly<Record<'dues' | 'voluntary' | 'forwardable' | 'allocation' | 'interest', number>>;
  readonly uses: Readonly<Record<DuesUse, number>>;
  readonly remittedFen: number;
  readonly closingFen: number;
  /** Of the closing balance: large voluntary payments that have not gone up yet. */
  readonly toForwardFen: number;
}

/** Income and use of a period, as members read it. */
export const statementOf = (sums: readonly LedgerSum[]): Statement => {
  const before = sums.filter((sum) => sum.before);
  const during = sums.filter((sum) => !sum.before);
  const within = balancesOf(during);
  const whole = balancesOf(sums);
  const credit = (account: DuesAccount): number => 0 - (within.get(account) ?? 0);
  const used = (use: DuesUse): number => balancesOf(during.filter((sum) => sum.category === use)).get('spending') ?? 0;
  return {
    // What was there when the ledger began counts as there before.
    openingFen: moneyIn(before) + credit('opening'),
    income: {
      dues: credit('dues'),
      voluntary: credit('voluntary'),
      forwardable: credit('forwardable'),
      allocation: credit('allocation'),
      interest: credit('interest'),
    },
    uses: {
      training: used('training'),
      materials: used('materials'),
      commendation: used('commendation'),
      hardship: used('hardship'),
      disaster: used('disaster'),
    },
    remittedFen: 0 - credit('remittance') - credit('forwarded'),
    closingFen: moneyIn(sums),
    toForwardFen: 0 - (whole.get('forwardable') ?? 0) - (whole.get('forwarded') ?? 0),
  };
};

/** A total of fewer people tells what one of them paid: of two, each knows the other's. */
export const fewestPayers = 3;
export const isFew = (payers: number): boolean => payers > 0 && payers < fewestPayers;

const large: ReadonlySet<DuesAccount> = new Set(['forwardable', 'forwarded']);
const asDues = (account: DuesAccount): DuesAccount => (account === 'voluntary' ? 'dues' : account);

/**
 * What may be made known, with nobody's amount in it: large voluntary payments only pass through and stand in their own account;
 * other extras, which few give, stand among the dues.
 */
export const toldSums = <T extends LedgerSum>(sums: readonly T[]): readonly T[] =>
  sums
    .filter(({ debit, credit }) => !large.has(debit) && !large.has(credit))
    .map((sum) => ({ ...sum, debit: asDues(sum.debit), credit: asDues(sum.credit) }));

export interface UseFacts {
  readonly category: DuesUse;
  readonly amountFen: number;
  readonly bookedOn: string;
  readonly decidedOn: string;
  readonly recipient: string;
  readonly signed: boolean;
}

/** A use is decided together before it happens, whoever is helped signs, and nothing is spent that is not there. */
export const useProblems = (use: UseFacts, availableFen: number): Problem[] => [
  ...(use.decidedOn > use.bookedOn ? [{ path: 'body.decidedOn', message: 'decided_later' }] : []),
  ...(needsRecipient(use.category) && use.recipient === ''
    ? [{ path: 'body.recipient', message: 'recipient_missing' }]
    : []),
  ...(needsRecipient(use.category) && !use.signed ? [{ path: 'body.signed', message: 'not_signed' }] : []),
  ...(use.amountFen > availableFen ? [{ path: 'body.amountFen', message: 'balance_short' }] : []),
];
