import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();
const day = z.iso.date().refine((text) => text >= '2008-01-01' && text < '2101-01-01', 'not_a_day');
const month = day.refine((text) => text.endsWith('-01'), 'not_a_month');

export const Relief = z.object({
  id,
  personId: id,
  name: z.string(),
  fromMonth: z.string(),
  toMonth: z.string(),
  /** 0: exempt. */
  monthlyFen: z.number(),
  reason: z.string(),
  decidedOn: z.string(),
  state: z.enum(['waiting', 'approved', 'refused', 'withdrawn', 'expired']),
  approvedOn: z.string().nullable(),
  approvedBy: z.string().nullable(),
});
export type Relief = z.infer<typeof Relief>;

export const reliefList = query({
  name: 'dues.reliefs',
  path: '/dues/reliefs',
  access: 'dues.keep',
  summary: '少交、免交党费 / reliefs of the branch’s members',
  reply: z.object({ items: z.array(Relief) }),
});

export const reliefFields = z.object({
  personId: id,
  fromMonth: month,
  toMonth: month,
  monthlyFen: z.number().int().min(0).max(100_000_000),
  decidedOn: day,
  reason: z.string().trim().min(2).max(300),
});

export const askRelief = command({
  name: 'dues.askRelief',
  path: '/dues/reliefs',
  access: 'dues.keep',
  summary: '报请批准少交或免交党费 / ask the superior for a relief that the branch has discussed',
  body: reliefFields.refine((body) => body.toMonth >= body.fromMonth, { path: ['toMonth'], message: 'ends_before' }),
  reply: Relief,
});
