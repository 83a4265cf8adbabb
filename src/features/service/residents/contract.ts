import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const phone = z.string().trim().min(1).max(40);
const done = z.object({ done: z.literal(true) });

/** Answers alike whether the number has an account or not: one is made with the first right code. */
export const sendCode = command({
  name: 'residents.sendCode',
  path: '/residents/code',
  access: 'public',
  summary: '发送验证码 / send a code to a phone',
  body: z.object({ phone }),
  reply: done,
});

export const signIn = command({
  name: 'residents.signIn',
  path: '/residents/sign-in',
  access: 'public',
  summary: '凭手机号和验证码进入 / sign in by phone and code',
  body: z.object({ phone, code: z.string().trim().min(1).max(20) }),
  reply: done,
});

/** Of the one who has signed in on the portal; null where nobody has. */
export const ownAccount = query({
  name: 'residents.me',
  path: '/residents/me',
  access: 'public',
  summary: '本人的群众账号 / the own account of a resident',
  reply: z.object({ account: z.object({ phone: z.string(), madeAt: z.string() }).nullable() }),
});

/** `everywhere`: on other devices too. */
export const signOut = command({
  name: 'residents.signOut',
  path: '/residents/sign-out',
  access: 'public',
  summary: '退出 / sign out',
  body: z.object({ everywhere: z.boolean().default(false) }),
  reply: done,
});

/** The phone is forgotten; what was sent stays with the units as sent by nobody. */
export const closeAccount = command({
  name: 'residents.close',
  path: '/residents/close',
  access: 'public',
  summary: '注销群众账号 / close the own account',
  body: z.object({ sure: z.literal(true, 'residents.not_sure') }),
  reply: done,
});

/** For whoever cannot receive a message: staff see the person, and hand over a code for ten minutes. */
export const makeAtDesk = command({
  name: 'residents.makeAtDesk',
  path: '/residents/desk',
  access: 'requests.handle',
  summary: '服务台办理群众账号 / a code handed over at a staffed desk',
  body: z.object({ phone }),
  reply: z.object({ code: z.string(), minutes: z.number().int() }),
});
