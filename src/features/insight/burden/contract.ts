import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { taskKinds } from './rules.ts';

const count = z.number().int();
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'month_wrong');

export const KindBurden = z.object({
  kind: z.enum(taskKinds),
  requests: count,
  things: count,
  commands: count,
  fields: count,
  minutesEach: z.number().nullable(),
});
export type KindBurden = z.infer<typeof KindBurden>;

/** By kind of task over the reader's range. There is no list of branches and none of people: nothing to rank. */
export const burdenMonth = query({
  name: 'burden.month',
  path: '/burden',
  access: 'burden.read',
  summary: '基层负担 / what a month asked of the branches of the range, by kind of task',
  query: z.object({ month: month.optional() }),
  reply: z.object({
    month: z.string(),
    /** Branches with members in the range. */
    branches: count,
    /** The range is one branch: the reader's own. */
    own: z.boolean(),
    kinds: z.array(KindBurden),
    requests: count,
    fields: count,
    /** As far as measured; null where nothing is. */
    minutes: z.number().nullable(),
  }),
});
