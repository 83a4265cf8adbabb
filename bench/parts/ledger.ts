/** What the clients of a proof were told is done: the database is held against it afterwards. */

export interface KnownMember {
  readonly id: string;
  readonly name: string;
  version: number;
  branchId: string;
  /** The last value written, and how often one was. */
  place: string | null;
  edits: number;
  moves: number;
  left: boolean;
}

/** A row known by a text that nobody else writes. */
export interface KnownRow {
  readonly id: string;
  readonly tag: string;
}

export interface KnownSignIn {
  /** SHA-256 of the token's secret, as hex. */
  readonly digest: string;
  ended: boolean;
}

export interface KnownImport {
  readonly id: string;
  /** Names in the file begin with it. */
  readonly prefix: string;
  readonly rows: number;
  /** What it was last seen to be. */
  state: string;
  /** The state that was asked for and must be reached. */
  wanted: string;
}

export interface KnownRequest {
  readonly id: string;
  /** Its text, which nobody else writes. */
  readonly tag: string;
  photos: number;
  /** Words of the resident in its live thread. */
  words: number;
  state: 'received' | 'taken' | 'answered';
}

export interface Ledger {
  readonly members: KnownMember[];
  readonly rewards: KnownRow[];
  readonly posts: KnownRow[];
  readonly branches: KnownRow[];
  readonly exports: KnownRow[];
  readonly scans: (KnownRow & { readonly digest: string })[];
  readonly requests: KnownRequest[];
  readonly signIns: KnownSignIn[];
  readonly imports: KnownImport[];
  /** Answers that refused what was right, and writers that came to an end. */
  readonly refused: string[];
  /** Sent again after the answer, with the same key: the answer must be the same. */
  replayed: number;
  readonly replayedOtherwise: string[];
}

export const emptyLedger = (): Ledger => ({
  members: [],
  rewards: [],
  posts: [],
  branches: [],
  exports: [],
  scans: [],
  requests: [],
  signIns: [],
  imports: [],
  refused: [],
  replayed: 0,
  replayedOtherwise: [],
});

const digits = '零一二三四五六七八九';

/** A number as Chinese digits of a fixed count: names hold no others. */
export const inChinese = (n: number, width: number): string =>
  [...String(n).padStart(width, '0')].map((digit) => digits[Number(digit)]).join('');

/** Items by a key, in the order in which they came. */
export const grouped = <T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};
