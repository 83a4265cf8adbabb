import pg from 'pg';
import type { Log } from '#platform/log/log.ts';

export interface Notifications {
  /** False while the connection is down: caches that rely on it must not be used. */
  readonly connected: boolean;
  close(): Promise<void>;
}

interface Handlers {
  readonly onMessage: (channel: string, payload: string) => void;
  /** Called after each (re)connection: what was said meanwhile is lost. */
  readonly onConnected: () => void;
}

/** One LISTEN connection per process and county; reconnects by itself. */
export const listen = (
  options: pg.ClientConfig,
  channels: readonly string[],
  handlers: Handlers,
  log: Log,
): Notifications => {
  let client: pg.Client | null = null;
  let connected = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let connecting: Promise<void>;

  const retry = (): void => {
    connected = false;
    client = null;
    if (!closed && timer === undefined) {
      timer = setTimeout(() => {
        timer = undefined;
        connecting = connect().catch(retry);
      }, 500);
    }
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ ...options, application_name: 'zhibu listen', keepAlive: true });
    next.on('error', retry);
    next.on('end', retry);
    next.on('notification', (message) => handlers.onMessage(message.channel, message.payload ?? ''));
    try {
      await next.connect();
      if (closed) {
        await next.end();
        return;
      }
      for (const channel of channels) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
      client = next;
      connected = true;
      handlers.onConnected();
    } catch (error) {
      log.debug({ code: (error as { code?: string }).code }, 'listen connection not available');
      next.removeAllListeners();
      next.on('error', () => undefined);
      void next.end().catch(() => undefined);
      retry();
    }
  };
  connecting = connect().catch(retry);

  return {
    get connected() {
      return connected;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      // A connection that is being made would keep the process alive for ever.
      await connecting;
      await client?.end().catch(() => undefined);
    },
  };
};
