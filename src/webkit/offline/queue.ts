/**
 * The order of what was done on this device and has not reached the server yet: pure, so that every order of events can be tried.
 * Entries of one lane (one meeting) leave strictly in order; a lane that is held up holds up no other.
 */
export interface Held {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Entry {
  readonly id: string;
  /** Sorts as the entries were made. */
  readonly order: string;
  /** What it belongs to: `meeting:<id>`. */
  readonly lane: string;
  /** The name of the endpoint. */
  readonly kind: string;
  /** A later entry of the same slot takes the place of an earlier one; null: it stands by itself, and nothing passes it. */
  readonly slot: string | null;
  readonly input: unknown;
  /** When the person did it, in milliseconds. */
  readonly at: number;
  /** Of the present attempt; a new one after a refusal. */
  readonly key: string;
  /** The request as it left, from the first attempt on: its fate may be unknown, so that it is repeated as it was. */
  readonly sent: unknown;
  readonly state: 'waiting' | 'sending' | 'conflict' | 'refused';
  readonly held: Held | null;
}
export type Queue = readonly Entry[];

export interface Intended {
  readonly lane: string;
  readonly kind: string;
  readonly slot: string | null;
  readonly input: unknown;
}

/** Whether the entry may still be changed: it has never left this device, or it came back for good. */
export const isOpen = (entry: Entry): boolean => entry.sent === null;

/** What the earlier and the later of one slot come to; null where they undo each other. */
export type Merge = (earlier: unknown, later: unknown) => unknown;

/** The entry that a later one of the same slot replaces: the last of its lane back to what nothing passes. */
const replaced = (queue: Queue, wanted: Intended): Entry | null => {
  if (wanted.slot === null) return null;
  for (const entry of queue.toReversed()) {
    if (entry.lane !== wanted.lane) continue;
    if (entry.slot === null || !isOpen(entry)) return null;
    if (entry.slot === wanted.slot) return entry;
  }
  return null;
};

/** Time and number; a clock that was set back in between changes nothing. */
const orderAfter = (last: Entry | undefined, now: number): string => {
  const [time = '0', number = '0'] = last?.order.split(':') ?? [];
  const later = now > Number(time);
  return `${String(later ? now : time).padStart(13, '0')}:${String(later ? 0 : Number(number) + 1).padStart(6, '0')}`;
};

/** The queue with one more intent, and the entry that holds it now (null where it undid an earlier one). */
export const added = (
  queue: Queue,
  wanted: Intended,
  made: Pick<Entry, 'id' | 'key' | 'at'>,
  merge: Merge,
): { readonly queue: Queue; readonly entry: Entry | null } => {
  const former = replaced(queue, wanted);
  if (former === null) {
    const order = orderAfter(queue.at(-1), made.at);
    const entry: Entry = { ...wanted, ...made, order, sent: null, state: 'waiting', held: null };
    return { queue: [...queue, entry], entry };
  }
  const input = merge(former.input, wanted.input);
  if (input === null) return { queue: queue.filter((one) => one.id !== former.id), entry: null };
  const entry: Entry = { ...former, input, at: made.at, key: made.key, state: 'waiting', held: null };
  return { queue: queue.map((one) => (one.id === former.id ? entry : one)), entry };
};

const isStuck = (entry: Entry): boolean => entry.state === 'conflict' || entry.state === 'refused';

/** What leaves next: the first whose lane nothing before it holds up. */
export const nextOf = (queue: Queue): Entry | null => {
  const held = new Set<string>();
  for (const entry of queue) {
    if (held.has(entry.lane)) continue;
    if (!isStuck(entry)) return entry;
    held.add(entry.lane);
  }
  return null;
};

const changed = (queue: Queue, id: string, change: Partial<Entry>): Queue =>
  queue.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));

/** Before the request leaves: from now on it is repeated exactly so. */
export const leaving = (queue: Queue, id: string, sent: unknown): Queue =>
  queue.map((entry) => (entry.id === id ? { ...entry, sent: entry.sent ?? sent, state: 'sending' } : entry));

export type Outcome =
  | { readonly kind: 'sent' }
  /** No answer: it may have arrived or not. */
  | { readonly kind: 'unknown' }
  /** Answered for good, and not done; it can go again as `input`, under a new key. */
  | { readonly kind: 'again'; readonly input: unknown; readonly key: string }
  | { readonly kind: 'conflict' | 'refused'; readonly held: Held };

export const settled = (queue: Queue, id: string, outcome: Outcome): Queue => {
  switch (outcome.kind) {
    case 'sent':
      return queue.filter((entry) => entry.id !== id);
    case 'unknown':
      return changed(queue, id, { state: 'waiting' });
    case 'again': {
      const { input, key } = outcome;
      return changed(queue, id, { input, key, sent: null, state: 'waiting', held: null });
    }
    case 'conflict':
    case 'refused':
      return changed(queue, id, { state: outcome.kind, held: outcome.held, sent: null });
  }
};

/** Takes an entry out by the person's own word. What rests on it goes along: all after the start of a thing that never came to be. */
export const dropped = (queue: Queue, id: string, starts: (entry: Entry) => boolean): Queue => {
  const gone = queue.find((entry) => entry.id === id);
  if (!gone) return queue;
  return queue.filter((entry) => entry.id !== id && !(starts(gone) && entry.lane === gone.lane));
};

export interface Standing {
  readonly unsent: number;
  readonly sending: boolean;
  readonly conflicts: number;
  readonly refused: number;
}

export const standingOf = (queue: Queue): Standing => ({
  unsent: queue.length,
  sending: queue.some((entry) => entry.state === 'sending'),
  conflicts: queue.filter((entry) => entry.state === 'conflict').length,
  refused: queue.filter((entry) => entry.state === 'refused').length,
});
