import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { ImportBatch } from '../contract.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();

export const BranchQuestion = z.object({
  /** The name as it stands in the file. */
  text: z.string(),
  rows: count,
  /** Best first. `equal`: several branches have this very name. */
  candidates: z.array(
    z.object({
      id,
      name: z.string(),
      /** Organisations above it, from the top. */
      above: z.array(z.string()),
      score: z.number(),
      reason: z.enum(['equal', 'affixes', 'kind', 'part', 'similar']),
    }),
  ),
  /** The candidate that is nearer than all others; null where several are equally near: a person has to look. */
  first: id.nullable(),
  chosen: id.nullable(),
  /** Chosen for an earlier file and taken over from there. */
  remembered: z.boolean(),
});
export type BranchQuestion = z.infer<typeof BranchQuestion>;

export const importBranches = query({
  name: 'members.import.branches',
  path: '/members/imports/:id/branches',
  access: 'members.import',
  summary: '待确认的支部名称 / branch names that a person has to confirm',
  params: one,
  reply: z.object({ items: z.array(BranchQuestion) }),
});

/** Which branches the names mean; remembered for the organisation. Reads the file again. */
export const confirmBranches = command({
  name: 'members.import.confirmBranches',
  path: '/members/imports/:id/branches',
  method: 'PUT',
  access: 'members.import',
  summary: '确认支部名称 / which branches the names mean',
  params: one,
  body: z.object({
    version: count,
    /** Null takes a confirmation back. */
    choices: z
      .array(z.object({ text: z.string().min(1).max(200), branchId: id.nullable() }))
      .min(1)
      .max(2_000),
  }),
  reply: ImportBatch,
});
