import { z } from 'zod';
import { command } from '#shared/endpoint.ts';
import { fileFields, type FieldKey } from '../packs/file-fields.ts';
import { memberId, MemberFields } from '../contract.ts';

/** Fields that pages show masked; the full value is a logged act. */
export const maskedKeys = fileFields
  .filter((field) => field.mask !== undefined && field.mask !== 'name')
  .map((field) => field.key) as [FieldKey, ...FieldKey[]];

export const revealReason = z.string().trim().min(2).max(200);

/** Answers the full values. The member reads later who asked, for what and why. `slow_down` beyond the hourly or daily number. */
export const revealFields = command({
  name: 'members.reveal',
  path: '/members/:id/reveal',
  access: 'members.reveal',
  summary: '查看完整信息（留痕） / full values of masked fields, with a reason',
  params: memberId,
  body: z.object({ fields: z.array(z.enum(maskedKeys)).min(1).max(maskedKeys.length), reason: revealReason }),
  reply: z.object({ fields: MemberFields }),
});
