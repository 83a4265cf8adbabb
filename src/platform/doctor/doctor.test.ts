import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askOf } from '../backup/facts.ts';
import { startEmbedded, type EmbeddedServer } from '../embedded/embedded.ts';
import { examine, worst, type Check, type Finding } from './check.ts';
import {
  clocks,
  databaseLocale,
  databaseVersion,
  durability,
  leakproof,
  type WithDatabase,
} from './database-checks.ts';
import { diskSpace, folderRights, keysFolder, nodeVersion, portFree, serverBinaries } from './machine-checks.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'doctor-'));
  await chmod(root, 0o711);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const state = async (check: Check): Promise<Finding['state']> => (await check.run()).state;

/** A finding that is not fine says in both languages what to do. */
const helps = (finding: Finding): boolean =>
  finding.state === 'ok' || (finding.mend ?? []).filter((text) => text.length > 5).length === 2;

describe('the machine', () => {
  test.each([
    ['v20.18.9', 'fail'],
    ['v20.19.0', 'ok'],
    ['v22.1.0', 'ok'],
    ['v19.99.99', 'fail'],
  ])('Node %s: %s', async (version, expected) => {
    expect(await state(nodeVersion({ version, minimum: '20.19.0' }))).toBe(expected);
  });

  test('server programs are missing elsewhere, unless they are not needed', async () => {
    expect(await state(serverBinaries({ needed: true }))).toBe('ok');
    const finding = await serverBinaries({ needed: true, platform: 'win32-x64' }).run();
    expect([finding.state, helps(finding)]).toEqual(['fail', true]);
    expect(await state(serverBinaries({ needed: false, platform: 'win32-x64' }))).toBe('ok');
  });

  test('a port that is taken is fine only where it is our own', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const host = '127.0.0.1';
    expect(await state(portFree({ host, port, heldByUs: false }))).toBe('fail');
    expect(await state(portFree({ host, port, heldByUs: true }))).toBe('ok');
    await new Promise((resolve) => server.close(resolve));
    expect(await state(portFree({ host, port, heldByUs: false }))).toBe('ok');
    expect(await state(portFree({ host: '203.0.113.7', port, heldByUs: false }))).toBe('fail');
  });

  test('a folder may not be open to changes by others, nor be a file', async () => {
    const folder = join(root, 'data');
    expect(await state(folderRights({ folder }))).toBe('ok');
    await mkdir(folder, { mode: 0o700 });
    expect(await state(folderRights({ folder }))).toBe('ok');
    await chmod(folder, 0o777);
    expect(await state(folderRights({ folder }))).toBe('warn');
    await writeFile(join(root, 'file'), '');
    expect(await state(folderRights({ folder: join(root, 'file') }))).toBe('fail');
  });

  test('disk space is judged by its two limits, also for a folder that does not exist yet', async () => {
    const folder = join(root, 'not', 'yet');
    expect(await state(diskSpace({ folder, warnBelow: 1, failBelow: 1 }))).toBe('ok');
    expect(await state(diskSpace({ folder, warnBelow: Infinity, failBelow: 1 }))).toBe('warn');
    expect(await state(diskSpace({ folder, warnBelow: Infinity, failBelow: Infinity }))).toBe('fail');
  });

  test('keys lie outside the data, closed, and complete', async () => {
    const folder = join(root, 'keys');
    const dataFolder = join(root, 'data of keys');
    const options = { folder, dataFolder, needed: ['a:1'], hasKey: () => true };
    await mkdir(folder, { mode: 0o700 });
    await mkdir(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 });
    await writeFile(join(folder, 'a.json'), '{}', { mode: 0o600 });
    expect(await state(keysFolder(options))).toBe('ok');
    const missing = await keysFolder({ ...options, hasKey: () => false }).run();
    expect([missing.state, missing.facts['missing'], helps(missing)]).toEqual(['fail', ['a:1'], true]);
    expect(await state(keysFolder({ ...options, folder: join(dataFolder, 'keys') }))).toBe('fail');
    await chmod(join(folder, 'a.json'), 0o640);
    const open = await keysFolder(options).run();
    expect([open.state, open.facts['loose']]).toEqual(['fail', ['a.json 0640']]);
    await chmod(join(folder, 'a.json'), 0o600);
    await chmod(folder, 0o755);
    expect(await state(keysFolder(options))).toBe('fail');
  });
});

