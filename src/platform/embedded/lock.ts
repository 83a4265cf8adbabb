import { createHash, randomBytes } from 'node:crypto';
import { link, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bootId, pidNamespace, processStart } from './processes.ts';
import { errnoOf, refusal } from './refusal.ts';

/** Who holds a folder. */
interface Holder {
  readonly pid: number;
  readonly start: string;
  readonly boot: string;
  readonly namespace: string;
  readonly host: string;
  readonly since: string;
}

export interface FolderLock {
  release(): Promise<void>;
}

export const lockName = 'zhibu.lock';
const beatEvery = 3_000;
const silentAfter = 12_000;

const ourHolder = async (): Promise<Holder> => ({
  pid: process.pid,
  start: (await processStart(process.pid)) ?? '',
  boot: await bootId(),
  namespace: await pidNamespace(),
  host: hostname(),
  since: new Date().toISOString(),
});

const readHolder = async (path: string): Promise<{ text: string; holder: Holder | undefined } | undefined> => {
  try {
    const text = await readFile(path, 'utf8');
    try {
      return { text, holder: JSON.parse(text) as Holder };
    } catch {
      return { text, holder: undefined };
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Alive, dead, or in another container where only its heartbeat can be seen. */
const stateOf = async (holder: Holder | undefined): Promise<'alive' | 'dead' | 'unseen'> => {
  if (holder === undefined) return 'dead';
  const here = await ourHolder();
  if (holder.host === here.host && holder.boot !== here.boot) return 'dead';
  if (holder.boot !== here.boot || holder.namespace !== here.namespace) return 'unseen';
  return (await processStart(holder.pid)) === holder.start ? 'alive' : 'dead';
};

const isSilent = async (path: string): Promise<boolean> => {
  const before = await stat(path).catch(() => undefined);
  if (before === undefined) return true;
  const end = performance.now() + silentAfter;
  // Judged by whether the mark moves, not by its age: two machines' clocks may differ.
  while (performance.now() < end) {
    await pause(500);
    const now = await stat(path).catch(() => undefined);
    if (now === undefined) return true;
    if (now.mtimeMs !== before.mtimeMs) return false;
  }
  return true;
};

/**
 * Runs the work while no other process of this machine does. The kernel frees an abstract socket when its holder dies,
 * so this, unlike a file, cannot be left behind.
 */
const alone = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  const name = `\0zhibu-lock-${createHash('sha256').update(path).digest('hex')}`;
  const server = createServer();
  const listen = (): Promise<boolean> =>
    new Promise((resolve, reject) => {
      server.once('error', (error) => (errnoOf(error) === 'EADDRINUSE' ? resolve(false) : reject(error)));
      server.listen(name, () => resolve(true));
    });
  while (!(await listen())) {
    server.removeAllListeners();
    await pause(10);
  }
  try {
    return await work();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
};

/** Removes the stale lock if it is still the one that was judged: only its dead holder could have removed it before. */
const removeStale = (path: string, seen: string): Promise<void> =>
  alone(path, async () => {
    if ((await readHolder(path))?.text === seen) await rm(path, { force: true });
  });

const refuseSecond = (folder: string, holder: Holder | undefined): Error =>
  refusal(
    'second_process',
    `另一个支部进程正在使用数据目录 ${folder}（进程号 ${holder?.pid ?? '?'}，主机 ${holder?.host ?? '?'}，自 ${holder?.since ?? '?'} 起）。请先停止它，或另选目录。`,
    `Another zhibu process is using the folder ${folder} (process ${holder?.pid ?? '?'} on ${holder?.host ?? '?'}, since ${holder?.since ?? '?'}). Stop it first, or choose another folder.`,
    { pid: holder?.pid },
  );

/** Whether a living process holds the folder. */
export const isLocked = async (folder: string): Promise<boolean> => {
  const seen = await readHolder(join(folder, lockName));
  return seen !== undefined && (await stateOf(seen.holder)) !== 'dead';
};

/** Takes the folder for this process; a lock whose holder is dead is taken over. @throws refusal `second_process` */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const path = join(folder, lockName);
  const mine = JSON.stringify(await ourHolder());
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, mine, { mode: 0o644 });
  try {
    for (;;) {
      try {
        // link() either makes the name or fails: no two processes can both succeed.
        await link(draft, path);
        break;
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST') throw error;
      }
      const seen = await readHolder(path);
      if (seen === undefined) continue;
      const state = await stateOf(seen.holder);
      if (state === 'alive') throw refuseSecond(folder, seen.holder);
      if (state === 'unseen' && !(await isSilent(path))) throw refuseSecond(folder, seen.holder);
      await removeStale(path, seen.text);
    }
  } finally {
    await rm(draft, { force: true });
  }
  const beat = setInterval(() => {
    const now = new Date();
    // A missed beat is made good by the next one.
    utimes(path, now, now).catch(() => undefined);
  }, beatEvery);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      const seen = await readHolder(path);
      if (seen?.text === mine) await rm(path, { force: true });
    },
  };
};
