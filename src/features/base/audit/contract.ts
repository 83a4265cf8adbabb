import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();
const count = z.number().int();

/** One event as the audit administrator sees it: which fields changed, never from what to what. */
export const AuditRow = z.object({
  id,
  at: z.string(),
  actor: z.string(),
  accountId: id.nullable(),
  role: z.string(),
  action: z.string(),
  entity: z.string(),
  entityId: id.nullable(),
  organisationName: z.string().nullable(),
  reason: z.string().nullable(),
  source: z.string(),
  requestId: z.string().nullable(),
  fields: z.array(z.string()),
  /** Place in the chain; null while the event waits for the sequencer. */
  seq: count.nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const AuditFilter = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  accountId: id.optional(),
  /** Part of the name under which the account acted. */
  actor: z.string().trim().max(60).optional(),
  /** An action or the feature before its dot: `members.reveal`, `session`. */
  action: z.string().trim().max(60).optional(),
  entity: z.string().trim().max(40).optional(),
  entityId: id.optional(),
  organisationId: id.optional(),
});
export type AuditFilter = z.output<typeof AuditFilter>;

export const auditList = query({
  name: 'audit.list',
  path: '/audit',
  access: 'audit.read',
  summary: '审计日志 / audit log',
  query: AuditFilter.extend({ cursor: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  reply: z.object({ items: z.array(AuditRow), next: z.string().nullable() }),
});

export const ChainState = z.object({
  /** Number of the last link; 0 where there is none. */
  length: count,
  head: z.string().nullable(),
  linkedAt: z.string().nullable(),
  /** Events of the last day that wait for the sequencer. */
  waiting: count,
});

export const auditChain = query({
  name: 'audit.chain',
  path: '/audit/chain',
  access: 'audit.read',
  summary: '审计链状态 / state of the audit chain',
  reply: ChainState,
});

/** Result of the job `audit.verify`. */
export const Verification = z.object({
  links: count,
  head: z.string().nullable(),
  /** The first link that does not fit, and why. */
  broken: z
    .object({ seq: count, eventId: z.string().nullable(), why: z.enum(['gap', 'missing_event', 'altered']) })
    .nullable(),
  /** Events outside the chain; the sequencer takes them up in its next pass. */
  unlinked: count,
});
export type Verification = z.infer<typeof Verification>;

export const verifyAudit = command({
  name: 'audit.verify',
  path: '/audit/verify',
  access: 'audit.read',
  summary: '校验审计链 / recompute the audit chain',
  reply: z.object({ jobId: id }),
});

/** A table of events with the digests and hashes of the chain, so that it can be verified elsewhere without the values. */
export const exportAudit = query({
  name: 'audit.export',
  path: '/audit/export',
  access: 'audit.read',
  summary: '导出审计日志 / export the audit log',
  query: AuditFilter,
  reply: z.unknown(),
});
