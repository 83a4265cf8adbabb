import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { RequestRecord } from '../records/contract.ts';
import { RequestReturn } from '../returns/contract.ts';
import { RequestTask } from '../tasks/contract.ts';
import { RelatedRequest } from '../ties/contract.ts';

/** What handlers keep of a request beside its thread. */
export const RequestWork = z.object({
  records: z.array(RequestRecord),
  tasks: z.array(RequestTask),
  returns: z.array(RequestReturn),
  related: z.array(RelatedRequest),
  /** Open, of the same place and category: they may be the same matter. */
  alike: z.array(RelatedRequest),
  /** The last day on which it can be returned as foreign; null where it cannot. */
  returnableUntil: z.string().nullable(),
  can: z.object({
    record: z.boolean(),
    ask: z.boolean(),
    return: z.boolean(),
    decide: z.boolean(),
    relate: z.boolean(),
    opinion: z.boolean(),
  }),
});
export type RequestWork = z.infer<typeof RequestWork>;

export const requestWork = query({
  name: 'requests.work',
  path: '/requests/:id/work',
  access: 'requests.read',
  summary: '办理记录、协办、退单、相关诉求 / records, support, returns and related requests',
  params: z.object({ id: z.uuid() }),
  reply: RequestWork,
});
