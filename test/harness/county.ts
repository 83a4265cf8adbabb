/** A fresh county for one test file: a copy of the migrated template, opened as the county's own run-time role. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { systemScope, type Scope } from '#platform/access/scope.ts';
import { asAdmin, countiesOf, type AdminConnection, type CountyEntry } from '#platform/db/counties.ts';
import { openDatabase, type Database } from '#platform/db/database.ts';
import type { Tx } from '#platform/db/types.ts';
import { openLog } from '#platform/log/log.ts';
import type { DoorAnswer } from './database-setup.ts';
import { templateDatabase } from './server.ts';

export interface TestCounty {
  readonly county: CountyEntry;
  /** The county's data as the application sees it: run-time role, row-level security in force. */
  readonly database: Database;
  /** The superuser's connection to the same database: to look behind the curtain, and to prepare other counties. */
  readonly admin: AdminConnection;
  /** A scope over the whole county. */
  readonly system: Scope;
  /** One transaction under a scope; the whole county where none is named. */
  write<T>(work: (tx: Tx) => Promise<T>, scope?: Scope): Promise<T>;
  close(): Promise<void>;
}

/** The superuser of this run's server. Starts the server on the first call of the run. */
export const testServer = async (): Promise<AdminConnection> => {
  const reply = await fetch(inject('databaseDoor'));
  const answer = (await reply.json()) as DoorAnswer;
  if ('error' in answer) throw new Error(`the test database did not start: ${answer.error}`);
  return answer.admin;
};

export interface TestCountyOptions {
  readonly scopedReads?: 'pipelined' | 'transaction';
  readonly poolSize?: number;
}

/** Copies the template. The caller closes it; `useCounty` does so by itself. */
export const testCounty = async (options: TestCountyOptions = {}): Promise<TestCounty> => {
  const server = await testServer();
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, (admin) =>
    admin.query(`create database ${name} template ${templateDatabase} strategy file_copy`),
  );
  const admin: AdminConnection = { ...server, database: name };
  const county = (await asAdmin(admin, countiesOf))[0];
  if (county === undefined) throw new Error('the template holds no county');
  const database = openDatabase({
    host: server.host ?? '',
    port: server.port ?? 0,
    user: county.runRole,
    database: name,
    size: options.poolSize ?? 6,
    scopedReads: options.scopedReads ?? 'pipelined',
    log: openLog({ level: 'silent' }),
  });
  const system = systemScope(county.code, 'test');
  return {
    county,
    database,
    admin,
    system,
    write: (work, scope = system) => database.write(scope, work),
    async close() {
      await database.close();
      await asAdmin(server, (superuser) => superuser.query(`drop database if exists ${name} with (force)`));
    },
  };
};

/** For the top of a `describe`: a county that is there from the first test to the last. Read it inside tests only. */
export const useCounty = (options: TestCountyOptions = {}): { readonly current: TestCounty } => {
  let open: TestCounty | undefined;
  beforeAll(async () => {
    open = await testCounty(options);
  });
  afterAll(async () => {
    await open?.close();
  });
  return {
    get current() {
      if (open === undefined) throw new Error('the county is read before its tests run');
      return open;
    },
  };
};
