import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

export const Job = z.object({
  id: z.uuid(),
  kind: z.string(),
  subject: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  phase: z.string().nullable(),
  done: z.number().int(),
  total: z.number().int().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  canCancel: z.boolean(),
});
export type Job = z.infer<typeof Job>;

const one = z.object({ id: z.uuid() });

export const jobList = query({
  name: 'jobs.list',
  path: '/jobs',
  access: 'signed-in',
  summary: '我的任务 / my jobs',
  reply: z.object({ items: z.array(Job) }),
});
export const jobById = query({
  name: 'jobs.one',
  path: '/jobs/:id',
  access: 'signed-in',
  summary: '任务进度 / one job',
  params: one,
  reply: Job,
});
export const cancelJob = command({
  name: 'jobs.cancel',
  path: '/jobs/:id/cancel',
  access: 'signed-in',
  summary: '取消任务 / cancel a job',
  params: one,
  reply: Job,
});
