import { z } from 'zod';
import { query } from '#shared/endpoint.ts';

const id = z.uuid();
const count = z.number().int();

/** Said before anything is changed. */
export const seriesAhead = query({
  name: 'meetings.series',
  path: '/meetings/:id/series',
  access: 'meetings.edit',
  summary: '本次及以后各次 / this meeting and those of its series that follow and are still planned',
  params: z.object({ id }),
  reply: z.object({
    items: z.array(z.object({ id, title: z.string(), day: z.string(), time: z.string() })),
    /** Later ones that were held, closed or cancelled: nothing of this reaches them. */
    kept: count,
    /** Who would hear of it, each once. */
    people: count,
  }),
});
