import { expect, test } from 'vitest';
import { commitImport } from '#features/base/members/import/contract.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { plantDrills } from '../factory.ts';
import { accountDrills, endRight, giveException, heldRights } from './contract.ts';
import { holdsOn, longestException } from './rules.ts';
import { accountsScope } from '../access.ts';

const app = useApp();
const any = { params: { id: newId() }, body: { version: 1, reason: '核对' } };

test('an exception opens at once, has an end, and is taken back at once', async () => {
  const worker = await app.current.as('township_worker', { withoutDrills: true });
  const admin = await app.current.as('security_admin');
  const id = worker.session?.accountId ?? '';
  const today = app.current.county.today();
  const give = (until: string) => ({
    params: { id },
    body: { drill: 'roster' as const, until, reason: '新到任，下周演练' },
  });
  expect(await worker.outcome(commitImport, any)).toBe('drill_required');
  for (const until of [addDays(today, -1), addDays(today, longestException + 1)])
    expect(await admin.outcome(giveException, give(until))).toBe('invalid');
  const { items } = await admin.call(giveException, give(addDays(today, 7)));
  expect(items.map(({ drill, reason }) => [drill, reason])).toEqual([['roster', '新到任，下周演练']]);
  expect(await worker.outcome(commitImport, any)).toBe('not_found');
  const end = { params: { id, rightId: items[0]?.id ?? '' }, body: { version: 1, reason: '已调离' } };
  expect((await admin.call(endRight, end)).items).toEqual([]);
  expect(await worker.outcome(commitImport, any)).toBe('drill_required');
  expect(await admin.outcome(endRight, end)).toBe('conflict');
});

test('nobody gives one to the own account, and only the security administrator gives any', async () => {
  const admin = await app.current.as('security_admin');
  const system = await app.current.as('system_admin');
  const own = admin.session?.accountId ?? '';
  const body = { drill: 'roster' as const, until: app.current.county.today(), reason: '自己给自己' };
  expect(await admin.outcome(giveException, { params: { id: own }, body })).toBe('forbidden');
  expect(await system.outcome(giveException, { params: { id: own }, body })).toBe('not_found');
  expect((await system.call(accountDrills, { params: { id: own } })).mayGrant).toBe(false);
});

test.each([
  ['run out', { drill: 'roster' as const, until: '2001-07-02' }],
  ['of another drill', { drill: 'transfer' as const }],
  ['not begun', { drill: 'roster' as const, from: '2999-01-01' }],
])('a right that is %s opens nothing', async (_what, right) => {
  const worker = await app.current.as('township_worker', { withoutDrills: true });
  const { county, write } = app.current;
  await write((tx) => plantDrills(tx, worker.session?.accountId ?? '', [right]), accountsScope(county, 'test'));
  expect(await worker.outcome(commitImport, any)).toBe('drill_required');
});

test('the database lets nobody write a right but the guard of accounts', async () => {
  const worker = await app.current.as('township_worker', { withoutDrills: true });
  const accountId = worker.session?.accountId ?? '';
  const own = { ...app.current.system, guard: '', accountId };
  await expect(app.current.write((tx) => plantDrills(tx, accountId), own)).rejects.toMatchObject({ code: '42501' });
});

test.each([
  [{ fromOn: '2026-07-01', untilOn: '2026-07-31', endedAt: null }, true],
  [{ fromOn: '2026-07-06', untilOn: '2026-07-31', endedAt: null }, false],
  [{ fromOn: '2026-07-01', untilOn: '2026-07-04', endedAt: null }, false],
  [{ fromOn: '2026-07-05', untilOn: '2026-07-05', endedAt: null }, true],
  [{ fromOn: '2026-07-01', untilOn: '2026-07-31', endedAt: '2026-07-02T00:00:00Z' }, false],
])('%j on the fifth: %s', (right, held) => {
  expect(holdsOn(right, '2026-07-05')).toBe(held);
});

test('exceptions in force and what ends within a month are told to those who administer accounts', async () => {
  const { as, county, write } = app.current;
  const [worker, other] = [
    await as('township_worker', { withoutDrills: true }),
    await as('township_worker', { withoutDrills: true }),
  ];
  const [mine, theirs] = [worker.session?.accountId ?? '', other.session?.accountId ?? ''];
  const today = county.today();
  await write(
    async (tx) => {
      await plantDrills(tx, mine, [
        { drill: 'roster', until: addDays(today, 5) },
        { drill: 'request', until: addDays(today, 200) },
      ]);
      // Followed by a later one: nothing ends.
      await plantDrills(tx, theirs, [
        { drill: 'roster', until: addDays(today, 5) },
        { drill: 'roster', until: addDays(today, 300) },
      ]);
    },
    accountsScope(county, 'test'),
  );
  const admin = await as('security_admin');
  const ofThese = async (query: { show: 'exceptions' | 'ending'; limit?: number }): Promise<[string, string][]> => {
    const found: [string, string][] = [];
    for (let cursor: string | undefined; ;) {
      const page = await admin.call(heldRights, { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } });
      found.push(...page.items.map(({ accountId, drill }): [string, string] => [accountId, drill]));
      if (page.next === null) return found.filter(([id]) => id === mine || id === theirs);
      cursor = page.next;
    }
  };
  expect(await ofThese({ show: 'ending' })).toEqual([[mine, 'roster']]);
  expect(await ofThese({ show: 'exceptions', limit: 2 })).toHaveLength(4);
  expect(await worker.outcome(heldRights, { query: {} })).toBe('not_found');
});
