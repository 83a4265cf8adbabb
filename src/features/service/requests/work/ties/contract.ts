import { z } from 'zod';
import { command } from '#shared/endpoint.ts';
import { requestStates } from '../../rules.ts';

const id = z.uuid();

/** A request that is worked together with another; each is answered for itself. */
export const RelatedRequest = z.object({
  id,
  excerpt: z.string(),
  unitName: z.string(),
  state: z.enum(requestStates),
  receivedOn: z.string(),
  /** What it was answered, to begin from. */
  answer: z.string().nullable(),
});
export type RelatedRequest = z.infer<typeof RelatedRequest>;

export const relateRequests = command({
  name: 'requests.relate',
  path: '/requests/:id/related',
  access: 'requests.handle',
  summary: '相关诉求合并办理（分别答复） / work a request together with another',
  params: z.object({ id }),
  body: z.object({ otherId: id }),
  reply: z.object({ id }),
});

export const unrelateRequest = command({
  name: 'requests.unrelate',
  path: '/requests/:id/unrelated',
  access: 'requests.handle',
  summary: '不再合并办理 / work a request by itself again',
  params: z.object({ id }),
  body: z.object({}),
  reply: z.object({ id }),
});
