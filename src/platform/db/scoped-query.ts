import pg from 'pg';
import type { Scope } from '#platform/access/scope.ts';

/*
 * The scoped read: set the scope and run the query in one round trip. Both statements are bound and executed
 * before one Sync, so they run in one implicit transaction and the settings end with it.
 */
const scopeStatement = 'zhibu_scope';
// Yields no row, so that the query's own rows are the only ones to arrive.
const scopeSql = `select where (set_config('app.lower', $1, true) || set_config('app.upper', $2, true) || set_config('app.person', $3, true)
  || set_config('app.account', $4, true) || set_config('app.guard', $5, true)) is null`;

export const scopeSettings = (scope: Scope): readonly string[] => [
  scope.from,
  scope.to,
  scope.personId ?? '',
  scope.accountId ?? '',
  scope.guard,
];

/** The parts of the driver's connection that are used here; its own types leave them out. */
interface Wire {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(statement: { name: string; text: string; types?: undefined }): void;
  bind(statement: { portal: string; statement: string; values: readonly string[] }): void;
  execute(portal: { portal: string; rows: number }): void;
}
interface QueryInside {
  prepare(connection: Wire): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
  handleError(error: Error, connection: Wire): void;
}
const inside = pg.Query.prototype as unknown as QueryInside;

export interface ScopedQueryText {
  readonly text: string;
  readonly values: unknown[];
  readonly name?: string;
}

class ScopedQuery extends pg.Query {
  readonly #settings: readonly string[];
  readonly #name: string | undefined;
  #scopeDone = false;
  /** Whether the server had the statement before this query. */
  #known = true;
  #scopeKnown = true;

  constructor(query: ScopedQueryText, settings: readonly string[], callback: (error: Error | null, result: pg.QueryResult) => void) {
    super({ ...query, queryMode: 'extended' } as pg.QueryConfig, undefined, callback as never);
    this.#settings = settings;
    this.#name = query.name;
  }

  prepare(connection: Wire): void {
    this.#known = this.#name === undefined || connection.parsedStatements[this.#name] !== undefined;
    this.#scopeKnown = connection.parsedStatements[scopeStatement] !== undefined;
    if (!this.#scopeKnown) {
      connection.parse({ name: scopeStatement, text: scopeSql });
      connection.parsedStatements[scopeStatement] = scopeSql;
    }
    connection.bind({ portal: '', statement: scopeStatement, values: this.#settings });
    connection.execute({ portal: '', rows: 0 });
    inside.prepare.call(this, connection);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    if (!this.#scopeDone) {
      this.#scopeDone = true;
      // The driver notes a statement as parsed at the first ParseComplete, which may have been the scope's.
      this.#forget(connection);
      return;
    }
    inside.handleCommandComplete.call(this, message, connection);
  }

  handleError(error: Error, connection: Wire): void {
    // A statement that was parsed stays on the server although its values were refused: parsing it again would fail.
    if (!this.#scopeDone) {
      this.#forget(connection);
      if (!this.#scopeKnown) delete connection.parsedStatements[scopeStatement];
    }
    if (this.#name !== undefined) delete connection.submittedNamedStatements[this.#name];
    inside.handleError.call(this, error, connection);
  }

  #forget(connection: Wire): void {
    if (this.#name !== undefined && !this.#known) delete connection.parsedStatements[this.#name];
  }
}

/** Runs one statement under the scope on a checked-out client. */
export const runScoped = (client: pg.PoolClient, query: ScopedQueryText, settings: readonly string[]): Promise<pg.QueryResult> =>
  new Promise((resolve, reject) => {
    client.query(new ScopedQuery(query, settings, (error, result) => (error ? reject(error) : resolve(result))));
  });

const literal = (value: string): string => pg.escapeLiteral(value);

/** `BEGIN` and the scope in one message: for writes, and for reads where the deployment asks for it. */
export const beginSql = (scope: Scope): string => {
  const [from, to, person, account, guard] = scopeSettings(scope).map(literal);
  return `BEGIN; SET LOCAL app.lower = ${from}; SET LOCAL app.upper = ${to}; SET LOCAL app.person = ${person}; SET LOCAL app.account = ${account}; SET LOCAL app.guard = ${guard}`;
};
