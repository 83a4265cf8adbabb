import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { duesKinds } from './codes.ts';

const id = z.uuid();
const day = z.iso.date().refine((text) => text >= '2008-01-01' && text < '2101-01-01', 'not_a_day');
/** A month travels as its first day. */
const month = day.refine((text) => text.endsWith('-01'), 'not_a_month');
/** Fen. A million yuan is more than anybody pays or a branch spends at once. */
const fen = z.number().int().min(0).max(100_000_000);
const paidFen = z.number().int().min(1).max(100_000_000);
const year = z.coerce.number().int().min(2008).max(2100);
export const duesMethods = ['cash', 'transfer'] as const;
export const duesPurposes = ['regular', 'voluntary', 'forwarded'] as const;
export const alertLevels = ['none', 'first', 'second', 'lapse'] as const;

const Words = z.object({ zh: z.string(), en: z.string() });
const Why = z.object({
  ruleId: z.string(),
  article: z.string(),
  source: Words,
  confidence: z.enum(['A', 'B', 'C', 'unsourced']),
  note: Words,
  steps: z.array(Words),
});

const span = z.object({ from: z.string(), to: z.string() });

/** The base of one year, as it was fixed. */
export const DuesBase = z.object({
  kind: z.enum(duesKinds),
  baseFen: z.number(),
  monthlyFen: z.number(),
  basis: z.string(),
  settledTo: z.string().nullable(),
  setter: z.string(),
  version: z.number(),
  why: z.array(Why),
});
export type DuesBase = z.infer<typeof DuesBase>;

/** The branch agreed that a member pays by the quarter: it holds, or will. */
export const ByQuarter = z.object({
  fromOn: z.string(),
  /** From this day on by the month again. */
  until: z.string().nullable(),
  reason: z.string(),
  recorder: z.string(),
  holds: z.boolean(),
  /** While it holds: the first day on which the months of the quarter count as open. */
  openFrom: z.string().nullable(),
  why: Why.nullable(),
});

/** One member of the branch with what is fixed, paid and open. */
export const Payer = z.object({
  personId: id,
  name: z.string(),
  category: z.enum(['full', 'probationary']),
  base: DuesBase.nullable(),
  /** What a quote is reckoned from, so that a page shows it while months are chosen. */
  record: z.object({
    startsOn: z.string().nullable(),
    bases: z.array(z.object({ year: z.number(), monthlyFen: z.number() })),
    paid: z.array(span),
    reliefs: z.array(span.extend({ monthlyFen: z.number() })),
    consents: z.array(z.object({ from: z.string(), until: z.string().nullable() })),
  }),
  byQuarter: ByQuarter.nullable(),
  paidTo: z.string().nullable(),
  unpaid: z.array(z.string()),
  unset: z.array(z.string()),
  owedFen: z.number(),
  since: z.string().nullable(),
  alert: z.enum(alertLevels),
  alertWhy: Why.nullable(),
});
export type Payer = z.infer<typeof Payer>;

export const duesSheet = query({
  name: 'dues.sheet',
  path: '/dues',
  access: 'dues.keep',
  summary: '本支部党费：核定标准、缴至月份、欠缴 / the branch’s members with base, months paid and arrears',
  query: z.object({ year }),
  reply: z.object({ branchName: z.string(), today: z.string(), items: z.array(Payer) }),
});

export const setBases = command({
  name: 'dues.setBases',
  path: '/dues/bases',
  access: 'dues.keep',
  summary: '核定年度党费标准 / fix the bases of a year',
  body: z.object({
    year,
    items: z
      .array(
        z.object({
          personId: id,
          kind: z.enum(duesKinds),
          baseFen: fen,
          monthlyFen: paidFen,
          basis: z.string().trim().min(2).max(200),
          settledTo: month.nullish(),
          /** 0 where none has been fixed yet. */
          version: z.number().int().min(0),
        }),
      )
      .min(1)
      .max(200),
  }),
  reply: z.object({ fixed: z.number() }),
});

