import { codeAlphabet, codeFrom, requestChannels, type RequestChannel } from '../rules.ts';

/** How a request can come to somebody's desk: what is sent by its own writer comes otherwise. */
export const enteredChannels = requestChannels.filter(
  (channel): channel is Exclude<RequestChannel, 'portal' | 'open311'> => channel !== 'portal' && channel !== 'open311',
);

/** Twice four letters: short to type from paper, and no secret. */
const numberLength = 8;

/** The number of a sheet out of random bytes; null where too few of them are fair. */
export const numberFrom = (bytes: Uint8Array): string | null => codeFrom(bytes)?.slice(0, numberLength) ?? null;

/** A number as it was typed or scanned; null where it is none. */
export const readNumber = (typed: string): string | null => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}]/gu, '');
  return plain.length === numberLength && [...plain].every((letter) => codeAlphabet.includes(letter)) ? plain : null;
};

/** In groups of four, as it is printed. */
export const showNumber = (number: string): string => number.replaceAll(/.{4}(?=.)/g, '$&-');
