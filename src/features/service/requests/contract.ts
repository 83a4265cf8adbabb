import { z } from 'zod';
import { Why } from '#features/base/rules/contract.ts';
import { command, query } from '#shared/endpoint.ts';
import { categoryCode, CategoryName } from './categories/contract.ts';
import { RequestClock } from './clocks/contract.ts';
import { kindCode, KindName } from './kinds/contract.ts';
import { PlacePoint } from './places/contract.ts';
import { AnsweredPoint, Opinion, PointAnswer } from './work/points/contract.ts';
import {
  entryKinds,
  requestChannels,
  requestStates,
  requestTreatments,
  routeReasons,
  seenCharacters,
} from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int().min(1);
const count = z.number().int();
/** Words that say something: four characters that are seen, whatever else is among them. */
export const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => seenCharacters(text) >= 4, 'requests.too_short');
/** As it was typed; the server reads small letters, blanks and hyphens alike. */
const code = z.string().trim().min(1).max(60);

/** A village or community that a request can be about. */
export const RequestArea = z.object({
  id,
  name: z.string(),
  /** The township that it lies in; pages group by it. */
  under: z.string(),
});
export type RequestArea = z.infer<typeof RequestArea>;

export const requestAreas = query({
  name: 'requests.areas',
  path: '/requests/areas',
  access: 'public',
  summary: '可选的村和社区 / villages and communities that a request can be about',
  reply: z.object({ items: z.array(RequestArea) }),
});

export const Receipt = z.object({
  id,
  /** Shown this once: `XXXX-XXXX-XXXX`. Nobody can look it up again. */
  code: z.string(),
  /** Null of thanks, for which no clock runs. */
  dueOn: z.string().nullable(),
  why: Why.nullable(),
  unitName: z.string(),
  /** Why that unit has it. */
  routed: z.enum(routeReasons),
  /** The words of the catalogue of responsibilities, where it decided. */
  routedReason: z.string().nullable(),
});
export type Receipt = z.infer<typeof Receipt>;

export const sendRequest = command({
  name: 'requests.send',
  path: '/requests',
  access: 'public',
  summary: '提交诉求 / send a request without an account',
  body: z.object({
    /** One that is diverted (检举控告) is refused with the right way, and nothing of it is kept. */
    kind: kindCode,
    category: categoryCode,
    areaId: id,
    text: words(2_000),
    name: z.string().trim().max(40).optional(),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[\d -]{7,20}$/, 'requests.phone_format')
      .optional(),
    /** Name and phone are kept, and not shown to those who handle it. */
    hideName: z.boolean().default(false),
    /** Where it is, on the map. It can show a home: it is kept as the words are, for those who handle it. */
    point: PlacePoint.optional(),
    /** The resident declares it a petition (信访事项): its clocks hold from receipt. */
    petition: z.boolean().optional(),
  }),
  reply: Receipt,
});

export const RequestEntry = z.object({
  at: z.string(),
  kind: z.enum(entryKinds),
  /** The unit that did it, or that it went to; null where the resident did. */
  unitName: z.string().nullable(),
  text: z.string().nullable(),
  /** Of a refusal: where to turn instead. */
  way: z.string().nullable(),
  /** Of an answer: what it says to each point that was raised. */
  points: z.array(AnsweredPoint).default([]),
  /** Where the answer decides about a claim. */
  opinion: Opinion.nullable().default(null),
});
export type RequestEntry = z.infer<typeof RequestEntry>;

/** What the resident sees who holds the code. Neither name nor phone: a slip of paper can be lost. */
export const FollowedRequest = z.object({
  kind: kindCode,
  kindName: KindName,
  treatment: z.enum(requestTreatments),
  channel: z.enum(requestChannels),
  category: categoryCode,
  categoryName: CategoryName,
  areaName: z.string(),
  text: z.string(),
  state: z.enum(requestStates),
  receivedOn: z.string(),
  unitName: z.string(),
  /** Since when that unit has it. */
  unitSince: z.string(),
  routed: z.enum(routeReasons),
  /** The words of the catalogue of responsibilities, where it decided. */
  routedReason: z.string().nullable(),
  /** The day by which it is to be answered, with rule, article and steps; null of thanks. */
  dueOn: z.string().nullable(),
  why: Why.nullable(),
  provisional: z.boolean(),
  clock: RequestClock,
  /** The oldest first. */
  entries: z.array(RequestEntry),
  /** The token of `requests.followedOpinion`, which holds for an hour; null where no opinion was delivered. */
  opinion: z.string().nullable(),
  can: z.object({ accept: z.boolean(), reopen: z.boolean(), review: z.boolean(), petition: z.boolean() }),
});
export type FollowedRequest = z.infer<typeof FollowedRequest>;

/** The code travels in the `x-query` header, so that no log keeps it. */
export const followRequest = query({
  name: 'requests.follow',
  path: '/requests/follow',
  access: 'public',
  summary: '凭查询码查看办理情况 / follow a request by its code (in the x-query header)',
  query: z.object({ code }),
  reply: FollowedRequest,
});

