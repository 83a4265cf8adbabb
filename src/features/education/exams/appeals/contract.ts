import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { one } from '../contract.ts';

const id = z.uuid();
const words = z.string().trim().min(4).max(500);

export const Appeal = z.object({
  id,
  name: z.string(),
  item: z.number().int(),
  stem: z.string(),
  given: z.string(),
  right: z.string(),
  points: z.number(),
  won: z.number().nullable(),
  words: z.string(),
  madeAt: z.string(),
  answer: z.string().nullable(),
});
export type Appeal = z.infer<typeof Appeal>;

export const appealMark = command({
  name: 'own.appealMark',
  path: '/own/attempts/:id/appeal',
  access: 'own.exams',
  summary: '对一道题的评分提出疑问 / ask about the mark of one item',
  params: one,
  body: z.object({ item: z.number().int().min(1), words }),
  reply: z.object({ attemptId: id, item: z.number().int() }),
});

export const examAppeals = query({
  name: 'exams.appeals',
  path: '/exams/:id/appeals',
  access: 'exams.edit',
  summary: '对评分的疑问 / marks that are asked about',
  params: one,
  reply: z.object({ items: z.array(Appeal) }),
});

export const decideAppeal = command({
  name: 'exams.decideAppeal',
  path: '/exams/appeals/:id',
  access: 'exams.edit',
  summary: '复核评分并答复，可改分 / look at a mark again, answer, and change it where it was wrong',
  params: one,
  body: z.object({ answer: words, points: z.number().min(0).max(100).optional() }),
  reply: z.object({ id, points: z.number().nullable() }),
});
