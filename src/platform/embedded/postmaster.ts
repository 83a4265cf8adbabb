import { spawn, type ChildProcess } from 'node:child_process';
import { constants, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cleanEnvironment } from './binaries.ts';
import { clusterName, socketPort } from './cluster.ts';
import type { Place } from './place.ts';
import { clearRemains, processStart, serverProcesses, signal, waitUntil, type ServerMark } from './processes.ts';
import { refusal } from './refusal.ts';

/** A running server process, spawned by us or left by a killed parent. */
export interface Postmaster {
  readonly pid: number;
  /** See `processStart`: tells it from a later process with the same number. */
  readonly start: string | undefined;
  readonly child: ChildProcess | undefined;
}

export const markOf = (place: Place): ServerMark => ({
  dataDir: place.dataDir,
  clusterName: clusterName(place.dataDir),
  uid: place.user.uid,
});

export interface PidFile {
  readonly pid: number;
  readonly socketDir: string;
  readonly ready: boolean;
}

/** What the server says about itself in its data directory. */
export const readPidFile = async (dataDir: string): Promise<PidFile | undefined> => {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const lines = text?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!(pid > 1)) return undefined;
  return { pid, socketDir: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' };
};

/** The living postmaster of this data directory, whoever started it. */
export const livingPostmaster = async (place: Place): Promise<PidFile | undefined> => {
  const file = await readPidFile(place.dataDir);
  if (file === undefined) return undefined;
  return (await serverProcesses(markOf(place))).includes(file.pid) ? file : undefined;
};

export const logName = 'postgres.log';
const logLimit = 8 * 1024 * 1024;

/** The last lines the server wrote. */
export const logTail = async (folder: string, lines = 12): Promise<string> => {
  const text = await readFile(join(folder, logName), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-lines).join('\n');
};

const openLog = async (place: Place): Promise<FileHandle> => {
  const path = join(place.folder, logName);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logLimit) await rename(path, `${path}.1`);
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
  const file = await open(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  // Whoever starts the server next time, root or the server user, must be able to go on writing.
  if (process.getuid?.() === 0) await file.chown(place.user.uid, place.user.gid);
  return file;
};

/**
 * The number in a left-over pid file may by now belong to another program of the same user, or to a zombie that a
 * container without an init never buries: the server would take either for its living predecessor and refuse to start.
 * Called only when none of the server's processes is left.
 */
const dropDeadPids = async (dataDir: string, socketDir: string): Promise<void> => {
  for (const path of [join(dataDir, 'postmaster.pid'), join(socketDir, `.s.PGSQL.${socketPort}.lock`)]) {
    const pid = Number((await readFile(path, 'utf8').catch(() => '')).split('\n')[0]);
    const taken = await stat(`/proc/${pid}`).catch(() => undefined);
    if (pid > 0 && taken !== undefined) await rm(path, { force: true });
  }
};

/** Starts the server in a session of its own, so that Ctrl-C reaches the application alone, which stops it last. */
export const launch = async (place: Place, programs: string, socketDir: string): Promise<Postmaster> => {
  if (await clearRemains(markOf(place))) await dropDeadPids(place.dataDir, socketDir);
  const log = await openLog(place);
  try {
    const child = spawn(join(programs, 'bin', 'postgres'), ['-D', place.dataDir], {
      ...place.user.identity,
      detached: true,
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
    });
    const failed = new Promise<never>((_, reject) => child.once('error', reject));
    const started = new Promise<void>((resolve) => child.once('spawn', resolve));
    await Promise.race([started, failed]);
    child.unref();
    const pid = child.pid ?? 0;
    return { pid, start: await processStart(pid), child };
  } finally {
    await log.close();
  }
};

export const hasEnded = async ({ pid, start, child }: Postmaster): Promise<boolean> =>
  child === undefined ? (await processStart(pid)) !== start : child.exitCode !== null || child.signalCode !== null;

/**
 * Waits until the server takes connections: as long as it lives, for recovery after a crash may take minutes.
 * @throws refusal `start_failed` with the server's last words
 */
export const untilReady = async (
  place: Place,
  server: Postmaster,
  onWait: (seconds: number) => void,
): Promise<void> => {
  const start = performance.now();
  let told = 0;
  for (;;) {
    const file = await readPidFile(place.dataDir);
    if (file?.pid === server.pid && file.ready) return;
    if (await hasEnded(server)) {
      throw refusal(
        'start_failed',
        `数据库没有启动成功。以上是日志 ${join(place.folder, logName)} 的最后几行。`,
        `The database did not start. The last lines of its log, ${join(place.folder, logName)}, stand above.`,
        { detail: await logTail(place.folder) },
      );
    }
    const seconds = Math.floor((performance.now() - start) / 1000);
    if (seconds >= told + 5) onWait((told = seconds));
    await pause(10);
  }
};

export type StopMode = 'fast' | 'immediate';

/** Stops the server. A fast stop that hangs becomes an immediate one: the write-ahead log loses nothing. */
export const stopPostmaster = async (place: Place, server: Postmaster, mode: StopMode): Promise<void> => {
  const ended = (): Promise<boolean> => hasEnded(server);
  if (await ended()) return;
  if (mode === 'fast') {
    signal(server.pid, 'SIGINT');
    if (await waitUntil(ended, 60_000)) return;
  }
  if (!(await ended())) signal(server.pid, 'SIGQUIT');
  if (await waitUntil(ended, 10_000)) return;
  signal(server.pid, 'SIGKILL');
  await clearRemains(markOf(place));
};
