import { z } from 'zod';
import { isDay } from '#shared/days.ts';
import { command, query } from '#shared/endpoint.ts';
import { CategoryName } from '../categories/contract.ts';
import { requestGrades } from '../satisfaction/rules.ts';
import { callOutcomes } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();
const day = z.string().refine(isDay, 'not_a_day');

export const Draw = z.object({
  id,
  seed: z.string(),
  from: z.string(),
  to: z.string(),
  /** Asked for, drawn, and among how many. */
  size: count,
  drawn: count,
  pool: count,
  called: count,
  at: z.string(),
  actor: z.string(),
});
export type Draw = z.infer<typeof Draw>;

export const drawCallbacks = command({
  name: 'requests.drawCallbacks',
  path: '/requests/callbacks',
  access: 'requests.callBack',
  summary: '随机抽取回访名单，种子由系统生成并留存 / draw requests to call back by a recorded seed',
  body: z.object({
    /** Ended, or answered, from and until. */
    from: day,
    to: day,
    size: z.number().int().min(1).max(200),
  }),
  reply: one,
});

export const callbackDraws = query({
  name: 'requests.callbackDraws',
  path: '/requests/callbacks',
  access: 'requests.callBack',
  summary: '抽取过的回访名单，一份不少 / every list that was drawn',
  reply: z.object({ items: z.array(Draw) }),
});

export const CallbackItem = z.object({
  requestId: id,
  place: count,
  unitName: z.string(),
  categoryName: CategoryName,
  areaName: z.string(),
  outcome: z.enum(callOutcomes).nullable(),
  calledOn: z.string().nullable(),
});
export type CallbackItem = z.infer<typeof CallbackItem>;

export const callbackList = query({
  name: 'requests.callbackList',
  path: '/requests/callbacks/:id',
  access: 'requests.callBack',
  summary: '一份回访名单 / a list of requests to call back',
  params: one,
  reply: Draw.extend({ items: z.array(CallbackItem) }),
});

const within = z.object({ id, requestId: id });

export const callbackPhone = command({
  name: 'requests.callbackPhone',
  path: '/requests/callbacks/:id/:requestId/phone',
  access: 'requests.callBack',
  summary: '查看回访电话（留痕，承办单位不可见） / show the phone, audited at the county alone',
  params: within,
  reply: z.object({ phone: z.string() }),
});

export const recordCallback = command({
  name: 'requests.recordCallback',
  path: '/requests/callbacks/:id/:requestId',
  access: 'requests.callBack',
  summary: '记录回访结果 / record what a call brought',
  params: within,
  body: z
    .object({ outcome: z.enum(callOutcomes), grade: z.enum(requestGrades).optional() })
    .refine(({ outcome, grade }) => (outcome === 'rated') === (grade !== undefined), {
      path: ['grade'],
      message: 'required',
    }),
  reply: z.object({ id, outcome: z.enum(callOutcomes) }),
});
