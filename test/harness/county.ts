/** A fresh county for one test file: a copy of the migrated template, opened as the application opens it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { systemScope, type Scope } from '#platform/access/scope.ts';
import { openCounty, type County } from '#platform/county/county.ts';
import { createKeys, keySource } from '#platform/crypto/keys.ts';
import { openCrypto } from '#platform/crypto/provider.ts';
import { asAdmin, countiesOf, prepareCounty, type AdminConnection, type CountyEntry } from '#platform/db/counties.ts';
import type { OutsideSettings } from '#platform/config/outside.ts';
import type { Patience } from '#platform/db/database.ts';
import { prepareCluster } from '#platform/db/migrate.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import { openLog } from '#platform/log/log.ts';
import type { DoorAnswer } from './database-setup.ts';
import { templateDatabase } from './server.ts';

export interface TestCounty {
  readonly entry: CountyEntry;
  /** The county as the application sees it: run-time role, row-level security in force, keys and files of its own. */
  readonly county: County;
  /** The superuser's connection to the same database: to look behind the curtain. */
  readonly admin: AdminConnection;
  /** Where keys and files lie; gone after `close`. */
  readonly folder: string;
  /** A scope over the whole county. */
  readonly system: Scope;
  /** Reads under a scope; the whole county where none is named. */
  read(scope?: Scope): Db;
  /** One transaction under a scope; the whole county where none is named. */
  write<T>(work: (tx: Tx) => Promise<T>, scope?: Scope): Promise<T>;
  /** A second county in the same database, for tests that nothing leaks between the two. */
  neighbour(
    code: string,
    name: string,
    facts?: { readonly practiceOf?: string },
  ): Promise<{ readonly entry: CountyEntry; readonly county: County }>;
  close(): Promise<void>;
}

export interface TestCountyOptions {
  readonly scopedReads?: 'pipelined' | 'transaction';
  readonly poolSize?: number;
  /** The county's clock. */
  readonly now?: () => Date;
  /** Fakes of the systems that messages are handed to. */
  readonly outside?: OutsideSettings;
}

/** The superuser of this run's server. Starts the server on the first call of the run. */
export const testServer = async (): Promise<AdminConnection> => {
  const reply = await fetch(inject('databaseDoor'));
  const answer = (await reply.json()) as DoorAnswer;
  if ('error' in answer) throw new Error(`the test database did not start: ${answer.error}`);
  return answer.admin;
};

/** A busy machine is slow, not wrong: no test fails because the database gave up. */
const minutes = 10 * 60_000;
const endless: Patience = { connection: minutes, statement: minutes, lock: minutes, idleInTransaction: minutes };

const open = (
  entry: CountyEntry,
  admin: AdminConnection,
  folder: string,
  options: TestCountyOptions & { readonly practice?: () => County | null },
): County => {
  const keys = path.join(folder, 'keys');
  const crypto = openCrypto(createKeys(keys, entry.keySet), keySource(keys, entry.keySet));
  const log = openLog({ level: process.env['ZHIBU_LOG'] ?? 'silent' });
  return openCounty({
    entry,
    connection: {
      host: admin.host ?? '',
      port: admin.port ?? 0,
      user: entry.runRole,
      database: admin.database ?? '',
      size: options.poolSize ?? 6,
      scopedReads: options.scopedReads ?? 'pipelined',
      patience: endless,
      log,
    },
    crypto,
    files: localFileStore(path.join(folder, 'files', entry.code), crypto),
    log,
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.outside === undefined ? {} : { outside: options.outside }),
    ...(options.practice === undefined ? {} : { practice: options.practice }),
  });
};

/** Copies the template. The caller closes it; `useCounty` does so by itself. */
export const testCounty = async (options: TestCountyOptions = {}): Promise<TestCounty> => {
  const server = await testServer();
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, (client) =>
    client.query(`create database ${name} template ${templateDatabase} strategy file_copy`),
  );
  const admin: AdminConnection = { ...server, database: name };
  const entry = (await asAdmin(admin, countiesOf))[0];
  if (entry === undefined) throw new Error('the template holds no county');
  const folder = mkdtempSync(path.join(tmpdir(), 'zhibu-county-'));
  let practice: County | null = null;
  const county = open(entry, admin, folder, { ...options, practice: () => practice });
  const opened = [county];
  const system = systemScope(entry.code, 'test');
  return {
    entry,
    county,
    admin,
    folder,
    system,
    read: (scope = system) => county.read(scope),
    write: (work, scope = system) => county.write(scope, (tx) => work(tx)),
    async neighbour(code, countyName, facts = {}) {
      // A copied database does not carry the rights on the database itself.
      await asAdmin(admin, prepareCluster);
      const other = await asAdmin(admin, (client) => prepareCounty(client, { code, name: countyName, ...facts }));
      const neighbour = open(other, admin, folder, options);
      opened.push(neighbour);
      if (facts.practiceOf === entry.code) practice = neighbour;
      return { entry: other, county: neighbour };
    },
    async close() {
      for (const each of opened) await each.close();
      await asAdmin(server, (client) => client.query(`drop database if exists ${name} with (force)`));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Something that is made before the first test of a file and closed after the last. Read `current` inside tests only. */
export const madeOnce = <T extends { close(): Promise<void> }>(make: () => Promise<T>): { readonly current: T } => {
  let made: T | undefined;
  beforeAll(async () => {
    made = await make();
  });
  afterAll(async () => {
    await made?.close();
  });
  return {
    get current() {
      if (made === undefined) throw new Error('read before its tests run');
      return made;
    },
  };
};

/** For the top of a test file: a county that is there from the first test to the last. */
export const useCounty = (options: TestCountyOptions = {}): { readonly current: TestCounty } =>
  madeOnce(() => testCounty(options));
