import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { seenCharacters } from '../../rules.ts';
import { taskStates } from './rules.ts';

const id = z.uuid();
const version = z.number().int().min(1);
const words = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .refine((text) => seenCharacters(text) >= 4, 'requests.too_short');

/** What a supporting unit sees: what it is asked, the words that are quoted, and nothing more of the request or of the resident. */
export const RequestTask = z.object({
  id,
  version,
  state: z.enum(taskStates),
  fromName: z.string(),
  unitName: z.string(),
  areaName: z.string(),
  category: z.string(),
  dueOn: z.string(),
  askedAt: z.string(),
  askedBy: z.string(),
  ask: z.string(),
  quotes: z.array(z.string()),
  reply: z.string().nullable(),
  answeredBy: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Where the reader has the request itself. */
  requestId: id.nullable(),
  can: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
});
export type RequestTask = z.infer<typeof RequestTask>;

/** The unit in charge stays in charge, and answers; its term runs on. */
export const askSupport = command({
  name: 'requests.ask',
  path: '/requests/:id/tasks',
  access: 'requests.handle',
  summary: '请其他单位协办 / ask another unit for support',
  params: z.object({ id }),
  body: z.object({
    unitId: id,
    dueOn: z.iso.date(),
    ask: words,
    /** Words of the request that the unit has to know. */
    quotes: z.array(z.string().min(1).max(2_000)).max(40).default([]),
  }),
  reply: z.object({ id }),
});

/** Units with somebody who handles requests. A department may ask below: it hands over no responsibility. */
export const supportUnits = query({
  name: 'requests.supportUnits',
  path: '/requests/:id/support-units',
  access: 'requests.handle',
  summary: '可请协办的单位 / units that can be asked for support',
  params: z.object({ id }),
  reply: z.object({ items: z.array(z.object({ id, name: z.string(), under: z.string().nullable() })) }),
});

export const taskList = query({
  name: 'requests.tasks',
  path: '/request-tasks',
  access: 'requests.read',
  summary: '协办事项 / what supporting units are asked',
  query: z.object({ show: z.enum(['own', 'all']).default('own') }),
  reply: z.object({ items: z.array(RequestTask) }),
});

export const oneTask = query({
  name: 'requests.task',
  path: '/request-tasks/:id',
  access: 'requests.read',
  summary: '一件协办事项 / one of them',
  params: z.object({ id }),
  reply: RequestTask,
});

const Done = z.object({ id, version, state: z.enum(taskStates) });

export const answerTask = command({
  name: 'requests.answerTask',
  path: '/request-tasks/:id/answer',
  access: 'requests.handle',
  summary: '回复协办事项 / answer the unit in charge',
  params: z.object({ id }),
  body: z.object({ version, reply: words }),
  reply: Done,
});

export const withdrawTask = command({
  name: 'requests.withdrawTask',
  path: '/request-tasks/:id/withdraw',
  access: 'requests.handle',
  summary: '撤回协办 / withdraw what a unit was asked',
  params: z.object({ id }),
  body: z.object({ version }),
  reply: Done,
});
