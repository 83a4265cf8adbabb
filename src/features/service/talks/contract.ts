import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { areSpans, mostSpans, talkKinds, talkSides, talkWhats } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();
const version = z.number().int().min(0);
/** One message: short, since somebody waits for the next. */
export const talkWords = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  .refine((text) => /[^\s\p{C}\p{Z}\p{M}\u115f\u1160\u3164\uffa0]/u.test(text), 'talks.empty');

/** Numbers are 1, 2, 3 … without a gap: whoever knows the last one knows whether something is missing. */
export const TalkMessage = z.object({
  seq: count.min(1),
  at: z.string(),
  side: z.enum(talkSides),
  what: z.enum(talkWhats),
  /** The unit that said it; null where the asker did. */
  unitName: z.string().nullable(),
  text: z.string().nullable(),
});
export type TalkMessage = z.infer<typeof TalkMessage>;

const minute = z.number().int().min(0).max(1_440);
const Spans = z
  .array(z.tuple([minute, minute]))
  .max(mostSpans)
  .refine(areSpans, 'talks.spans');

export const TalkHours = z.object({
  working: Spans,
  off: Spans,
  promiseMinutes: z.number().int().min(5).max(960),
});
export type TalkHours = z.infer<typeof TalkHours>;

/** How a thread stands now. */
export const TalkStanding = z.object({
  unitName: z.string(),
  hours: TalkHours,
  /** Somebody is there now. */
  open: z.boolean(),
  /** When somebody is there next, where nobody is now. */
  opensAt: z.string().nullable(),
  /** Since when the asker waits for an answer; with the place in the unit's queue and the moment that was promised. */
  waitingSince: z.string().nullable(),
  place: count.nullable(),
  promisedAt: z.string().nullable(),
  late: z.boolean(),
  /** Somebody sees to it. */
  attended: z.boolean(),
  closed: z.boolean(),
});
export type TalkStanding = z.infer<typeof TalkStanding>;

export const Talk = z.object({
  id,
  /** The oldest first: the last hundred, or the next two hundred after a number. */
  messages: z.array(TalkMessage),
  /** The greatest number of the thread. */
  last: count,
  standing: TalkStanding,
});
export type Talk = z.infer<typeof Talk>;

/** After which number; without it the last ones come. */
export const talkAfter = z.coerce.number().int().min(0).max(2_000_000_000).optional();

/** The number that the message has: the same one however often it was sent. */
export const Said = z.object({ seq: count.min(1) });

export const ownTalk = query({
  name: 'talks.own',
  path: '/talks/own',
  access: 'talks.own',
  summary: '我与支部的交流 / the own thread with the branch',
  query: z.object({ after: talkAfter }),
  reply: Talk,
});

export const sayOwn = command({
  name: 'talks.say',
  path: '/talks/own',
  access: 'talks.own',
  summary: '向支部留言（幂等键即消息号） / say something to the branch; the idempotency key names the message',
  body: z.object({ text: talkWords }),
  reply: Said,
});

export const TalkLine = z.object({
  id,
  kind: z.enum(talkKinds),
  /** The member; null of a request, whose holder may have no name. */
  name: z.string().nullable(),
  unitName: z.string(),
  saidAt: z.string(),
  waitingSince: z.string().nullable(),
  promisedAt: z.string().nullable(),
  late: z.boolean(),
  attendant: z.string().nullable(),
  mine: z.boolean(),
});
export type TalkLine = z.infer<typeof TalkLine>;

export const talkList = query({
  name: 'talks.list',
  path: '/talks',
  access: 'talks.answer',
  summary: '交流列表，等得最久的在前 / threads of the range, those that wait longest first',
  query: z.object({
    show: z.enum(['own', 'waiting', 'all']).default('own'),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  /** How many wait: at the own unit, and in the range. */
  reply: z.object({ items: z.array(TalkLine), next: z.string().nullable(), own: count, waiting: count }),
});

/** As the office sees it: with who wrote for the unit, and who sees to it. */
export const HeldTalk = z.object({
  ...Talk.shape,
  kind: z.enum(talkKinds),
  name: z.string().nullable(),
  messages: z.array(TalkMessage.extend({ actor: z.string().nullable() })),
  attendant: z.string().nullable(),
  mine: z.boolean(),
  can: z.object({ answer: z.boolean(), handOver: z.boolean() }),
});
export type HeldTalk = z.infer<typeof HeldTalk>;

export const oneTalk = query({
  name: 'talks.one',
  path: '/talks/:id',
  access: 'talks.branch',
  summary: '党员与支部的一个交流 / one thread of a member with the branch',
  params: one,
  query: z.object({ after: talkAfter }),
  reply: HeldTalk,
});

export const answerTalk = command({
  name: 'talks.answer',
  path: '/talks/:id/messages',
  access: 'talks.branch',
  summary: '支部回复党员（幂等键即消息号） / answer a member; the idempotency key names the message',
  params: one,
  body: z.object({ text: talkWords }),
  reply: Said,
});

export const attendTalk = command({
  name: 'talks.attend',
  path: '/talks/:id/attend',
  access: 'talks.answer',
  summary: '由我接待 / see to a thread',
  params: one,
  reply: Said,
});

export const talkStaff = query({
  name: 'talks.staff',
  path: '/talks/:id/staff',
  access: 'talks.answer',
  summary: '可移交的同事 / colleagues of the unit to whom a thread can be given',
  params: one,
  reply: z.object({ items: z.array(z.object({ accountId: id, name: z.string() })) }),
});

export const handTalk = command({
  name: 'talks.handOver',
  path: '/talks/:id/hand-over',
  access: 'talks.answer',
  summary: '移交同事，附内部说明 / give a thread to a colleague, with a note that the office alone reads',
  params: one,
  body: z.object({ accountId: id, note: talkWords }),
  reply: Said,
});

const KeptHours = z.object({
  ...TalkHours.shape,
  /** Null: the hours are those of the next organisation above, or the usual ones. */
  version: version.nullable(),
  unitName: z.string(),
});

export const talkHours = query({
  name: 'talks.hours',
  path: '/talks/hours',
  access: 'talks.hours',
  summary: '本单位的办公时间和答复承诺 / office hours and promise of the own unit',
  reply: KeptHours,
});

export const setTalkHours = command({
  name: 'talks.setHours',
  path: '/talks/hours',
  method: 'PUT',
  access: 'talks.hours',
  summary: '设定本单位的办公时间和答复承诺 / set the office hours and the promise of the own unit',
  body: z.object({ ...TalkHours.shape, version: version.nullable() }),
  reply: z.object({ version: z.number().int() }),
});
