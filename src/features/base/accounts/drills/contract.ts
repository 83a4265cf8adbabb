import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { drills, shows } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const reason = z.string().trim().min(2, 'reason.short').max(300);

export const DrillRight = z.object({
  id,
  drill: z.enum(drills),
  /** Of an exception; null where the drill was passed. */
  reason: z.string().nullable(),
  from: z.string(),
  until: z.string(),
  version: z.number().int(),
});
export type DrillRight = z.infer<typeof DrillRight>;
const Rights = z.object({ items: z.array(DrillRight), mayGrant: z.boolean() });

export const accountDrills = query({
  name: 'accounts.drills',
  path: '/accounts/:id/drills',
  access: 'accounts.read',
  summary: '账号的演练资格 / drills that an account holds',
  params: one,
  reply: Rights,
});

export const HeldRight = z.object({
  id,
  accountId: id,
  name: z.string(),
  signInName: z.string(),
  drill: z.enum(drills),
  reason: z.string().nullable(),
  until: z.string(),
});
export type HeldRight = z.infer<typeof HeldRight>;

/** What stands beside the rule, and what is about to end: those that end first come first. */
export const heldRights = query({
  name: 'accounts.heldDrills',
  path: '/drill-rights',
  access: 'accounts.read',
  summary: '例外准许和即将到期的演练资格 / exceptions in force, and rights that end within a month',
  query: z.object({
    show: z.enum(shows).default('exceptions'),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(HeldRight), next: z.string().nullable(), total: z.number().int() }),
});

/** Opens for some days what a drill opens, without it. */
export const giveException = command({
  name: 'accounts.giveDrill',
  path: '/accounts/:id/drills',
  access: 'grants.manage',
  summary: '例外准许，写明理由和期限 / an exception from a drill, with a reason and an end',
  params: one,
  body: z.object({ drill: z.enum(drills), until: z.iso.date(), reason }),
  reply: Rights,
});

/** Takes what is held, by a passed drill as well. */
export const endRight = command({
  name: 'accounts.endDrill',
  path: '/accounts/:id/drills/:rightId/end',
  access: 'grants.manage',
  summary: '收回演练资格 / end what a drill or an exception opened',
  params: z.object({ id, rightId: id }),
  body: z.object({ version: z.number().int().positive(), reason }),
  reply: Rights,
});
