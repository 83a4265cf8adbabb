/** A mobile number of the mainland as it was typed: with blanks, hyphens, +86 or full-width digits. Null where it is none. */
export const readPhone = (typed: string): string | null => {
  const plain = typed.normalize('NFKC').replaceAll(/[\s\p{Pd}\p{Cf}]/gu, '');
  const number = plain.replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(number) ? number : null;
};

/** A code is good for the span in which it was made and the two after it: at least the ten minutes that are promised, at most fifteen. */
const spanMs = 5 * 60_000;
export const spanAt = (now: Date): number => Math.floor(now.getTime() / spanMs);

/** Six digits out of random bytes, each as likely as the others to within one in four thousand million. */
export const digitsFrom = (bytes: Uint8Array): string => {
  const number = bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 1_000_000).padStart(6, '0');
};

/** A sign-in lasts as long as somebody is likely to follow one matter. */
export const signedInDays = 30;

/** Messages cost money and can be used to trouble somebody: three at once to a number, then one in ten minutes. */
export const messageBudget = { depth: 3, perSecond: 1 / 600 } as const;
/** And an address, behind which a village may stand, twenty at once, then three a minute. */
export const senderBudget = { depth: 20, perSecond: 1 / 20 } as const;
/** Six digits: five guesses at once for a number, then one a minute. */
export const guessBudget = { depth: 5, perSecond: 1 / 60 } as const;
