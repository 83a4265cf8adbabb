import pg from 'pg';
import {
  DefaultQueryExecutor,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  SingleConnectionProvider,
  Transaction,
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  type KyselyProps,
  type QueryResult,
} from 'kysely';
import type { Log } from '#platform/log/log.ts';
import type { Scope } from '#platform/access/scope.ts';
import { AppError } from '#shared/errors.ts';
import { openDoors, type Doors } from './doors.ts';
import { Effects } from './effects.ts';
import { lastStatement, tellAccess } from './flush.ts';
import type { DB } from './schema.gen.ts';
import {
  beginPlainly,
  beginScoped,
  beginSql,
  beginWith,
  commitWith,
  runScoped,
  scopeSettings,
  type Preamble,
  type ScopedQueryText,
} from './scoped-query.ts';
import { breadthOf, statementNames, type StatementNames } from './statement-names.ts';
import { typeParsers, type Db, type Tx } from './types.ts';

/** Milliseconds after which the database or its driver gives up. */
export interface Patience {
  /** For a free connection. */
  readonly connection: number;
  readonly statement: number;
  readonly lock: number;
  readonly idleInTransaction: number;
}

const usualPatience: Patience = { connection: 5_000, statement: 30_000, lock: 5_000, idleInTransaction: 30_000 };

export interface DatabaseOptions {
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly size: number;
  readonly scopedReads: 'pipelined' | 'transaction';
  readonly patience?: Patience;
  /** Told the database's process of each new connection. */
  readonly onConnected?: (processId: number | null) => void;
  readonly log: Log;
}

export interface WriteOptions {
  /** For this transaction only: `app.voided`, a longer `statement_timeout`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly preamble?: Preamble;
  /** BEGIN travels with the first statement of the work, which asks the database at once: one round trip less. Goes with neither of the others. */
  readonly together?: boolean;
}

/** The door to one county's schema, as its run-time role. Features never see it: they are handed a Db or a Tx. */
export interface Database {
  read(scope: Scope): Db;
  /** One transaction under the scope. The preamble travels with BEGIN in one message; its last rows are handed on. */
  write<T>(
    scope: Scope,
    work: (tx: Tx, preamble: readonly unknown[]) => Promise<T>,
    options?: WriteOptions,
  ): Promise<T>;
  readonly pool: pg.Pool;
  /** Connections in use and who waits for one, for the overload gate. */
  load(): { readonly busy: number; readonly size: number } & ReturnType<Doors['lines']>;
  close(): Promise<void>;
}

/** Milliseconds in which statements under way may end when the doors close. */
const closingGrace = 5_000;

const compiler = new PostgresQueryCompiler();
const adapter = new PostgresAdapter();
// Never connects: Kysely wants a dialect, the executor below does the work.
const dialect = new PostgresDialect({ pool: async () => Promise.reject(new Error('no pool')) });
const driver = dialect.createDriver();
const config = { dialect };

const toQueryResult = <R>(result: pg.QueryResult): QueryResult<R> =>
  result.rowCount !== null && result.command !== 'SELECT'
    ? { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount) }
    : { rows: result.rows as R[] };

const noStream = (): never => {
  throw new Error('streaming goes through a cursor, see `rowsInBatches`');
};

const propsFor = (provider: ConnectionProvider): KyselyProps => ({
  config,
  driver,
  dialect,
  executor: new DefaultQueryExecutor(compiler, adapter, provider),
});

const pipelinedReads = (doors: Doors, nameOf: StatementNames, scope: Scope): ConnectionProvider => {
  const settings = scopeSettings(scope);
  const breadth = breadthOf(scope);
  const connection: DatabaseConnection = {
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      const client = await doors.forRead();
      const name = nameOf(query.sql, breadth);
      const text = { text: query.sql, values: query.parameters as unknown[] };
      try {
        const result = await runScoped(client, name === undefined ? text : { ...text, name }, settings);
        client.release();
        return toQueryResult(result);
      } catch (error) {
        client.release(isConnectionLost(error));
        throw error;
      }
    },
    streamQuery: noStream,
  };
  return { provideConnection: (consumer) => consumer(connection) };
};

type Ask = (client: pg.PoolClient, query: ScopedQueryText) => Promise<pg.QueryResult>;
const plainly: Ask = (client, query) => client.query(query);

const onClient = (
  client: pg.PoolClient,
  nameOf: StatementNames,
  breadth: string,
  ask: Ask = plainly,
): DatabaseConnection => ({
  executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    const name = nameOf(query.sql, breadth);
    const text = { text: query.sql, values: query.parameters as unknown[] };
    return toQueryResult(await ask(client, name === undefined ? text : { ...text, name }));
  },
  streamQuery: noStream,
});

const transactionOn = (connection: DatabaseConnection): Transaction<DB> =>
  new Transaction<DB>(propsFor(new SingleConnectionProvider(connection)));

