import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { one } from '../contract.ts';

const id = z.uuid();
const count = z.number().int();

/** A short answer without its person: whoever reads it knows neither the name nor what another gave. */
export const Reading = z.object({
  attemptId: id,
  item: count,
  stem: z.string(),
  answer: z.string(),
  model: z.string(),
  hints: z.array(z.string()),
  points: z.number(),
  /** A third has to read: the two before were too far apart. */
  third: z.boolean(),
});
export type Reading = z.infer<typeof Reading>;

export const examReadings = query({
  name: 'exams.readings',
  path: '/exams/:id/readings',
  access: 'exams.edit',
  summary: '待评的简答题（不显示姓名） / short answers that wait for the own reading, without names',
  params: one,
  reply: z.object({ items: z.array(Reading), waiting: count }),
});

export const readAnswer = command({
  name: 'exams.read',
  path: '/exams/:id/readings',
  access: 'exams.edit',
  summary:
    '评阅一道简答题，两人各评，相差过大由第三人评 / give points for a short answer; two read, a third where they part',
  params: one,
  body: z.object({ attemptId: id, item: z.number().int().min(1), points: z.number().min(0).max(100) }),
  reply: z.object({ attemptId: id, item: count, settled: z.boolean() }),
});
