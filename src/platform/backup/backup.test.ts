import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded, type EmbeddedServer } from '../embedded/embedded.ts';
import { reasonOf } from '../embedded/refusal.ts';
import { backup, type BackupOptions } from './backup.ts';
import { differences, tableCounts, type Facts } from './facts.ts';
import { readManifest, writeManifest, type BackupManifest } from './manifest.ts';
import { restore } from './restore.ts';

/** Sums besides counts: a row that is there twice and one that is missing must not cancel out. */
const facts: Facts = async (ask) => {
  const [sums] = await ask(
    `select (select sum(amount) from account)::text as amount, (select max(id) from entry)::text as head,
            (select md5(string_agg(id || ':' || amount, ',' order by id)) from account) as accounts`,
  );
  return { ...(await tableCounts(ask)), ...sums };
};

let root: string;
let server: EmbeddedServer;
let files: string;
const connection = (): pg.ClientConfig => ({
  host: server.socketDir,
  port: server.port,
  user: server.superuser,
  database: 'postgres',
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), '备份 '));
  await chmod(root, 0o711);
  server = await startEmbedded({ folder: join(root, '原 data') });
  files = join(root, '原 data', 'files');
  const client = new pg.Client(connection());
  await client.connect();
  await client.query(`
    create schema c1;
    create table account (id int primary key, amount int not null);
    insert into account select n, 1000 from generate_series(1, 200) n;
    create table entry (id bigint generated always as identity primary key, note text);
    create table c1."odd "" name" (n int);
    insert into entry (note) select repeat(md5(n::text), 8) from generate_series(1, 20000) n;
  `);
  await client.end();
});
afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

/** Writers that move amounts, append, delete and add files until they are told to stop. */
const load = async (): Promise<() => Promise<number>> => {
  let on = true;
  let done = 0;
  const writer = async (seed: number): Promise<void> => {
    const client = new pg.Client(connection());
    await client.connect();
    for (let n = seed; on; n += 1) {
      const from = (n * 7) % 200;
      await client.query('begin');
      const name = `${String(n).padStart(8, '0')}-${seed}`;
      const path = `${name.slice(-2)}/${name}`;
      if (n % 10 === 0) {
        await mkdir(join(files, name.slice(-2)), { recursive: true });
        await writeFile(join(files, path), `content of ${name}`);
      }
      await client.query('update account set amount = amount - 1 where id = $1', [from + 1]);
      await client.query('update account set amount = amount + 1 where id = $1', [((from + 1) % 200) + 1]);
      await client.query('insert into entry (note) values ($1)', [n % 10 === 0 ? `file ${path}` : 'none']);
      if (n % 5 === 0) await client.query('delete from entry where id = (select min(id) from entry)');
      await client.query(n % 11 === 0 ? 'rollback' : 'commit').catch(() => client.query('rollback'));
      done += 1;
      if (n % 20 === 0) await pause(1);
    }
    await client.end();
  };
  const writers = [1_000, 20_000, 300_000].map((seed) =>
    writer(seed).catch((error: { code?: string }) => {
      if (error.code !== '40P01') throw error;
    }),
  );
  await pause(300);
  return async () => {
    on = false;
    await Promise.all(writers);
    return done;
  };
};

const options = (out: string): BackupOptions => ({
  connection: connection(),
  files,
  out,
  version: '1.2.3',
  keyIds: ['set-a:1', 'set-a:2'],
  facts,
});

const failure = async (work: Promise<unknown>): Promise<{ reason: string | undefined; message: string }> => {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown as Error,
  );
  return { reason: reasonOf(error), message: error.message };
};

