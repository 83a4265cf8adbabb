/** Two counties behind one server, people in every role, and things of every kind at every relation to them. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { features } from '#apps/features.ts';
import { buildApp } from '#apps/server/app.ts';
import { plantDrills } from '#features/base/accounts/factory.ts';
import { roleFacts, type Role } from '#features/base/accounts/permissions/rules.ts';
import { systemScope, type Scope } from '#platform/access/scope.ts';
import { openCounty, type County } from '#platform/county/county.ts';
import { createKeys, keySource } from '#platform/crypto/keys.ts';
import { openCrypto } from '#platform/crypto/provider.ts';
import { asAdmin, countiesOf, prepareCounty, type AdminConnection, type CountyEntry } from '#platform/db/counties.ts';
import { prepareCluster } from '#platform/db/migrate.ts';
import type { Tx } from '#platform/db/types.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import { openLog } from '#platform/log/log.ts';
import { practiceCode } from '#features/education/practice/rules.ts';
import { newId } from '#shared/ids.ts';
import { clientOf, type Client } from '../harness/client.ts';
import { next } from '../harness/hostile.ts';
import { templateDatabase } from '../harness/server.ts';
import { plantMember, plantNode, plantTree, type Node, type Person, type Tree } from '../harness/tree.ts';
import type { Relation } from './matrix.ts';

/** The small tree, with a group below branch A1 so that a branch has something below it. */
export interface Grounds extends Tree {
  readonly group: Node;
}

export interface Actor {
  readonly client: Client;
  readonly role: Role;
  readonly accountId: string;
  readonly grantId: string;
  readonly sessionId: string;
  readonly person: Person;
  readonly place: Node;
}

export interface World {
  readonly app: FastifyInstance;
  readonly admin: AdminConnection;
  readonly county: County;
  readonly neighbour: County;
  /** Of `county`, where it was asked for. */
  readonly practice: County | null;
  readonly tree: Grounds;
  readonly foreign: Grounds;
  readonly nobody: Client;
  /** Another account in the role, signed in; `half`: the second factor still open. */
  enter(role: Role, options?: { readonly half?: boolean; readonly at?: Node }): Promise<Actor>;
  write<T>(work: (tx: Tx) => Promise<T>, options?: { readonly of?: County; readonly guard?: string }): Promise<T>;
  close(): Promise<void>;
}

const log = openLog({ level: process.env['ZHIBU_LOG'] ?? 'silent' });

const open = (
  entry: CountyEntry,
  admin: AdminConnection,
  folder: string,
  now: (() => Date) | undefined,
  practice: () => County | null,
): County => {
  const keys = path.join(folder, 'keys');
  const crypto = openCrypto(createKeys(keys, entry.keySet), keySource(keys, entry.keySet));
  const connection = {
    host: admin.host ?? '',
    port: admin.port ?? 0,
    database: admin.database ?? '',
    user: entry.runRole,
  };
  return openCounty({
    entry,
    connection: { ...connection, size: 4, scopedReads: 'pipelined', log },
    crypto,
    files: localFileStore(path.join(folder, 'files', entry.code), crypto),
    log,
    practice,
    ...(now === undefined ? {} : { now }),
  });
};

/** Where a role hangs in these tests: so that each has as many relations as its level allows. */
export const placeOf = (role: Role, tree: Grounds): Node => {
  if (role === 'county_officer' || roleFacts[role].guard !== '') return tree.county;
  if (roleFacts[role].on.includes('branch')) return tree.branchA1;
  return role === 'resident' ? tree.branchA1 : tree.townshipA;
};

/** The organisation that stands in the relation to the actor's place, or null where there is none. */
export const nodeAt = (relation: Relation, place: Node, tree: Grounds, foreign: Grounds): Node | null => {
  const { county, townshipA, townshipB, branchA1, branchA2, branchB1, group } = tree;
  const level = place === county ? 0 : place === townshipA ? 1 : 2;
  const byLevel: Partial<Record<Relation, readonly (Node | null)[]>> = {
    own: [county, townshipA, branchA1],
    ancestor: [null, county, townshipA],
    descendant: [branchA1, branchA1, group],
    sibling: [null, townshipB, branchA2],
    none: [null, branchB1, branchB1],
    moved: [branchB1, branchB1, branchB1],
    self: [branchA1, branchA1, branchA1],
    foreign: [foreign.branchA1, foreign.branchA1, foreign.branchA1],
  };
  return byLevel[relation]?.[level] ?? null;
};

export const guarded = (county: County, guard: string): Scope => systemScope(county.entry.code, 'test', { guard });

