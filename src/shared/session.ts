import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { languages } from './text.ts';

/**
 * How far the sign-in has come. The order is fixed: a first password is set before the second factor is
 * enrolled, and a role is chosen last; `ready` is the only stage in which other endpoints answer.
 */
export const sessionStages = ['anonymous', 'password', 'enrol', 'second_factor', 'role', 'ready'] as const;

export const sessionRole = z.object({
  id: z.string(),
  /** The role's name in Chinese and English. */
  label: z.tuple([z.string(), z.string()]),
  organisation: z.object({ id: z.string(), name: z.string() }),
});

/** Who am I: answered to anybody; an anonymous caller gets the stage and nothing else. */
export const sessionView = z.object({
  stage: z.enum(sessionStages),
  accountId: z.string().optional(),
  name: z.string().optional(),
  county: z.string().optional(),
  role: sessionRole.optional(),
  roles: z.array(sessionRole).default([]),
  permissions: z.array(z.string()).default([]),
  language: z.enum(languages).default('zh'),
  /** Only while a second factor is being enrolled: the secret in base32 and the otpauth address. */
  enrolment: z.object({ secret: z.string(), uri: z.string() }).optional(),
});
export type SessionView = z.output<typeof sessionView>;
export type SessionRole = z.output<typeof sessionRole>;

export const sessions = {
  current: query({ name: 'session.current', path: '/session', access: 'public', summary: 'Who am I', reply: sessionView }),
  signIn: command({
    name: 'session.signIn',
    path: '/session',
    access: 'public',
    summary: 'Sign in with name and password',
    body: z.object({ login: z.string().trim().min(1).max(64), password: z.string().min(1).max(256) }).strict(),
    reply: sessionView,
  }),
  secondFactor: command({
    name: 'session.secondFactor',
    path: '/session/second-factor',
    access: 'public',
    summary: 'Give the six-digit code; during enrolment it also confirms the new secret',
    body: z.object({ code: z.string().trim().regex(/^\d{6}$/, 'code_format') }).strict(),
    reply: sessionView,
  }),
  setPassword: command({
    name: 'session.setPassword',
    path: '/session/password',
    access: 'public',
    summary: 'Set the first password, or change it',
    body: z.object({ current: z.string().max(256).optional(), next: z.string().min(10).max(256) }).strict(),
    reply: sessionView,
  }),
  chooseRole: command({
    name: 'session.chooseRole',
    path: '/session/role',
    access: 'public',
    summary: 'Choose the role of this session',
    body: z.object({ roleId: z.string() }).strict(),
    reply: sessionView,
  }),
  setLanguage: command({
    name: 'session.setLanguage',
    path: '/session/language',
    access: 'signed-in',
    summary: 'Remember the language of the interface',
    body: z.object({ language: z.enum(languages) }).strict(),
    reply: sessionView,
  }),
  signOut: command({ name: 'session.signOut', method: 'DELETE', path: '/session', access: 'public', summary: 'Sign out', reply: sessionView }),
};
