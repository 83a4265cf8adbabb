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
  close(statement: { type: 'S'; name: string }): void;
  parse(statement: { name: string; text: string; types?: undefined }): void;
  bind(statement: {
    portal: string;
    statement: string;
    values: readonly unknown[];
    valueMapper: (value: unknown) => unknown;
  }): void;
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

/** A prepared statement that goes before the query and yields no row. Its values are text, numbers or bytes. */
export interface Lead {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const toWire = (value: unknown): unknown => (typeof value === 'number' ? String(value) : (value ?? null));

class PipelinedQuery extends pg.Query {
  readonly #leads: readonly Lead[];
  readonly #name: string | undefined;
  #done = 0;
  /** Statements that the server did not know before: after an error nobody can say how far it came with them. */
  readonly #fresh: string[] = [];

  constructor(
    leads: readonly Lead[],
    query: ScopedQueryText,
    callback: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super({ ...query, queryMode: 'extended' } as pg.QueryConfig, undefined, callback as never);
    this.#leads = leads;
    this.#name = query.name;
  }

  #isNew(connection: Wire, name: string): boolean {
    if (connection.parsedStatements[name] !== undefined) return false;
    this.#fresh.push(name);
    // A statement that was parsed before an error may still be there; closing what is not there is no error.
    connection.close({ type: 'S', name });
    return true;
  }

  prepare(connection: Wire): void {
    for (const { name, text, values } of this.#leads) {
      if (this.#isNew(connection, name)) connection.parse({ name, text });
      connection.parsedStatements[name] = text;
      connection.bind({ portal: '', statement: name, values, valueMapper: toWire });
      connection.execute({ portal: '', rows: 0 });
    }
    if (this.#name !== undefined) this.#isNew(connection, this.#name);
    inside.prepare.call(this, connection);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    this.#done += 1;
    if (this.#done <= this.#leads.length) return;
    inside.handleCommandComplete.call(this, message, connection);
  }

  handleError(error: Error, connection: Wire): void {
    for (const name of this.#fresh) {
      delete connection.parsedStatements[name];
      delete connection.submittedNamedStatements[name];
    }
    inside.handleError.call(this, error, connection);
  }
}

/** Runs the leads and the query in one round trip; the first error ends all of them. */
export const runPipelined = (
  client: pg.PoolClient,
  leads: readonly Lead[],
  query: ScopedQueryText,
): Promise<pg.QueryResult> =>
  new Promise((resolve, reject) => {
    client.query(new PipelinedQuery(leads, query, (error, result) => (error ? reject(error) : resolve(result))));
  });

const scopeLead = (settings: readonly string[]): Lead => ({ name: scopeStatement, text: scopeSql, values: settings });

/** Runs one statement under the scope on a checked-out client. */
export const runScoped = (
  client: pg.PoolClient,
  query: ScopedQueryText,
  settings: readonly string[],
): Promise<pg.QueryResult> => runPipelined(client, [scopeLead(settings)], query);

/** What a write looks at before it begins to work: a lock is taken, then, in a snapshot of its own, a row is sought. */
export interface Preamble {
  readonly lock: string;
  readonly look: ScopedQueryText;
}

const beginLead: Lead = { name: 'zhibu_begin', text: 'BEGIN', values: [] };
const lockSql = 'select where pg_advisory_xact_lock(hashtextextended($1, 0))::text is null';

/** BEGIN, the scope and the preamble in one round trip. */
export const beginScoped = (
  client: pg.PoolClient,
  scope: Scope,
  preamble: Preamble | undefined,
): Promise<pg.QueryResult> => {
  const lead = scopeLead(scopeSettings(scope));
  if (preamble === undefined) return runPipelined(client, [beginLead], { ...lead, values: [...lead.values] });
  return runPipelined(
    client,
    [beginLead, lead, { name: 'zhibu_lock', text: lockSql, values: [preamble.lock] }],
    preamble.look,
  );
};

/** BEGIN, the scope and the first statement of a transaction in one round trip. */
export const beginWith = (client: pg.PoolClient, scope: Scope, query: ScopedQueryText): Promise<pg.QueryResult> =>
  runPipelined(client, [beginLead, scopeLead(scopeSettings(scope))], query);

/** The same where settings must travel as SET LOCAL. */
export const beginPlainly = async (
  client: pg.PoolClient,
  scope: Scope,
  preamble: Preamble | undefined,
): Promise<pg.QueryResult> => {
  const begun = await client.query(beginSql(scope));
  if (preamble === undefined) return begun;
  await client.query(lockSql, [preamble.lock]);
  return client.query(preamble.look);
};

/** The last statement and COMMIT in one round trip: if it fails, nothing is committed. */
export const commitWith = async (client: pg.PoolClient, last: Lead | null): Promise<void> => {
  await (last === null
    ? client.query('COMMIT')
    : runPipelined(client, [last], { name: 'zhibu_commit', text: 'COMMIT', values: [] }));
};

const literal = (value: string): string => pg.escapeLiteral(value);

/** `BEGIN` and the scope in one message: for writes, and for reads where the deployment asks for it. */
export const beginSql = (scope: Scope): string => {
  const [from, to, person, account, guard] = scopeSettings(scope).map(literal);
  return `BEGIN; SET LOCAL app.lower = ${from}; SET LOCAL app.upper = ${to}; SET LOCAL app.person = ${person}; SET LOCAL app.account = ${account}; SET LOCAL app.guard = ${guard}`;
};
