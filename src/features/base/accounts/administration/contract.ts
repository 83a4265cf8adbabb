import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { roles } from '../permissions/rules.ts';
import { accountProblems } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();
const day = z.iso.date();
const version = z.number().int().positive();
/** Why an administrator did it: kept in the audit log. */
const reason = z.string().trim().min(2, 'reason.short').max(300);

export const SignInName = z
  .string()
  .trim()
  .normalize('NFKC')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{2,39}$/u, 'sign_in_name.form');
const DisplayName = z.string().trim().normalize('NFC').min(1, 'required').max(60);

/** A human being is named by both, so that nobody is linked to an account by a slip of the list. */
const PersonKey = z.object({
  name: z.string().trim().min(2, 'required').max(60),
  idNumber: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^\d{17}[\dX]$/, 'id_number.form'),
});

export const AccountGrant = z.object({
  id,
  role: z.enum(roles),
  organisationId: id,
  organisationName: z.string(),
  postHoldingId: id.nullable(),
  from: z.string(),
  to: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Whether it holds today: not ended, within its days, its post still held. */
  holds: z.boolean(),
  version,
});
export type AccountGrant = z.infer<typeof AccountGrant>;

export const AccountRow = z.object({
  id,
  signInName: z.string(),
  displayName: z.string(),
  hasPerson: z.boolean(),
  hasSecondFactor: z.boolean(),
  mustSetPassword: z.boolean(),
  createdAt: z.string(),
  lastSignInAt: z.string().nullable(),
  disabledAt: z.string().nullable(),
  grants: z.array(AccountGrant),
  /** What an administrator should look into: stale, default or shared accounts and the like. */
  problems: z.array(z.enum(accountProblems)),
  version,
});
export type AccountRow = z.infer<typeof AccountRow>;

export const AccountView = AccountRow.extend({
  passwordSetAt: z.string().nullable(),
  secondFactorAt: z.string().nullable(),
  disabledReason: z.string().nullable(),
  liveSessions: count,
  can: z.object({
    change: z.boolean(),
    disable: z.boolean(),
    enable: z.boolean(),
    issuePassword: z.boolean(),
    resetFactor: z.boolean(),
    grant: z.boolean(),
    endSessions: z.boolean(),
  }),
});
export type AccountView = z.infer<typeof AccountView>;

export const accountList = query({
  name: 'accounts.list',
  path: '/accounts',
  access: 'accounts.read',
  summary: '账号列表 / accounts',
  query: z.object({
    search: z.string().trim().max(60).optional(),
    role: z.enum(roles).optional(),
    state: z.enum(['enabled', 'disabled', 'all']).default('enabled'),
    problem: z.enum(accountProblems).optional(),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(AccountRow), next: z.string().nullable() }),
});

/** How many enabled accounts show each problem: the tiles above the list (GB/T 22239-2019 8.1.4.2 c). */
export const accountReview = query({
  name: 'accounts.review',
  path: '/accounts/review',
  access: 'accounts.read',
  summary: '账号核查 / accounts to look into',
  reply: z.object({
    enabled: count,
    disabled: count,
    problems: z.array(z.object({ problem: z.enum(accountProblems), accounts: count })),
  }),
});

export const accountById = query({
  name: 'accounts.one',
  path: '/accounts/:id',
  access: 'accounts.read',
  summary: '账号 / one account',
  params: one,
  reply: AccountView,
});

export const createAccount = command({
  name: 'accounts.create',
  path: '/accounts',
  access: 'accounts.manage',
  summary: '开通账号 / create an account',
  body: z.object({ signInName: SignInName, displayName: DisplayName, person: PersonKey.optional() }),
  reply: AccountView,
});

export const changeAccount = command({
  name: 'accounts.change',
  path: '/accounts/:id',
  method: 'PATCH',
  access: 'accounts.manage',
  summary: '修改账号 / change an account',
  params: one,
  body: z.object({
    version,
    signInName: SignInName.optional(),
    displayName: DisplayName.optional(),
    person: PersonKey.optional(),
  }),
  reply: AccountView,
});