describe('a backup under load', () => {
  let out: string;
  let manifest: BackupManifest;
  let writes: number;
  const stages = new Set<string>();
  beforeAll(async () => {
    out = join(root, 'out 1');
    const stop = await load();
    manifest = await backup({ ...options(out), progress: (stage) => stages.add(stage) });
    writes = await stop();
  });

  const restoreTo = (folder: string, from = out, hasKey: (id: string) => boolean = () => true) =>
    restore({ from, folder, hasKey, facts });

  test('restores on another path to exactly the state whose facts were noted', async () => {
    const folder = join(root, 'other place', '恢复');
    const progress = new Set<string>();
    const restored = await restore({
      from: out,
      folder,
      hasKey: () => true,
      facts,
      progress: (stage) => progress.add(stage),
    });
    expect(writes).toBeGreaterThan(50);
    expect(manifest.facts.exact).toBe(true);
    expect(restored.facts).toEqual(manifest.facts.values);
    expect(restored.differences).toBe(0);
    expect(restored.facts['amount']).toBe('200000');
    expect(restored.facts).toHaveProperty(['c1.odd " name'], 0);
    expect([...stages].toSorted()).toEqual(['database', 'facts', 'files', 'log']);
    expect([...progress].toSorted()).toEqual(['extract', 'files', 'recover', 'verify']);

    const again = await startEmbedded({ folder });
    const client = new pg.Client({ ...connection(), host: again.socketDir });
    await client.connect();
    const { rows } = await client.query<{ note: string }>(`select note from entry where note like 'file %'`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { note } of rows) {
      const path = note.slice(5);
      expect(await readFile(join(folder, 'files', path), 'utf8')).toBe(`content of ${path.slice(3)}`);
    }
    await client.query('insert into entry (note) values ($1)', ['goes on']);
    await client.end();

    // Its log has a second timeline, whose history must come along.
    const second = join(root, 'second');
    const here = { ...connection(), host: again.socketDir };
    const next = await backup({ ...options(second), connection: here, files: join(folder, 'files') });
    await again.stop();
    await rename(second, join(root, 'moved'));
    expect(next.database.timeline).toBe(2);
    const third = await restoreTo(join(root, 'third'), join(root, 'moved'));
    expect(third.facts['public.entry']).toBe(Number(restored.facts['public.entry']) + 1);
  });

  test('holds no trace of keys, is closed to others, and leaves no slot behind', async () => {
    expect((await readdir(out)).toSorted()).toEqual(['SHA256SUMS', 'database.tar.gz', 'files', 'manifest.json', 'wal']);
    expect((await stat(out)).mode & 0o777).toBe(0o700);
    expect((await stat(join(out, 'database.tar.gz'))).mode & 0o777).toBe(0o600);
    const client = new pg.Client(connection());
    await client.connect();
    expect((await client.query('select 1 from pg_replication_slots')).rowCount).toBe(0);
    await client.end();
  });

  test('is refused without its keys, each of which is named', async () => {
    const refused = await failure(restoreTo(join(root, 'no keys'), out, (id) => id === 'set-a:1'));
    expect(refused.reason).toBe('keys_missing');
    expect(refused.message).toContain('set-a:2');
    expect(refused.message).not.toContain('set-a:1');
    await expect(stat(join(root, 'no keys'))).rejects.toThrow(/ENOENT/);
  });

  test('is refused where something is already', async () => {
    const folder = join(root, 'full');
    await mkdir(folder);
    await writeFile(join(folder, 'mine'), '');
    expect((await failure(restoreTo(folder))).reason).toBe('not_empty');
    expect((await failure(backup(options(folder)))).reason).toBe('not_empty');
    expect(await readdir(folder)).toEqual(['mine']);
  });

  const changes: [string, (copy: string) => Promise<unknown>][] = [
    ['a truncated archive', (copy) => truncate(join(copy, 'database.tar.gz'), 100_000)],
    [
      'one changed byte',
      async (copy) => {
        const path = join(copy, 'database.tar.gz');
        const content = await readFile(path);
        content[5_000]! ^= 1;
        await writeFile(path, content);
      },
    ],
    [
      'a missing piece of log',
      async (copy) => {
        const [name] = await readdir(join(copy, 'wal'));
        await rm(join(copy, 'wal', name!));
      },
    ],
    [
      'a missing attachment',
      async (copy) => {
        const [shelf] = await readdir(join(copy, 'files'));
        await rm(join(copy, 'files', shelf!), { recursive: true });
      },
    ],
    [
      'a checksum list with one line less',
      async (copy) => {
        const path = join(copy, 'SHA256SUMS');
        await writeFile(path, (await readFile(path, 'utf8')).split('\n').slice(1).join('\n'));
      },
    ],
    [
      'a manifest that asks for no keys',
      async (copy) => {
        const path = join(copy, 'manifest.json');
        await writeFile(path, (await readFile(path, 'utf8')).replace('"set-a:1",', ''));
      },
    ],
    ['no manifest', (copy) => rm(join(copy, 'manifest.json'))],
  ];
  test.each(changes)('%s is refused', async (name, change) => {
    const copy = join(root, `changed ${name}`);
    await cp(out, copy, { recursive: true });
    await change(copy);
    const refused = await failure(restoreTo(join(root, `from ${name}`), copy));
    expect(refused.reason).toBe('backup_damaged');
    expect(refused.message).toMatch(/备份不完整或被改动[\s\S]*incomplete or was changed/);
    await rm(copy, { recursive: true });
  });

  test('a restored database that differs from the notes is refused, and stays closed', async () => {
    const copy = join(root, 'other facts');
    await cp(out, copy, { recursive: true });
    const values = { ...manifest.facts.values, 'public.account': 201 };
    await writeFile(join(copy, 'manifest.json'), writeManifest({ ...manifest, facts: { exact: true, values } }));
    const folder = join(root, 'differs');
    const refused = await failure(restoreTo(folder, copy));
    expect(refused.reason).toBe('facts_differ');
    expect(refused.message).toContain('public.account: 201 → 200');
    expect((await failure(startEmbedded({ folder }))).reason).toBe('unfinished_restore');
  });

  test('a backup of another major version is refused', async () => {
    const copy = join(root, 'foreign');
    await mkdir(copy);
    const database = { ...manifest.database, serverVersion: '16.4' };
    await writeFile(join(copy, 'manifest.json'), writeManifest({ ...manifest, database }));
    expect((await failure(restoreTo(join(root, 'from foreign'), copy))).reason).toBe('backup_foreign');
  });
});

describe('a backup that fails', () => {
  test('leaves nothing under its name', async () => {
    const out = join(root, 'failing');
    const asked = backup({ ...options(out), facts: () => Promise.reject(new Error('no facts')) });
    await expect(asked).rejects.toThrow('no facts');
    expect((await readdir(root)).filter((name) => name.startsWith('failing'))).toEqual([]);
  });

  test('a role without the right is told what is needed', async () => {
    const client = new pg.Client(connection());
    await client.connect();
    await client.query('create role plain login');
    await client.end();
    const refused = await failure(
      backup({ ...options(join(root, 'plain')), connection: { ...connection(), user: 'plain' } }),
    );
    expect(refused.reason).toBe('backup_unsupported');
    expect(refused.message).toMatch(/超级用户[\s\S]*superuser/);
  });
});

test('differences are found in both directions', () => {
  expect(differences({ a: 1, b: [1] }, { b: [1], c: 2 })).toEqual([
    { name: 'a', backup: 1, restored: undefined },
    { name: 'c', backup: undefined, restored: 2 },
  ]);
});

test('a manifest that was changed, or is none, is not read', () => {
  expect(readManifest('{}')).toBeUndefined();
  expect(readManifest('no json')).toBeUndefined();
});
