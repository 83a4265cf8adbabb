import { z } from 'zod';
import { command } from '#shared/endpoint.ts';
import { MemberFile, memberId } from '../contract.ts';

/** Codes of `affiliationStart` by which somebody who had left belongs to a branch again. */
export const returnKinds = ['transferred_in', 'moved_in', 'restored', 'rejoined'] as const;

/** One human being keeps one file: who comes back gets a new membership in it, never a second file. */
export const returnMember = command({
  name: 'members.return',
  path: '/members/:id/return',
  access: 'members.edit',
  summary: '重新接收：转入、恢复党籍、重新入党 / a member who had left belongs to a branch again',
  params: memberId,
  body: z.object({
    version: z.number().int(),
    branchId: z.uuid(),
    kind: z.enum(returnKinds),
    /** First day in the branch; of a new admission the day of the branch meeting. */
    on: z.iso.date(),
    reason: z.string().trim().min(1).max(500),
    document: z.string().trim().max(100).optional(),
  }),
  reply: MemberFile,
});
