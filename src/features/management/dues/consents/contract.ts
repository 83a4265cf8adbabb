import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();
const day = z.iso.date().refine((text) => text >= '2008-01-01' && text < '2101-01-01', 'not_a_day');
const reason = z.string().trim().min(2).max(200);

export const Consent = z.object({
  id,
  personId: id,
  name: z.string(),
  fromOn: z.string(),
  /** From this day on by the month again. */
  until: z.string().nullable(),
  reason: z.string(),
  recorder: z.string(),
  recordedAt: z.string(),
  withdrawnBy: z.string().nullable(),
  withdrawnWhy: z.string().nullable(),
  state: z.enum(['coming', 'holds', 'ended']),
  version: z.number(),
});
export type Consent = z.infer<typeof Consent>;

const reply = z.object({ today: z.string(), items: z.array(Consent) });

export const consentList = query({
  name: 'dues.consents',
  path: '/dues/consents',
  access: 'dues.keep',
  summary: '按季交纳党费的同意 / for whom the branch agreed to quarters, former ones too',
  reply,
});

export const consentFields = z.object({
  people: z.array(id).min(1).max(200),
  fromOn: day,
  reason,
});

export const agreeToQuarters = command({
  name: 'dues.agree',
  path: '/dues/consents',
  access: 'dues.keep',
  summary: '登记支部同意党员按季交纳党费 / record that the branch agrees to dues by the quarter',
  body: consentFields,
  reply,
});

export const withdrawConsent = command({
  name: 'dues.withdraw',
  path: '/dues/consents/:id/withdraw',
  access: 'dues.keep',
  summary: '撤回按季交纳的同意，恢复按月交纳 / take a consent back from a day on',
  params: z.object({ id }),
  body: z.object({ version: z.number().int(), until: day, reason }),
  reply,
});
