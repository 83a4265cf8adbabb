import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import type { Language, TextParams } from '#shared/text.ts';

const id = z.uuid();
const one = z.object({ id });
export const approvalStates = ['waiting', 'approved', 'refused', 'withdrawn', 'expired'] as const;

/** What fills a place of a line: a number, a name, or words of a catalogue in both languages. */
const Filling = z.union([z.string(), z.number(), z.object({ zh: z.string(), en: z.string() })]);

/** A line of the rendered act: a key of the feature's messages and what fills it. Never a sensitive value. */
export const SummaryLine = z.object({ message: z.string(), params: z.record(z.string(), Filling) });
export type SummaryLine = z.infer<typeof SummaryLine>;

/** What fills a line in one language. */
export const spoken = ({ params }: SummaryLine, language: Language): TextParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? value[language] : value]),
  );

export const Approval = z.object({
  id,
  kind: z.string(),
  summary: z.array(SummaryLine),
  /** The page that shows the whole of it, to those who may open it. */
  link: z.string().nullable(),
  reason: z.string(),
  state: z.enum(approvalStates),
  asker: z.string(),
  askedAt: z.string(),
  expiresAt: z.string(),
  organisationName: z.string().nullable(),
  decider: z.string().nullable(),
  decidedAt: z.string().nullable(),
  answer: z.string().nullable(),
  usedAt: z.string().nullable(),
  can: z.object({ decide: z.boolean(), withdraw: z.boolean(), use: z.boolean() }),
});
export type Approval = z.infer<typeof Approval>;

const page = { cursor: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) };
const pageReply = z.object({ items: z.array(Approval), next: z.string().nullable() });

export const approvalList = query({
  name: 'approvals.list',
  path: '/approvals',
  access: 'approvals.read',
  summary: '待我复核 / acts that wait for a second person',
  query: z.object({ state: z.enum(['waiting', 'all']).default('waiting'), ...page }),
  reply: pageReply,
});

export const ownApprovals = query({
  name: 'approvals.mine',
  path: '/approvals/mine',
  access: 'signed-in',
  summary: '我提出的复核 / approvals that I asked for',
  query: z.object(page),
  reply: pageReply,
});

export const approvalById = query({
  name: 'approvals.one',
  path: '/approvals/:id',
  access: 'signed-in',
  summary: '复核事项 / one approval',
  params: one,
  reply: Approval,
});

export const decideApproval = command({
  name: 'approvals.decide',
  path: '/approvals/:id/decide',
  access: 'approvals.decide',
  summary: '同意或退回 / approve or refuse',
  params: one,
  body: z
    .object({ approve: z.boolean(), answer: z.string().trim().max(300).default('') })
    .refine((body) => body.approve || body.answer.length >= 2, { path: ['answer'], message: 'answer.required' }),
  reply: Approval,
});

export const withdrawApproval = command({
  name: 'approvals.withdraw',
  path: '/approvals/:id/withdraw',
  access: 'signed-in',
  summary: '撤回 / withdraw',
  params: one,
  reply: Approval,
});
