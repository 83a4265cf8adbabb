/**
 * The outbox of commands: what somebody does is first written down on the device, then sent, in order, each under its own key until
 * the server has answered for good. A page that is closed or killed at any moment loses nothing and does nothing twice.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { Call, Endpoint, Reply } from '#shared/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import type { Text } from '#shared/text.ts';
import { newOpaqueId } from '#shared/ids.ts';
import type { Texts } from '#ui/problem-text.ts';
import { Unreachable } from '#shared/unreachable.ts';
import { call } from '../api.ts';
import { keyOf } from '../query.ts';
import { isOffline } from '../retry.ts';
import {
  added,
  dropped,
  type Entry,
  type Intended,
  leaving,
  type Merge,
  nextOf,
  type Outcome,
  type Queue,
  settled,
} from './queue.ts';
import { unsentPrefix, type Vault } from './vault.ts';

export interface OutboxKind {
  readonly endpoint: Endpoint;
  readonly merge: Merge;
  /** How the deed reads in the list of what waits. */
  readonly name: Text;
  /** Texts of the refusals. */
  readonly texts: Texts;
  /** The page of what it was done to, and the page where a conflict is decided. */
  readonly page: (entry: Entry) => string;
  readonly decidePage: (entry: Entry) => string;
  /** Begins its lane: without it nothing after it makes sense. */
  readonly starts: boolean;
  /** The whole request, as late as possible: versions are those of the moment. */
  readonly prepare: (entry: Entry, vault: Vault) => Promise<object>;
  /** Takes in what the server answered. */
  readonly done: (reply: unknown, entry: Entry, vault: Vault) => Promise<void>;
  /** What becomes of an entry that the server did not take: goes again on a newer state, or waits for the person. */
  readonly refused: (error: AppError, entry: Entry, vault: Vault) => Promise<Outcome>;
  /** The read that the answer is as well. */
  readonly fills: (entry: Entry) => readonly [Endpoint, object];
  /** Reads that the change makes old. */
  readonly touches: (entry: Entry) => readonly (Endpoint | readonly [Endpoint, object])[];
}
export type OutboxTable = readonly OutboxKind[];

/** How an intent ended for whoever waits: answered, kept for later, or in need of a decision. */
export type Fate<R = unknown> = { readonly kind: 'sent'; readonly reply: R } | { readonly kind: 'kept' };

export interface OutboxView {
  readonly queue: Queue;
  readonly vault: Vault | null;
  /** Whether the last attempt found no network. */
  readonly cut: boolean;
}

interface Waiter {
  readonly resolve: (fate: Fate) => void;
  readonly reject: (error: Error) => void;
}

const again = 20_000;
/** An entry that the server keeps sending back is left for the next time. */
const mostRounds = 5;
/** The session has to be mended first, or the server is busy: the entry has not been judged. */
const notJudged: ReadonlySet<string> = new Set([
  'unauthenticated',
  'second_factor_required',
  'password_change_required',
  'overloaded',
  'slow_down',
  'in_flight',
  'internal',
]);

