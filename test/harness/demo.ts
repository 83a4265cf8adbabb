/** The platform as a person starts it: one command on a new folder, its demonstration county and printed accounts. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { TOTP, Secret } from 'otpauth';
import type { Role } from '#features/base/accounts/permissions/rules.ts';
import { packageFolder } from '#platform/db/package-folder.ts';

export interface PrintedAccount {
  readonly role: Role;
  readonly signInName: string;
  readonly password: string;
  readonly factorSecret: string | null;
  /** Short name of the organisation of the role. */
  readonly organisation: string;
}

export interface Printed {
  readonly address: string;
  /** Empty on a later start: passwords are shown once. */
  readonly accounts: readonly PrintedAccount[];
}

export interface Demo extends Printed {
  /** Stops it as Ctrl-C does and waits for its end; the exit code. */
  stop(): Promise<number>;
}

/** What a command of the command line printed and how it ended. */
export interface Told {
  readonly code: number;
  readonly output: string;
  /** The document that `--json` prints; empty without it. */
  readonly reply: Readonly<Record<string, unknown>>;
}

export interface DemoFolder {
  readonly folder: string;
  /** Runs a command of the program on this folder to its end. */
  zhibu(...args: readonly string[]): Promise<Told>;
  start(options?: { readonly members?: number }): Promise<Demo>;
  remove(): void;
}

const program = path.join(packageFolder(), 'bin/zhibu.js');
const environmentOf = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  ZHIBU_DATA: path.join(folder, 'data'),
  ZHIBU_KEYS: path.join(folder, 'keys'),
  NODE_ENV: 'production',
});

const launch = (folder: string, members: number): { child: ChildProcess; printed: Promise<Printed> } => {
  const child = spawn(process.execPath, [program, 'start', '--json', '--port', '0', '--members', String(members)], {
    env: environmentOf(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  const printed = new Promise<Printed>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) resolve(JSON.parse(line) as Printed);
    });
    child.once('exit', (code) => reject(new Error(`zhibu start ended with ${code}:\n${said.join('')}`)));
  });
  return { child, printed };
};

/** A new folder outside the checkout, in which the platform can be started, stopped and started again. */
export const demoFolder = (): DemoFolder => {
  const folder = mkdtempSync(path.join(tmpdir(), 'zhibu-demo-'));
  chmodSync(folder, 0o755);
  return {
    folder,
    async zhibu(...args) {
      const child = spawn(process.execPath, [program, ...args], { env: environmentOf(folder) });
      const said: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
      const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? -1)));
      const output = Buffer.concat(said).toString('utf8');
      return { code, output, reply: args.includes('--json') ? (JSON.parse(output) as Told['reply']) : {} };
    },
    async start({ members = 5_000 } = {}) {
      const { child, printed } = launch(folder, members);
      const ended = new Promise<number>((resolve) => {
        child.once('exit', (code) => resolve(code ?? -1));
      });
      const facts = await printed;
      return {
        ...facts,
        async stop() {
          child.kill('SIGINT');
          return ended;
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const post = async (address: string, where: string, body: unknown, cookie?: string): Promise<Response> => {
  const reply = await fetch(`${address}/api${where}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${where}: ${reply.status} ${await reply.text()}`);
  return reply;
};

const tokenOf = (reply: Response): string => {
  const token = /zhibu_session=([^;]+)/.exec(reply.headers.get('set-cookie') ?? '')?.[1];
  if (token === undefined) throw new Error('no session was set');
  return token;
};

const STEP = 30_000;
/** The step of the last code of each second factor: the server takes each code once. */
const spent = new Map<string, number>();

/** When a fresh code may be sent: now, or with the code of the next step, which the server takes ahead of its time. */
const freshCodeAt = async (secret: string): Promise<number> => {
  const step = Math.max(Math.floor(Date.now() / STEP), (spent.get(secret) ?? 0) + 1);
  await setTimeout(Math.max(0, (step - 1) * STEP - Date.now()));
  spent.set(secret, step);
  return step * STEP;
};

/** Signs in over the network with what was printed. Returns the cookie's value. */
export const signInTo = async (address: string, account: PrintedAccount): Promise<string> => {
  const token = tokenOf(await post(address, '/session', { name: account.signInName, password: account.password }));
  if (account.factorSecret === null) return token;
  const totp = new TOTP({
    secret: Secret.fromBase32(account.factorSecret),
    algorithm: 'SHA1',
    digits: 6,
    period: STEP / 1000,
  });
  const code = totp.generate({ timestamp: await freshCodeAt(account.factorSecret) });
  const stepped = await post(address, '/session/factor', { code }, `zhibu_session=${token}`);
  // A step up changes the token, where the server says so.
  return stepped.headers.has('set-cookie') ? tokenOf(stepped) : token;
};
