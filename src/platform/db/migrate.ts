import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { packageFolder } from './package-folder.ts';

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const folder = (kind: 'platform' | 'county'): string => join(packageFolder(), 'migrations', kind);

/** Numbered files in order. Gaps, doubles and strange names stop the start. */
export const readMigrations = (kind: 'platform' | 'county'): Migration[] => {
  const files = readdirSync(folder(kind))
    .filter((f) => f.endsWith('.sql') && f !== 'grants.sql')
    .toSorted();
  return files.map((file, index) => {
    const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
    if (number !== index + 1) throw new Error(`migrations/${kind}/${file}: expected number ${index + 1}`);
    const sql = readFileSync(join(folder(kind), file), 'utf8');
    return { number, name: file, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
};

const ident = (name: string): string => {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new Error(`not a plain identifier: ${name}`);
  return name;
};

const bootstrapSql = (schema: string): string => `
  create schema if not exists ${schema};
  create table if not exists ${schema}.migration (
    scope text not null, number integer not null, name text not null, checksum text not null,
    applied_at timestamptz not null default now(), primary key (scope, number))`;

export const platformSchema = 'zhibu';
export const ownerRole = 'zhibu_owner';

/** Roles, schema and extension that an administrator's connection must make once. Safe to repeat. */
export const prepareCluster = async (admin: pg.ClientBase): Promise<void> => {
  await admin.query('select pg_advisory_lock(330324)');
  try {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [ownerRole]);
    if (rowCount === 0) await admin.query(`create role ${ownerRole} nologin`);
    await admin.query(`grant ${ownerRole} to current_user`);
    // A function of the owner may look with a scope of its own: its SET clause needs this right.
    await admin.query(
      `grant set on parameter app.lower, app.upper, app.person, app.account, app.guard to ${ownerRole}`,
    );
    await admin.query('create extension if not exists btree_gist with schema public');
    await admin.query('revoke create on schema public from public');
    await admin.query(
      `do $$ begin execute format('grant create, connect on database %I to ${ownerRole}', current_database()); end $$`,
    );
    await admin.query(`set role ${ownerRole}`);
    await admin.query(bootstrapSql(platformSchema));
    await migrate(admin, 'platform', { schema: platformSchema, runRole: '' });
    await admin.query('reset role');
  } finally {
    await admin.query('reset role; select pg_advisory_unlock(330324)');
  }
};

/**
 * Brings one schema up to date, forward only; each file is one transaction.
 * @throws Error when a file that has been applied was edited.
 */
export const migrate = async (
  owner: pg.ClientBase,
  kind: 'platform' | 'county',
  target: { readonly schema: string; readonly runRole: string },
): Promise<number> => {
  const schema = ident(target.schema);
  const fill = (sql: string): string =>
    sql.replaceAll(':schema', schema).replaceAll(':run_role', target.runRole === '' ? 'public' : ident(target.runRole));
  const applied = await owner.query<{ number: number; checksum: string }>(
    `select number, checksum from ${platformSchema}.migration where scope = $1`,
    [schema],
  );
  const checksums = new Map(applied.rows.map((row) => [row.number, row.checksum]));
  let count = 0;
  await owner.query(`set search_path = ${schema}, public`);
  for (const migration of readMigrations(kind)) {
    const known = checksums.get(migration.number);
    if (known === migration.checksum) continue;
    if (known !== undefined) throw new Error(`${migration.name} was edited after it had been applied to ${schema}`);
    await owner.query('begin');
    try {
      await owner.query(fill(migration.sql));
      await owner.query(
        `insert into ${platformSchema}.migration (scope, number, name, checksum) values ($1, $2, $3, $4)`,
        [schema, migration.number, migration.name, migration.checksum],
      );
      await owner.query('commit');
    } catch (error) {
      await owner.query('rollback');
      throw new Error(`${migration.name}: ${(error as Error).message}`, { cause: error });
    }
    count += 1;
  }
  if (kind === 'county') await owner.query(fill(readFileSync(join(folder('county'), 'grants.sql'), 'utf8')));
  await owner.query('reset search_path');
  return count;
};
