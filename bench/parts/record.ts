/** Runs a query of the platform and notes the statements that it sent: the floor sends the same ones. */
import {
  DefaultQueryExecutor,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
} from 'kysely';
import type pg from 'pg';
import type { DB } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export const recordStatements = async (pool: pg.Pool, work: (db: Db) => Promise<unknown>): Promise<Statement[]> => {
  const statements: Statement[] = [];
  const connection: DatabaseConnection = {
    async executeQuery(query: CompiledQuery) {
      statements.push({ text: query.sql, values: query.parameters });
      const result = await pool.query(query.sql, query.parameters as unknown[]);
      return { rows: result.rows, ...(result.rowCount === null ? {} : { numAffectedRows: BigInt(result.rowCount) }) };
    },
    streamQuery() {
      throw new Error('not recorded');
    },
  };
  const dialect = new PostgresDialect({ pool });
  const executor = new DefaultQueryExecutor(new PostgresQueryCompiler(), new PostgresAdapter(), {
    provideConnection: (consumer) => consumer(connection),
  });
  await work(new Kysely<DB>({ config: { dialect }, dialect, driver: dialect.createDriver(), executor }));
  return statements;
};