const putAccount = async (
  tx: Tx,
  facts: {
    accountId: string;
    grantId: string;
    sessionId: string;
    digest: Buffer;
    personId: string;
    role: Role;
    place: Node;
    half: boolean;
  },
): Promise<void> => {
  const now = new Date().toISOString();
  const factor = roleFacts[facts.role].secondFactor && !facts.half;
  await tx
    .insertInto('account')
    .values({
      id: facts.accountId,
      person_id: facts.personId,
      sign_in_name: `t${facts.accountId}`,
      display_name: next('用户'),
      must_set_password: false,
      totp_confirmed_at: factor ? now : null,
    })
    .execute();
  await tx
    .insertInto('role_grant')
    .values({
      id: facts.grantId,
      account_id: facts.accountId,
      role: facts.role,
      organisation_id: facts.place.id,
      from_on: '2001-07-01',
    })
    .execute();
  // Whoever may keep dues has been named for it: what is asked here is the range.
  if (facts.role === 'branch_secretary' || facts.role === 'organisation_member')
    await tx
      .insertInto('dues_treasurer')
      .values({
        id: newId(),
        organisation_id: facts.place.id,
        org_path: facts.place.path,
        account_id: facts.accountId,
        name: next('用户'),
        reason: next('事由'),
        named_by: next('用户'),
        from_on: '2001-07-01',
      })
      .execute();
  await plantDrills(tx, facts.accountId);
  await tx
    .insertInto('session')
    .values({
      id: facts.sessionId,
      token_hash: facts.digest,
      account_id: facts.accountId,
      grant_id: facts.grantId,
      factor: factor ? 'totp' : 'password',
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    })
    .execute();
};

const plantGrounds = async (tx: Tx): Promise<Grounds> => {
  const tree = await plantTree(tx);
  return { ...tree, group: await plantNode(tx, 'group', tree.branchA1) };
};

/** Builds the world in a database of its own on that server; `close` removes it. */
export const openWorld = async (
  server: AdminConnection,
  now?: () => Date,
  { practice: withPractice = false }: { readonly practice?: boolean } = {},
): Promise<World> => {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, (client) =>
    client.query(`create database ${name} template ${templateDatabase} strategy file_copy`),
  );
  const admin = { ...server, database: name };
  const folder = mkdtempSync(path.join(tmpdir(), 'zhibu-world-'));
  await asAdmin(admin, prepareCluster);
  await asAdmin(admin, (client) => prepareCounty(client, { code: '330326', name: '平阳县' }));
  const own = (await asAdmin(admin, countiesOf))[0];
  if (withPractice && own !== undefined)
    await asAdmin(admin, (client) =>
      prepareCounty(client, { code: practiceCode(own.code), name: '演练', practiceOf: own.code }),
    );
  const opened: County[] = [];
  const practiceOf = (code: string): County | null => opened.find(({ entry }) => entry.practiceOf === code) ?? null;
  for (const entry of await asAdmin(admin, countiesOf))
    opened.push(open(entry, admin, folder, now, () => practiceOf(entry.code)));
  const [county, neighbour] = opened;
  if (county === undefined || neighbour === undefined) throw new Error('two counties are needed');
  const practice = practiceOf(county.entry.code);
  const write: World['write'] = (work, { of = county, guard = 'accounts' } = {}) =>
    of.write(guarded(of, guard), (tx) => work(tx));
  const tree = await write(plantGrounds);
  const foreign = await write(plantGrounds, { of: neighbour });
  if (practice !== null) await write((tx) => plantNode(tx, 'county_committee', null), { of: practice });
  const app = await buildApp({
    counties: new Map(opened.map((each) => [each.entry.code, each])),
    features,
    log,
    version: '0.0.0-test',
    checkReplies: true,
  });
  return {
    app,
    admin,
    county,
    neighbour,
    practice,
    tree,
    foreign,
    nobody: clientOf(app, null),
    write,
    async enter(role, { half = false, at } = {}) {
      const secret = randomBytes(32).toString('base64url');
      const [accountId, grantId, sessionId] = [newId(), newId(), newId()];
      const place = at ?? placeOf(role, tree);
      const person = await write((tx) => plantMember(tx, tree.branchA1));
      await write((tx) =>
        putAccount(tx, {
          accountId,
          grantId,
          sessionId,
          digest: createHash('sha256').update(secret).digest(),
          personId: person.id,
          role,
          place,
          half,
        }),
      );
      const client = clientOf(app, { accountId, signInName: `t${accountId}`, token: `${county.entry.code}.${secret}` });
      return { client, role, accountId, grantId, sessionId, person, place };
    },
    async close() {
      await app.close();
      for (const each of opened) await each.close();
      await asAdmin(server, (client) => client.query(`drop database if exists ${name} with (force)`));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
