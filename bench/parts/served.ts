/** `zhibu serve` as a service manager keeps it: started again whenever it ends, until it is stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findPlace } from '#platform/embedded/place.ts';
import { livingPostmaster, markOf } from '#platform/embedded/postmaster.ts';
import { serverProcesses, signal } from '#platform/embedded/processes.ts';
import type { Environment, Release } from './release.ts';
import { runtimeFlags } from './runtime.ts';

export interface Served {
  readonly port: number;
  /** Where the server's errors stand. */
  readonly log: string;
  /** Process id of the application. */
  pid(): number;
  /** Times the application ended without having been killed by the proof. */
  fell(): number;
  /** SIGKILL; it is started again at once. */
  killApplication(): void;
  /** SIGKILL to the database's first process, to one of those that serve a connection, or to all. @returns how many */
  killDatabase(which: 'first' | 'backend' | 'all'): Promise<number>;
  healthy(): Promise<boolean>;
  stop(): Promise<void>;
}

const healthyAt = async (port: number): Promise<boolean> => {
  try {
    const { ok } = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(2_000) });
    return ok;
  } catch {
    return false;
  }
};

export const untilHealthy = async (served: Served, seconds = 60): Promise<void> => {
  const end = performance.now() + seconds * 1_000;
  while (!(await served.healthy())) {
    if (performance.now() > end) throw new Error(`the application did not answer within ${seconds} s`);
    await pause(20);
  }
};

const databaseProcesses = async (data: string, which: 'first' | 'backend' | 'all'): Promise<readonly number[]> => {
  const place = await findPlace(realpathSync(data));
  const first = (await livingPostmaster(place))?.pid;
  const all = await serverProcesses(markOf(place));
  if (which === 'all') return all;
  if (which === 'first') return first === undefined ? [] : [first];
  const backends = all.filter((pid) => pid !== first);
  const one = backends[Math.floor(Math.random() * backends.length)];
  return one === undefined ? [] : [one];
};

export const serve = async (release: Release, environment: Environment, port: number): Promise<Served> => {
  const log = join(release.folder, 'serve.log');
  const counts = { fell: 0 };
  let child: ChildProcess | undefined;
  let isStopping = false;
  let killed: ChildProcess | undefined;

  const start = (): void => {
    const file = openSync(log, 'a');
    const next = spawn(
      process.execPath,
      [...runtimeFlags, release.program, 'serve', '--port', String(port), '--lang', 'en'],
      {
        cwd: '/',
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'ignore', file],
      },
    );
    closeSync(file);
    child = next;
    next.once('exit', () => {
      if (isStopping) return;
      if (killed === next) return start();
      counts.fell += 1;
      setTimeout(() => isStopping || start(), 200);
    });
  };
  start();

  const served: Served = {
    port,
    log,
    pid: () => child?.pid ?? 0,
    fell: () => counts.fell,
    killApplication() {
      killed = child;
      child?.kill('SIGKILL');
    },
    async killDatabase(which) {
      const found = await databaseProcesses(environment['ZHIBU_DATA'] ?? '', which);
      for (const pid of found) signal(pid, 'SIGKILL');
      return found.length;
    },
    healthy: () => healthyAt(port),
    async stop() {
      isStopping = true;
      const last = child;
      if (last === undefined || last.exitCode !== null || last.signalCode !== null) return;
      const ended = new Promise<void>((done) => last.once('exit', () => done()));
      last.kill('SIGTERM');
      await ended;
    },
  };
  await untilHealthy(served);
  return served;
};
