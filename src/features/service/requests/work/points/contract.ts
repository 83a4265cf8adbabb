import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { outcomes } from './rules.ts';

const id = z.uuid();
const version = z.number().int().min(1);

export const RequestPoints = z.object({
  version,
  /** What the points are quoted from: the request, and once it was reopened the reason. */
  texts: z.array(z.string()),
  points: z.array(z.object({ id, quote: z.string() })),
  /** Suggested, and set aside by a handler. */
  aside: z.array(z.string()),
  /** What the rule takes for points. */
  suggested: z.array(z.string()),
  /** Suggestions that nobody has looked at: an answer waits for them. */
  unmarked: z.array(z.string()),
  /** A petition (信访事项) is answered by an opinion alone. */
  needsOpinion: z.boolean(),
  can: z.object({ mark: z.boolean() }),
});
export type RequestPoints = z.infer<typeof RequestPoints>;

export const requestPoints = query({
  name: 'requests.points',
  path: '/requests/:id/points',
  access: 'requests.read',
  summary: '诉求点 / the points that a request raises',
  params: z.object({ id }),
  reply: RequestPoints,
});

/** All of them at once: what is left out is a point no more. */
export const markPoints = command({
  name: 'requests.markPoints',
  path: '/requests/:id/points',
  access: 'requests.handle',
  summary: '标出诉求点 / mark the points of a request',
  params: z.object({ id }),
  body: z.object({
    version,
    marks: z.array(z.object({ quote: z.string().min(1).max(2_000), aside: z.boolean().default(false) })).max(40),
  }),
  reply: z.object({ id, version }),
});

/** Which sentences of the answer are about a point, or why none is. */
export const PointAnswer = z.object({
  pointId: id,
  sentences: z.array(z.number().int().min(0).max(4_000)).max(200).default([]),
  reason: z.string().trim().max(500).optional(),
});

/** Where the answer decides about a claim (处理意见书). */
export const Opinion = z.object({
  outcome: z.enum(outcomes),
  facts: z.string().trim().min(4).max(4_000),
  basis: z.string().trim().min(4).max(1_000),
});
export type Opinion = z.infer<typeof Opinion>;

/** A point as it was answered: kept with the answer, and read by the resident. */
export const AnsweredPoint = z.object({
  quote: z.string(),
  sentences: z.array(z.string()),
  reason: z.string().nullable(),
});
export type AnsweredPoint = z.infer<typeof AnsweredPoint>;
