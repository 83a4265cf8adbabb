import { roleFacts, separated, type Role } from '../permissions/rules.ts';

/** Limits of a session in minutes: idle and absolute (security.md 5). Administrators have less of both. */
export const sessionLimits = (role: Role | null): { readonly idle: number; readonly absolute: number } =>
  role !== null && separated.includes(role) ? { idle: 15, absolute: 4 * 60 } : { idle: 30, absolute: 12 * 60 };

interface Times {
  readonly created_at: string;
  readonly seen_at: string;
  readonly expires_at: string;
}

/** Milliseconds at which the session ends by itself, in the role that it has now. */
export const endOf = ({ created_at, seen_at, expires_at }: Times, role: Role | null): number => {
  const { idle, absolute } = sessionLimits(role);
  return Math.min(
    Date.parse(expires_at),
    Date.parse(created_at) + absolute * 60_000,
    Date.parse(seen_at) + idle * 60_000,
  );
};

/** Whether the second factor is still to be given: the account has one, or the role demands one. */
export const lacksFactor = (session: {
  readonly factor: string;
  readonly totp_confirmed_at: string | null;
  readonly role: Role | null;
}): boolean =>
  session.factor !== 'totp' &&
  (session.totp_confirmed_at !== null || (session.role !== null && roleFacts[session.role].secondFactor));

/** A first password that nobody has used for so many days is no password any more. */
export const firstPasswordDays = 14;

export const firstPasswordLapsed = (
  account: { readonly must_set_password: boolean; readonly password_issued_at: string | null },
  now: Date,
): boolean =>
  account.must_set_password &&
  account.password_issued_at !== null &&
  now.getTime() - Date.parse(account.password_issued_at) > firstPasswordDays * 86_400_000;

/**
 * A device without a network cannot ask whether its session still stands. What it was given to take along opens for so many days:
 * a meeting in a valley, the way home and a weekend. With a network the session's own end counts.
 */
export const deviceKeyDays = 3;
