import { addYears } from '#shared/days.ts';

/** No letter that is read as a digit or another letter. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const length = 12;

/** `2026-XXXX-XXXX-XXXX` of random bytes: sixty bits that nobody guesses. */
export const numberOf = (year: string, random: Uint8Array): string => {
  const word = Array.from(random.subarray(0, length), (byte) => letters[byte % letters.length] ?? '').join('');
  return `${year}-${word.slice(0, 4)}-${word.slice(4, 8)}-${word.slice(8, 12)}`;
};
export const randomBytes = length;

/** As it was typed: small letters, blanks and other hyphens are read alike. Null where it cannot be a number. */
export const readNumber = (typed: string): string | null => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '');
  const found = /^(20\d\d)([2-9A-HJ-NP-Z]{4})([2-9A-HJ-NP-Z]{4})([2-9A-HJ-NP-Z]{4})$/.exec(plain);
  return found === null ? null : found.slice(1).join('-');
};

export const expiryOf = (issuedOn: string, validYears: number | null): string | null =>
  validYears === null ? null : addYears(issuedOn, validYears);

export const certificateStates = ['valid', 'expired', 'withdrawn'] as const;
export type CertificateState = (typeof certificateStates)[number];
export const stateOf = (
  { withdrawnOn, expiresOn }: { readonly withdrawnOn: string | null; readonly expiresOn: string | null },
  today: string,
): CertificateState => {
  if (withdrawnOn !== null) return 'withdrawn';
  return expiresOn !== null && expiresOn < today ? 'expired' : 'valid';
};
