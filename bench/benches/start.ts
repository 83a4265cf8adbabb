/** From a packed release to a running county: install size, first and later start, memory idle and under load (design 6). */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { DemoAccount } from '#apps/seed/account-rows.ts';
import { packageFolder } from '#platform/db/package-folder.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { load } from '../parts/load.ts';
import { childrenOf, cpuOf, memoryOf, serverCpu } from '../parts/processes.ts';
import { environmentOf, type Environment } from '../parts/release.ts';
import type { Outcome } from '../report.ts';
import { runtimeFlags } from '../parts/runtime.ts';

const bounds = {
  installMegabytes: 200,
  packages: 200,
  firstStart: 20,
  laterStart: 3,
  idleMegabytes: 150,
  loadedMegabytes: 260,
  requests: 100_000,
  /** What the resident memory may differ by between the first and the last tenth of the requests. */
  growth: 0.05,
} as const;

const megabytes = (bytes: number): number => bytes / 1e6;
const verdict = (ok: boolean): string => (ok ? 'ok' : 'MISSED');
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).blocks * 512, 0);

interface Install {
  readonly program: string;
  readonly packages: number;
  readonly bytes: number;
}

/** Packs the release and installs it as an operator does. Scripts are left out: nothing may have to be compiled. */
const install = (folder: string): Install => {
  const root = packageFolder();
  const quietly = (program: string, args: readonly string[], cwd: string): void => {
    execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  quietly(process.execPath, [join(root, 'scripts', 'build.mjs')], root);
  quietly('npm', ['pack', '--silent', '--pack-destination', folder], root);
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--silent'];
  quietly('npm', ['install', ...flags, `./${archive}`], folder);
  const modules = join(folder, 'node_modules');
  const lock = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')) as { packages: object };
  const packages = Object.keys(lock.packages).filter((path) => existsSync(join(folder, path))).length;
  return { program: join(modules, 'zhibu', 'bin', 'zhibu.js'), packages, bytes: sizeOf(modules) };
};

interface Started {
  readonly seconds: number;
  /** Seconds of CPU until then, the process that seeds and the database included: steady on a busy machine. */
  readonly cpu: number;
  readonly port: number;
  readonly pid: number;
  readonly accounts: readonly DemoAccount[];
  stop(): Promise<void>;
}

/** Starts the program and waits for the line that says where it listens. */
const start = async (program: string, environment: Environment, members: number): Promise<Started> => {
  const begun = performance.now();
  const args = [...runtimeFlags, program, 'start', '--json', '--port', '0', '--members', String(members)];
  const child = spawn(process.execPath, args, {
    cwd: '/',
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`zhibu start ended with ${code}`)));
  });
  const seconds = (performance.now() - begun) / 1_000;
  const pid = child.pid ?? 0;
  const cpu = cpuOf(pid) + childrenOf(pid).reduce((sum, server) => sum + serverCpu(server), 0);
  const { address, accounts } = JSON.parse(line) as { address: string; accounts: DemoAccount[] };
  return {
    seconds,
    cpu,
    port: Number(new URL(address).port),
    pid,
    accounts,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

const signIn = async (port: number, account: DemoAccount | undefined): Promise<string> => {
  const reply = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': newOpaqueId() },
    body: JSON.stringify({ name: account?.signInName, password: account?.password }),
  });
  const token = /zhibu_session=([^;]+)/.exec(reply.headers.get('set-cookie') ?? '')?.[1];
  if (token === undefined) throw new Error(`no session: ${reply.status} ${await reply.text()}`);
  return token;
};

interface Loaded {
  readonly lines: readonly string[];
  readonly ok: boolean;
}

