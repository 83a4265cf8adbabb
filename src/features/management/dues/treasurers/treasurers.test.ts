/** Who keeps the dues of a branch is named, and nobody else reads an amount. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { asAdmin } from '#platform/db/counties.ts';
import { ownerRole } from '#platform/db/migrate.ts';
import { packageFolder } from '#platform/db/package-folder.ts';
import { AppError } from '#shared/errors.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { duesSheet, payVoluntary, setBases } from '../contract.ts';
import { ledgerList } from '../ledger/contract.ts';
import { endTreasurer, nameTreasurer, treasurerList } from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T02:00:00Z') });
const app = (): TestApp => server.current;
let branch: Node;
let secretary: Client;
beforeEach(async () => {
  branch = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  secretary = await app().as('branch_secretary', { at: branch });
});

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  const thrown = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) return 'ok';
  return thrown.details.message ?? thrown.details.problems?.[0]?.message ?? thrown.code;
};
const reason = `支部大会决定${hostile}`;
const name = (accountId: string, client = secretary) => client.call(nameTreasurer, { body: { accountId, reason } });
const idOf = async (isSecretary: boolean): Promise<string> =>
  (await secretary.call(treasurerList, {})).candidates.find((one) => one.secretary === isSecretary)?.accountId ?? '';
const sheet = (client: Client) => refusal(client.call(duesSheet, { query: { year: 2026 } }));

test('a secretary alone reads nothing before somebody says that it is the secretary', async () => {
  expect(await sheet(secretary)).toBe('not_treasurer');
  expect(await refusal(secretary.call(ledgerList, { query: {} }))).toBe('not_treasurer');
  const person = await app().member(branch);
  const item = { personId: person.id, kind: 'farmer' as const, baseFen: 0, monthlyFen: 50, basis: hostile, version: 0 };
  const fix = () => refusal(secretary.call(setBases, { body: { year: 2026, items: [item] } }));
  expect(await fix()).toBe('not_treasurer');
  await name(await idOf(true));
  expect(await fix()).toBe('ok');
  expect(await sheet(secretary)).toBe('ok');
  const [one] = (await secretary.call(treasurerList, {})).items;
  expect(one).toMatchObject({ reason, until: null });
  await secretary.call(endTreasurer, { params: { id: one?.id ?? '' }, body: { reason } });
  expect(await sheet(secretary)).toBe('not_treasurer');
  const body = { personId: person.id, amountFen: 100, paidOn: '2026-11-20', method: 'cash' as const };
  expect(await refusal(secretary.call(payVoluntary, { body }))).toBe('not_treasurer');
});

test('where the committee has somebody, it is that one and not the secretary', async () => {
  const helper = await app().as('organisation_member', { at: branch });
  expect(await refusal(name(await idOf(true)))).toBe('treasurer_secretary');
  expect(await helper.outcome(nameTreasurer, { body: { accountId: await idOf(false), reason } })).toBe('not_found');
  await name(await idOf(false));
  expect(await sheet(helper)).toBe('ok');
  expect(await sheet(secretary)).toBe('not_treasurer');
  expect(await refusal(name(await idOf(false)))).toBe('treasurer_named');
});

test('nobody of another branch is named', async () => {
  const other = await app().as('branch_secretary', { at: app().tree.branchA1 });
  const { candidates } = await other.call(treasurerList, {});
  expect(await refusal(name(candidates[0]?.accountId ?? ''))).toBe('treasurer_unknown');
});

test('a county whose dues were kept before goes on with its secretaries, as migration 0042 fills in', async () => {
  const person = await app().member(branch);
  await name(await idOf(true));
  const item = { personId: person.id, kind: 'farmer' as const, baseFen: 0, monthlyFen: 50, basis: hostile, version: 0 };
  await secretary.call(setBases, { body: { year: 2026, items: [item] } });
  const fill = readFileSync(join(packageFolder(), 'migrations/county/0042_name_who_kept_dues.sql'), 'utf8');
  const migrated = (before: string): Promise<void> =>
    asAdmin(app().admin, async (admin) => {
      await admin.query(`set search_path = ${app().entry.schema}, public`);
      await admin.query(before, [branch.id]);
      await admin.query(`set role ${ownerRole}`);
      await admin.query(`begin; ${fill}; commit`);
    });
  await migrated('delete from dues_treasurer where organisation_id = $1');
  expect((await secretary.call(treasurerList, {})).items).toMatchObject([{ namedBy: '系统', until: null }]);
  expect(await sheet(secretary)).toBe('ok');
  // Whoever was named and let go since is not named again.
  await migrated(`update dues_treasurer set until = current_date where organisation_id = $1`);
  expect(await sheet(secretary)).toBe('not_treasurer');
});