/** The first statement takes BEGIN and the scope with it. */
const beginning = (scope: Scope): Ask => {
  let begun = false;
  return (client, query) => {
    if (begun) return client.query(query);
    begun = true;
    return beginWith(client, scope, query);
  };
};

const transactionReads = (doors: Doors, nameOf: StatementNames, scope: Scope): ConnectionProvider => ({
  provideConnection: async (consumer) => {
    const client = await doors.forRead();
    try {
      await client.query(beginSql(scope));
      const result = await consumer(onClient(client, nameOf, breadthOf(scope)));
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      await abandon(client, error);
      throw error;
    }
  },
});

const lostCodes = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  'ECONNRESET',
  'EPIPE',
  'ECONNREFUSED',
  'ENOENT',
]);

/** Whether the error means that the connection, not the statement, is gone. */
export const isConnectionLost = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string };
  return (
    (code !== undefined && lostCodes.has(code)) ||
    /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(message ?? '')
  );
};

const abandon = async (client: pg.PoolClient, error: unknown): Promise<void> => {
  if (isConnectionLost(error)) {
    client.release(true);
    return;
  }
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    // A connection that cannot roll back is thrown away; the server rolls back for it.
    client.release(true);
  }
};

/** Serialization failures and deadlocks are retried: the transaction has done nothing. */
const isRetriable = (error: unknown): boolean => ['40001', '40P01'].includes((error as { code?: string }).code ?? '');

export const openDatabase = (options: DatabaseOptions): Database => {
  const { size, scopedReads, patience = usualPatience, log, onConnected, ...connection } = options;
  const pool = new pg.Pool({
    ...connection,
    max: size,
    types: typeParsers,
    connectionTimeoutMillis: patience.connection,
    idleTimeoutMillis: 60_000,
    application_name: 'zhibu',
    // Requests are short: to start a parallel worker takes longer than it saves.
    options: `-c statement_timeout=${patience.statement} -c lock_timeout=${patience.lock} -c idle_in_transaction_session_timeout=${patience.idleInTransaction} -c TimeZone=UTC -c max_parallel_workers_per_gather=0`,
  });
  const doors = openDoors(pool, size, patience.connection);
  const nameOf = statementNames();
  const isPipelined = scopedReads === 'pipelined';
  const reads = isPipelined ? pipelinedReads : transactionReads;
  // Without a listener an idle or checked-out connection that breaks would end the process.
  let isClosing = false;
  const onError = (error: Error): void => {
    // An embedded server that stops right after the pool still says so to connections on their way out.
    if (!isClosing) log.warn({ code: (error as { code?: string }).code }, 'database connection lost');
  };
  pool.on('error', onError);
  pool.on('connect', (client) => {
    client.on('error', onError);
    onConnected?.((client as pg.PoolClient & { readonly processID: number | null }).processID);
  });
  const busy = new Set<pg.Client>();
  pool.on('acquire', (client) => busy.add(client as pg.Client));
  pool.on('release', (_error, client) => busy.delete(client as pg.Client));

  const read = (scope: Scope): Db => new Kysely<DB>(propsFor(reads(doors, nameOf, scope)));

  const attempt = async <T>(
    scope: Scope,
    work: (tx: Tx, preamble: readonly unknown[]) => Promise<T>,
    { settings = {}, preamble, together = false }: WriteOptions,
  ): Promise<T> => {
    const isTogether = together && isPipelined;
    const { client, leave } = await doors.forWrite();
    const effects = new Effects();
    try {
      const begin = isPipelined ? beginScoped : beginPlainly;
      const rows = isTogether ? [] : (await begin(client, scope, preamble)).rows;
      for (const [name, value] of Object.entries(settings))
        await client.query(`SET LOCAL ${name} = ${pg.escapeLiteral(value)}`);
      const transaction = transactionOn(
        onClient(client, nameOf, breadthOf(scope), isTogether ? beginning(scope) : plainly),
      );
      const result = await work(Object.assign(transaction, { effects }) as unknown as Tx, rows);
      await tellAccess(client, effects);
      await commitWith(client, lastStatement(scope, effects));
      client.release();
      for (const after of effects.afterCommit) after();
      return result;
    } catch (error) {
      await abandon(client, error);
      throw error;
    } finally {
      leave();
    }
  };

  return {
    read,
    pool,
    async write(scope, work, options = {}) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await attempt(scope, work, options);
        } catch (error) {
          if (!isRetriable(error)) throw error;
          if (tries === 5) throw new AppError('conflict');
          await new Promise((wait) => setTimeout(wait, 5 * tries + Math.random() * 20));
        }
      }
    },
    load: () => ({ busy: pool.totalCount - pool.idleCount, size, ...doors.lines() }),
    async close() {
      isClosing = true;
      // A transaction that does not come to its end is cut off: it has not been committed.
      const cut = setTimeout(() => busy.forEach((client) => void client.end()), closingGrace);
      await pool.end();
      clearTimeout(cut);
    },
  };
};