/** The list, its counts and one file in turn, as a township worker reads them. */
const underLoad = async ({ port, pid }: Started, account: DemoAccount | undefined): Promise<Loaded> => {
  const cookie = `zhibu_session=${await signIn(port, account)}`;
  const list = await fetch(`http://127.0.0.1:${port}/api/members`, { headers: { cookie } });
  const { items } = (await list.json()) as { items: { id: string }[] };
  const paths = ['/api/members', '/api/members/counts', ...items.map(({ id }) => `/api/members/${id}`)];
  const request = (n: number) => ({
    method: 'GET',
    path: paths[n % paths.length] ?? '/api/members',
    headers: { cookie },
  });
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(memoryOf(pid)), 250);
  let requests = 0;
  let failures = 0;
  let seconds = 0;
  try {
    await load({ port, connections: 16, seconds: 10, request });
    samples.length = 0;
    while (requests < bounds.requests) {
      const result = await load({ port, connections: 16, seconds: 5, request });
      requests += result.requests;
      failures += result.failures;
      seconds += result.seconds;
    }
  } finally {
    clearInterval(sampling);
  }
  const tenth = Math.max(1, Math.floor(samples.length / 10));
  const [first, last] = [mean(samples.slice(0, tenth)), mean(samples.slice(-tenth))];
  const peak = Math.max(...samples);
  const growth = last / first - 1;
  const ok = megabytes(peak) <= bounds.loadedMegabytes && growth <= bounds.growth && failures === 0;
  return {
    ok,
    lines: [
      `under load    peak ${megabytes(peak).toFixed(0)} MB (≤ ${bounds.loadedMegabytes})   first tenth ${megabytes(first).toFixed(0)} MB, last tenth ${megabytes(last).toFixed(0)} MB: growth ${(growth * 100).toFixed(1)} % (≤ ${bounds.growth * 100} %)   ${verdict(ok)}`,
      `              ${requests} requests on 16 connections, ${(requests / seconds).toFixed(0)}/s, failures ${failures}`,
    ],
  };
};

const laterStarts = 5;

const measure = async (folder: string, members: number): Promise<Outcome> => {
  const busy = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  const { program, packages, bytes } = install(folder);
  const isSmall = megabytes(bytes) <= bounds.installMegabytes && packages <= bounds.packages;
  const environment = environmentOf(folder);
  const first = await start(program, environment, members);
  await first.stop();
  const isFirstQuick = first.seconds <= bounds.firstStart;
  const later: number[] = [];
  const laterCpu: number[] = [];
  for (let n = 1; n < laterStarts; n += 1) {
    const again = await start(program, environment, members);
    later.push(again.seconds);
    laterCpu.push(again.cpu);
    await again.stop();
  }
  const running = await start(program, environment, members);
  later.push(running.seconds);
  laterCpu.push(running.cpu);
  try {
    await pause(10_000);
    const idle = megabytes(memoryOf(running.pid));
    const isIdleSmall = idle <= bounds.idleMegabytes;
    const loaded = await underLoad(
      running,
      first.accounts.find(({ role }) => role === 'township_worker'),
    );
    const isLaterQuick = median(later) <= bounds.laterStart;
    return {
      ok: isSmall && isFirstQuick && isLaterQuick && isIdleSmall && loaded.ok,
      lines: [
        `county: ${members} members; program: packed, installed with --omit=dev and without install scripts; load average before ${busy}`,
        `install       ${megabytes(bytes).toFixed(0)} MB (≤ ${bounds.installMegabytes}), ${packages} packages (≤ ${bounds.packages}), nothing compiled   ${verdict(isSmall)}`,
        `new folder    ${first.seconds.toFixed(1)} s to listening, county included (≤ ${bounds.firstStart}); CPU ${first.cpu.toFixed(1)} s   ${verdict(isFirstQuick)}`,
        `later start   ${median(later).toFixed(2)} s, median of ${later.map((s) => s.toFixed(2)).join(', ')} (≤ ${bounds.laterStart}); CPU ${median(laterCpu).toFixed(2)} s   ${verdict(isLaterQuick)}`,
        `idle          ${idle.toFixed(0)} MB after 10 s (≤ ${bounds.idleMegabytes})   ${verdict(isIdleSmall)}`,
        ...loaded.lines,
      ],
    };
  } finally {
    await running.stop();
  }
};

/** `npm run bench -- start [members]` */
export const run = async ([members = '5000']: readonly string[] = []): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhibu-start-'));
  // As root the database's own user must be able to pass through.
  chmodSync(folder, 0o711);
  try {
    return await measure(folder, Number(members));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
