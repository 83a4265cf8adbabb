import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { appraisalStates, grades, parts, responses } from '../rules.ts';

const id = z.uuid();
const one = z.object({ id });
const words = (max: number) => z.string().trim().normalize('NFC').min(2).max(max);

export const OwnAppraisal = z.object({
  id,
  organisationName: z.string(),
  year: z.number().int(),
  state: z.enum(appraisalStates),
  part: z.enum(parts),
  self: z.string().nullable(),
  selfHow: z.enum(['phone', 'paper']).nullable(),
  /** Known from the feedback on. */
  grade: z.enum(grades).nullable(),
  reason: z.string().nullable(),
  toldAt: z.string().nullable(),
  response: z.enum(responses).nullable(),
  words: z.string().nullable(),
  answer: z.string().nullable(),
  can: z.object({ write: z.boolean(), respond: z.boolean() }),
});
export type OwnAppraisal = z.infer<typeof OwnAppraisal>;

export const ownAppraisals = query({
  name: 'own.appraisals',
  path: '/own/appraisals',
  access: 'own.appraisals',
  summary: '我的民主评议 / the own appraisals, the latest first',
  reply: z.object({ items: z.array(OwnAppraisal) }),
});

export const writeSelf = command({
  name: 'own.writeSelf',
  path: '/own/appraisals/:id/self',
  method: 'PUT',
  access: 'own.appraisals',
  summary: '填写个人自评 / write the own self-appraisal',
  params: one,
  body: z.object({ text: words(2000) }),
  reply: OwnAppraisal,
});

export const respondToGrade = command({
  name: 'own.respondToGrade',
  path: '/own/appraisals/:id/response',
  access: 'own.appraisals',
  summary: '对评议等次表示认可或提出意见 / acknowledge the grade, or object in words',
  params: one,
  body: z
    .object({ response: z.enum(responses), words: z.string().trim().normalize('NFC').max(1000).default('') })
    .refine((body) => body.response === 'accepted' || body.words.length >= 2, {
      path: ['words'],
      message: 'objection_needs_words',
    }),
  reply: OwnAppraisal,
});
