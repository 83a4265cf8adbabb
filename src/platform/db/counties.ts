import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { runMigrations } from 'graphile-worker';
import { migrate, ownerRole, platformSchema, prepareCluster } from './migrate.ts';

/** A county of the registry: its schema, its run-time role, its job schema. */
export interface CountyEntry {
  readonly code: string;
  readonly name: string;
  readonly schema: string;
  readonly runRole: string;
  readonly jobSchema: string;
  /** Names of the sites under which browsers reach it; a request to any other name goes to the first county. */
  readonly hosts: readonly string[];
  readonly demo: boolean;
  /** Names the key file that opens the county's encrypted data. */
  readonly keySet: string;
  /** Of a practice county: the code of the one whose people practise in it. */
  readonly practiceOf: string | null;
}

export interface AdminConnection {
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly database?: string;
}

/** Runs `work` on a connection that may create roles and schemas. */
export const asAdmin = async <T>(connection: AdminConnection, work: (admin: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ ...connection, application_name: 'zhibu admin' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const toEntry = (row: {
  code: string;
  name: string;
  schema_name: string;
  run_role: string;
  hosts: string[];
  demo: boolean;
  key_set: string;
  practice_of: string | null;
}): CountyEntry => ({
  code: row.code,
  name: row.name,
  schema: row.schema_name,
  runRole: row.run_role,
  jobSchema: `${row.schema_name}_jobs`,
  hosts: row.hosts,
  demo: row.demo,
  keySet: row.key_set,
  practiceOf: row.practice_of,
});

export const countiesOf = async (admin: pg.ClientBase): Promise<CountyEntry[]> => {
  const { rows } = await admin.query(
    `select code, name, schema_name, run_role, hosts, demo, key_set, practice_of from ${platformSchema}.county order by code`,
  );
  return rows.map(toEntry);
};

interface RoleFacts {
  readonly runRole: string;
  readonly schema: string;
  readonly password: string | undefined;
}

/** What the server says where two make or alter one role at once: it exists by now, or its row has just been written. */
const raced = new Set(['42710', '23505', 'XX000']);

/** Roles belong to the whole server, so that a lock of one database does not keep two databases of it apart. */
const prepareRole = async (admin: pg.ClientBase, role: RoleFacts, triesLeft = 5): Promise<void> => {
  const { runRole, schema, password } = role;
  try {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [runRole]);
    if (rowCount === 0)
      await admin.query(`create role ${runRole} login nosuperuser nobypassrls nocreatedb nocreaterole noinherit`);
    if (password !== undefined) await admin.query(`alter role ${runRole} password ${pg.escapeLiteral(password)}`);
    await admin.query(`alter role ${runRole} set search_path = ${schema}, public`);
  } catch (error) {
    if (triesLeft === 0 || !raced.has((error as { code?: string }).code ?? '')) throw error;
    await setTimeout(100);
    await prepareRole(admin, role, triesLeft - 1);
  }
};

export interface NewCounty {
  readonly code: string;
  readonly name: string;
  readonly demo?: boolean;
  /** Makes it a practice county of the one with this code. */
  readonly practiceOf?: string | null;
  /** Of a county that is there already they take the place of those it had. */
  readonly hosts?: readonly string[];
}

/** Creates the county's role, schemas and registry row where missing, and migrates it. Safe to repeat. */
export const prepareCounty = async (
  admin: pg.ClientBase,
  county: NewCounty & { readonly password?: string },
): Promise<CountyEntry> => {
  if (!/^[0-9]{6}$/.test(county.code))
    throw new Error(`行政区划代码应为六位数字 / a county code has six digits: ${county.code}`);
  const schema = `c${county.code}`;
  const runRole = `zhibu_${schema}`;
  await prepareRole(admin, { runRole, schema, password: county.password });
  await admin.query(`set role ${ownerRole}`);
  try {
    await admin.query(`create schema if not exists ${schema}`);
    await migrate(admin, 'county', { schema, runRole });
    await admin.query(
      `insert into ${platformSchema}.county (code, name, schema_name, run_role, demo, practice_of) values ($1, $2, $3, $4, $5, $6)
       on conflict (code) do nothing`,
      [county.code, county.name, schema, runRole, county.demo ?? false, county.practiceOf ?? null],
    );
    if (county.hosts !== undefined)
      await admin.query(`update ${platformSchema}.county set hosts = $2 where code = $1`, [county.code, county.hosts]);
  } finally {
    await admin.query('reset role');
  }
  const entry = (await countiesOf(admin)).find((c) => c.code === county.code);
  if (!entry) throw new Error(`county ${county.code} is not in the registry`);
  await prepareJobs(admin, entry);
  return entry;
};

/** Whether a process has the county open: its run-time role is connected. */
export const isServed = async (admin: pg.ClientBase, { runRole }: CountyEntry): Promise<boolean> => {
  const { rows } = await admin.query('select from pg_stat_activity where usename = $1 limit 1', [runRole]);
  return rows.length > 0;
};

/** Takes a practice county away with all that it holds, to be made anew; its role and its keys stay. */
export const dropPractice = async (admin: pg.ClientBase, entry: CountyEntry): Promise<void> => {
  if (entry.practiceOf === null) throw new Error(`county ${entry.code} is no practice county`);
  await admin.query(`drop schema if exists ${entry.jobSchema} cascade`);
  await admin.query(`set role ${ownerRole}`);
  try {
    await admin.query(`drop schema ${entry.schema} cascade`);
    await admin.query(`delete from ${platformSchema}.migration where scope = $1`, [entry.schema]);
    await admin.query(`delete from ${platformSchema}.county where code = $1 and practice_of is not null`, [entry.code]);
  } finally {
    await admin.query('reset role');
  }
};

/** The job queue of one county: its own schema, usable by its own role only. */
const prepareJobs = async (admin: pg.ClientBase, county: CountyEntry): Promise<void> => {
  const jobs = county.jobSchema;
  const { rowCount } = await admin.query('select from pg_namespace where nspname = $1', [jobs]);
  const pool = new pg.Pool({ ...connectionOf(admin), max: 1, application_name: 'zhibu admin' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: pool, schema: jobs, logger: quiet });
  } finally {
    await pool.end();
  }
  if (rowCount === 0 || rowCount === null) {
    // The run-time role runs the queue; it still owns nothing.
    await admin.query(`grant usage on schema ${jobs} to ${county.runRole}`);
  }
  await admin.query(`grant select, insert, update, delete on all tables in schema ${jobs} to ${county.runRole}`);
  // The queue's tables have row-level security on and no policy: only their owner would see them.
  const { rows: tables } = await admin.query<{ relname: string }>(
    `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where nspname = $1 and relrowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid and polname = 'run')`,
    [jobs],
  );
  for (const { relname } of tables)
    await admin.query(`create policy run on ${jobs}.${relname} to ${county.runRole} using (true) with check (true)`);
  await admin.query(`grant usage on all sequences in schema ${jobs} to ${county.runRole}`);
  await admin.query(`revoke execute on all functions in schema ${jobs} from public`);
  await admin.query(`grant execute on all functions in schema ${jobs} to ${county.runRole}`);
};

const quiet = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined } as never;

const connectionOf = (client: pg.ClientBase): pg.PoolConfig => {
  const { connectionParameters } = client as unknown as {
    connectionParameters: { host: string; port: number; user: string; password: string; database: string };
  };
  const { host, port, user, password, database } = connectionParameters;
  return { host, port, user, password, database };
};

/** Takes the planner's statistics of every table of a schema. */
export const analyseSchema = async (admin: pg.ClientBase, schema: string): Promise<void> => {
  const { rows } = await admin.query<{ name: string }>(
    'select quote_ident(tablename) as name from pg_tables where schemaname = $1',
    [schema],
  );
  await admin.query(`set role ${ownerRole}`);
  try {
    for (const { name } of rows) await admin.query(`analyze ${schema}.${name}`);
  } finally {
    await admin.query('reset role');
  }
};

/** Creates the database where it is missing, then everything in it that counties share. */
export const prepareDatabase = async (maintenance: AdminConnection, database: string): Promise<AdminConnection> => {
  await asAdmin(maintenance, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await admin.query(`create database ${database}`);
  });
  const target = { ...maintenance, database };
  await asAdmin(target, prepareCluster);
  return target;
};
