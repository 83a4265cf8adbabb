import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { fileFields, type FieldKey } from '../packs/file-fields.ts';
import { revealReason } from '../reveal/contract.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int();

/** What a member may ask to have corrected: every own field but those that only an event changes. */
const byEvent: ReadonlySet<string> = new Set(['branchId', 'leftOn', 'leaveKind']);
export const correctableKeys = fileFields
  .filter((field) => field.seenBy.includes('self') && !byEvent.has(field.key))
  .map((field) => field.key) as [FieldKey, ...FieldKey[]];

export const correctionStates = ['waiting', 'accepted', 'refused', 'withdrawn'] as const;

export const Correction = z.object({
  id,
  field: z.string(),
  /** The value as the member saw it when asking, masked where the page masks it. */
  current: z.string().nullable(),
  /** The member reads it in full, whoever decides masked where the field has a mask. */
  wanted: z.string(),
  reason: z.string(),
  state: z.enum(correctionStates),
  askedAt: z.string(),
  decider: z.string().nullable(),
  decidedAt: z.string().nullable(),
  answer: z.string().nullable(),
  version,
});
export type Correction = z.infer<typeof Correction>;

export const ownCorrections = query({
  name: 'own.corrections',
  path: '/own/corrections',
  access: 'own.read',
  summary: '我的更正申请 / corrections that I asked for',
  reply: z.object({ items: z.array(Correction) }),
});

export const askCorrection = command({
  name: 'own.askCorrection',
  path: '/own/corrections',
  access: 'own.correct',
  summary: '申请更正 / ask for a correction of the own file',
  body: z.object({
    field: z.enum(correctableKeys),
    /** As it travels in the file: text, code, day; `true` and `false` for yes and no. */
    wanted: z.string().trim().min(1).max(200),
    reason: z.string().trim().min(2).max(500),
  }),
  reply: Correction,
});

export const withdrawCorrection = command({
  name: 'own.withdrawCorrection',
  path: '/own/corrections/:id/withdraw',
  access: 'own.correct',
  summary: '撤回更正申请 / withdraw a request',
  params: one,
  body: z.object({ version }),
  reply: Correction,
});

export const MemberCorrection = Correction.extend({
  personId: id,
  name: z.string(),
  branchName: z.string(),
  /** Whether `wanted` is masked here; see `corrections.reveal`. */
  masked: z.boolean(),
});
export type MemberCorrection = z.infer<typeof MemberCorrection>;

export const correctionList = query({
  name: 'corrections.list',
  path: '/corrections',
  access: 'corrections.decide',
  summary: '更正申请 / corrections that members ask for',
  query: z.object({
    state: z.enum(['waiting', 'all']).default('waiting'),
    /** Those of one member. */
    personId: id.optional(),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(MemberCorrection), next: id.nullable(), waiting: z.number().int() }),
});

/** Counts against the same hourly and daily number as `members.reveal` and is logged in the same way. */
export const revealCorrection = command({
  name: 'corrections.reveal',
  path: '/corrections/:id/reveal',
  access: 'corrections.decide',
  summary: '查看申请更正的完整值（留痕） / the wanted value in full, with a reason',
  params: one,
  body: z.object({ reason: revealReason }),
  reply: z.object({ wanted: z.string() }),
});

/** Accepting edits the file with the request as the source; the same checks as an edit apply. */
export const decideCorrection = command({
  name: 'corrections.decide',
  path: '/corrections/:id/decide',
  access: 'corrections.decide',
  summary: '办理更正申请 / accept or refuse a correction',
  params: one,
  body: z
    .object({ version, accept: z.boolean(), answer: z.string().trim().max(500).default('') })
    .refine((body) => body.accept || body.answer.length >= 2, { path: ['answer'], message: 'answer_required' }),
  reply: MemberCorrection,
});
