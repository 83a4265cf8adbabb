/**
 * Seconds until the next attempt after so many failures in a row: none for the first four, then doubling from
 * one second to fifteen minutes. It slows guessing down and never locks anybody out for good.
 */
export const slowDown = (failures: number): number => (failures < 5 ? 0 : Math.min(2 ** (failures - 5), 15 * 60));

/** Whole seconds that are still to be waited, 0 when the attempt may be made. */
export const secondsLeft = (failures: number, lastFailure: number | null, now: number): number =>
  lastFailure === null ? 0 : Math.max(0, Math.ceil((lastFailure + slowDown(failures) * 1_000 - now) / 1_000));

/** What one address may spend at once, and how fast that comes back. */
export interface Budget {
  readonly depth: number;
  readonly perSecond: number;
}

export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/**
 * Failed sign-ins that one address may spend: a whole village stands behind one, so the bucket is deep and refills by
 * the second; the longest wait for the next attempt is two seconds.
 */
export const addressBudget: Budget = { depth: 60, perSecond: 0.5 };

/** What is left after one attempt, or the seconds until there is enough. */
export const spend = (
  bucket: Bucket | undefined,
  now: number,
  { depth, perSecond }: Budget = addressBudget,
): { readonly bucket: Bucket } | { readonly wait: number } => {
  const tokens =
    bucket === undefined ? depth : Math.min(depth, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * perSecond);
  return tokens < 1 ? { wait: Math.ceil((1 - tokens) / perSecond) } : { bucket: { tokens: tokens - 1, at: now } };
};

/** One network of a provider's customer counts as one address: the first 64 bits of IPv6. */
export const addressKey = (address: string): string => {
  const plain = address.replace(/^::ffff:/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
};
