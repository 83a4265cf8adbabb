/** What the floor is given to do: the statements that the platform sends for the same request of the same session. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { features } from '#apps/features.ts';
import { MemberFilter } from '#features/base/members/contract.ts';
import { fileView } from '#features/base/members/file/queries.ts';
import { memberPage, tallyOf } from '#features/base/members/list/queries.ts';
import { mintScope, type Scope } from '#platform/access/scope.ts';
import type { Context } from '#platform/http/route.ts';
import { scopeSettings } from '#platform/db/scoped-query.ts';
import { typeParsers, type Db } from '#platform/db/types.ts';
import type { BenchCounty, BenchSession } from './county.ts';
import type { FloorWork } from './floor.ts';
import { insertStatements } from './new-member.ts';
import { recordStatements, type Statement } from './record.ts';

const settingNames = ['lower', 'upper', 'person', 'account', 'guard'] as const;

/**
 * `same`: the run-time role with the scope set once for the whole connection, so that the very same statements meet the
 * same policies. `bare`: the superuser, whom no policy binds; the range then stands in the statement, or is taken from the settings.
 */
export type FloorKind = 'same' | 'bare';

const connectionOf = (bench: BenchCounty, scope: Scope, kind: FloorKind): pg.PoolConfig => {
  const { host, port, user } = bench.deployment.admin;
  const { schema, runRole } = bench.county.entry;
  const values = scopeSettings(scope);
  const settings = settingNames.map((name, i) => `-c app.${name}=${values[i] ?? ''}`);
  return {
    host: String(host),
    port: Number(port),
    user: kind === 'same' ? runRole : String(user),
    database: 'zhibu',
    options: [`-c search_path=${schema},public`, ...settings].join(' '),
  };
};

const listInput = (query: Readonly<Record<string, string>>) => {
  const { sort = 'name', order = 'asc', limit: _limit, ...filter } = query;
  return { ...MemberFilter.parse(filter), sort: sort as 'name', order: order as 'asc', limit: 20 };
};

/** The read that an address leads to. */
const routed = (
  bench: BenchCounty,
  scope: Scope,
  path: string,
  query: Readonly<Record<string, string>>,
): ((db: Db) => Promise<unknown>) | undefined => {
  const asked = path.split('/');
  const matches = (pattern: string): boolean => {
    const parts = pattern.split('/');
    return parts.length === asked.length && parts.every((part, n) => part === asked[n] || part.startsWith(':'));
  };
  const reads = features.flatMap((feature) => feature.routes ?? []).filter(({ kind }) => kind === 'query');
  const route = reads.find((one) => one.endpoint.path === path) ?? reads.find((one) => matches(one.endpoint.path));
  if (route?.kind !== 'query') return undefined;
  const named = route.endpoint.path
    .split('/')
    .flatMap((part, n) => (part.startsWith(':') ? [[part.slice(1), asked[n]]] : []));
  const params: unknown = route.endpoint.params.parse(Object.fromEntries(named));
  const input = { params, query: route.endpoint.query.parse(query), body: {} };
  // These reads ask of their context for the county alone.
  return (db) => route.handle(db, scope, input as never, { county: bench.county } as Context);
};

/** The query behind a path of the API, as the platform's own route calls it. */
const queryOf = (bench: BenchCounty, scope: Scope, path: string): ((db: Db) => Promise<unknown>) => {
  const { county } = bench;
  const { pathname, searchParams } = new URL(path, 'http://x');
  const query = Object.fromEntries(searchParams);
  if (/^\/api\/members\/[\da-f-]{36}$/.test(pathname))
    return (db) => fileView(db, scope, county, pathname.split('/').at(-1) ?? '');
  if (pathname === '/api/members') return (db) => memberPage(db, scope, county, listInput(query));
  if (pathname === '/api/members/counts') return (db) => tallyOf(db, scope, county, query['organisationId']);
  return (
    routed(bench, scope, pathname.replace(/^\/api/, ''), query) ??
    ((db) => fileView(db, scope, county, pathname.split('/').at(-1) ?? ''))
  );
};

const record = async (
  bench: BenchCounty,
  connection: pg.PoolConfig,
  scope: Scope,
  paths: Iterable<string>,
): Promise<Record<string, readonly Statement[]>> => {
  const pool = new pg.Pool({ ...connection, max: 2, types: typeParsers });
  const reads: Record<string, readonly Statement[]> = {};
  for (const path of new Set(paths)) {
    const query = queryOf(bench, scope, path);
    // The platform remembers the path of an organisation: the second run shows what a running server sends.
    await recordStatements(pool, query);
    reads[path] = await recordStatements(pool, query);
  }
  await pool.end();
  return reads;
};

export interface Asked {
  /** Paths that are read. */
  readonly reads: readonly string[];
  /** Branches that get new members, by the path that stands for them at the floor. */
  readonly writes: Readonly<Record<string, string>>;
}

export const floorWork = async (
  bench: BenchCounty,
  { token, scope }: BenchSession,
  asked: Asked,
  kind: FloorKind,
): Promise<FloorWork> => {
  const connection = connectionOf(bench, scope, kind);
  // Where a list's range is the scope's own, the platform leaves it to the policy: without policies it must be written.
  const asking = kind === 'same' ? scope : mintScope({ ...scope, from: '' });
  const writes: Record<string, readonly Statement[]> = {};
  for (const [path, branch] of Object.entries(asked.writes))
    writes[path] = await insertStatements(bench.county, branch);
  return {
    connection,
    size: 12,
    tokenHash: createHash('sha256')
      .update(token.split('.')[1] ?? '')
      .digest('base64'),
    reads: await record(bench, connection, asking, asked.reads),
    writes,
  };
};
