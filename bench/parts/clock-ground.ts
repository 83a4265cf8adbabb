/** A county for the proof of clocks: a village, its township and the county above, each with somebody who handles requests, and a clock to set. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Role } from '#features/base/accounts/permissions/rules.ts';
import { mattersOf, mintScope, rangeEnd, systemScope, type Scope } from '#platform/access/scope.ts';
import { openCounty, type County } from '#platform/county/county.ts';
import { createKeys, keySource } from '#platform/crypto/keys.ts';
import { openCrypto } from '#platform/crypto/provider.ts';
import { asAdmin, countiesOf } from '#platform/db/counties.ts';
import { prepareCluster } from '#platform/db/migrate.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import { openLog } from '#platform/log/log.ts';
import { newId } from '#shared/ids.ts';
import { prepareTemplate, startTestServer, templateDatabase } from '../../test/harness/server.ts';
import { plantNode, plantTree, type Node } from '../../test/harness/tree.ts';

export interface ClockGround {
  readonly county: County;
  readonly years: readonly number[];
  readonly areaId: string;
  readonly unit: Scope;
  readonly above: Scope;
  readonly top: Scope;
  /** Sets the county's clock to noon of a day. */
  on(day: string): void;
  close(): Promise<void>;
}

/** An account with a role there, as it is when signed in. */
const enter = async (county: County, role: Role, at: Node, unitAlone: boolean): Promise<Scope> => {
  const [accountId, grantId] = [newId(), newId()];
  const system = systemScope(county.entry.code, 'proof', { guard: 'accounts' });
  await county.write(system, async (tx) => {
    await tx
      .insertInto('account')
      .values({ id: accountId, sign_in_name: `t${accountId}`, display_name: role, must_set_password: false })
      .execute();
    await tx
      .insertInto('role_grant')
      .values({ id: grantId, account_id: accountId, role, organisation_id: at.id, from_on: '2001-07-01' })
      .execute();
  });
  return mintScope({
    ...systemScope(county.entry.code, 'proof'),
    accountId,
    actor: role,
    role,
    organisationId: at.id,
    path: at.path,
    ...(unitAlone ? mattersOf(at.path) : { from: at.path, to: rangeEnd(at.path) }),
    guard: '',
    permissions: new Set(['requests.read', 'requests.handle']),
  });
};

export const openClockGround = async (years: readonly number[]): Promise<ClockGround> => {
  const server = await startTestServer();
  await prepareTemplate(server);
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(server.admin, (client) =>
    client.query(`create database ${name} template ${templateDatabase} strategy file_copy`),
  );
  const admin = { ...server.admin, database: name };
  const folder = mkdtempSync(path.join(tmpdir(), 'zhibu-clocks-'));
  await asAdmin(admin, prepareCluster);
  const [entry] = await asAdmin(admin, countiesOf);
  if (entry === undefined) throw new Error('no county');
  const keys = path.join(folder, 'keys');
  const crypto = openCrypto(createKeys(keys, entry.keySet), keySource(keys, entry.keySet));
  const log = openLog({ level: 'error' });
  let now = new Date();
  const county = openCounty({
    entry,
    connection: {
      host: admin.host ?? '',
      port: admin.port ?? 0,
      database: name,
      user: entry.runRole,
      size: 4,
      scopedReads: 'pipelined',
      log,
    },
    crypto,
    files: localFileStore(path.join(folder, 'files'), crypto),
    log,
    now: () => now,
  });
  const system = systemScope(entry.code, 'proof');
  const tree = await county.write(system, plantTree);
  const village = await county.write(system, (tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  return {
    county,
    years,
    areaId: village.id,
    unit: await enter(county, 'department_handler', village, true),
    above: await enter(county, 'township_worker', tree.townshipA, false),
    top: await enter(county, 'county_officer', tree.county, false),
    on(day) {
      now = new Date(`${day}T04:00:00Z`);
    },
    async close() {
      await county.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
