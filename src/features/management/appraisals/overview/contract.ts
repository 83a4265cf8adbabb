import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { Reference } from '#features/base/organisations/contract.ts';
import { grades } from '../rules.ts';
import { GradeCounts } from '../contract.ts';

const count = z.number().int();
const year = z.coerce.number().int().min(2019).max(2100);

const Numbers = z.object({
  branches: count,
  finished: count,
  running: count,
  missing: count,
  graded: count,
  ungraded: count,
  grades: GradeCounts,
});

export const appraisalOverview = query({
  name: 'appraisals.overview',
  path: '/appraisals/overview',
  access: 'appraisals.overview',
  summary: '下级民主评议情况：只有人数 / counts by grade of what lies below, in the order of the tree',
  query: z.object({ year }),
  reply: z.object({
    year: count,
    total: Numbers,
    items: z.array(Numbers.extend({ organisation: Reference })),
  }),
});

export const Attention = z.object({
  appraisalId: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  organisation: Reference,
  year: count,
  grade: z.enum(grades),
  untilOn: z.iso.date().nullable(),
  done: z.boolean(),
});
export type Attention = z.infer<typeof Attention>;

export const appraisalAttention = query({
  name: 'appraisals.attention',
  path: '/appraisals/attention',
  access: 'appraisals.attention',
  summary: '须跟进的党员：基本合格、不合格 / members graded so that something has to follow',
  query: z.object({ year }),
  reply: z.object({ items: z.array(Attention) }),
});
