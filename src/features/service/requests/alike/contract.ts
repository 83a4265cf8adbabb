import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { categoryCode } from '../categories/contract.ts';

/** Before another of the kind is sent. Told from five on. */
export const openAlike = query({
  name: 'requests.alike',
  path: '/requests/alike',
  access: 'public',
  summary: '同一地方、同一类别正在办理的件数（满五件才告知） / open requests of one place and matter, from five on',
  query: z.object({ areaId: z.uuid(), category: categoryCode }),
  reply: z.object({ open: z.number().int().nullable() }),
});
