import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { MemberFilter } from '../contract.ts';

/** How many people a list holds: what a tile shows equals the list behind it. */
export const memberTotal = query({
  name: 'members.total',
  path: '/members/total',
  access: 'members.read',
  summary: '符合条件的人数 / how many people a filter finds',
  query: MemberFilter,
  reply: z.object({ total: z.number().int() }),
});
