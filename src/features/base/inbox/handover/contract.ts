import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();
const matter = { kind: z.string().min(1).max(60), item: z.string().min(1).max(120) };

/** For whom the same matter waits at the same organisation. */
export const takerList = query({
  name: 'inbox.takers',
  path: '/inbox/takers',
  access: 'signed-in',
  summary: '可以转交给谁 / to whom a to-do can be handed over',
  query: z.object(matter),
  reply: z.object({ items: z.array(z.object({ grantId: id, name: z.string(), role: z.string() })) }),
});

export const handOver = command({
  name: 'inbox.handOver',
  path: '/inbox/handovers',
  access: 'signed-in',
  summary: '转交待办 / hand a to-do over to another person of the organisation',
  body: z.object({ ...matter, grantId: id, note: z.string().trim().min(2).max(200) }),
  reply: z.object({ id }),
});

export const endHandover = command({
  name: 'inbox.endHandover',
  path: '/inbox/handovers/:id/end',
  access: 'signed-in',
  summary: '取回或退回转交的待办 / take a to-do back, or give it back',
  params: z.object({ id }),
  reply: z.object({ ended: z.boolean() }),
});

export const finishTodo = command({
  name: 'inbox.finish',
  path: '/inbox/finish',
  access: 'signed-in',
  summary: '就地办结待办 / settle a to-do in place',
  body: z.object({ ...matter, version: z.number().int(), note: z.string().trim().max(200).default('') }),
  reply: z.object({ done: z.boolean() }),
});