export const Payment = z.object({
  id,
  personId: id,
  payer: z.string(),
  branchName: z.string(),
  purpose: z.enum(duesPurposes),
  fromMonth: z.string().nullable(),
  toMonth: z.string().nullable(),
  amountFen: z.number(),
  paidOn: z.string(),
  method: z.enum(duesMethods),
  consent: z.boolean(),
  /** Year and number within the branch: 2026-0007. */
  receipt: z.string(),
  recorder: z.string(),
  voidedAt: z.string().nullable(),
  voidReason: z.string().nullable(),
  voidedBy: z.string().nullable(),
  version: z.number(),
});
export type Payment = z.infer<typeof Payment>;

/** What a payment of several people has in common. */
export const payTerms = z.object({
  fromMonth: month,
  toMonth: month,
  paidOn: day,
  method: z.enum(duesMethods),
  /** The branch agreed this time that several months are paid at once; a quarter at once may be agreed to for good. */
  consent: z.boolean().default(false),
});
/** What each handed over: refused where it is not what is due. */
const people = z
  .array(z.object({ personId: id, amountFen: paidFen }))
  .min(1)
  .max(200);

export const payDues = command({
  name: 'dues.pay',
  path: '/dues/payments',
  access: 'dues.keep',
  summary: '登记缴纳党费（可多人、可按季） / record dues of several people for a span of months',
  body: z
    .object({ ...payTerms.shape, people })
    .refine((body) => body.toMonth >= body.fromMonth, { path: ['toMonth'], message: 'ends_before' }),
  reply: z.object({ items: z.array(Payment) }),
});

export const payVoluntary = command({
  name: 'dues.payVoluntary',
  path: '/dues/voluntary',
  access: 'dues.keep',
  summary: '登记自愿多交 / record a voluntary extra',
  body: z.object({ personId: id, amountFen: paidFen, paidOn: day, method: z.enum(duesMethods) }),
  reply: Payment,
});

export const paymentList = query({
  name: 'dues.payments',
  path: '/dues/payments',
  access: 'dues.keep',
  summary: '收缴记录 / payments of the branch, newest first',
  query: z.object({
    year: year.optional(),
    purpose: z.enum(duesPurposes).optional(),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(Payment), next: id.nullable() }),
});

export const paymentById = query({
  name: 'dues.payment',
  path: '/dues/payments/:id',
  access: 'dues.keep',
  summary: '党费收据 / one payment, as its receipt shows it',
  params: z.object({ id }),
  reply: Payment,
});

export const voidPayment = command({
  name: 'dues.void',
  path: '/dues/payments/:id/void',
  access: 'dues.keep',
  summary: '作废缴纳记录 / void a payment that was recorded wrongly',
  params: z.object({ id }),
  body: z.object({ version: z.number().int(), reason: z.string().trim().min(2).max(200) }),
  reply: Payment,
});

export const duesOverview = query({
  name: 'dues.overview',
  path: '/dues/overview',
  access: 'dues.overview',
  summary: '党费收缴情况（只有人数和合计） / how many have paid, by branch; no amounts of people',
  query: z.object({ year, quarter: z.coerce.number().int().min(1).max(4) }),
  reply: z.object({
    today: z.string(),
    /** The quarter is not over: only months that are over count as unpaid, those of whoever pays by the quarter not yet. */
    running: z.boolean(),
    items: z.array(
      z.object({
        branchId: id,
        name: z.string(),
        members: z.number(),
        unset: z.number(),
        /** Every month of the quarter. */
        paid: z.number(),
        /** Nothing is open today; months of the quarter are still to be paid, or none was owed. */
        waiting: z.number(),
        /** At least one month that is due by today. */
        unpaid: z.number(),
        /** As the branch published it for just this quarter; null before that, and where fewer than five have paid. */
        collectedFen: z.number().nullable(),
      }),
    ),
  }),
});

export const ownDues = query({
  name: 'own.dues',
  path: '/own/dues',
  access: 'own.dues',
  summary: '我的党费 / the own dues',
  reply: z.object({
    year: z.number(),
    base: DuesBase.nullable(),
    byQuarter: ByQuarter.nullable(),
    paidTo: z.string().nullable(),
    unpaid: z.array(z.string()),
    owedFen: z.number(),
    reliefs: z.array(span.extend({ monthlyFen: z.number() })),
    payments: z.array(Payment),
  }),
});
