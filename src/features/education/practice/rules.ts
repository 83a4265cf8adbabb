import { drills, remindDays, type Drill } from '#features/base/accounts/drills/rules.ts';
import { permissionsOf, type Role } from '#features/base/accounts/permissions/rules.ts';

export { drills, remindDays, type Drill };

/** One thing that the database holds, or does not, when the trainee says that it is done. */
export interface Finding {
  /** The text `check_<check>` says what was asked for. */
  readonly check: Check;
  readonly passed: boolean;
  /** What was found, as far as a number says it. */
  readonly found: number;
  readonly wanted: number;
}

export const checks = [
  'roster_entered',
  'roster_mended',
  'roster_left_out',
  'roster_not_doubled',
  'roster_not_strange',
  'roster_kept',
  'transfer_stopped',
  'transfer_stayed',
  'transfer_went_on',
  'request_answered',
  'request_words',
  'request_day',
  'request_late',
  'request_why',
  'request_honest',
  'request_rest',
  'withdrawal_gone',
  'withdrawal_rest',
  'withdrawal_reason',
] as const;
export type Check = (typeof checks)[number];

/** A check that counts: passed where as many were found as are wanted. */
export const counts = (check: Check, found: number, wanted: number): Finding => ({
  check,
  passed: found === wanted,
  found,
  wanted,
});

/** A check that is passed by so many or more. */
export const atLeast = (check: Check, found: number, wanted: number): Finding => ({
  check,
  passed: found >= wanted,
  found,
  wanted,
});

/** A drill is passed by all of its checks: half a mended register is not mended. */
export const isPassed = (findings: readonly Finding[]): boolean =>
  findings.length > 0 && findings.every(({ passed }) => passed);

/** The permission without which nobody needs the drill. */
export const needs: Readonly<Record<Drill, string>> = {
  roster: 'members.import',
  transfer: 'transfers.approve',
  request: 'requests.handle',
  withdrawal: 'publishing.publish',
};

/** Where one begins in the practice county. */
export const begins: Readonly<Record<Drill, string>> = {
  roster: '/members/imports',
  transfer: '/transfers/units',
  request: '/requests',
  withdrawal: '/publishing?show=live',
};

/** Digits of a code that no county of the country has: none of its provinces begins with a nine. */
export const practiceCode = (code: string): string => `9${code.slice(1)}`;

/** Whether an organisation has an administrator: nobody has a role there, somebody who lacks a drill, or somebody who lacks none. */
export const standings = ['none', 'untrained', 'trained'] as const;
export type Standing = (typeof standings)[number];

/** Roles that keep an organisation's own affairs here. */
export const administratorRoles: readonly Role[] = [
  'county_officer',
  'township_worker',
  'branch_secretary',
  'organisation_member',
];

/** Drills that a role needs, by what it may do. */
export const neededBy = (role: Role): Drill[] => drills.filter((drill) => permissionsOf(role).has(needs[drill]));

export const standingOf = (holders: readonly { readonly role: Role; readonly held: readonly Drill[] }[]): Standing => {
  if (holders.length === 0) return 'none';
  const trained = holders.some(({ role, held }) => neededBy(role).every((drill) => held.includes(drill)));
  return trained ? 'trained' : 'untrained';
};

/** As whom courses and exams know a role (`audiencePosts` there, `stages` here). */
const taught: Readonly<Partial<Record<Role, { readonly post: string; readonly stage: string }>>> = {
  branch_secretary: { post: 'secretary', stage: 'secretary' },
  organisation_member: { post: 'committee', stage: 'organisation_member' },
  township_worker: { post: 'township_worker', stage: 'township_worker' },
  county_officer: { post: 'county_officer', stage: 'county_officer' },
};
export const taughtAs = (role: string): { readonly post: string; readonly stage: string } | undefined =>
  taught[role as Role];

export const runStates = ['open', 'passed', 'failed', 'given_up'] as const;
export type RunState = (typeof runStates)[number];
