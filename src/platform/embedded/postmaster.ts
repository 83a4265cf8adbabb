import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cleanEnvironment } from './binaries.ts';
import { clusterName } from './cluster.ts';
import type { Place } from './place.ts';
import { clearRemains, isRunning, serverProcesses, signal, waitUntil, type ServerMark } from './processes.ts';
import { refusal } from './refusal.ts';

/** A running server process, spawned by us or left by a killed parent. */
export interface Postmaster {
  readonly pid: number;
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

const openLog = async (folder: string) => {
  const path = join(folder, logName);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logLimit) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
};

/**
 * After a restart of the machine the number in a left-over pid file may belong to another program of the same user, and
 * the server would refuse to start. Called when none of the server's processes is left.
 */
const dropReusedPid = async (place: Place): Promise<void> => {
  const file = await readPidFile(place.dataDir);
  if (file !== undefined && (await isRunning(file.pid)))
    await rm(join(place.dataDir, 'postmaster.pid'), { force: true });
};

/** Starts the server in a session of its own, so that Ctrl-C reaches the application alone, which stops it last. */
export const launch = async (place: Place, programs: string): Promise<Postmaster> => {
  await clearRemains(markOf(place));
  await dropReusedPid(place);
  const log = await openLog(place.folder);
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
    return { pid: child.pid ?? 0, child };
  } finally {
    await log.close();
  }
};

const hasEnded = async ({ pid, child }: Postmaster): Promise<boolean> =>
  child === undefined ? !(await isRunning(pid)) : child.exitCode !== null || child.signalCode !== null;

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
        `数据库没有启动成功。日志 ${join(place.folder, logName)} 的最后几行：\n${await logTail(place.folder)}`,
        'The database did not start. The last lines of its log stand above.',
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
  if (mode === 'fast') {
    signal(server.pid, 'SIGINT');
    if (await waitUntil(ended, 60_000)) return;
  }
  if (!(await ended())) signal(server.pid, 'SIGQUIT');
  if (await waitUntil(ended, 10_000)) return;
  signal(server.pid, 'SIGKILL');
  await clearRemains(markOf(place));
};
