/** Limits of a session in minutes: idle and absolute (security.md 5). Administrators have less of both. */
export const sessionLimits = (administrator: boolean): { readonly idle: number; readonly absolute: number } =>
  administrator ? { idle: 15, absolute: 4 * 60 } : { idle: 30, absolute: 12 * 60 };

/**
 * Seconds until the next attempt after so many failures in a row: none for the first four, then doubling from
 * one second to fifteen minutes. It slows guessing down and never locks anybody out for good.
 */
export const slowDown = (failures: number): number => (failures < 5 ? 0 : Math.min(2 ** (failures - 5), 15 * 60));

const common = new Set(['12345678', '123456789', 'password', '11111111', '88888888', 'qwertyui', 'abc12345', 'a1234567', 'dangyuan', 'zhibu123', '00000000', '66666666', 'woaini1314', 'password1', '1qaz2wsx', 'iloveyou']);

/** Why a password is refused, or null. Length decides, not a mix of classes (ASVS 5.0 V6.2). */
export const passwordProblem = (password: string, words: readonly string[]): string | null => {
  if ([...password].length < 8) return 'password.short';
  const lower = password.toLowerCase();
  if (common.has(lower) || /^(.)\1+$/.test(lower) || /^(0123456789|123456789|abcdefgh|qwertyuiop)/.test(lower)) return 'password.common';
  if (words.some((word) => word.length >= 3 && lower.includes(word.toLowerCase()))) return 'password.contains_name';
  return null;
};
