import { z } from 'zod';
import { CategoryName } from '../categories/contract.ts';
import { command, query } from '#shared/endpoint.ts';
import { figureGroups } from '../figures/contract.ts';
import { requestGrades } from './rules.ts';

const count = z.number().int();
const code = z.string().trim().min(1).max(60);
/** The code of the request, or that of the message which asked: one of them. */
const which = { code: code.optional(), ratingCode: code.optional() };
const isOne = (named: { readonly code?: string | undefined; readonly ratingCode?: string | undefined }): boolean =>
  (named.code === undefined) !== (named.ratingCode === undefined);

/** Whether the holder of the code is asked by now. The code travels in the `x-query` header. */
export const requestRating = query({
  name: 'requests.rating',
  path: '/requests/rating',
  access: 'public',
  summary: '凭查询码查看是否可以评价 / whether the resident is asked by now',
  query: z.object(which).refine(isOne, { path: ['code'], message: 'requests.unknown_code' }),
  reply: z.object({
    /** From when on; null before it has ended. */
    from: z.string().nullable(),
    open: z.boolean(),
    rated: z.boolean(),
  }),
});

/** Kept at the county alone: the unit that handled it can neither ask for it, see it nor take it away. */
export const rateRequest = command({
  name: 'requests.rate',
  path: '/requests/rating',
  access: 'public',
  summary: '群众评价办理情况 / the resident says how it was, once',
  body: z
    .object({ ...which, grade: z.enum(requestGrades) })
    .refine(isOne, { path: ['code'], message: 'requests.unknown_code' }),
  reply: z.object({ rated: z.boolean() }),
});

export const SatisfactionRow = z.object({
  /** Unit or place by id, category by code; empty for all together. */
  key: z.string(),
  name: z.string().nullable(),
  /** Of a category, in both languages. */
  categoryName: CategoryName.nullable(),
  year: count,
  grades: z.record(z.enum(requestGrades), count),
  total: count,
  /** 基本满意 and better, in percent, rounded down, with the interval of Wilson at 95 %. */
  content: z.number(),
  low: z.number(),
  high: z.number(),
});
export type SatisfactionRow = z.infer<typeof SatisfactionRow>;

export const satisfactionFigures = query({
  name: 'requests.satisfaction',
  path: '/requests/satisfaction',
  access: 'requests.read',
  summary: '群众满意度：满五件才告知，附样本数和区间 / what residents say, of five or more, with its interval',
  query: z.object({
    /** Units are told of themselves alone, in fives; by place and category the county asks. */
    by: z.enum(figureGroups).default('unit'),
  }),
  reply: z.object({ rows: z.array(SatisfactionRow) }),
});
