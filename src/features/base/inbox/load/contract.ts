import { z } from 'zod';
import { query } from '#shared/endpoint.ts';

/** A number of an organisation as a whole, shown beside its budget; never beside another organisation's. */
export const noticeLoad = query({
  name: 'notices.load',
  path: '/notices/load',
  access: 'duties.read',
  summary: '本周人均通知数 / notices per person this week, against the budget',
  query: z.object({ organisationId: z.uuid().optional() }),
  reply: z.object({
    organisationName: z.string(),
    /** Monday. */
    since: z.string(),
    people: z.number().int(),
    notices: z.number().int(),
    perPerson: z.number(),
    budget: z.number().int(),
    ruleId: z.string(),
    over: z.boolean(),
  }),
});
