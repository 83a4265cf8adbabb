import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const result = z.union([z.string(), z.number(), z.boolean()]);
const inputs = z.record(z.string(), z.union([z.string(), z.number()]));
const compare = z.enum(['>=', '>', '<=', '<']);

/** What a rule sets; `RuleValue` of the packs as it travels. Amounts are fen. */
export const RuleValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count'), compare, count: z.number() }),
  z.object({
    kind: z.literal('share'),
    compare,
    part: z.number(),
    whole: z.number(),
    of: z.enum([
      'entitled',
      'present',
      'committee',
      'members',
      'villagers',
      'households',
      'representatives',
      'collected',
      'issued',
      'seats',
    ]),
  }),
  z.object({ kind: z.literal('range'), min: z.number(), max: z.number() }),
  z.object({
    kind: z.literal('period'),
    count: z.number(),
    unit: z.enum(['hours', 'days', 'workdays', 'months', 'years']),
  }),
  z.object({ kind: z.literal('frequency'), times: z.number(), per: z.enum(['month', 'quarter', 'year']) }),
  z.object({
    kind: z.literal('tiers'),
    steps: z.array(z.object({ upTo: z.number().nullable(), perMille: z.number() })).readonly(),
  }),
  z.object({ kind: z.literal('surplus'), part: z.number(), whole: z.number() }),
  z.object({ kind: z.literal('choice'), choice: z.string(), of: z.array(z.string()).readonly() }),
]);
export type RuleValue = z.infer<typeof RuleValue>;

export const RuleRow = z.object({
  id: z.string(),
  value: RuleValue,
  unit: z.string(),
  article: z.string(),
  source: words,
  url: z.string().nullable(),
  confidence: z.enum(['A', 'B', 'C', 'unsourced']),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
  inForce: z.boolean(),
  note: words,
  golden: z.array(z.object({ input: inputs, expect: result, says: words })),
});
export type RuleRow = z.infer<typeof RuleRow>;

export const ruleList = query({
  name: 'rules.list',
  path: '/rules',
  access: 'signed-in',
  summary: '规则库 / every rule with its article, source and worked cases',
  query: z.object({ on: z.iso.date().optional() }),
  reply: z.object({ on: z.string(), items: z.array(RuleRow) }),
});

export const Why = z.object({
  ruleId: z.string(),
  article: z.string(),
  source: words,
  confidence: z.enum(['A', 'B', 'C', 'unsourced']),
  effectiveFrom: z.string(),
  note: words,
  inputs,
  steps: z.array(words),
});

/** What a kind of rule must be told before it can answer. */
export const asked: Readonly<Record<RuleValue['kind'], readonly ('count' | 'total' | 'from' | 'amount' | 'seats')[]>> =
  {
    count: ['count'],
    share: ['count', 'total'],
    range: ['count'],
    period: ['from'],
    frequency: ['count'],
    tiers: ['amount'],
    surplus: ['seats'],
    choice: [],
  };

export const askRule = query({
  name: 'rules.ask',
  path: '/rules/:id/answer',
  access: 'signed-in',
  summary: '按规则推算 / what a rule answers on a day, and why',
  params: z.object({ id: z.string().max(80) }),
  query: z.object({
    on: z.iso.date(),
    /** The day of the event; its instant where the rule counts hours. */
    from: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
    count: z.coerce.number().optional(),
    total: z.coerce.number().optional(),
    amount: z.coerce.number().optional(),
    seats: z.coerce.number().optional(),
  }),
  reply: z.object({ value: result, why: Why, provisional: z.boolean(), missingYears: z.array(z.number()) }),
});

export const Holiday = z.object({
  date: z.iso.date(),
  kind: z.enum(['holiday', 'workday']),
  name: z.string().trim().min(1, 'required').max(30),
});
export const CalendarYear = z.object({
  year: z.number().int(),
  known: z.boolean(),
  source: z.string().nullable(),
  days: z.array(Holiday),
});

const year = z.object({ year: z.coerce.number().int().min(2000).max(2100) });

export const calendarYear = query({
  name: 'calendar.year',
  path: '/calendar/:year',
  access: 'signed-in',
  summary: '工作日历 / holidays and make-up days of a year',
  params: year,
  reply: CalendarYear,
});

export const setCalendarYear = command({
  name: 'calendar.set',
  path: '/calendar/:year',
  method: 'PUT',
  access: 'calendar.edit',
  summary: '录入一年的放假调休安排 / enter the table of a year',
  params: year,
  body: z.object({ source: z.string().trim().min(1, 'required').max(200), days: z.array(Holiday).max(120) }),
  reply: CalendarYear,
});

export const fillCalendarYear = command({
  name: 'calendar.fill',
  path: '/calendar/:year/fill',
  access: 'calendar.edit',
  summary: '按内置数据填充 / fill a year from the data that ship with the platform',
  params: year,
  reply: CalendarYear,
});
