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

/** Sent instead of keys: the server no longer knows what has changed, so everything is asked for again. */
const everything = '*';

/** Milliseconds that the oldest read may have been under way before its answer came. */
const underWay = 10_000;

/** How long ago, in ms, the oldest of what is shown was asked for; `startedAt`: when the page began to read. */
export const ageOf = (readAt: readonly number[], startedAt: number, now: number): number =>
  Math.max(0, now - Math.min(startedAt, ...readAt.filter((at) => at > 0))) + underWay;

const pollEvery = 30_000;
/** After this many failed connections in a row the page asks by itself instead of listening. */
const patience = 3;

interface Heard {
  readonly keys: readonly string[];
}

/** Listens to the server's stream; a reconnection may have missed events. Returns the way to stop. */
const listen = (address: string, onKeys: (keys: readonly string[]) => void): (() => void) => {
  let failures = 0;
  let poll: ReturnType<typeof setInterval> | undefined;
  const source = new EventSource(address);
  source.addEventListener('open', () => {
    if (failures > 0) onKeys([everything]);
    failures = 0;
    clearInterval(poll);
    poll = undefined;
  });
  source.addEventListener('keys', (event: MessageEvent<string>) => onKeys((JSON.parse(event.data) as Heard).keys));
  source.addEventListener('error', () => {
    failures += 1;
    if (failures >= patience || source.readyState === EventSource.CLOSED)
      poll ??= setInterval(() => onKeys([everything]), pollEvery);
  });
  return () => {
    clearInterval(poll);
    source.close();
  };
};

/** What changed before this tab heard what the leading one hears; nothing where no answer comes. */
const missed = async (address: string): Promise<readonly string[]> => {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as Heard).keys : [];
  } catch {
    return [];
  }
};

/** Milliseconds after which a tab that does not lead by then has a leader before it. */
const untilLed = 500;

/**
 * Keeps the cache fresh from the live stream: one stream per browser, shared between its tabs. What was read before a tab
 * could hear is made good by the server, which is told how old it is. Returns the way to stop.
 */
export const startLive = (
  client: QueryClient,
  tables: readonly LiveTable[],
  startedAt = Date.now(),
  address = '/api/live',
): (() => void) => {
  const table = tables.flat();
  const channel = new BroadcastChannel('live');
  const refresh = (keys: readonly string[]): void => {
    if (keys.includes(everything)) void client.invalidateQueries();
    else
      for (const key of keys) for (const queryKey of touchedBy(table, key)) void client.invalidateQueries({ queryKey });
  };
  channel.onmessage = (event: MessageEvent<readonly string[]>) => refresh(event.data);
  const withAge = (): string => {
    const read = client.getQueryCache().getAll();
    const age = ageOf(
      read.map(({ state }) => state.dataUpdatedAt),
      startedAt,
      Date.now(),
    );
    return `${address}?age=${age}`;
  };
  let leads = false;
  const resign = becomeLeader('live', () => {
    leads = true;
    return listen(withAge(), (keys) => {
      refresh(keys);
      channel.postMessage(keys);
    });
  });
  const led = setTimeout(() => {
    if (!leads) void missed(withAge()).then(refresh);
  }, untilLed);
  return () => {
    clearTimeout(led);
    resign();
    channel.close();
  };
};
