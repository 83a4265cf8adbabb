import type { Tx } from '#platform/db/types.ts';
import { notify } from '#features/base/inbox/index.ts';
import { formatDay, formatMonth } from '#shared/format.ts';
import type { KeptParams } from '#shared/text.ts';

interface Word {
  readonly kind: 'fixed' | 'paid' | 'voided' | 'relief' | 'agreed' | 'withdrawn';
  /** What it was about: one notice each. */
  readonly about: string;
  readonly people: readonly string[];
  readonly path: string;
  readonly params?: KeptParams;
}

/** Members hear what was written of them. The amount stands on their own page and nowhere else. */
export const tellPayers = (tx: Tx, { kind, about, people, path, params = {} }: Word): Promise<void> =>
  notify(tx, { kind: `dues.${kind}`, key: `dues:${kind}:${about}`, people, path, link: '/m/dues', params });

interface Refusal {
  readonly id: string;
  readonly askedBy: string;
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

const monthWords = (day: string) => ({ zh: formatMonth('zh', day), en: formatMonth('en', day) });
/** A day in both languages, for what a notice says. */
export const dayWords = (day: string) => ({ zh: formatDay('zh', day), en: formatDay('en', day) });

/** Whoever asked for a relief hears that it was refused; the answer stands with the request. No name: it may leave the platform. */
export const tellRefusal = (tx: Tx, { id, askedBy, path, from, to }: Refusal): Promise<void> =>
  notify(tx, {
    kind: 'dues.refused',
    key: `dues:refused:${id}`,
    people: [],
    staff: [{ account: askedBy, person: null }],
    path,
    link: `/approvals/${id}`,
    params: { from: monthWords(from), to: monthWords(to) },
  });
