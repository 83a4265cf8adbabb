import { z } from 'zod';
import { query } from '#shared/endpoint.ts';

export const alikeReasons = ['name_and_birth', 'name_and_phone'] as const;

/** Asked before a file is made by hand, as an import asks before it writes. Never a refusal: whether it is one person, people decide. */
export const membersAlike = query({
  name: 'members.alike',
  path: '/members/alike',
  access: 'members.edit',
  summary: '相似的档案 / files that may be of the person about to be entered',
  query: z.object({
    name: z.string().trim().min(1).max(50),
    birthDate: z.iso.date().optional(),
    phone: z.string().trim().max(30).optional(),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        birthDate: z.string().nullable(),
        branchName: z.string(),
        ended: z.boolean(),
        reason: z.enum(alikeReasons),
      }),
    ),
  }),
});
