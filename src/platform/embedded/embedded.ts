import { realpath, rmdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries, usableBinaries } from './binaries.ts';
import { checkCluster, initialise, socketPort, writeConfiguration } from './cluster.ts';
import { isLocked, lockFolder } from './lock.ts';
import { elsewhereText, findPlace, openFolder, type Place } from './place.ts';
import {
  hasEnded,
  launch,
  livingPostmaster,
  stopPostmaster,
  untilReady,
  type Postmaster,
  type StopMode,
} from './postmaster.ts';
import { processStart, waitUntil } from './processes.ts';
import { reasonOf } from './refusal.ts';
import { socketFolder } from './socket-folder.ts';

/** A running embedded server. Connect with `pg`: `{ host: socketDir, port, user, database }`; no password, any role. */
export interface EmbeddedServer {
  readonly socketDir: string;
  readonly port: number;
  readonly dataDir: string;
  readonly superuser: string;
  /** False where a server was found running: left by a killed process, or in use by another. */
  readonly ownedByUs: boolean;
  /** Fast (default): open transactions are rolled back, everything is written. Immediate: recovers at the next start. */
  stop(mode?: StopMode): Promise<void>;
}

export interface EmbeddedOptions {
  /** Made if missing. The database lives in it, or where `database.json` in it says. */
  readonly folder: string;
  readonly log?: (line: Record<string, unknown>) => void;
  /** Server settings over the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

type Say = (line: Record<string, unknown>) => void;

const pauses = [0, 200, 1_000, 2_000, 5_000];

const connectTo = async (socketDir: string, superuser: string): Promise<pg.Client> => {
  const client = new pg.Client({
    host: socketDir,
    port: socketPort,
    user: superuser,
    database: 'postgres',
    connectionTimeoutMillis: 3_000,
    query_timeout: 3_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** Whether an orphan answers; what its dead owner left running is ended, so that no lock of it stays. */
const isHealthy = async (place: Place, socketDir: string): Promise<boolean> => {
  try {
    const client = await connectTo(socketDir, place.superuser);
    try {
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type in ('client backend', 'walsender')`,
      );
    } finally {
      await client.end();
    }
    return true;
  } catch {
    return false;
  }
};

/** Watches the server and starts it again when it dies while we live. */
class Supervisor {
  readonly #place: Place;
  readonly #programs: string;
  readonly #socketDir: string;
  readonly #say: Say;
  #server: Postmaster;
  #stopping = false;
  #watching: Promise<void> = Promise.resolve();

  constructor(place: Place, programs: string, socketDir: string, server: Postmaster, say: Say) {
    this.#socketDir = socketDir;
    this.#place = place;
    this.#programs = programs;
    this.#server = server;
    this.#say = say;
    this.#watch();
  }

  #watch(): void {
    const server = this.#server;
    const { child } = server;
    if (child !== undefined) {
      const again = (): void => {
        this.#watching = this.#restart();
      };
      if (child.exitCode !== null || child.signalCode !== null) again();
      else child.once('exit', again);
      return;
    }
    // Not our child: the kernel tells us nothing, so we look. One look at a time: two would start two servers.
    let isLooking = false;
    const check = async (): Promise<void> => {
      if (this.#stopping) return clearInterval(look);
      if (!(await hasEnded(server))) return;
      clearInterval(look);
      await this.#restart();
    };
    const look = setInterval(() => {
      if (isLooking) return;
      isLooking = true;
      this.#watching = check().finally(() => (isLooking = false));
    }, 500);
    look.unref();
  }

  async #restart(): Promise<void> {
    for (let tries = 0; !this.#stopping; tries += 1) {
      this.#say({
        event: 'embedded.died',
        message: '数据库意外停止，正在重新启动 / The database died and is started again',
      });
      await pause(pauses[Math.min(tries, pauses.length - 1)]);
      if (this.#stopping) return;
      try {
        this.#server = await launch(this.#place, this.#programs, this.#socketDir);
        await untilReady(this.#place, this.#server, () => undefined);
        this.#say({ event: 'embedded.restarted' });
        this.#watch();
        return;
      } catch (error) {
        this.#say({ event: 'embedded.restart_failed', message: (error as Error).message });
      }
    }
  }

  async stop(mode: StopMode): Promise<void> {
    this.#stopping = true;
    await stopPostmaster(this.#place, this.#server, mode);
    await this.#watching;
    // A restart may have been under way.
    await stopPostmaster(this.#place, this.#server, mode);
  }
}

/** A living server on our data: adopted when it is sound and as configured, else stopped. */
const adoptOrStop = async (
  place: Place,
  changed: boolean,
  socketDir: string,
  say: Say,
): Promise<Postmaster | undefined> => {
  const found = await livingPostmaster(place);
  if (found === undefined) return undefined;
  const server: Postmaster = { pid: found.pid, start: await processStart(found.pid), child: undefined };
  if (!changed && found.ready && found.socketDir === socketDir && (await isHealthy(place, socketDir))) {
    say({ event: 'embedded.adopted', pid: found.pid });
    return server;
  }
  say({ event: 'embedded.orphan_stopped', pid: found.pid });
  await stopPostmaster(place, server, 'fast');
  return undefined;
};

const bringUp = async (options: EmbeddedOptions, say: Say): Promise<EmbeddedServer> => {
  const place = await findPlace(options.folder);
  if (place.elsewhere) say({ event: 'embedded.elsewhere', message: elsewhereText(place), dataDir: place.dataDir });
  const programs = await usableBinaries(await findBinaries(), place.user, place.home);
  if (!place.exists) {
    say({ event: 'embedded.initialise', dataDir: place.dataDir, user: place.user.name });
    await initialise(place, programs);
  }
  const settings = options.settings ?? {};
  await checkCluster(place, 'restore_command' in settings);
  const running = await livingPostmaster(place);
  const socketDir = running?.socketDir || (await socketFolder(place.dataDir, place.user));
  const changed = await writeConfiguration(place, socketDir, settings);
  const adopted = await adoptOrStop(place, changed, socketDir, say);
  const server = adopted ?? (await launch(place, programs, socketDir));
  await untilReady(place, server, (seconds) =>
    say({ event: 'embedded.recovering', seconds, message: '数据库正在恢复 / The database is recovering' }),
  );
  const supervisor = new Supervisor(place, programs, socketDir, server, say);
  return {
    socketDir,
    port: socketPort,
    dataDir: place.dataDir,
    superuser: place.superuser,
    ownedByUs: adopted === undefined,
    async stop(mode = 'fast') {
      await supervisor.stop(mode);
      // Left where something else lies in it.
      await rmdir(socketDir).catch(() => undefined);
    },
  };
};

/**
 * Starts the embedded PostgreSQL of a folder: initialises it the first time, adopts a sound server whose parent was
 * killed, and starts it again if it dies. One process per folder.
 * @throws refusals of `refusal.ts`, among them `second_process`, `no_binaries`, `start_failed`
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const say = options.log ?? (() => undefined);
  const folder = await openFolder(options.folder);
  const lock = await lockFolder(folder);
  try {
    const server = await bringUp({ ...options, folder }, say);
    let stopped: Promise<void> | undefined;
    const stop = async (mode?: StopMode): Promise<void> => {
      await server.stop(mode);
      await lock.release();
    };
    return { ...server, stop: (mode) => (stopped ??= stop(mode)) };
  } catch (error) {
    await lock.release();
    throw error;
  }
};

/** The server that another living process keeps for this folder, or undefined where none does. Stopping it does nothing. */
export const findRunning = async (folder: string): Promise<EmbeddedServer | undefined> => {
  const path = await realpath(folder).catch(() => undefined);
  if (path === undefined || !(await isLocked(path))) return undefined;
  const place = await findPlace(path);
  const ready = async (): Promise<boolean> => (await livingPostmaster(place))?.ready === true;
  if (!place.exists || !(await waitUntil(ready, 30_000))) return undefined;
  const found = await livingPostmaster(place);
  if (found === undefined) return undefined;
  return {
    socketDir: found.socketDir,
    port: socketPort,
    dataDir: place.dataDir,
    superuser: place.superuser,
    ownedByUs: false,
    stop: () => Promise.resolve(),
  };
};

/** For commands that run beside the application as well as without it: the running server, else one of our own. */
export const useEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const running = await findRunning(options.folder);
  if (running !== undefined) return running;
  try {
    return await startEmbedded(options);
  } catch (error) {
    const other = reasonOf(error) === 'second_process' ? await findRunning(options.folder) : undefined;
    if (other === undefined) throw error;
    return other;
  }
};
