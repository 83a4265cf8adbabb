import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Holding, Post, Reference, Term } from '../contract.ts';

const id = z.uuid();
const one = z.object({ id });
const day = z.iso.date();
const count = z.number().int();
const version = z.number().int().min(1);
const title = (max: number) => z.string().trim().normalize('NFC').min(1).max(max);
const text = (max: number) => z.string().trim().normalize('NFC').max(max);
const reason = text(500).optional();
const versioned = { version };

/** A member who may be appointed; told apart from namesakes by branch and day of joining. */
export const Candidate = z.object({
  personId: id,
  name: z.string(),
  joinedOn: z.string().nullable(),
  branchName: z.string(),
  /** Belongs to the organisation itself or to one below it. */
  inside: z.boolean(),
});

export const candidates = query({
  name: 'organisations.candidates',
  path: '/organisations/:id/candidates',
  access: 'organisations.posts',
  summary: '可任职的党员 / members who may be appointed to a post here',
  params: one,
  query: z.object({
    /** Part of a name, or the beginning of its pinyin or initials. */ q: z.string().trim().min(1).max(40),
  }),
  reply: z.object({ items: z.array(Candidate) }),
});

export const appointHolder = command({
  name: 'organisations.appoint',
  path: '/organisations/:id/posts',
  access: 'organisations.posts',
  summary: '任职 / appoint to a post',
  params: one,
  body: z.object({
    personId: id,
    post: Post,
    termId: id.nullable().optional(),
    fromOn: day,
    note: text(200).nullable().optional(),
    reason,
  }),
  reply: Holding,
});

export const correctHolding = command({
  name: 'organisations.correctPost',
  path: '/organisations/posts/:id',
  method: 'PATCH',
  access: 'organisations.posts',
  summary: '更正任职 / correct a post',
  params: one,
  body: z.object({
    ...versioned,
    post: Post.optional(),
    termId: id.nullable().optional(),
    fromOn: day.optional(),
    toOn: day.nullable().optional(),
    note: text(200).nullable().optional(),
    reason,
  }),
  reply: Holding,
});

export const endHolding = command({
  name: 'organisations.endPost',
  path: '/organisations/posts/:id/end',
  access: 'organisations.posts',
  summary: '免职，相关权限即时停止 / end a post and the rights that hang on it',
  params: one,
  body: z.object({ ...versioned, toOn: day, reason }),
  reply: Holding,
});

export const withdrawHolding = command({
  name: 'organisations.withdrawPost',
  path: '/organisations/posts/:id',
  method: 'DELETE',
  access: 'organisations.posts',
  summary: '撤回误录的任职 / withdraw a post entered by mistake',
  params: one,
  body: z.object({ ...versioned, reason: title(500) }),
  reply: z.object({ withdrawn: z.boolean() }),
});

export const openTerm = command({
  name: 'organisations.openTerm',
  path: '/organisations/:id/terms',
  access: 'organisations.posts',
  summary: '开始一届，届满日按规定推算 / open a term, due by rule',
  params: one,
  body: z.object({
    startedOn: day,
    ordinal: z.number().int().min(1).max(200).nullable().optional(),
    /** Only where the superior approved another day; then a reason is due. */
    dueOn: day.optional(),
    reason,
  }),
  reply: Term,
});

export const correctTerm = command({
  name: 'organisations.correctTerm',
  path: '/organisations/terms/:id',
  method: 'PATCH',
  access: 'organisations.posts',
  summary: '更正届次或批准延期 / correct a term, or an approved shift',
  params: one,
  body: z.object({
    ...versioned,
    startedOn: day.optional(),
    ordinal: z.number().int().min(1).max(200).nullable().optional(),
    dueOn: day.optional(),
    reason,
  }),
  reply: Term,
});

export const endTerm = command({
  name: 'organisations.endTerm',
  path: '/organisations/terms/:id/end',
  access: 'organisations.posts',
  summary: '届满换届 / end a term; its posts end with it where asked',
  params: one,
  body: z.object({ ...versioned, endedOn: day, endPosts: z.boolean().default(false), reason }),
  reply: Term,
});

export const DueTerm = Term.extend({
  organisation: Reference,
  parentName: z.string(),
  overdue: z.boolean(),
  daysLeft: count,
});

export const dueTerms = query({
  name: 'organisations.dueTerms',
  path: '/organisations/terms/due',
  access: 'organisations.officers',
  summary: '六个月内届满的组织 / terms that end within six months or are overdue',
  query: z.object({
    /** Months ahead; by the rule of the reminder where left out. */
    within: z.coerce.number().int().min(0).max(60).optional(),
    organisationId: id.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    items: z.array(DueTerm),
    next: z.string().nullable(),
    total: count,
    overdue: count,
    until: z.string(),
  }),
});
