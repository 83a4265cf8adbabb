import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { connect } from './source.ts';

const snapshotWait = 60_000;
const decoderName = 'zhibu backup facts';

/** Asks the database; values are sent as `$1`. */
export type Ask = (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;

/** What must be the same after a restore, by name. Values must survive JSON. */
export type Facts = (ask: Ask) => Promise<Record<string, unknown>>;

export const askOf =
  (client: pg.Client): Ask =>
  async (text, values = []) =>
    (await client.query(text, [...values])).rows as Record<string, unknown>[];

/** Rows of every table of the database, by `schema.table`. */
export const tableCounts: Facts = async (ask) => {
  const tables = await ask(
    `select n.nspname as schema, c.relname as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
      order by 1, 2`,
  );
  const counts: Record<string, unknown> = {};
  for (const { schema, name } of tables as { schema: string; name: string }[]) {
    const [row] = await ask(
      `select count(*)::text as n from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
    );
    counts[`${schema}.${name}`] = Number(row?.['n']);
  }
  return counts;
};

const schemasWith = async (ask: Ask, table: string): Promise<string[]> => {
  const found = await ask(
    `select n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and c.relname = $1 order by 1`,
    [table],
  );
  return found.map(({ schema }) => String(schema));
};

/** Per county: where the audit chain stands, and one digest over the digests of all attachments. */
export const contentDigests: Facts = async (ask) => {
  const digests: Record<string, unknown> = {};
  for (const schema of await schemasWith(ask, 'audit_link')) {
    const [head] = await ask(
      `select seq::text || ':' || encode(hash, 'hex') as head from ${pg.escapeIdentifier(schema)}.audit_link order by seq desc limit 1`,
    );
    digests[`${schema} audit chain`] = head?.['head'] ?? null;
  }
  for (const schema of await schemasWith(ask, 'file')) {
    const [row] = await ask(
      `select encode(sha256(convert_to(coalesce(string_agg(id || ':' || encode(digest, 'hex'), ',' order by id), ''), 'UTF8')), 'hex') as files
         from ${pg.escapeIdentifier(schema)}.file`,
    );
    digests[`${schema} attachments`] = row?.['files'];
  }
  return digests;
};

export interface Difference {
  readonly name: string;
  readonly backup: unknown;
  readonly restored: unknown;
}

export const differences = (backup: Record<string, unknown>, restored: Record<string, unknown>): Difference[] =>
  [...new Set([...Object.keys(backup), ...Object.keys(restored)])]
    .filter((name) => JSON.stringify(backup[name]) !== JSON.stringify(restored[name]))
    .map((name) => ({ name, backup: backup[name], restored: restored[name] }));

interface Decoder {
  readonly lsn: string;
  readonly snapshot: string;
  end(): Promise<void>;
}

/**
 * A snapshot that belongs to exactly one position of the log; only logical decoding exports such a pair. Undefined when an
 * open transaction outlasts the wait.
 */
const openDecoder = async (connection: pg.ClientConfig): Promise<Decoder | undefined> => {
  const client = await connect({ ...connection, application_name: decoderName, replication: 'database' });
  const name = `zhibu_facts_${randomBytes(6).toString('hex')}`;
  const waited = setTimeout(() => {
    connect(connection)
      .then(async (other) => {
        await other.query('select pg_cancel_backend(pid) from pg_stat_activity where application_name = $1', [
          decoderName,
        ]);
        await other.end();
      })
      .catch(() => undefined);
  }, snapshotWait);
  try {
    const { rows } = await client.query<Record<string, string>>(
      `CREATE_REPLICATION_SLOT ${name} TEMPORARY LOGICAL pgoutput (SNAPSHOT 'export')`,
    );
    const [row] = rows;
    return { lsn: row?.['consistent_point'] ?? '', snapshot: row?.['snapshot_name'] ?? '', end: () => client.end() };
  } catch (error) {
    await client.end();
    if ((error as { code?: string }).code === '57014') return undefined;
    throw error;
  } finally {
    clearTimeout(waited);
  }
};

/**
 * Asks for the facts as of one position of the log, without holding up writers. The position is null where the server's
 * wal_level does not allow it, or a long transaction is in the way: then they are those of about now.
 */
export const takeFacts = async (
  connection: pg.ClientConfig,
  walLevel: string,
  facts: Facts,
): Promise<{ values: Record<string, unknown>; lsn: string | null }> => {
  const reader = await connect(connection);
  const decoder = walLevel === 'logical' ? await openDecoder(connection) : undefined;
  try {
    await reader.query('begin isolation level repeatable read read only');
    if (decoder !== undefined) await reader.query(`set transaction snapshot ${pg.escapeLiteral(decoder.snapshot)}`);
    return { values: await facts(askOf(reader)), lsn: decoder?.lsn ?? null };
  } finally {
    await decoder?.end();
    await reader.end();
  }
};
