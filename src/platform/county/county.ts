import type { Scope } from '#platform/access/scope.ts';
import type { OutsideSettings } from '#platform/config/outside.ts';
import type { KeyFile } from '#platform/crypto/keys.ts';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import type { CountyEntry } from '#platform/db/counties.ts';
import { openDatabase, type Database, type DatabaseOptions, type WriteOptions } from '#platform/db/database.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import { openHub, type LiveHub, type LiveKey } from '#platform/live/hub.ts';
import { listen, type Notifications } from '#platform/live/notifications.ts';
import type { Log } from '#platform/log/log.ts';

/** Everything of one county that work needs: its schema's door, keys, files, live hub and clock. */
export interface County {
  readonly entry: CountyEntry;
  readonly database: Database;
  readonly crypto: CryptoProvider;
  readonly files: FileStore;
  readonly live: LiveHub;
  readonly log: Log;
  readonly now: () => Date;
  /** Systems of others that messages may be handed to. */
  readonly outside: OutsideSettings;
  /** The practice county of this one, where there is one and this process has opened it. */
  readonly practice: () => County | null;
  /** For a thread that opens the same county; absent where the county cannot be opened a second time. */
  readonly seed?: () => CountySeed;
  /** Today in China: days of rules and affiliations are days there. */
  readonly today: () => string;
  read(scope: Scope): Db;
  write<T>(
    scope: Scope,
    work: (tx: Tx, preamble: readonly unknown[]) => Promise<T>,
    options?: WriteOptions,
  ): Promise<T>;
  /** Asks to be told when rights change; '*' is everybody's. */
  onAccessChanged(listener: (accountId: string) => void): void;
  /** False while other processes cannot be heard: remembered rights must not be used. */
  hearsOthers(): boolean;
  /** Asks to be told when something waits in the outbox of this process. */
  onOutbox(listener: () => void): void;
  /** Asks to be waited for before the doors close: what still lies in memory is written then. */
  onClose(listener: () => Promise<void>): void;
  close(): Promise<void>;
}

/** What a thread of this process needs to open the same county. It holds the keys and never leaves the process. */
export interface CountySeed {
  readonly entry: CountyEntry;
  readonly connection: Omit<DatabaseOptions, 'log'>;
  readonly keys: KeyFile;
  readonly filesFolder: string;
}

export interface CountyOptions {
  readonly entry: CountyEntry;
  readonly connection: DatabaseOptions;
  readonly listenConnection?: { readonly connectionString: string };
  readonly crypto: CryptoProvider;
  readonly files: FileStore;
  readonly log: Log;
  readonly now?: () => Date;
  readonly outside?: OutsideSettings;
  readonly practice?: () => County | null;
  readonly seed?: () => CountySeed;
  /** Does not listen to other processes: for a thread that works and ends. */
  readonly deaf?: boolean;
}

const chinaDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

// The day in China begins at 16:00 UTC on full hours, so one answer serves for the hour.
const hourMs = 3_600_000;
let known = { hour: -1, day: '' };
export const chinaToday = (now: Date): string => {
  const hour = Math.floor(now.getTime() / hourMs);
  if (hour !== known.hour) known = { hour, day: chinaDay.format(now) };
  return known.day;
};

export const liveChannel = (entry: CountyEntry): string => `${entry.schema}_live`;
export const accessChannel = (entry: CountyEntry): string => `${entry.schema}_access`;

/** This process hears at once of what its own transaction has left behind. */
const tellOwn = ({ effects }: Tx, forget: (accountId: string) => void, onOutbox: readonly (() => void)[]): void => {
  for (const { kind, payload } of effects.outbox) if (kind === 'access') forget(String(payload['account']));
  if (effects.outbox.length > 0) onOutbox.forEach((listener) => listener());
};

export const openCounty = ({
  entry,
  connection,
  listenConnection,
  crypto,
  files,
  log,
  now = () => new Date(),
  outside = {},
  practice = () => null,
  seed,
  deaf = false,
}: CountyOptions): County => {
  const database = openDatabase(connection);
  const live = openHub();
  const accessListeners: ((accountId: string) => void)[] = [];
  const outboxListeners: (() => void)[] = [];
  const closeListeners: (() => Promise<void>)[] = [];
  const forget = (accountId: string): void => {
    if (accountId === '*') {
      try {
        crypto.refresh();
      } catch (error) {
        log.error({ reason: (error as Error).message }, 'the keys could not be read anew');
      }
    }
    accessListeners.forEach((listener) => listener(accountId));
  };

  const { size: _size, scopedReads: _reads, patience: _patience, log: _log, ...client } = connection;
  const notifications: Notifications | null = deaf
    ? null
    : listen(
        listenConnection ?? client,
        [liveChannel(entry), accessChannel(entry)],
        {
          onMessage: (channel, payload) => {
            if (channel === accessChannel(entry)) forget(payload);
            else live.publish(JSON.parse(payload) as LiveKey[]);
          },
          onConnected: () => {
            forget('*');
            live.refreshAll();
          },
        },
        log,
      );

  return {
    entry,
    database,
    crypto,
    files,
    live,
    log,
    now,
    outside,
    practice,
    ...(seed === undefined ? {} : { seed }),
    today: () => chinaToday(now()),
    read: (scope) => database.read(scope),
    write: (scope, work, options) =>
      database.write(
        scope,
        async (tx, preamble) => {
          const result = await work(tx, preamble);
          tx.effects.afterCommit.push(() => tellOwn(tx, forget, outboxListeners));
          return result;
        },
        options,
      ),
    onAccessChanged: (listener) => accessListeners.push(listener),
    hearsOthers: () => notifications?.connected ?? false,
    onOutbox: (listener) => outboxListeners.push(listener),
    onClose: (listener) => closeListeners.push(listener),
    async close() {
      for (const listener of closeListeners) await listener();
      await notifications?.close();
      await database.close();
    },
  };
};
