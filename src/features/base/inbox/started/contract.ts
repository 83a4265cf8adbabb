import { z } from 'zod';
import { query } from '#shared/endpoint.ts';

export const Started = z.object({
  kind: z.string(),
  id: z.string(),
  /** What fills the text `started.<kind>`. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  link: z.string(),
  /** How it stands: the text `started.state.<state>`. */
  state: z.string(),
  /** Where it waits; null where it does not. */
  where: z.string().nullable(),
  at: z.string(),
});
export type Started = z.infer<typeof Started>;

export const startedList = query({
  name: 'inbox.started',
  path: '/inbox/started',
  access: 'signed-in',
  summary: '我发起的事项 / what I started, and where it is',
  reply: z.object({ items: z.array(Started) }),
});
