import { mayHoldTogether, roleFacts, separated, type Role } from '../permissions/rules.ts';
import { firstPasswordLapsed } from '../sessions/rules.ts';

/**
 * What makes an account worth a look (GB/T 22239-2019 8.1.4.2 b and c: rename default accounts, no superfluous, expired or
 * shared accounts; 8.1.4.1 d: a second factor for those who need one).
 */
export const accountProblems = [
  'stale',
  'never_used',
  'initial_password',
  'default_name',
  'shared',
  'no_person',
  'no_factor',
  'no_role',
] as const;
export type AccountProblem = (typeof accountProblems)[number];

/** Days after which an account counts as stale, and as never used. */
export const reviewDays = { stale: 90, neverUsed: 30 } as const;
/** As many live sessions at once, and one person is hardly alone in the account. */
export const sharedSessions = 6;

const defaultNames =
  /^(admin|administrator|root|test|guest|user|demo|default|system|sysadmin|manager|operator|zhibu|dangjian)[._-]?\d*$/i;
const sharedNames =
  /^(公用|共用|公共|临时|测试|值班|管理员|办公室|党政办|组织办|党建办|支部|党支部|党委)([账帐]号)?\d*$|[公共]用|shared/i;

export interface AccountFacts {
  readonly signInName: string;
  readonly displayName: string;
  readonly hasPerson: boolean;
  readonly hasSecondFactor: boolean;
  readonly mustSetPassword: boolean;
  readonly passwordIssuedAt: string | null;
  readonly createdAt: string;
  readonly lastSignInAt: string | null;
  readonly disabledAt: string | null;
  readonly liveSessions: number;
  /** Roles that hold today. */
  readonly roles: readonly Role[];
}

const daysSince = (then: string, now: Date): number => (now.getTime() - Date.parse(then)) / 86_400_000;

/** Problems of an enabled account on a day; a disabled one has none. */
export const problemsOf = (account: AccountFacts, now: Date): AccountProblem[] => {
  if (account.disabledAt !== null) return [];
  const { lastSignInAt, createdAt, passwordIssuedAt } = account;
  const found: Readonly<Record<AccountProblem, boolean>> = {
    stale: lastSignInAt !== null && daysSince(lastSignInAt, now) > reviewDays.stale,
    never_used: lastSignInAt === null && daysSince(createdAt, now) > reviewDays.neverUsed,
    initial_password: firstPasswordLapsed(
      { must_set_password: account.mustSetPassword, password_issued_at: passwordIssuedAt },
      now,
    ),
    default_name: defaultNames.test(account.signInName),
    shared: sharedNames.test(account.displayName) || account.liveSessions >= sharedSessions,
    no_person: !account.hasPerson,
    no_factor: !account.hasSecondFactor && account.roles.some((role) => roleFacts[role].secondFactor),
    no_role: account.roles.length === 0,
  };
  return accountProblems.filter((problem) => found[problem]);
};

export interface GrantAsked {
  readonly role: Role;
  readonly organisationType: string;
  /** Roles that the account holds now or will hold. */
  readonly held: readonly Role[];
  readonly hasPerson: boolean;
  readonly isSelf: boolean;
}

/** Why a role may not be given, as a message key, or null. */
export const grantProblem = ({ role, organisationType, held, hasPerson, isSelf }: GrantAsked): string | null => {
  if (isSelf) return 'grant.to_self';
  if (!roleFacts[role].on.includes(organisationType)) return 'grant.wrong_type';
  if (roleFacts[role].reach === 'self' && !hasPerson) return 'grant.needs_person';
  if (!mayHoldTogether([...held, role]))
    return separated.includes(role) || held.some((r) => separated.includes(r)) ? 'grant.separated' : 'grant.together';
  return null;
};

export type AccountAct = 'change' | 'disable' | 'enable' | 'issuePassword' | 'resetFactor' | 'grant' | 'endSessions';

/**
 * Nobody administers the own account. Taking over another's takes two people: one issues the password, another of the
 * three resets the second factor.
 */
export const mayAct = (
  act: AccountAct,
  by: { readonly accountId: string | null; readonly permissions: ReadonlySet<string> },
  account: { readonly id: string; readonly disabledAt: string | null },
): boolean => {
  if (by.accountId === account.id) return false;
  const enabled = account.disabledAt === null;
  switch (act) {
    case 'change':
      return by.permissions.has('accounts.manage');
    case 'disable':
    case 'issuePassword':
      return enabled && by.permissions.has('accounts.manage');
    case 'enable':
      return !enabled && by.permissions.has('accounts.manage');
    case 'resetFactor':
      return by.permissions.has('factors.reset');
    case 'grant':
      return enabled && by.permissions.has('grants.manage');
    case 'endSessions':
      return by.permissions.has('sessions.manage');
  }
};
