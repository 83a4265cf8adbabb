/** Two servers over one database: rights that end in one have ended in the other. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '#apps/features.ts';
import { buildApp } from '#apps/server/app.ts';
import {
  accountById,
  disableAccount,
  endAccountSessions,
  endGrant,
} from '#features/base/accounts/administration/contract.ts';
import { currentSession, ownSessions } from '#features/base/accounts/contract.ts';
import type { Role } from '#features/base/accounts/permissions/rules.ts';
import { openCounty, type County } from '#platform/county/county.ts';
import { openLog } from '#platform/log/log.ts';
import { clientOf, type Client } from '../harness/client.ts';
import { testServer } from '../harness/county.ts';
import { openWorld, type Actor, type World } from './world.ts';

let world: World;
let county: County;
let other: Awaited<ReturnType<typeof buildApp>>;

beforeAll(async () => {
  world = await openWorld(await testServer());
  const log = openLog({ level: 'silent' });
  const { host = '', port = 0, database = '' } = world.admin;
  const { entry, crypto, files } = world.county;
  county = openCounty({
    entry,
    connection: { host, port, database, user: entry.runRole, size: 2, scopedReads: 'pipelined', log },
    crypto,
    files,
    log,
  });
  other = await buildApp({ counties: new Map([[entry.code, county]]), features, log, version: '0.0.0-test' });
});
afterAll(async () => {
  await other.close();
  await county.close();
  await world.close();
});

/** The same session at the other server, which has answered it already and so remembers it. */
const known = async (role: Role): Promise<{ actor: Actor; there: Client }> => {
  const actor = await world.enter(role);
  const there = clientOf(other, actor.client.session);
  expect(await there.outcome(ownSessions, {})).toBe('ok');
  return { actor, there };
};
const reason = '核对';

test('a disabled account, ended sessions and an ended role are known to the other server', async () => {
  await expect.poll(() => county.hearsOthers()).toBe(true);
  const [system, security] = [await world.enter('system_admin'), await world.enter('security_admin')];
  const [disabled, thrownOut, dismissed] = [
    await known('branch_secretary'),
    await known('branch_secretary'),
    await known('branch_secretary'),
  ];
  const { version } = await system.client.call(accountById, { params: { id: disabled.actor.accountId } });
  await system.client.call(disableAccount, { params: { id: disabled.actor.accountId }, body: { version, reason } });
  await security.client.call(endAccountSessions, { params: { id: thrownOut.actor.accountId } });
  await security.client.call(endGrant, { params: { id: dismissed.actor.grantId }, body: { version: 1, reason } });
  // A notification travels with the commit; nobody waits for the half minute of memory.
  await expect.poll(() => disabled.there.outcome(ownSessions, {})).toBe('unauthenticated');
  await expect.poll(() => thrownOut.there.outcome(ownSessions, {})).toBe('unauthenticated');
  await expect.poll(async () => (await dismissed.there.call(currentSession, {})).permissions).toEqual([]);
});

test('a token of one county opens nothing of another, whatever the request names', async () => {
  const officer = await world.enter('county_officer');
  const named = { headers: { 'x-zhibu-county': world.neighbour.entry.code } };
  expect((await officer.client.call(currentSession, {}, named)).county.code).toBe(world.county.entry.code);
  // What the page shows is not what the session is of: nothing is done from it.
  expect(await officer.client.outcome(ownSessions, {}, named)).toBe('unauthenticated');
  const { token } = officer.client.session ?? { token: '' };
  const renamed = clientOf(world.app, {
    accountId: '',
    signInName: '',
    token: token.replace(/^\d{6}/, world.neighbour.entry.code),
  });
  expect(await renamed.outcome(ownSessions, {})).toBe('unauthenticated');
});