const Done = z.object({ state: z.enum(requestStates) });

export const acceptAnswer = command({
  name: 'requests.accept',
  path: '/requests/accept',
  access: 'public',
  summary: '认可答复 / the resident accepts the answer',
  body: z.object({ code }),
  reply: Done,
});

/** Once, with a reason; the clock starts again. */
export const reopenRequest = command({
  name: 'requests.reopen',
  path: '/requests/reopen',
  access: 'public',
  summary: '要求重新办理 / the resident asks once more, with a reason',
  body: z.object({ code, reason: words(1_000) }),
  reply: Done,
});

export const RequestLine = z.object({
  id,
  kind: kindCode,
  kindName: KindName,
  category: categoryCode,
  categoryName: CategoryName,
  areaName: z.string(),
  /** The first words. */
  excerpt: z.string(),
  unitName: z.string(),
  state: z.enum(requestStates),
  receivedOn: z.string(),
  dueOn: z.string().nullable(),
  /** Days that are left; less than nothing when it is overdue. Null once there is nothing to do. */
  daysLeft: count.nullable(),
});
export type RequestLine = z.infer<typeof RequestLine>;

export const requestList = query({
  name: 'requests.list',
  path: '/requests',
  access: 'requests.read',
  summary: '诉求列表，先到期的在前 / requests of the range, those due first',
  query: z.object({
    /** `late`: overdue below, and told to the own unit; `asked`: waits for the own unit's decision. */
    show: z.enum(['own', 'late', 'asked', 'open', 'answered', 'ended', 'all']).default('open'),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  /** The total is counted as far as `mostCounted` and one more, but for what is open. */
  reply: z.object({ items: z.array(RequestLine), next: z.string().nullable(), total: count, open: count }),
});

export const RequestView = z.object({
  ...FollowedRequest.omit({ entries: true, opinion: true, can: true }).shape,
  id,
  version,
  unitId: id,
  daysLeft: count.nullable(),
  reopened: z.boolean(),
  /** The resident asked that neither is shown to those who handle it: both are null then. */
  hideName: z.boolean(),
  name: z.string().nullable(),
  /** Masked; `requests.showPhone` tells it in full and leaves a trace. */
  phone: z.string().nullable(),
  /** Pointed at on the map; whoever holds the code does not see it, as a slip can be lost. */
  point: PlacePoint.nullable(),
  entries: z.array(RequestEntry.extend({ actor: z.string().nullable() })),
  can: z.object({ take: z.boolean(), assign: z.boolean(), answer: z.boolean(), refuse: z.boolean() }),
});
export type RequestView = z.infer<typeof RequestView>;

export const oneRequest = query({
  name: 'requests.one',
  path: '/requests/:id',
  access: 'requests.read',
  summary: '一件诉求 / one request',
  params: one,
  reply: RequestView,
});

export const showPhone = command({
  name: 'requests.showPhone',
  path: '/requests/:id/phone',
  access: 'requests.handle',
  summary: '查看联系电话（留痕） / show the phone in full, which is audited',
  params: one,
  reply: z.object({ phone: z.string() }),
});

/** A reply that is kept for a retry holds nothing of what was written. */
const Handled = z.object({ id, version, state: z.enum(requestStates) });

export const takeRequest = command({
  name: 'requests.take',
  path: '/requests/:id/take',
  access: 'requests.handle',
  summary: '受理 / take a request',
  params: one,
  body: z.object({ version }),
  reply: Handled,
});

/** Units that have somebody who handles requests, and to which the reader may give one. */
export const requestUnits = query({
  name: 'requests.units',
  path: '/requests/:id/units',
  access: 'requests.handle',
  summary: '可交办的单位 / units that a request can be assigned to',
  params: one,
  reply: z.object({ items: z.array(z.object({ id, name: z.string(), under: z.string().nullable() })) }),
});

export const assignRequest = command({
  name: 'requests.assign',
  path: '/requests/:id/assign',
  access: 'requests.handle',
  summary: '交办 / assign a request to another unit; the resident reads the reason',
  params: one,
  body: z.object({ version, unitId: id, reason: words(500) }),
  reply: Handled,
});

export const answerRequest = command({
  name: 'requests.answer',
  path: '/requests/:id/answer',
  access: 'requests.handle',
  summary: '答复 / answer the resident',
  params: one,
  body: z.object({
    version,
    text: words(4_000),
    answers: z.array(PointAnswer).max(40).default([]),
    opinion: Opinion.optional(),
  }),
  reply: Handled,
});

export const refuseRequest = command({
  name: 'requests.refuse',
  path: '/requests/:id/refuse',
  access: 'requests.handle',
  drill: 'request',
  summary: '不予受理，说明理由和途径 / refuse a request with the reason and the right way',
  params: one,
  body: z.object({ version, reason: words(500), way: words(500) }),
  reply: Handled,
});
