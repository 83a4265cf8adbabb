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

/** The browsers connected to this process. Keys only: what changed is fetched again through the guarded API. */
export interface LiveHub {
  add(listener: Listener): () => void;
  publish(keys: readonly LiveKey[]): void;
  /** After a gap in notifications: everybody fetches everything again. */
  refreshAll(): void;
  readonly size: number;
}

const mayHear = (scope: Scope, key: LiveKey): boolean =>
  (key.account !== undefined && key.account === scope.accountId) || (key.path !== undefined && covers(scope, key.path));

export const openHub = (): LiveHub => {
  const listeners = new Set<Listener>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish(keys) {
      for (const listener of listeners) {
        const heard = new Set(keys.filter((key) => mayHear(listener.scope, key)).map((key) => key.key));
        if (heard.size > 0) listener.send([...heard]);
      }
    },
    refreshAll() {
      for (const listener of listeners) listener.send(['*']);
    },
    get size() {
      return listeners.size;
    },
  };
};
