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

/** Why nothing is told: the quarter runs; the branch has not published it. */
export const withholdings = ['running', 'unpublished'] as const;
/** What the branch made known, and by whom; a year is the publications that end in it. */
export const Publication = z.object({
  from: z.string(),
  until: z.string(),
  publisher: z.string(),
  publishedOn: z.string(),
  totals: Totals,
  /** Lines that correct former publications, within the totals; their sum is null where it would be somebody’s amount. */
  late: z.object({ lines: z.number(), fen: z.number().nullable() }),
});
export type Publication = z.infer<typeof Publication>;

export const Statement = z.object({
  from: z.string(),
  /** The last day that is told of; null where nothing is told yet. */
  until: z.string().nullable(),
  /** Whoever keeps the dues reads until today and everything. Others read what was published, as it was, and nobody’s amount. */
  published: z.boolean(),
  withheld: z.enum(withholdings).nullable(),
  totals: Totals.nullable(),
  publication: Publication.nullable(),
  /** For whoever keeps the dues. */
  keeper: z
    .object({
      /** The quarter is over and not published yet. */
      mayPublish: z.boolean(),
      /** Lines booked since into days that were published: the next publication corrects by them. */
      late: z.number(),
    })
    .nullable(),
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

export const publishStatement = command({
  name: 'dues.publish',
  path: '/dues/publications',
  access: 'dues.keep',
  summary: '公示党费收支：数字自此不变 / make income and use known: the figures stay as they are',
  body: z.object({
    year: z.number().int().min(2008).max(2100),
    /** From the day after the last publication to the end of this quarter. */
    quarter: z.number().int().min(1).max(4),
  }),
  reply: Publication,
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