/** One at a time over all tabs where the browser has locks, else within this page: the keys make a second sender harmless. */
const alone = async <T>(name: string, act: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(`zhibu-${name}`, act) : act();

class Outbox {
  #view: OutboxView = { queue: [], vault: null, cut: false };
  #kinds: ReadonlyMap<string, OutboxKind> = new Map();
  #client: QueryClient | null = null;
  #chain: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #channel: BroadcastChannel | null = null;
  readonly #waiters = new Map<string, Waiter>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly view = (): OutboxView => this.#view;

  #show(change: Partial<OutboxView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Takes up what an earlier page left, and sends it. */
  async open(vault: Vault, kinds: OutboxTable, client: QueryClient): Promise<void> {
    this.close();
    this.#kinds = new Map(kinds.map((kind) => [kind.endpoint.name, kind]));
    this.#client = client;
    this.#show({ vault, cut: isOffline() });
    await this.#reload();
    this.#channel = new BroadcastChannel('outbox');
    this.#channel.onmessage = () => void this.#reload();
    addEventListener('online', this.#wake);
    addEventListener('offline', this.#cut);
    document.addEventListener('visibilitychange', this.#wake);
    void this.flush();
  }

  kindOf(entry: Entry): OutboxKind | undefined {
    return this.#kinds.get(entry.kind);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = null;
    clearTimeout(this.#timer);
    removeEventListener('online', this.#wake);
    removeEventListener('offline', this.#cut);
    document.removeEventListener('visibilitychange', this.#wake);
    this.#show({ vault: null, queue: [], cut: false });
  }

  readonly #wake = (): void => {
    if (document.visibilityState === 'visible') void this.flush();
  };
  readonly #cut = (): void => this.#show({ cut: true });

  async #reload(): Promise<Queue> {
    const { vault } = this.#view;
    const kept = vault === null ? [] : await vault.all<Entry>(`${unsentPrefix}:`);
    const queue = kept.toSorted((a, b) => (a.order < b.order ? -1 : 1));
    this.#show({ queue });
    return queue;
  }

  /** Changes the queue on the disk, then on the screen. */
  async #change(act: (queue: Queue) => Queue): Promise<Queue> {
    const { vault } = this.#view;
    if (vault === null) throw new Error('the outbox is closed');
    return alone('outbox-write', async () => {
      const before = await this.#reload();
      const after = act(before);
      const placeOf = (entry: Entry): string => `${unsentPrefix}:${entry.order}`;
      for (const entry of after) if (!before.includes(entry)) await vault.put(placeOf(entry), entry);
      for (const entry of before) if (!after.some((one) => one.id === entry.id)) await vault.drop(placeOf(entry));
      this.#show({ queue: after });
      this.#channel?.postMessage(null);
      return after;
    });
  }

  /** Writes an intent down and tries to send it. @throws what the server refuses while somebody waits for it */
  async add<E extends Endpoint>(wanted: Omit<Intended, 'kind'> & { readonly endpoint: E }): Promise<Fate<Reply<E>>> {
    const { endpoint, ...rest } = wanted;
    const kind = this.#kinds.get(endpoint.name);
    if (kind === undefined) throw new Error(`no kind of the outbox: ${endpoint.name}`);
    const made = { id: newOpaqueId(), key: newOpaqueId(), at: Date.now() };
    let held: Entry | null = null;
    await this.#change((queue) => {
      const next = added(queue, { ...rest, kind: endpoint.name }, made, kind.merge);
      held = next.entry;
      return next.queue;
    });
    const entry = held as Entry | null;
    if (entry === null) return { kind: 'kept' };
    this.#tell(entry.id, { kind: 'kept' });
    const fate = new Promise<Fate>((resolve, reject) => this.#waiters.set(entry.id, { resolve, reject }));
    void this.flush().finally(() => this.#tell(entry.id, { kind: 'kept' }));
    return fate as Promise<Fate<Reply<E>>>;
  }

  #tell(id: string, fate: Fate | Error): void {
    const waiter = this.#waiters.get(id);
    this.#waiters.delete(id);
    if (fate instanceof Error) waiter?.reject(fate);
    else waiter?.resolve(fate);
  }

  /** Sends what waits. Ends when nothing is left that can go, or the network fails. */
  flush(): Promise<void> {
    this.#chain = this.#chain.then(() => this.#drain()).catch(() => undefined);
    return this.#chain;
  }

  async #drain(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#view.vault === null) return;
    const isThrough = await alone('outbox-send', () => this.#send());
    const wasCut = this.#view.cut;
    this.#show({ cut: !isThrough });
    if (!isThrough) this.#timer = setTimeout(() => void this.flush(), again);
    else if (wasCut) void this.#client?.invalidateQueries();
  }

  /** Whether the network held. */
  async #send(): Promise<boolean> {
    const rounds = new Map<string, number>();
    for (;;) {
      const { vault } = this.#view;
      const entry = vault === null ? null : nextOf(await this.#reload());
      if (vault === null || entry === null) return !isOffline();
      if (isOffline()) return false;
      const round = (rounds.get(entry.id) ?? 0) + 1;
      rounds.set(entry.id, round);
      if (round > mostRounds) return true;
      const outcome = await this.#attempt(entry, vault);
      if (outcome.kind === 'unknown') return false;
    }
  }

  async #attempt(entry: Entry, vault: Vault): Promise<Outcome> {
    const kind = this.#kinds.get(entry.kind);
    if (kind === undefined) return this.#settle(entry, { kind: 'refused', held: { code: 'unknown', details: {} } });
    try {
      const sent = entry.sent ?? (await kind.prepare(entry, vault));
      await this.#change((queue) => leaving(queue, entry.id, sent));
      const reply = await call(kind.endpoint, sent as Call<Endpoint>, { key: entry.key });
      await kind.done(reply, entry, vault);
      this.#client?.setQueryData(keyOf(...kind.fills(entry)), reply);
      const outcome = await this.#settle(entry, { kind: 'sent' });
      this.#touch(kind.touches(entry));
      this.#tell(entry.id, { kind: 'sent', reply });
      return outcome;
    } catch (error) {
      return this.#settle(entry, await this.#judge(error, entry, kind, vault), error);
    }
  }

  async #judge(error: unknown, entry: Entry, kind: OutboxKind, vault: Vault): Promise<Outcome> {
    if (!(error instanceof AppError) || notJudged.has(error.code)) return { kind: 'unknown' };
    try {
      return await kind.refused(error, entry, vault);
    } catch (thrown) {
      if (thrown instanceof Unreachable) return { kind: 'unknown' };
      const { code, details } = error;
      return { kind: 'refused', held: { code, details } };
    }
  }

  async #settle(entry: Entry, outcome: Outcome, error?: unknown): Promise<Outcome> {
    // Whoever still stands before the form reads the refusal there, and corrects it there.
    const isRead = outcome.kind === 'refused' && error instanceof Error && this.#waiters.has(entry.id);
    await this.#change((queue) =>
      isRead ? queue.filter((one) => one.id !== entry.id) : settled(queue, entry.id, outcome),
    );
    if (isRead) this.#tell(entry.id, error);
    if (outcome.kind === 'conflict') this.#tell(entry.id, { kind: 'kept' });
    return outcome;
  }

  #touch(touched: readonly (Endpoint | readonly [Endpoint, object])[]): void {
    for (const one of touched)
      void this.#client?.invalidateQueries({ queryKey: 'name' in one ? keyOf(one) : keyOf(...one) });
  }

  /** Sends an entry that was held up as the person has decided. */
  async settle(id: string, input: unknown): Promise<void> {
    await this.#change((queue) => settled(queue, id, { kind: 'again', input, key: newOpaqueId() }));
    await this.flush();
  }

  /** Gives an entry up, by the person's own word. */
  async drop(id: string): Promise<void> {
    await this.#change((queue) => dropped(queue, id, (entry) => this.#kinds.get(entry.kind)?.starts === true));
    await this.flush();
  }
}

export const outbox = new Outbox();
