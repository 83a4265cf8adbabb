import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { duesAccounts, duesUses, money, movementKinds } from './rules.ts';

const id = z.uuid();
const day = z.iso.date().refine((text) => text >= '2008-01-01' && text < '2101-01-01', 'not_a_day');
const amountFen = z.number().int().min(1).max(100_000_000);

export const Entry = z.object({
  id,
  bookedOn: z.string(),
  debit: z.enum(duesAccounts),
  credit: z.enum(duesAccounts),
  amountFen: z.number(),
  category: z.enum(duesUses).nullable(),
  document: z.string(),
  recipient: z.string(),
  decidedOn: z.string().nullable(),
  /** 2026-0007 where the line books a payment. */
  receipt: z.string().nullable(),
  reverses: z.boolean(),
  /** Already taken back, or not to be: a payment is voided, not its line. */
  reversible: z.boolean(),
  recorder: z.string(),
});
export type Entry = z.infer<typeof Entry>;

export const ledgerList = query({
  name: 'dues.ledger',
  path: '/dues/ledger',
  access: 'dues.keep',
  summary: '党费收支明细账 / lines of the branch’s ledger, newest first',
  query: z.object({ cursor: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  reply: z.object({ items: z.array(Entry), next: id.nullable(), cashFen: z.number(), bankFen: z.number() }),
});

export const duesPeriod = z.object({
  year: z.coerce.number().int().min(2008).max(2100),
  /** Of the whole year where none is named. */
  quarter: z.coerce.number().int().min(1).max(4).optional(),
});
export type DuesPeriod = z.infer<typeof duesPeriod>;

const total = z.number();
export const Totals = z.object({
  openingFen: total,
  income: z.object({ dues: total, voluntary: total, forwardable: total, allocation: total, interest: total }),
  uses: z.object({ training: total, materials: total, commendation: total, hardship: total, disaster: total }),
  remittedFen: total,
  closingFen: total,
  toForwardFen: total,
});
export type Totals = z.infer<typeof Totals>;

export const withholdings = ['running', 'few'] as const;
export const Statement = z.object({
  from: z.string(),
  /** The last day that is told of; null where nothing is told yet. */
  until: z.string().nullable(),
  /**
   * Whoever keeps the dues reads until today and everything. Others read what is made known: quarters that are over, extras among
   * the dues, nobody’s amount.
   */
  published: z.boolean(),
  withheld: z.enum(withholdings).nullable(),
  totals: Totals.nullable(),
});
export type Statement = z.infer<typeof Statement>;

export const duesStatement = query({
  name: 'dues.statement',
  path: '/dues/statement',
  access: 'dues.statement',
  summary: '本支部党费收支公布（只有合计） / income and use of the own branch, totals only',
  query: duesPeriod,
  reply: Statement,
});

export const recordUse = command({
  name: 'dues.use',
  path: '/dues/uses',
  access: 'dues.keep',
  summary: '登记党费使用 / record a use that the branch decided on',
  body: z.object({
    category: z.enum(duesUses),
    amountFen,
    bookedOn: day,
    from: z.enum(money),
    /** The meeting that decided together. */
    decidedOn: day,
    document: z.string().trim().min(2).max(200),
    recipient: z.string().trim().max(100).default(''),
    signed: z.boolean().default(false),
  }),
  reply: z.object({ id }),
});

export const bookMovement = command({
  name: 'dues.book',
  path: '/dues/entries',
  access: 'dues.keep',
  summary: '登记下拨、利息、上缴、存取款 / book allocations, interest, remittances, deposits',
  body: z.object({
    kind: z.enum(movementKinds),
    amountFen,
    bookedOn: day,
    money: z.enum(money),
    document: z.string().trim().min(2).max(200),
  }),
  reply: z.object({ id }),
});

export const reverseEntry = command({
  name: 'dues.reverse',
  path: '/dues/entries/:id/reverse',
  access: 'dues.keep',
  summary: '冲销一笔账 / take back a line that was booked wrongly',
  params: z.object({ id }),
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  reply: z.object({ id }),
});
