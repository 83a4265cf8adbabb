import { z } from 'zod';
import { Why } from '#features/base/rules/contract.ts';
import { command, query } from '#shared/endpoint.ts';
import { channels, contactStates } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const day = z.iso.date();
const count = z.number().int();
const reason = z.string().trim().min(2).max(200);

export const Contact = z.object({
  id,
  onDay: z.string(),
  channel: z.enum(channels),
  note: z.string().nullable(),
  recorder: z.string(),
});
export type Contact = z.infer<typeof Contact>;

/** A meeting of the branch there, to which the member was asked without a vote. */
export const Guest = z.object({
  meetingId: id,
  title: z.string(),
  onDay: z.string(),
  /** The meeting was called off. */
  cancelled: z.boolean(),
  /** Null: asked, nothing is known yet. */
  attended: z.boolean().nullable(),
});
export type Guest = z.infer<typeof Guest>;

/** What the branch there says of a year's appraisal. */
export const Word = z.object({ year: count, result: z.string(), branch: z.string(), author: z.string() });
export type Word = z.infer<typeof Word>;

export const Away = z.object({
  /** Of the outflow, a record of the file. */
  id,
  personId: id,
  name: z.string(),
  branchId: id,
  branchName: z.string(),
  since: z.string(),
  place: z.string(),
  reason: z.string().nullable(),
  /** Where they live: a branch of the county, or the words of the file. */
  receiving: z.object({ branchId: id.nullable(), name: z.string() }).nullable(),
  /** Null: nobody has written down a contact since they left. */
  lastContactOn: z.string().nullable(),
  state: z.enum(contactStates),
  dueOn: z.string(),
  daysLeft: count,
  why: Why,
  /** The latest ones. */
  contacts: z.array(Contact),
  /** Organisation life where they live: the latest meetings, and the words about appraisals. */
  guests: z.array(Guest),
  words: z.array(Word),
});
export type Away = z.infer<typeof Away>;

export const awayList = query({
  name: 'outflow.list',
  path: '/outflow',
  access: 'outflow.read',
  summary: '流动党员及联系情况 / members who are away, those whose contact is due first',
  query: z.object({
    show: z.enum(['all', 'due']).default('all'),
    personId: id.optional(),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(Away), next: z.string().nullable(), total: count, due: count }),
});

export const recordContact = command({
  name: 'outflow.contact',
  path: '/outflow/:id/contacts',
  access: 'outflow.keep',
  summary: '记录联系 / write down a contact with a member who is away',
  params: one,
  body: z.object({ onDay: day, channel: z.enum(channels), note: z.string().trim().max(200).optional() }),
  reply: Away,
});

export const voidContact = command({
  name: 'outflow.voidContact',
  path: '/outflow/contacts/:id/void',
  access: 'outflow.keep',
  summary: '作废一次联系记录 / void a contact that was written down by mistake',
  params: one,
  body: z.object({ reason }),
  reply: Away,
});

export const placeAway = command({
  name: 'outflow.place',
  path: '/outflow/:id/receiving',
  access: 'outflow.keep',
  summary: '告知县内流入地支部 / tell the branch of the county where the member lives; null takes it back',
  params: one,
  body: z.object({ branchId: id.nullable() }),
  reply: Away,
});

export const Arrival = z.object({
  id,
  version: count,
  branchId: id,
  branchName: z.string(),
  name: z.string(),
  /** Masked. */
  phone: z.string().nullable(),
  home: z.string(),
  since: z.string(),
  reason: z.string().nullable(),
  /** Told by the own branch in this county, or entered by the receiving one. */
  told: z.boolean(),
  canEnd: z.boolean(),
  /** Whether the reader asks the member to meetings and sends a word home. */
  canKeep: z.boolean(),
  guests: z.array(Guest),
  words: z.array(Word),
});
export type Arrival = z.infer<typeof Arrival>;

export const arrivalList = query({
  name: 'outflow.arrivals',
  path: '/outflow/arrivals',
  access: 'outflow.read',
  summary: '流入党员 / members of other organisations who live here',
  query: z.object({ cursor: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  reply: z.object({ items: z.array(Arrival), next: id.nullable(), total: count }),
});

export const enterArrival = command({
  name: 'outflow.enterArrival',
  path: '/outflow/arrivals',
  access: 'outflow.keep',
  summary: '登记县外流入党员 / enter a member from outside the county who lives here',
  body: z.object({
    branchId: id,
    name: z.string().trim().min(2).max(40),
    phone: z
      .string()
      .trim()
      .regex(/^[\d-]{7,20}$/, 'phone_format')
      .optional(),
    home: z.string().trim().min(2).max(100),
    since: day,
    reason: z.string().trim().max(60).optional(),
  }),
  reply: Arrival,
});

/** Of those whom the receiving branch entered; others end with the outflow itself. */
export const endArrival = command({
  name: 'outflow.endArrival',
  path: '/outflow/arrivals/:id/end',
  access: 'outflow.keep',
  summary: '流入党员已离开 / the member has left again',
  params: one,
  body: z.object({ version: count, on: day }),
  reply: z.object({ id }),
});

/** Asked without a vote; who was there is noted by name. Nobody of them counts for the quorum. */
export const setGuest = command({
  name: 'outflow.setGuest',
  path: '/outflow/arrivals/:id/meetings',
  access: 'outflow.keep',
  summary: '流入党员列席组织生活 / ask a member who lives here to a meeting, and note who came',
  params: one,
  body: z.object({ meetingId: id, state: z.enum(['asked', 'came', 'absent', 'withdrawn']) }),
  reply: Arrival,
});

/** The own branch weighs it: the grade itself is given at home. */
export const sendWord = command({
  name: 'outflow.sendWord',
  path: '/outflow/arrivals/:id/words',
  access: 'outflow.keep',
  summary: '向流出地支部反馈评议情况 / tell the own branch how the member stood in the appraisal here',
  params: one,
  body: z.object({ year: count.min(2000).max(2100), result: z.string().trim().min(2).max(300) }),
  reply: Arrival,
});
