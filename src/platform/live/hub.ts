import type { Scope } from '#platform/access/scope.ts';
import { covers } from '#platform/access/scope.ts';

/** A key that changed, and who may hear of it: everybody whose range covers the path, or one account. */
export interface LiveKey {
  readonly key: string;
  readonly path?: string;
  readonly account?: string;
}

export interface Listener {
  readonly scope: Scope;
  send(keys: readonly string[]): void;
}

/** Said instead of keys: fetch everything again. */
export const everything = '*';

/** The browsers connected to this process. Keys only: what changed is fetched again through the guarded API. */
export interface LiveHub {
  add(listener: Listener): () => void;
  /** What a listener would have heard since an instant (ms); `everything` where that is too long ago to be known. */
  missed(scope: Scope, since: number): readonly string[];
  publish(keys: readonly LiveKey[]): void;
  /** After a gap in notifications: everybody fetches everything again. */
  refreshAll(): void;
  readonly size: number;
}

const mayHear = (scope: Scope, key: LiveKey): boolean =>
  (key.account !== undefined && key.account === scope.accountId) || (key.path !== undefined && covers(scope, key.path));

/** How far back is remembered: longer than a page needs from its first read to its stream, short enough to be little. */
const rememberMs = 120_000;
const rememberKeys = 20_000;

interface Said {
  readonly at: number;
  readonly keys: readonly LiveKey[];
}

/** What was said of late, and since when nothing of it is missing. */
const openMemory = (now: () => number) => {
  const said: Said[] = [];
  let whole = now();
  let size = 0;
  const forgetFirst = (): void => {
    const first = said.shift();
    size -= first?.keys.length ?? 0;
    whole = Math.max(whole, (first?.at ?? 0) + 1);
  };
  return {
    keep(keys: readonly LiveKey[]): void {
      const at = now();
      said.push({ at, keys });
      size += keys.length;
      while (size > rememberKeys || (said[0] !== undefined && said[0].at < at - rememberMs)) forgetFirst();
    },
    /** Something was said that nobody here has heard. */
    interrupt(): void {
      said.length = 0;
      size = 0;
      whole = now();
    },
    since: (instant: number): readonly LiveKey[] | null =>
      instant < whole ? null : said.filter(({ at }) => at >= instant).flatMap(({ keys }) => keys),
  };
};

export const openHub = (now: () => number = Date.now): LiveHub => {
  const listeners = new Set<Listener>();
  const memory = openMemory(now);
  const heardBy = (scope: Scope, keys: readonly LiveKey[]): string[] => [
    ...new Set(keys.filter((key) => mayHear(scope, key)).map(({ key }) => key)),
  ];
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    missed(scope, since) {
      const keys = memory.since(since);
      return keys === null ? [everything] : heardBy(scope, keys);
    },
    publish(keys) {
      memory.keep(keys);
      for (const listener of listeners) {
        const heard = heardBy(listener.scope, keys);
        if (heard.length > 0) listener.send(heard);
      }
    },
    refreshAll() {
      memory.interrupt();
      for (const listener of listeners) listener.send([everything]);
    },
    get size() {
      return listeners.size;
    },
  };
};
