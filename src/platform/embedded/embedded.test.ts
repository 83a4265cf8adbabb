import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { AppError } from '#shared/errors.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findBinaries, usableBinaries } from './binaries.ts';
import { findRunning, startEmbedded, useEmbedded, type EmbeddedServer } from './embedded.ts';
import { lockFolder } from './lock.ts';
import { findPlace, markName } from './place.ts';
import { markOf } from './postmaster.ts';
import { isRunning, processStart, serverProcesses, waitUntil } from './processes.ts';
import { reasonOf } from './refusal.ts';
import { chooseServerUser } from './server-user.ts';
import { memorySettings, settingLine } from './settings.ts';
import { shortName, socketFolder } from './socket-folder.ts';

const isRoot = process.getuid?.() === 0;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), '支部 embedded '));
  // mkdtemp closes its folder; here the server's user has to pass.
  await chmod(root, 0o711);
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

/** Milliseconds: for what hangs, as elsewhere. */
const patience = 60_000;

let folders = 0;
let pattern: Promise<string> | undefined;

/** A folder with a stopped cluster in it: copying one is much cheaper than initialising each. */
const newFolder = async (): Promise<string> => {
  pattern ??= (async () => {
    const folder = join(root, 'pattern');
    const server = await startEmbedded({ folder });
    await server.stop();
    return folder;
  })();
  const folder = join(root, `folder ${(folders += 1)}`);
  // Owners must be kept, which fs.cp does not.
  await promisify(execFile)('cp', ['-a', await pattern, folder]);
  return folder;
};

