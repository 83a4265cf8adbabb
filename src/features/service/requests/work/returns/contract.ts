import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { requestStates, seenCharacters } from '../../rules.ts';
import { returnStates } from './rules.ts';

const id = z.uuid();
const version = z.number().int().min(1);
const words = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((text) => seenCharacters(text) >= 4, 'requests.too_short');

export const RequestReturn = z.object({
  id,
  state: z.enum(returnStates),
  unitName: z.string(),
  proposedName: z.string().nullable(),
  reviewerName: z.string(),
  designatedName: z.string().nullable(),
  reason: z.string(),
  decision: z.string().nullable(),
  askedOn: z.string(),
  decidedOn: z.string().nullable(),
});
export type RequestReturn = z.infer<typeof RequestReturn>;

const Handled = z.object({ id, version, state: z.enum(requestStates) });

/** By the unit in charge, before it takes the request; the term runs on meanwhile. */
export const returnRequest = command({
  name: 'requests.return',
  path: '/requests/:id/return',
  access: 'requests.handle',
  summary: '申请退单，由上级核定 / say that a request is not the own unit’s; the unit above decides',
  params: z.object({ id }),
  body: z.object({ version, reason: words, proposedId: id.optional() }),
  reply: Handled,
});

/** By the unit above, once: whoever is named cannot return it again. */
export const decideReturn = command({
  name: 'requests.decideReturn',
  path: '/requests/:id/return/decide',
  access: 'requests.handle',
  summary: '核定退单 / decide who is in charge',
  params: z.object({ id }),
  body: z.object({
    version,
    /** Who is in charge from now on: the unit that wanted to return it, or another one. */
    unitId: id,
    reason: words,
  }),
  reply: Handled,
});

export const returnList = query({
  name: 'requests.returns',
  path: '/request-returns',
  access: 'requests.read',
  summary: '待核定的退单 / returns that wait for a decision',
  reply: z.object({ items: z.array(RequestReturn.extend({ requestId: id })) }),
});
