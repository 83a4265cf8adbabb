import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { categoryCode, CategoryName } from '../categories/contract.ts';
import { publishedStates } from './rules.ts';

const id = z.uuid();
const version = z.number().int().min(1);
const words = z.object({
  question: z.string().trim().min(4).max(500),
  answer: z.string().trim().min(4).max(2_000),
});
const reason = z.string().trim().min(2).max(300);

/** What anybody reads. */
export const PublishedAnswer = z.object({
  id,
  category: categoryCode,
  categoryName: CategoryName,
  question: z.string(),
  answer: z.string(),
  unitName: z.string(),
  publishedOn: z.string(),
});
export type PublishedAnswer = z.infer<typeof PublishedAnswer>;

export const publishedAnswers = query({
  name: 'requests.published',
  path: '/requests/published',
  access: 'public',
  summary: '公开选登的答复 / answers that everybody may read, the newest or the most fitting first',
  query: z.object({
    category: categoryCode.optional(),
    /** What somebody writes: in the header, never in an address. */
    text: z.string().trim().max(2_000).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(30),
  }),
  reply: z.object({ items: z.array(PublishedAnswer), total: z.number().int() }),
});

/** As a person sees it who works on it. */
export const Publication = z.object({
  id,
  version,
  requestId: id,
  state: z.enum(publishedStates),
  category: categoryCode,
  categoryName: CategoryName,
  unitName: z.string(),
  question: z.string(),
  answer: z.string(),
  proposer: z.string(),
  proposedAt: z.string(),
  reviewer: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  reason: z.string().nullable(),
  can: z.object({ review: z.boolean(), withdraw: z.boolean() }),
});
export type Publication = z.infer<typeof Publication>;

export const publications = query({
  name: 'requests.publications',
  path: '/requests/publications',
  access: 'requests.handle',
  summary: '本范围提出选登的答复 / answers of the range that were proposed, published, returned or withdrawn',
  query: z.object({ state: z.enum(publishedStates).optional() }),
  reply: z.object({ items: z.array(Publication) }),
});

/** Of one request: what there is, and a draft with what names somebody taken out. */
export const publicationOf = query({
  name: 'requests.publication',
  path: '/requests/:id/publication',
  access: 'requests.handle',
  summary: '一件诉求的选登情况 / whether a request’s answer is published, and a draft',
  params: z.object({ id }),
  reply: z.object({
    publication: Publication.nullable(),
    /** Null where it cannot be proposed: no answer stands. */
    draft: z.object({ question: z.string(), answer: z.string() }).nullable(),
  }),
});

export const proposeAnswer = command({
  name: 'requests.proposeAnswer',
  path: '/requests/:id/publication',
  access: 'requests.handle',
  summary: '提出选登 / propose an answer for everybody to read, without anything that names somebody',
  params: z.object({ id }),
  body: words,
  reply: z.object({ id, version }),
});

export const publishAnswer = command({
  name: 'requests.publishAnswer',
  path: '/requests/publications/:id/publish',
  access: 'requests.publish',
  drill: 'withdrawal',
  summary: '审核并公开 / a second person publishes it',
  params: z.object({ id }),
  body: z.object({ version }),
  reply: z.object({ id, version }),
});

export const returnAnswer = command({
  name: 'requests.returnAnswer',
  path: '/requests/publications/:id/return',
  access: 'requests.publish',
  summary: '退回选登 / a second person returns it with a reason',
  params: z.object({ id }),
  body: z.object({ version, reason }),
  reply: z.object({ id, version }),
});

export const withdrawAnswer = command({
  name: 'requests.withdrawAnswer',
  path: '/requests/publications/:id/withdraw',
  access: 'requests.publish',
  summary: '撤下选登 / take a published answer back, with a reason',
  params: z.object({ id }),
  body: z.object({ version, reason }),
  reply: z.object({ id, version }),
});
