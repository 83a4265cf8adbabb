import type { CryptoProvider } from './provider.ts';

/**
 * The same provider for work that hashes the same values again and again: of each purpose the last `mostOf` hashes stay in
 * memory, with their values, for as long as the work lasts.
 */
export const rememberHashes = (crypto: CryptoProvider, mostOf: (purpose: string) => number): CryptoProvider => {
  const purposes = new Map<string, Map<string, Buffer>>();
  const hash = (purpose: string, value: string): Buffer => {
    let known = purposes.get(purpose);
    if (known === undefined) purposes.set(purpose, (known = new Map()));
    const before = known.get(value);
    if (before !== undefined) return before;
    if (known.size >= mostOf(purpose)) known.clear();
    const digest = crypto.hash(purpose, value);
    known.set(value, digest);
    return digest;
  };
  return Object.create(crypto, { hash: { value: hash } }) as CryptoProvider;
};
