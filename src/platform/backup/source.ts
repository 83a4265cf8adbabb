import pg from 'pg';
import { refusal } from '../embedded/refusal.ts';

/** A connection whose loss is told by the query that runs on it. `replication`: `true` for physical, `database` for logical. */
export const connect = async (config: pg.ClientConfig & { replication?: string }): Promise<pg.Client> => {
  const client = new pg.Client({ application_name: 'zhibu backup', ...config });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

export interface Source {
  readonly version: string;
  readonly database: string;
  readonly superuser: string;
  readonly bytes: number;
  readonly walLevel: string;
}

/** What is to be copied. @throws refusal `backup_unsupported` */
export const inspect = async (client: pg.Client): Promise<Source> => {
  const { rows } = await client.query<Record<string, string>>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major,
            current_database() as database, current_user as superuser, pg_is_in_recovery() as standby,
            (select rolsuper from pg_roles where rolname = current_user) as allowed,
            current_setting('wal_level') as "walLevel",
            (select sum(pg_database_size(oid)) from pg_database)::text as bytes`,
  );
  const row = rows[0] ?? {};
  if (String(row['major']) !== '17' || String(row['standby']) === 'true' || String(row['allowed']) !== 'true') {
    throw refusal(
      'backup_unsupported',
      `备份需要以超级用户连接 PostgreSQL 17 主库（现为 ${row['version']} 版${String(row['standby']) === 'true' ? '备库' : ''}，用户 ${row['superuser']}）。`,
      `A backup needs a superuser on a PostgreSQL 17 primary (this is ${row['version']}${String(row['standby']) === 'true' ? ', a standby' : ''}, role ${row['superuser']}).`,
    );
  }
  return {
    version: row['version'] ?? '',
    database: row['database'] ?? '',
    superuser: row['superuser'] ?? '',
    bytes: Number(row['bytes']),
    walLevel: row['walLevel'] ?? '',
  };
};
