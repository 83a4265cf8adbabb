import type { QueryClient } from '@tanstack/react-query';
import type { Endpoint } from '#shared/endpoint.ts';
import { becomeLeader } from './leader.ts';
import { keyOf } from './query.ts';

/**
 * Which reads grow old when the server announces `kind:id`. The event carries no content: what is
 * shown is fetched again through the guarded endpoints.
 */
export interface LiveRule {
  readonly kind: string;
  readonly touches: (id: string) => readonly (Endpoint | readonly [Endpoint, object])[];
}
export type LiveTable = readonly LiveRule[];

/** The cache keys that one pushed key makes old. */
export const touchedBy = (table: LiveTable, pushed: string): (readonly unknown[])[] => {
  const [kind = '', ...rest] = pushed.split(':');
  const id = rest.join(':');
  return table
    .filter((rule) => rule.kind === kind)
    .flatMap((rule) => rule.touches(id).map((touched) => ('name' in touched ? keyOf(touched) : keyOf(...touched))));
};

const pollEvery = 30_000;
/** After this many failed connections in a row the page asks by itself instead of listening. */
const patience = 3;

/** Listens to the server's stream; `onKeys(null)` means: events may have been missed. Returns the way to stop. */
const listen = (address: string, onKeys: (keys: readonly string[] | null) => void): (() => void) => {
  let failures = 0;
  let poll: ReturnType<typeof setInterval> | undefined;
  const source = new EventSource(address);
  source.addEventListener('open', () => {
    if (failures > 0) onKeys(null);
    failures = 0;
    clearInterval(poll);
    poll = undefined;
  });
  source.addEventListener('keys', (event: MessageEvent<string>) =>
    onKeys((JSON.parse(event.data) as { keys: string[] }).keys),
  );
  source.addEventListener('error', () => {
    failures += 1;
    if (failures >= patience || source.readyState === EventSource.CLOSED)
      poll ??= setInterval(() => onKeys(null), pollEvery);
  });
  return () => {
    clearInterval(poll);
    source.close();
  };
};

/** Keeps the cache fresh from the live stream: one stream per browser, shared between its tabs. Returns the way to stop. */
export const startLive = (client: QueryClient, tables: readonly LiveTable[], address = '/api/live'): (() => void) => {
  const table = tables.flat();
  const channel = new BroadcastChannel('live');
  const refresh = (keys: readonly string[] | null): void => {
    if (keys === null) void client.invalidateQueries();
    else
      for (const key of keys) for (const queryKey of touchedBy(table, key)) void client.invalidateQueries({ queryKey });
  };
  channel.onmessage = (event: MessageEvent<readonly string[] | null>) => refresh(event.data);
  const resign = becomeLeader('live', () =>
    listen(address, (keys) => {
      refresh(keys);
      channel.postMessage(keys);
    }),
  );
  return () => {
    resign();
    channel.close();
  };
};
