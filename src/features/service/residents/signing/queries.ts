import { timingSafeEqual } from 'node:crypto';
import type { County } from '#platform/county/county.ts';
import { digitsFrom, spanAt } from '../rules.ts';

/** The code of a phone in one span of time: it follows from both by the county's key, so nothing is stored that could be read. */
const codeIn = (county: County, phone: string, span: number): string =>
  digitsFrom(county.crypto.hash('resident code', `${phone} ${span}`));

export const codeNow = (county: County, phone: string): string => codeIn(county, phone, spanAt(county.now()));

export const isRightCode = (county: County, phone: string, typed: string): boolean => {
  const plain = Buffer.from(typed.normalize('NFKC').replaceAll(/\s/g, ''));
  const now = spanAt(county.now());
  return [now, now - 1, now - 2]
    .map((span) => Buffer.from(codeIn(county, phone, span)))
    .some((right) => right.length === plain.length && timingSafeEqual(right, plain));
};
