import { createHmac } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded, useEmbedded, type EmbeddedServer } from '#platform/embedded/embedded.ts';
import { openCounty, type County } from '#platform/county/county.ts';
import { openCrypto } from '#platform/crypto/provider.ts';
import { createKeys, hasKeys, keySource, readKeys, type KeyFile } from '#platform/crypto/keys.ts';
import type { Config } from '#platform/config/config.ts';
import {
  analyseSchema,
  asAdmin,
  countiesOf,
  dropPractice,
  isServed,
  prepareCounty,
  prepareDatabase,
  type AdminConnection,
  type CountyEntry,
  type NewCounty,
} from '#platform/db/counties.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import type { Log } from '#platform/log/log.ts';

export const databaseName = 'zhibu';

/** The database that this process stands on: its own child, or one that somebody else runs. */
export interface Deployment {
  readonly config: Config;
  readonly log: Log;
  readonly admin: AdminConnection;
  readonly embedded: EmbeddedServer | null;
  /** Creates and migrates a county; makes its keys where the data are new. */
  addCounty(county: NewCounty): Promise<CountyEntry>;
  /** Takes a practice county away, its files as well. Answers false, and takes nothing, while a process has it open. */
  dropPractice(entry: CountyEntry): Promise<boolean>;
  entries(): Promise<CountyEntry[]>;
  /** `opened` tells what else this process has open, among it the county's practice county. */
  open(entry: CountyEntry, opened?: ReadonlyMap<string, County>): County;
  /** After a bulk load: statistics for the planner, which only the owner may take. */
  analyse(entry: CountyEntry): Promise<void>;
  /** Connection options of a county's run-time role, for its queue and bulk loads. */
  runConnection(entry: CountyEntry): pg.PoolConfig;
  close(): Promise<void>;
}

const rolePassword = (keys: KeyFile): string =>
  createHmac('sha256', Buffer.from(keys.hashKey, 'base64')).update('database role').digest('base64url');

const parseUrl = (url: string): AdminConnection => {
  const { host, port, user, database } = new pg.Client({ connectionString: url });
  return {
    connectionString: url,
    host,
    port,
    ...(user === undefined ? {} : { user }),
    database: database ?? databaseName,
  };
};

const outsideAdmin = async (url: string): Promise<AdminConnection> => {
  const { connectionString } = parseUrl(url);
  if (connectionString === undefined) throw new Error('DATABASE_URL is empty');
  await asAdmin({ connectionString }, async (admin) => {
    const { prepareCluster } = await import('#platform/db/migrate.ts');
    await prepareCluster(admin);
  });
  return { connectionString };
};

export interface DeploymentOptions {
  /** Uses the embedded server of a process that runs on the folder, where there is one; starts it otherwise. */
  readonly beside?: boolean;
  /** What the embedded server has to tell a person, in both languages. */
  readonly say?: (message: string) => void;
}

const openEmbedded = (config: Config, log: Log, options: DeploymentOptions): Promise<EmbeddedServer> => {
  const open = options.beside === true ? useEmbedded : startEmbedded;
  return open({
    folder: config.dataFolder,
    log(line) {
      log.info(line, 'database');
      if (typeof line['message'] === 'string') options.say?.(line['message']);
    },
  });
};

/** Starts or reaches the database and brings everything shared up to date; counties are migrated as they are opened. */
export const openDeployment = async (
  config: Config,
  log: Log,
  options: DeploymentOptions = {},
): Promise<Deployment> => {
  const embedded = config.databaseUrl === undefined ? await openEmbedded(config, log, options) : null;
  const admin =
    embedded === null
      ? await outsideAdmin(config.databaseUrl ?? '')
      : await prepareDatabase(
          { host: embedded.socketDir, port: embedded.port, user: embedded.superuser, database: 'postgres' },
          databaseName,
        );

  const keysOf = (entry: CountyEntry): KeyFile => readKeys(config.keysFolder, entry.keySet);

  const runConnection = (entry: CountyEntry): pg.PoolConfig => {
    if (embedded !== null)
      return { host: embedded.socketDir, port: embedded.port, user: entry.runRole, database: databaseName };
    const base = new URL(config.runUrl ?? config.databaseUrl ?? '');
    base.username = entry.runRole;
    base.password = rolePassword(keysOf(entry));
    return { connectionString: base.toString() };
  };

  return {
    config,
    log,
    admin,
    embedded,
    async addCounty(county) {
      return asAdmin(admin, async (client) => {
        const entry = await prepareCounty(client, county);
        const { rows } = await client.query<{ fresh: boolean }>(
          `select not exists (select from ${entry.schema}.account) as fresh`,
        );
        if (!hasKeys(config.keysFolder, entry.keySet) && rows[0]?.fresh === true)
          createKeys(config.keysFolder, entry.keySet);
        if (embedded === null) await prepareCounty(client, { ...county, password: rolePassword(keysOf(entry)) });
        return entry;
      });
    },
    dropPractice: (entry) =>
      asAdmin(admin, async (client) => {
        if (await isServed(client, entry)) return false;
        await dropPractice(client, entry);
        await rm(join(config.dataFolder, 'files', entry.code), { recursive: true, force: true });
        return true;
      }),
    entries: () => asAdmin(admin, countiesOf),
    open(entry, opened) {
      const crypto = openCrypto(keysOf(entry), keySource(config.keysFolder, entry.keySet));
      const connection = runConnection(entry);
      const { host, port, user, password, database, connectionString } = connection;
      const options =
        connectionString === undefined
          ? { host: String(host), port: Number(port), user: String(user), database: String(database) }
          : { connectionString };
      void password;
      const pooled = { ...options, size: config.poolSize, scopedReads: config.scopedReads };
      const filesFolder = join(config.dataFolder, 'files', entry.code);
      return openCounty({
        entry,
        connection: { ...pooled, log },
        seed: () => ({ entry, connection: pooled, keys: keysOf(entry), filesFolder }),
        ...(config.listenUrl === undefined ? {} : { listenConnection: { connectionString: config.listenUrl } }),
        crypto,
        files: localFileStore(filesFolder, crypto),
        // What is practised reaches nobody.
        outside: entry.practiceOf === null ? config.outside : {},
        practice: () => [...(opened?.values() ?? [])].find((each) => each.entry.practiceOf === entry.code) ?? null,
        log,
      });
    },
    analyse: (entry) => asAdmin(admin, (client) => analyseSchema(client, entry.schema)),
    runConnection,
    async close() {
      await embedded?.stop('fast');
    },
  };
};