describe('the database', () => {
  let server: EmbeddedServer;
  const on =
    (database: string, host = server.socketDir): WithDatabase =>
    async (work) => {
      const client = new pg.Client({ host, port: server.port, user: server.superuser, database });
      await client.connect();
      try {
        return await work(askOf(client));
      } finally {
        await client.end();
      }
    };
  beforeAll(async () => {
    server = await startEmbedded({ folder: join(root, 'database'), settings: { synchronous_commit: 'on' } });
    await on('postgres')((ask) =>
      ask(`create database poor template template0 locale_provider libc locale 'C' encoding 'UTF8'`),
    );
    await on('postgres')((ask) => ask(`alter database poor set synchronous_commit = off`));
    await on('postgres')((ask) => ask(`alter database poor set TimeZone = 'Asia/Kathmandu'`));
  });
  afterAll(() => server.stop());

  const now = (): number => Date.now();
  const notBefore = '2020-01-01';

  test('the embedded server passes all', async () => {
    const database = on('postgres');
    const found = await examine([
      databaseVersion(database, { major: 17 }),
      databaseLocale(database),
      clocks(database, { now, notBefore }),
      durability(database),
      leakproof(database, { functions: ['text_ge(text,text)', 'text_lt(text,text)'] }),
    ]);
    expect(found.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'database ok',
      'locale ok',
      'clock ok',
      'durability ok',
      'leakproof ok',
    ]);
    expect(worst(found)).toBe('ok');
  });

  test('one of another version, or one that is not there, fails', async () => {
    expect(await state(databaseVersion(on('postgres'), { major: 18 }))).toBe('fail');
    const gone = await databaseVersion(on('postgres', join(root, 'nowhere')), { major: 17 }).run();
    expect([gone.state, gone.facts['code'], helps(gone)]).toEqual(['fail', 'ENOENT', true]);
  });

  test('one whose locale does not split at Chinese punctuation, or that may lose commits, fails', async () => {
    const found = await examine([databaseLocale(on('poor')), durability(on('poor'))]);
    expect(found.map((finding) => [finding.state, helps(finding)])).toEqual([
      ['fail', true],
      ['fail', true],
    ]);
  });

  test('clocks that are apart are told', async () => {
    const database = on('postgres');
    const away = (ms: number): Check => clocks(database, { now: () => Date.now() + ms, notBefore });
    expect(await state(away(10_000))).toBe('warn');
    expect(await state(away(-10_000))).toBe('warn');
    expect(await state(away(90_000))).toBe('fail');
    expect(await state(clocks(database, { now, notBefore: '2999-01-01' }))).toBe('fail');
    expect(await state(clocks(on('poor'), { now, notBefore }))).toBe('warn');
  });

  test('functions that are not marked are named with what to run', async () => {
    const finding = await leakproof(on('postgres'), {
      functions: ['textlike(text,text)', 'text_ge(text,text)', 'no_such(text)'],
    }).run();
    expect(finding.state).toBe('warn');
    expect(finding.facts['unmarked']).toEqual(['textlike(text,text)', 'no_such(text)']);
    expect(finding.mend?.[1]).toContain('ALTER FUNCTION textlike(text,text) LEAKPROOF;');
  });
});

test('a check that breaks counts as failed, and the others still run', async () => {
  const broken: Check = { id: 'broken', title: ['坏', 'broken'], run: () => Promise.reject(new Error('no luck')) };
  const found = await examine([broken, nodeVersion({ minimum: '1.0.0' })]);
  expect(found.map(({ id, state }) => [id, state])).toEqual([
    ['broken', 'fail'],
    ['node', 'ok'],
  ]);
  expect(found[0]?.facts['error']).toBe('no luck');
  expect(worst(found)).toBe('fail');
  expect(
    worst([
      { state: 'ok', facts: {} },
      { state: 'warn', facts: {} },
    ]),
  ).toBe('warn');
});
