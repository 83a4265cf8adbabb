import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();
const year = z.coerce.number().int().min(2000).max(2100);
const day = z.iso.date().refine((text) => text >= '2000-01-01' && text < '2101-01-01', 'not_a_day');

export const QuotaDecision = z.object({
  id,
  places: z.number(),
  decidedOn: z.string(),
  document: z.string().nullable(),
  reason: z.string().nullable(),
  decidedBy: z.string(),
  recordedAt: z.string(),
});
export type QuotaDecision = z.infer<typeof QuotaDecision>;

export const QuotaLine = z.object({
  organisationId: id,
  organisation: z.string(),
  /** Null: none decided for the year. */
  places: z.number().nullable(),
  /** Admission meetings passed in the year, without those the superior refused. */
  used: z.number(),
  /** Of the year's approvals. */
  approved: z.number(),
  remaining: z.number().nullable(),
  decisions: z.array(QuotaDecision),
});
export type QuotaLine = z.infer<typeof QuotaLine>;

export const quotaList = query({
  name: 'admission.quotas',
  path: '/admission/quotas',
  access: 'admission.quotas',
  summary: '发展党员年度指标及使用 / yearly quotas and their use by township',
  query: z.object({ year }),
  reply: z.object({
    items: z.array(QuotaLine),
    places: z.number(),
    used: z.number(),
    approved: z.number(),
    maySet: z.boolean(),
  }),
});

export const quotaCases = query({
  name: 'admission.quotaCases',
  path: '/admission/quotas/cases',
  access: 'admission.quotas',
  summary: '指标使用明细 / the cases behind a number',
  query: z.object({ year, organisationId: id, of: z.enum(['used', 'approved']) }),
  reply: z.object({
    items: z.array(z.object({ caseId: id, name: z.string(), branch: z.string(), on: z.string() })),
  }),
});

export const quotaFields = z.object({
  year: z.number().int().min(2000).max(2100),
  organisationId: id,
  places: z.number().int().min(0).max(10_000),
  decidedOn: day,
  document: z.string().trim().max(60).optional(),
  reason: z.string().trim().max(200).optional(),
});

export const setQuota = command({
  name: 'admission.setQuota',
  path: '/admission/quotas',
  access: 'admission.setQuota',
  summary: '下达或调整指标 / decide how many a township may admit in a year',
  body: quotaFields,
  reply: z.object({ id }),
});

/** What a branch sees before its meeting: a warning, never a block. */
export const quotaOfCase = query({
  name: 'admission.caseQuota',
  path: '/admission/cases/:id/quota',
  access: 'admission.papers',
  summary: '本乡镇当年指标 / the quota above a case',
  params: z.object({ id }),
  reply: z.object({
    year: z.number(),
    organisation: z.string(),
    places: z.number().nullable(),
    used: z.number(),
    remaining: z.number().nullable(),
    /** The case has not taken a place yet, and none is left. */
    exceeds: z.boolean(),
  }),
});