/** Not kept for a repeated request: the password is in this one reply and nowhere else; asking again makes another. */
export const issuePassword = command({
  name: 'accounts.issuePassword',
  path: '/accounts/:id/password',
  access: 'accounts.manage',
  summary: '发放一次性初始密码 / issue a first password, shown once',
  params: one,
  body: z.object({ reason }),
  reply: z.object({ password: z.string() }),
});

export const resetFactor = command({
  name: 'accounts.resetFactor',
  path: '/accounts/:id/factor/reset',
  access: 'factors.reset',
  summary: '解除动态验证码绑定 / reset the second factor',
  params: one,
  body: z.object({ version, reason }),
  reply: AccountView,
});

export const disableAccount = command({
  name: 'accounts.disable',
  path: '/accounts/:id/disable',
  access: 'accounts.manage',
  summary: '停用账号 / disable an account and end its sessions',
  params: one,
  body: z.object({ version, reason }),
  reply: AccountView,
});

export const enableAccount = command({
  name: 'accounts.enable',
  path: '/accounts/:id/enable',
  access: 'accounts.manage',
  summary: '启用账号 / enable an account',
  params: one,
  body: z.object({ version, reason }),
  reply: AccountView,
});

export const AccountSession = z.object({
  id,
  device: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  expiresAt: z.string(),
  role: z.enum(roles).nullable(),
  secondFactor: z.boolean(),
});

export const accountSessions = query({
  name: 'accounts.sessions',
  path: '/accounts/:id/sessions',
  access: 'sessions.manage',
  summary: '账号的会话 / live sessions of an account',
  params: one,
  reply: z.object({ items: z.array(AccountSession) }),
});

export const endAccountSession = command({
  name: 'accounts.endSession',
  path: '/accounts/:id/sessions/:sessionId',
  method: 'DELETE',
  access: 'sessions.manage',
  summary: '结束会话 / end one session of an account',
  params: z.object({ id, sessionId: id }),
  reply: z.object({ ended: z.boolean() }),
});

export const endAccountSessions = command({
  name: 'accounts.endSessions',
  path: '/accounts/:id/sessions',
  method: 'DELETE',
  access: 'sessions.manage',
  summary: '结束全部会话 / end every session of an account',
  params: one,
  reply: z.object({ ended: count }),
});

/** Posts that the account's person holds: a grant tied to one ends with it. */
export const accountPosts = query({
  name: 'accounts.posts',
  path: '/accounts/:id/posts',
  access: 'grants.manage',
  summary: '账号持有人的任职 / posts of the account’s person',
  params: one,
  reply: z.object({
    items: z.array(
      z.object({
        id,
        organisationId: id,
        organisationName: z.string(),
        post: z.string(),
        from: z.string(),
        to: z.string().nullable(),
        roles: z.array(z.enum(roles)),
      }),
    ),
  }),
});

/** Organisations on which the role can hang, by name or pinyin initials. */
export const grantPlaces = query({
  name: 'grants.places',
  path: '/grants/places',
  access: 'grants.manage',
  summary: '可授予该角色的组织 / organisations that fit a role',
  query: z.object({ role: z.enum(roles), search: z.string().trim().max(60).optional() }),
  reply: z.object({ items: z.array(z.object({ id, name: z.string(), parentName: z.string().nullable() })) }),
});

export const giveGrant = command({
  name: 'grants.give',
  path: '/accounts/:id/grants',
  access: 'grants.manage',
  summary: '授予角色 / give a role at an organisation',
  params: one,
  body: z.object({
    role: z.enum(roles),
    organisationId: id,
    postHoldingId: id.optional(),
    from: day.optional(),
    to: day.optional(),
    reason,
  }),
  reply: AccountView,
});

export const endGrant = command({
  name: 'grants.end',
  path: '/grants/:id/end',
  access: 'grants.manage',
  summary: '收回角色 / end a role',
  params: one,
  body: z.object({ version, reason }),
  reply: AccountView,
});