const ask = async (server: EmbeddedServer, text: string, user = server.superuser): Promise<unknown[]> => {
  const client = new pg.Client({ host: server.socketDir, port: server.port, user, database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat() as unknown[];
  } finally {
    await client.end();
  }
};

const postmasterPid = async (dataDir: string): Promise<number> =>
  Number((await readFile(join(dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);

/** Another process that keeps a server on the folder until it is killed. */
const otherProcess = async (folder: string): Promise<{ child: ChildProcess; up: { pid: number } }> => {
  const source = join(root, `other ${folders}.mts`);
  const module = JSON.stringify(join(import.meta.dirname, 'embedded.ts'));
  await writeFile(
    source,
    `import { startEmbedded } from ${module};
     await startEmbedded({ folder: process.argv[2] });
     process.stdout.write('up');
     setInterval(() => undefined, 1000);`,
  );
  const child = spawn(process.execPath, ['--import', 'tsx', source, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve);
    child.once('exit', () => reject(new Error('the other process ended')));
  });
  return { child, up: { pid: await postmasterPid(join(folder, 'postgres')) } };
};

const kill = (child: ChildProcess): Promise<unknown> => {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  return ended;
};

describe('a new folder', () => {
  let server: EmbeddedServer;
  let folder: string;
  const lines: Record<string, unknown>[] = [];
  beforeAll(async () => {
    // Far longer than the 107 bytes that a socket path may have.
    folder = join(root, '很长的目录名 with spaces'.repeat(4), 'it\'s "data"');
    server = await startEmbedded({ folder, log: (line) => lines.push(line) });
  });
  afterAll(() => server.stop());

  test('holds a cluster made as agreed', async () => {
    const settings = [
      'data_checksums',
      'fsync',
      'jit',
      'listen_addresses',
      'max_connections',
      'TimeZone',
      'server_encoding',
    ];
    const values = await ask(server, `select ${settings.map((name) => `current_setting('${name}')`).join(', ')}`);
    expect(values).toEqual(['on', 'on', 'off', '', '60', 'UTC', 'UTF8']);
    const database = await ask(server, `select datlocprovider, datlocale from pg_database where datname = 'postgres'`);
    expect(database).toEqual(['b', 'C.UTF-8']);
    expect(await ask(server, `select to_tsvector('三会，一课')::text`)).toEqual([`'一课':2 '三会':1`]);
    expect(server.ownedByUs).toBe(true);
  });

  test('is closed to other users of the machine', async () => {
    const { user } = await findPlace(folder);
    for (const path of [server.socketDir, server.dataDir]) {
      const found = await stat(path);
      expect([found.uid, found.mode & 0o777]).toEqual([user.uid, 0o700]);
    }
    expect(Buffer.byteLength(join(server.socketDir, '.s.PGSQL.5432'))).toBeLessThan(100);
    expect(await readFile(join(server.dataDir, 'pg_hba.conf'), 'utf8')).not.toMatch(/trust|host/);
  });

  test.runIf(isRoot)('runs the server as another user, and root connects as any role', async () => {
    expect((await stat(`/proc/${await postmasterPid(server.dataDir)}`)).uid).not.toBe(0);
    await ask(server, 'create role run_time login');
    expect(await ask(server, 'select current_user', 'run_time')).toEqual(['run_time']);
  });

  test('keeps data of failing statements out of its log', async () => {
    await expect(ask(server, `select '王小明'::date`)).rejects.toThrow(/王小明/);
    expect(await readFile(join(folder, 'postgres.log'), 'utf8')).not.toContain('王小明');
  });

  test('refuses a second start on it, which can use the running one', async () => {
    const refused = await startEmbedded({ folder }).catch((error: unknown) => error);
    expect(reasonOf(refused)).toBe('second_process');
    expect((refused as Error).message).toMatch(/另一个支部进程[\s\S]*Another zhibu process/);
    const used = await useEmbedded({ folder });
    expect([used.socketDir, used.ownedByUs]).toEqual([server.socketDir, false]);
    await used.stop();
    expect(await ask(used, 'select 1')).toEqual([1]);
  });

  test('the server comes back after SIGKILL, with what was committed', async () => {
    await ask(server, 'create table kept (n int)');
    const busy = ask(server, 'insert into kept select 1; select pg_sleep(60)').catch((error: unknown) => error);
    await ask(server, 'insert into kept values (42)');
    process.kill(await postmasterPid(server.dataDir), 'SIGKILL');
    expect(await busy).toBeInstanceOf(Error);
    let rows: unknown[] = [];
    const again = await waitUntil(async () => {
      rows = await ask(server, 'select n from kept').catch(() => []);
      return rows.length > 0;
    }, patience);
    expect(again).toBe(true);
    // The first insert shared its implicit transaction with the sleep that never ended.
    expect(rows).toEqual([42]);
    // The server takes connections a moment before its keeper has noticed.
    const isSaid = async (): Promise<boolean> => lines.some((line) => line['event'] === 'embedded.restarted');
    expect(await waitUntil(isSaid, patience)).toBe(true);
  });
});

describe('processes that were killed', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
  });

  test('the orphan of a killed parent is adopted, its open work ended', async () => {
    const { child, up } = await otherProcess(folder);
    const refused = await startEmbedded({ folder }).catch((error: unknown) => error);
    expect(reasonOf(refused)).toBe('second_process');
    const running = (await findRunning(folder))!;
    const stuck = ask(running, 'select pg_sleep(600)').catch((error: { code: string }) => error.code);
    await waitUntil(async () => {
      const busy = await ask(running, `select count(*)::int from pg_stat_activity where query like '%sleep(600)'`);
      return Number(busy[0]) > 0;
    }, patience);
    await kill(child);
    expect(await isRunning(up.pid)).toBe(true);
    expect(await findRunning(folder)).toBeUndefined();

    const server = await startEmbedded({ folder });
    expect(server.ownedByUs).toBe(false);
    expect(await postmasterPid(server.dataDir)).toBe(up.pid);
    expect(await stuck).toBe('57P01');
    await server.stop();
    expect(await isRunning(up.pid)).toBe(false);
  });

  test('an adopted server that dies is started again', async () => {
    const { child, up } = await otherProcess(folder);
    await kill(child);
    const server = await startEmbedded({ folder });
    process.kill(up.pid, 'SIGKILL');
    const again = (): Promise<boolean> =>
      ask(server, 'select 1').then(
        () => true,
        () => false,
      );
    await waitUntil(async () => !(await isRunning(up.pid)), patience);
    expect(await waitUntil(again, patience)).toBe(true);
    await server.stop();
    expect(await serverProcesses(markOf(await findPlace(folder)))).toEqual([]);
  });

  test('an orphan with other settings is stopped and started anew', async () => {
    const { child, up } = await otherProcess(folder);
    await kill(child);
    const server = await startEmbedded({ folder, settings: { work_mem: '5MB' } });
    expect(server.ownedByUs).toBe(true);
    expect(await postmasterPid(server.dataDir)).not.toBe(up.pid);
    expect(await ask(server, 'show work_mem')).toEqual(['5MB']);
    await server.stop();
  });

  test('both at once: a killed server and a killed parent', async () => {
    const { child, up } = await otherProcess(folder);
    process.kill(child.pid!, 'SIGSTOP');
    process.kill(up.pid, 'SIGKILL');
    await kill(child);
    const server = await startEmbedded({ folder });
    expect(await ask(server, 'select 1')).toEqual([1]);
    await server.stop();
  });

  test('a pid file whose number another program has by now does not stop the start', async () => {
    const { dataDir } = await findPlace(folder);
    await writeFile(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n1\n5432\n\n\n\nready\n`);
    const server = await startEmbedded({ folder });
    expect(await ask(server, 'select 1')).toEqual([1]);
    await server.stop('immediate');
  });

  test('a lock of an ended process, of a reused number or of rubbish is taken over', async () => {
    const path = join(folder, 'zhibu.lock');
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const here = { boot, namespace: await readlink('/proc/self/ns/pid'), host: hostname(), since: '' };
    const stale = [
      JSON.stringify({ ...here, pid: 4_194_303, start: '1' }),
      JSON.stringify({ ...here, pid: process.pid, start: '1' }),
      JSON.stringify({ ...here, boot: 'before', pid: process.pid, start: await processStart(process.pid) }),
      '{',
    ];
    for (const text of stale) {
      await writeFile(path, text);
      await (await lockFolder(folder)).release();
      await expect(stat(path)).rejects.toThrow(/ENOENT/);
    }
  });

  test('of many that start at once exactly one gets the folder', async () => {
    await writeFile(join(folder, 'zhibu.lock'), '{');
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]!.value.release();
  });
});

describe('places', () => {
  test.runIf(isRoot)('a folder that the server user cannot enter keeps its database elsewhere', async () => {
    const home = await mkdtemp(join(tmpdir(), 'closed-'));
    const folder = join(home, 'data');
    const lines: Record<string, unknown>[] = [];
    const server = await startEmbedded({ folder, log: (line) => lines.push(line) });
    await ask(server, 'create table here ()');
    await server.stop();
    expect(server.dataDir).toMatch(/^\/var\/lib\/zhibu\/[0-9a-f]{12}\/postgres$/);
    expect(lines.find((line) => line['event'] === 'embedded.elsewhere')?.['message']).toMatch(
      /无法进入[\s\S]*cannot enter/,
    );
    const again = await startEmbedded({ folder });
    expect(again.dataDir).toBe(server.dataDir);
    expect(await ask(again, `select to_regclass('here')::text`)).toEqual(['here']);
    await again.stop();
    // A folder made anew must not find the old database.
    await rm(join(folder, markName));
    expect((await findPlace(folder)).dataDir).not.toBe(server.dataDir);
    await rm(join(server.dataDir, '..'), { recursive: true });
    await rm(home, { recursive: true });
  });

  test.runIf(isRoot)('programs out of reach of the server user, and without their links, are copied', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'modules-'));
    const home = join(root, 'copy');
    const binaries = await findBinaries();
    const folder = join(closed, 'native');
    await cp(binaries.folder, folder, {
      recursive: true,
      filter: async (path) => !(await lstat(path)).isSymbolicLink(),
    });
    const programs = await usableBinaries({ ...binaries, folder }, await chooseServerUser(undefined), home);
    expect(programs).toBe(join(home, `server-${binaries.version}`, 'native'));
    await rm(closed, { recursive: true });
  });

  test('links that an install without scripts left out are made', async () => {
    const target = join(root, 'no-scripts', 'native');
    const binaries = await findBinaries();
    await cp(binaries.folder, target, {
      recursive: true,
      filter: async (path) => !(await lstat(path)).isSymbolicLink(),
    });
    const user = await chooseServerUser(undefined);
    expect(await usableBinaries({ ...binaries, folder: target }, user, root)).toBe(target);
    expect((await lstat(join(target, 'lib', 'libicuuc.so.60'))).isSymbolicLink()).toBe(true);
  });

  test('another platform is told to give DATABASE_URL', async () => {
    const refused = await findBinaries('darwin-arm64').catch((error: unknown) => error);
    expect(reasonOf(refused)).toBe('no_binaries');
    expect((refused as Error).message).toMatch(/darwin-arm64[\s\S]*DATABASE_URL/);
  });

  test('a noted database that is gone, and one of another version, are refused', async () => {
    const folder = await newFolder();
    const server = await startEmbedded({ folder });
    await server.stop();
    await writeFile(join(server.dataDir, 'PG_VERSION'), '16\n');
    expect(reasonOf(await startEmbedded({ folder }).catch((error: unknown) => error))).toBe('wrong_major');
    await rm(server.dataDir, { recursive: true });
    expect(reasonOf(await startEmbedded({ folder }).catch((error: unknown) => error))).toBe('database_missing');
  });

  test('a start that fails tells the last words of the server and frees the folder', async () => {
    const folder = await newFolder();
    const refused = await startEmbedded({ folder, settings: { no_such_setting: '1' } }).catch(
      (error: unknown) => error,
    );
    expect(reasonOf(refused)).toBe('start_failed');
    expect((refused as AppError).details['detail']).toContain('no_such_setting');
    const server = await startEmbedded({ folder });
    await server.stop();
  });

  test('a socket folder that another user, or a link, took first is left alone', async () => {
    const user = await chooseServerUser(undefined);
    const dataDir = join(root, 'squatted');
    const usual = await socketFolder(dataDir, user);
    await rm(usual, { recursive: true });
    await symlink(root, usual);
    const other = await socketFolder(dataDir, user);
    expect(other.startsWith(`${usual}-`)).toBe(true);
    await rm(usual);
    await rm(other, { recursive: true });
    await mkdir(usual, { mode: 0o777 });
    expect(await socketFolder(dataDir, user)).toBe(usual);
    expect((await stat(usual)).mode & 0o777).toBe(0o700);
    await rm(usual, { recursive: true });
    expect(usual).toContain(shortName(dataDir));
  });
});

describe('settings', () => {
  test.each([
    [1, '128MB', '32MB'],
    [4, '512MB', '128MB'],
    [64, '1024MB', '256MB'],
  ])('%i GB of memory', (gigabytes, shared, maintenance) => {
    const settings = memorySettings(gigabytes * 1024 ** 3);
    expect([settings['shared_buffers'], settings['maintenance_work_mem']]).toEqual([shared, maintenance]);
  });

  test('values are quoted, and a line cannot smuggle in another', () => {
    expect(settingLine('restore_command', `it's \\ "x"`)).toBe(`restore_command = 'it''s \\\\ "x"'`);
    expect(() => settingLine('a', 'x\nfsync = off')).toThrow();
    expect(() => settingLine('a = 1\nb', 'x')).toThrow();
  });
});
