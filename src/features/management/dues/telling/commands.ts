import type { Tx } from '#platform/db/types.ts';
import { notify } from '#features/base/inbox/index.ts';

interface Word {
  readonly kind: 'fixed' | 'paid' | 'voided' | 'relief';
  /** What it was about: one notice each. */
  readonly about: string;
  readonly people: readonly string[];
  readonly path: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Members hear what was written of them. The amount stands on their own page and nowhere else. */
export const tellPayers = (tx: Tx, { kind, about, people, path, params = {} }: Word): Promise<void> =>
  notify(tx, { kind: `dues.${kind}`, key: `dues:${kind}:${about}`, people, path, link: '/m/dues', params });
