import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { deliveryStates, channels, groups } from './rules.ts';

const id = z.uuid();
const count = z.number().int();
const words = z.object({ zh: z.string(), en: z.string() });
const params = z.record(z.string(), z.union([z.string(), z.number(), words]));

export const Todo = z.object({
  kind: z.string(),
  id: z.string(),
  /** What fills the text `todo.<kind>`. */
  params,
  link: z.string(),
  dueOn: z.string().nullable(),
  /** Why it is mine: the text `todo.why.<why>`. */
  why: z.string(),
  /** The rule from which the day follows, and where it stands. */
  rule: z
    .object({ id: z.string(), article: z.string(), source: z.object({ zh: z.string(), en: z.string() }) })
    .nullable(),
  /** Negative after the day; null without a day. */
  workdaysLeft: count.nullable(),
  provisional: z.boolean(),
  /** The version to settle in place; null where it is done on its own page. */
  finish: count.nullable(),
  /** Whether a word may be said about it then. */
  takesNote: z.boolean(),
  /** Where it was handed over: to somebody, or to me by somebody. */
  handover: z
    .object({ id, direction: z.enum(['given', 'taken']), name: z.string(), note: z.string(), at: z.string() })
    .nullable(),
});
export type Todo = z.infer<typeof Todo>;

export const todoList = query({
  name: 'inbox.list',
  path: '/inbox',
  access: 'signed-in',
  summary: '我的待办 / what waits for me, by urgency',
  query: z.object({ kind: z.string().max(60).optional() }),
  reply: z.object({
    total: count,
    /** One number for each list; it equals the total of the list behind the link. */
    sources: z.array(z.object({ kind: z.string(), count, shown: count, link: z.string() })),
    groups: z.array(z.object({ group: z.enum(groups), items: z.array(Todo) })),
  }),
});

export const Notice = z.object({
  id,
  kind: z.string(),
  /** What fills the text `notice.<kind>`; words stand in both languages. */
  params,
  link: z.string(),
  statutory: z.boolean(),
  organisationName: z.string().nullable(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
  doneAt: z.string().nullable(),
  /** How far it has come on each channel, with the reason where it has not. */
  deliveries: z.array(
    z.object({
      channel: z.enum(channels),
      state: z.enum(deliveryStates),
      why: z.string().nullable(),
      /** Handed over again without knowing whether it had arrived: it may have come twice. */
      doubtful: z.boolean(),
      sentAt: z.string().nullable(),
    }),
  ),
});
export type Notice = z.infer<typeof Notice>;

export const noticeList = query({
  name: 'notices.list',
  path: '/notices',
  access: 'signed-in',
  summary: '我的通知 / my notices, newest first',
  query: z.object({
    state: z.enum(['unread', 'all']).default('all'),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(Notice), next: id.nullable(), unread: count }),
});

export const unreadNotices = query({
  name: 'notices.unread',
  path: '/notices/unread',
  access: 'signed-in',
  summary: '未读通知数 / how many notices are unread',
  reply: z.object({ unread: count }),
});

export const readNotice = command({
  name: 'notices.read',
  path: '/notices/:id/read',
  access: 'signed-in',
  summary: '标为已读 / mark as read',
  params: z.object({ id }),
  reply: Notice,
});

export const readAllNotices = command({
  name: 'notices.readAll',
  path: '/notices/read',
  access: 'signed-in',
  summary: '全部标为已读 / mark all as read',
  reply: z.object({ read: count }),
});
