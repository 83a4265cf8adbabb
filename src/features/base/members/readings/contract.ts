import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { memberId } from '../contract.ts';
import { Reading } from '../own/contract.ts';

export const memberReadings = query({
  name: 'members.readings',
  path: '/members/:id/readings',
  access: 'members.readings',
  summary: '查阅记录 / who opened a file, when and why',
  params: memberId,
  query: z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  reply: z.object({ items: z.array(Reading), next: z.uuid().nullable() }),
});
