import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** Kernel's start mark of a process: with the pid it names one process, though pids come again. Undefined: not running. */
export const processStart = async (pid: number): Promise<string | undefined> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The program's name stands in brackets and may hold anything; the fields are counted from its end.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : fields[19];
};

export const isRunning = async (pid: number): Promise<boolean> => (await processStart(pid)) !== undefined;

/** Which set of process ids this process sees; containers have their own. */
export const pidNamespace = (): Promise<string> => readlink('/proc/self/ns/pid').catch(() => 'unknown');

export const bootId = async (): Promise<string> =>
  (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => 'unknown')).trim();

export interface ServerMark {
  readonly dataDir: string;
  /** Stands in the title of each of the server's processes. */
  readonly clusterName: string;
  readonly uid: number;
}

/** Processes of the server on this data directory: the postmaster, and what it forked. */
export const serverProcesses = async (mark: ServerMark): Promise<number[]> => {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const isPostmaster = command.includes(`postgres\0-D\0${mark.dataDir}\0`);
    const isChild = command.startsWith(`postgres: ${mark.clusterName}: `);
    if (!isPostmaster && !isChild) continue;
    // Anybody can give a process such a title; only the server's own user counts.
    const owner = await stat(`/proc/${pid}`).catch(() => undefined);
    if (owner?.uid === mark.uid && (await isRunning(pid))) found.push(pid);
  }
  return found;
};

export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** Waits until the condition holds; false when `milliseconds` ran out first. */
export const waitUntil = async (
  condition: () => Promise<boolean>,
  milliseconds: number,
  step = 20,
): Promise<boolean> => {
  const end = performance.now() + milliseconds;
  while (!(await condition())) {
    if (performance.now() >= end) return false;
    await pause(step);
  }
  return true;
};

/**
 * Ends what a killed postmaster left behind. Only while a backend of the old server lives could a new one damage the
 * data; the write-ahead log makes killing them safe.
 * @returns whether none is left
 */
export const clearRemains = async (mark: ServerMark): Promise<boolean> => {
  const gone = async (): Promise<boolean> => (await serverProcesses(mark)).length === 0;
  // They notice the postmaster's death themselves unless they are busy computing.
  if (await waitUntil(gone, 500)) return true;
  for (const pid of await serverProcesses(mark)) signal(pid, 'SIGKILL');
  return waitUntil(gone, 10_000);
};
