import { z } from 'zod';
import { command } from '#shared/endpoint.ts';
import { Meeting } from '../contract.ts';

export const setGuests = command({
  name: 'meetings.setGuests',
  path: '/meetings/:id/guests',
  access: 'meetings.edit',
  summary:
    '登记列席人员 / say who sits in without a vote, all of them anew; mobile members are noted where they are kept',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    guests: z
      .array(z.object({ name: z.string().trim().min(2).max(40), home: z.string().trim().max(80).default('') }))
      .max(50),
  }),
  reply: Meeting,
});
