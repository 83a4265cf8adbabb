import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const result = z.union([z.string(), z.number(), z.boolean()]);
const inputs = z.record(z.string(), z.union([z.string(), z.number()]));

export const RuleRow = z.object({
  id: z.string(),
  value: z.record(z.string(), z.unknown()),
  unit: z.string(),
  article: z.string(),
  source: words,
  url: z.string().nullable(),
  confidence: z.enum(['A', 'B', 'C', 'unsourced']),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
  inForce: z.boolean(),
  note: words,
  golden: z.array(z.object({ input: inputs, expect: result, says: z.string() })),
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

export const askRule = query({
  name: 'rules.ask',
  path: '/rules/:id/answer',
  access: 'signed-in',
  summary: '按规则推算 / what a rule answers on a day, and why',
  params: z.object({ id: z.string().max(80) }),
  query: z.object({
    on: z.iso.date(),
    from: z.iso.date().optional(),
    count: z.coerce.number().optional(),
    total: z.coerce.number().optional(),
    amount: z.coerce.number().optional(),
    seats: z.coerce.number().optional(),
  }),
  reply: z.object({ value: result, why: Why, provisional: z.boolean(), missingYears: z.array(z.number()) }),
});

export const Holiday = z.object({ date: z.iso.date(), kind: z.enum(['holiday', 'workday']), name: z.string().trim().min(1, 'required').max(30) });
export const CalendarYear = z.object({ year: z.number().int(), known: z.boolean(), source: z.string().nullable(), days: z.array(Holiday) });

const year = z.object({ year: z.coerce.number().int().min(2000).max(2100) });

export const calendarYear = query({ name: 'calendar.year', path: '/calendar/:year', access: 'signed-in', summary: '工作日历 / holidays and make-up days of a year', params: year, reply: CalendarYear });

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
