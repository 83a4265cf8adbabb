/** A county for the proof of transfers: two townships, a grassroots committee, eight branches, their people and their sessions. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fork, type ChildProcess } from 'node:child_process';
import { build } from 'esbuild';
import { plantDrills } from '#features/base/accounts/factory.ts';
import type { Role } from '#features/base/accounts/permissions/rules.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { systemScope } from '#platform/access/scope.ts';
import { openCounty, type County } from '#platform/county/county.ts';
import { createKeys, keySource } from '#platform/crypto/keys.ts';
import { openCrypto } from '#platform/crypto/provider.ts';
import { asAdmin, countiesOf, type AdminConnection, type CountyEntry } from '#platform/db/counties.ts';
import { prepareCluster } from '#platform/db/migrate.ts';
import type { Tx } from '#platform/db/types.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import { openLog } from '#platform/log/log.ts';
import { newId } from '#shared/ids.ts';
import { packageFolder } from '#platform/db/package-folder.ts';
import { templateDatabase } from '../../test/harness/server.ts';
import { plantNode, type Node } from '../../test/harness/tree.ts';
import type { Actor } from './transfer-law.ts';
import type { ServerInput } from './transfer-server.ts';

export interface Ground {
  readonly admin: AdminConnection;
  readonly entry: CountyEntry;
  readonly county: County;
  readonly branches: readonly Node[];
  readonly actors: readonly Actor[];
  readonly members: readonly { readonly id: string; readonly branch: Node; readonly idNumber: string }[];
  readonly input: ServerInput;
  close(): Promise<void>;
}

const session = async (tx: Tx, role: Role, at: Node, code: string): Promise<string> => {
  const secret = randomBytes(32).toString('base64url');
  const [accountId, grantId] = [newId(), newId()];
  await tx
    .insertInto('account')
    .values({ id: accountId, sign_in_name: `t${accountId}`, display_name: at.name, must_set_password: false })
    .execute();
  await tx
    .insertInto('role_grant')
    .values({ id: grantId, account_id: accountId, role, organisation_id: at.id, from_on: '2001-07-01' })
    .execute();
  await plantDrills(tx, accountId);
  await tx
    .insertInto('session')
    .values({
      id: newId(),
      token_hash: createHash('sha256').update(secret).digest(),
      account_id: accountId,
      grant_id: grantId,
      expires_at: new Date(Date.now() + 6 * 3_600_000).toISOString(),
    })
    .execute();
  return `zhibu_session=${code}.${secret}`;
};

const plant = async (tx: Tx, county: County, code: string, people: number) => {
  const top = await plantNode(tx, 'county_committee', null);
  const townships = [await plantNode(tx, 'township_committee', top), await plantNode(tx, 'township_committee', top)];
  const [townshipA, townshipB] = townships as [Node, Node];
  const grassroots = await plantNode(tx, 'grassroots_committee', townshipB);
  const below = new Map<Node, Node[]>();
  for (const [committee, count] of [
    [townshipA, 3],
    [townshipB, 3],
    [grassroots, 2],
  ] as const)
    for (let n = 0; n < count; n += 1)
      below.set(committee, [...(below.get(committee) ?? []), await plantNode(tx, 'branch', committee)]);
  const branches = [...below.values()].flat();
  const actors: Actor[] = [];
  for (const committee of below.keys()) {
    const covers = [committee, grassroots, ...branches].filter((node) => node.path.startsWith(committee.path));
    actors.push({
      name: committee.name,
      committee: true,
      covers: new Set(covers.map(({ id }) => id)),
      cookie: await session(tx, 'township_worker', committee, code),
    });
  }
  for (const branch of branches)
    actors.push({
      name: branch.name,
      committee: false,
      covers: new Set([branch.id]),
      cookie: await session(tx, 'branch_secretary', branch, code),
    });
  const members: { id: string; branch: Node; idNumber: string }[] = [];
  for (let n = 0; n < people; n += 1) {
    const branch = branches[n % branches.length] as Node;
    const { id, fields } = await makeMember(tx, county, { branch });
    members.push({ id, branch, idNumber: String(fields.idNumber) });
  }
  return { branches, actors, members };
};

/** Everything in a database of its own on that server. */
export const layOut = async (server: AdminConnection, people: number): Promise<Ground> => {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, (client) =>
    client.query(`create database ${name} template ${templateDatabase} strategy file_copy`),
  );
  const admin = { ...server, database: name };
  await asAdmin(admin, prepareCluster);
  const [entry] = await asAdmin(admin, countiesOf);
  if (entry === undefined) throw new Error('the template holds no county');
  const folder = mkdtempSync(path.join(tmpdir(), 'zhibu-transfers-'));
  const keys = path.join(folder, 'keys');
  const crypto = openCrypto(createKeys(keys, entry.keySet), keySource(keys, entry.keySet));
  const log = openLog({ level: 'silent' });
  const [host, port] = [admin.host ?? '', admin.port ?? 0];
  const county = openCounty({
    entry,
    connection: { host, port, database: name, user: entry.runRole, size: 4, scopedReads: 'pipelined', log },
    crypto,
    files: localFileStore(path.join(folder, 'files'), crypto),
    log,
    deaf: true,
  });
  const scope = systemScope(entry.code, 'proof', { guard: 'accounts' });
  const planted = await county.write(scope, (tx) => plant(tx, county, entry.code, people));
  return {
    admin,
    entry,
    county,
    ...planted,
    input: { entry, host, port, database: name, folder },
    async close() {
      await county.close();
      await asAdmin(server, (client) => client.query(`drop database if exists ${name} with (force)`));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export interface AppProcess {
  /** Where it listens; undefined while it starts. */
  port(): number | undefined;
  /** SIGKILL, and another process in its place. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode === null && child.signalCode === null
    ? new Promise((done) => child.once('exit', () => done()))
    : Promise.resolve();

/** The process in one file, so that another one stands soon after a kill. */
export const bundleApp = async (): Promise<string> => {
  const outdir = path.join(packageFolder(), '.cache', 'bench');
  const source = (...parts: string[]): string => path.join(packageFolder(), ...parts);
  await build({
    entryPoints: {
      'transfer-server': source('bench', 'parts', 'transfer-server.ts'),
      'sheet-worker': source('src', 'platform', 'sheets', 'sheet-worker.ts'),
      'job-thread': source('src', 'apps', 'server', 'job-thread.ts'),
    },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return path.join(outdir, 'transfer-server.mjs');
};

/** A process of the application; whoever is killed is followed by the next one. */
export const runApp = async (file: string, input: ServerInput): Promise<AppProcess> => {
  let port: number | undefined;
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    child = fork(file, [JSON.stringify(input)], { execArgv: [], cwd: packageFolder() });
    const own = child;
    port = await new Promise<number>((resolve, reject) => {
      own.once('message', (message) => resolve((message as { port: number }).port));
      own.once('exit', () => reject(new Error('the application ended while it started')));
    });
  };
  await start();
  const end = async (): Promise<void> => {
    port = undefined;
    child.kill('SIGKILL');
    await ended(child);
  };
  return {
    port: () => port,
    async kill() {
      await end();
      await start();
    },
    stop: end,
  };
};
