import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { addressedChannels, channels } from '../rules.ts';

const kind = z.string().trim().min(1).max(60);

export const NoticeSettings = z.object({
  channels: z.array(
    z.object({
      channel: z.enum(channels),
      /** Whether this platform is connected to it at all. */
      connected: z.boolean(),
      /** Where it reaches me, masked; null: nowhere. */
      address: z.string().nullable(),
    }),
  ),
  /** Kinds of notices that I have had, and `*` for all others. */
  kinds: z.array(
    z.object({
      kind: z.string(),
      /** Cannot be switched off. */
      statutory: z.boolean(),
      wanted: z.array(z.enum(channels)),
    }),
  ),
});
export type NoticeSettings = z.infer<typeof NoticeSettings>;

export const noticeSettings = query({
  name: 'notices.settings',
  path: '/notices/settings',
  access: 'signed-in',
  summary: '通知设置 / which notices reach me where',
  reply: NoticeSettings,
});

export const setNotice = command({
  name: 'notices.set',
  path: '/notices/settings',
  method: 'PUT',
  access: 'signed-in',
  summary: '开关一类通知 / switch a kind of notice on a channel',
  body: z.object({ kind, channel: z.enum(channels), enabled: z.boolean() }),
  reply: NoticeSettings,
});

/** An e-mail address, or the user's name at the work messenger. */
export const setNoticeAddress = command({
  name: 'notices.setAddress',
  path: '/notices/addresses/:channel',
  method: 'PUT',
  access: 'signed-in',
  summary: '设置接收地址 / where a channel reaches me',
  params: z.object({ channel: z.enum(addressedChannels) }),
  body: z.object({
    /** Empty: take it away. */
    address: z.string().trim().max(200),
  }),
  reply: NoticeSettings,
});
