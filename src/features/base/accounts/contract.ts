import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { roles } from './permissions/rules.ts';

export const Grant = z.object({
  id: z.uuid(),
  role: z.enum(roles),
  organisationId: z.uuid(),
  organisationName: z.string(),
});
export type Grant = z.infer<typeof Grant>;

/** What a session still lacks before it can be used. */
export const SessionState = z.enum(['signed_out', 'second_factor', 'set_password', 'choose_role', 'ready']);

export const Session = z.object({
  state: SessionState,
  county: z.object({ code: z.string(), name: z.string(), demo: z.boolean(), practice: z.boolean() }),
  account: z
    .object({
      id: z.uuid(),
      name: z.string(),
      signInName: z.string(),
      language: z.enum(['zh', 'en']),
      hasSecondFactor: z.boolean(),
      personId: z.uuid().nullable(),
    })
    .nullable(),
  grant: Grant.nullable(),
  grants: z.array(Grant),
  permissions: z.array(z.string()),
  /** Whether a second factor must first be set up on this device. */
  mustEnrol: z.boolean(),
});
export type Session = z.infer<typeof Session>;

const Password = z.string().min(8, 'password.short').max(128, 'password.long');

export const currentSession = query({
  name: 'session.current',
  path: '/session',
  access: 'public',
  summary: '当前会话 / who am I',
  reply: Session,
});

/** What this account's things on a device are sealed with; the server alone can make it again. */
export const deviceKey = query({
  name: 'session.deviceKey',
  path: '/session/device-key',
  access: 'signed-in',
  summary: '本机加密密钥 / the key to what this account keeps on a device',
  /** A number that the device has made for itself. */
  query: z.object({ device: z.uuid() }),
  reply: z.object({
    /** 32 bytes in base64. */
    key: z.string(),
    /** Days after which the device forgets the key by itself. */
    days: z.number().int(),
  }),
});

export const signIn = command({
  name: 'session.signIn',
  path: '/session',
  access: 'public',
  summary: '登录 / sign in',
  body: z.object({
    name: z.string().trim().min(1, 'required').max(100),
    password: z.string().min(1, 'required').max(128),
    device: z.string().max(120).optional(),
  }),
  reply: Session,
});

export const giveFactor = command({
  name: 'session.giveFactor',
  path: '/session/factor',
  access: 'signed-in',
  summary: '提交动态验证码 / give the second factor',
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, 'code.six_digits'),
  }),
  reply: Session,
});

export const beginEnrolment = command({
  name: 'session.beginEnrolment',
  path: '/session/enrolment',
  access: 'signed-in',
  summary: '绑定动态验证码：取得密钥 / begin to set up a second factor',
  reply: z.object({ secret: z.string(), uri: z.string() }),
});

export const setPassword = command({
  name: 'session.setPassword',
  path: '/session/password',
  access: 'signed-in',
  summary: '设置新密码 / set a new password',
  body: z.object({ current: z.string().max(128), next: Password }),
  reply: Session,
});

export const chooseRole = command({
  name: 'session.chooseRole',
  path: '/session/role',
  access: 'signed-in',
  summary: '选择本次会话的身份 / choose the role of this session',
  body: z.object({ grantId: z.uuid() }),
  reply: Session,
});

export const setLanguage = command({
  name: 'session.setLanguage',
  path: '/session/language',
  access: 'signed-in',
  summary: '切换语言 / switch the language',
  body: z.object({ language: z.enum(['zh', 'en']) }),
  reply: Session,
});

export const signOut = command({
  name: 'session.signOut',
  path: '/session',
  method: 'DELETE',
  access: 'signed-in',
  summary: '退出登录 / sign out',
  reply: Session,
});

export const OwnSession = z.object({
  id: z.uuid(),
  device: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  current: z.boolean(),
  role: z.enum(roles).nullable(),
});

export const ownSessions = query({
  name: 'session.mine',
  path: '/session/all',
  access: 'signed-in',
  summary: '我的登录设备 / my sessions',
  reply: z.object({ items: z.array(OwnSession) }),
});

export const endSession = command({
  name: 'session.end',
  path: '/session/all/:id',
  method: 'DELETE',
  access: 'signed-in',
  summary: '结束一个会话 / end one of my sessions',
  params: z.object({ id: z.uuid() }),
  reply: z.object({ ended: z.boolean() }),
});
