import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { fileFields, type FieldKey } from '../catalogue.ts';
import { MemberFields, MemberFilter } from '../contract.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();

/** Facts that several people can share. What names one person, and what only an event may change, is edited file by file. */
const single: ReadonlySet<string> = new Set([
  'name',
  'formerName',
  'sex',
  'birthDate',
  'idNumber',
  'phone',
  'landline',
  'address',
  'householdPlace',
  'category',
  'branchId',
  'leftOn',
  'leaveKind',
]);
export const bulkKeys = fileFields.filter((field) => !single.has(field.key)).map((field) => field.key) as [
  FieldKey,
  ...FieldKey[],
];

/** One change at most touches this many people: it is one transaction, and a person must be able to look it over. */
export const bulkLimit = 5_000;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** How many people go from a former value to the new one. */
export const Difference = z.object({
  field: z.string(),
  groups: z.array(z.object({ from: value, to: value, people: count })),
  /** Groups beyond the largest fifty, and the people in them. */
  rest: z.object({ groups: count, people: count }),
});
export const Sample = z.object({
  personId: id,
  name: z.string(),
  branchName: z.string(),
  changes: z.array(z.object({ field: z.string(), from: value, to: value })),
});

export const bulkStates = ['draft', 'waiting', 'done', 'undone'] as const;
export const BulkChange = z.object({
  id,
  state: z.enum(bulkStates),
  reason: z.string(),
  fields: MemberFields,
  askedBy: z.string(),
  askedAt: z.string(),
  /** People whose file changes, and those who already have the values. */
  people: count,
  unchanged: count,
  differences: z.array(Difference),
  /** The first ten. */
  samples: z.array(Sample),
  /** Whether a second person must agree before it is carried out. */
  needsApproval: z.boolean(),
  approvalId: id.nullable(),
  approvalState: z.enum(['waiting', 'approved', 'refused', 'withdrawn', 'expired']).nullable(),
  doneAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
  can: z.object({ commit: z.boolean(), undo: z.boolean() }),
});
export type BulkChange = z.infer<typeof BulkChange>;

/** Fixes who is meant and what would change; changes no file. Problems of all files are told together. */
export const previewBulk = command({
  name: 'members.bulk.preview',
  path: '/members/bulk',
  access: 'members.bulk',
  summary: '批量修改预览 / what a bulk change would do',
  body: z
    .object({
      filter: MemberFilter.optional(),
      ids: z.array(id).min(1).max(bulkLimit).optional(),
      /** Keys of `bulkKeys`; null empties the field. */
      fields: MemberFields,
      reason: z.string().trim().min(2).max(500),
    })
    .refine((body) => (body.filter === undefined) !== (body.ids === undefined), {
      path: ['ids'],
      message: 'bulk_whom',
    }),
  reply: BulkChange,
});

/**
 * Carries the change out, or puts it before a second person where it touches many people (state `waiting`); called again
 * after the approval, it carries it out. `stale` when the files have changed in a way that changes the difference.
 */
export const commitBulk = command({
  name: 'members.bulk.commit',
  path: '/members/bulk/:id/commit',
  access: 'members.bulk',
  drill: 'roster',
  summary: '执行批量修改 / carry out a bulk change',
  params: one,
  reply: BulkChange,
});

export const Kept = z.object({ personId: id, name: z.string(), fields: z.array(z.string()) });

/** Former values come back wherever nobody has changed the field since; the others are named. */
export const undoBulk = command({
  name: 'members.bulk.undo',
  path: '/members/bulk/:id/undo',
  access: 'members.bulk',
  summary: '撤销批量修改 / undo a bulk change',
  params: one,
  body: z.object({ reason: z.string().trim().min(2).max(500) }),
  reply: z.object({ restored: count, kept: z.array(Kept) }),
});

export const bulkById = query({
  name: 'members.bulk.one',
  path: '/members/bulk/:id',
  access: 'members.bulk',
  summary: '一次批量修改 / one bulk change',
  params: one,
  reply: BulkChange,
});

export const bulkPeople = query({
  name: 'members.bulk.people',
  path: '/members/bulk/:id/people',
  access: 'members.bulk',
  summary: '批量修改涉及的每个人 / everybody whom a bulk change touches, with the own differences',
  params: one,
  query: z.object({
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(Sample), next: z.string().nullable() }),
});

export const bulkList = query({
  name: 'members.bulk.list',
  path: '/members/bulk',
  access: 'members.bulk',
  summary: '批量修改记录 / bulk changes, newest first',
  query: z.object({ cursor: id.optional() }),
  reply: z.object({ items: z.array(BulkChange), next: id.nullable() }),
});
