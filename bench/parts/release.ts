/** The program as a release holds it, laid out apart from the sources: what is built meanwhile does not reach a running proof. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { packageFolder } from '#platform/db/package-folder.ts';
import type { DemoAccount } from '#apps/seed/account-rows.ts';

export type Environment = Readonly<Record<string, string>>;

/** What a command of the command line answered. */
export interface Answer {
  readonly code: number | null;
  /** The document that `--json` prints. */
  readonly reply: Readonly<Record<string, unknown>>;
  readonly ms: number;
}

/** A folder of a proof with the program in it; data, keys and backups lie beside. */
export interface Release {
  readonly folder: string;
  /** First arguments of Node. */
  readonly program: string;
  /** Runs a command; `--json` is added. */
  zhibu(args: readonly string[], environment: Environment): Promise<Answer>;
  remove(): void;
}

const copied = ['bin', 'migrations', 'seed'];

/** Lays the program out in a new folder below the cache. */
export const layOutRelease = (name: string): Release => {
  const root = packageFolder();
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs'), '--server'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', `proof-${name}-`));
  // The database's own user must be able to pass through.
  chmodSync(folder, 0o711);
  const place = join(folder, 'program');
  for (const part of copied) cpSync(join(root, part), join(place, part), { recursive: true });
  cpSync(join(root, 'package.json'), join(place, 'package.json'));
  for (const file of readdirSync(join(root, 'dist'))) {
    if (file.endsWith('.mjs')) cpSync(join(root, 'dist', file), join(place, 'dist', file));
  }
  for (const part of ['fonts', 'codecs'])
    cpSync(join(root, 'dist', part), join(place, 'dist', part), { recursive: true });
  const program = join(place, 'bin', 'zhibu.js');
  return {
    folder,
    program,
    zhibu: (args, environment) => runProgram([program, ...args, '--json', '--lang', 'en'], environment),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const lastDocument = (text: string): Answer['reply'] => {
  const line = text.trim().split('\n').at(-1) ?? '';
  return line.startsWith('{') ? (JSON.parse(line) as Answer['reply']) : {};
};

const runProgram = (args: readonly string[], environment: Environment): Promise<Answer> => {
  const begun = performance.now();
  const child = spawn(process.execPath, [...args], {
    cwd: '/',
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (text.err += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const reply = lastDocument(text.out);
      resolve({
        code,
        reply: Object.keys(reply).length > 0 ? reply : { error: 'failed', message: text.err },
        ms: performance.now() - begun,
      });
    });
  });
};

/** The variables that let a process work on the data and keys of one folder. */
export const environmentOf = (folder: string, more: Environment = {}): Environment => ({
  ZHIBU_DATA: join(folder, 'data'),
  ZHIBU_KEYS: join(folder, 'keys'),
  ZHIBU_LOG: 'error',
  ...more,
});

/** Seeds a demonstration county. @returns its accounts by role */
export const seedCounty = async (
  release: Release,
  environment: Environment,
  members: number,
): Promise<ReadonlyMap<string, DemoAccount>> => {
  const { code, reply } = await release.zhibu(['seed', '--members', String(members)], environment);
  if (code !== 0) throw new Error(`no county was made: ${JSON.stringify(reply)}`);
  const accounts = reply['accounts'] as readonly DemoAccount[];
  return new Map(accounts.toReversed().map((account) => [account.role, account]));
};

/** A port that nobody listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** The last lines of a file, for a proof that failed. */
export const tailOf = (path: string, lines = 8): string[] => {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines);
  } catch {
    return [];
  }
};
