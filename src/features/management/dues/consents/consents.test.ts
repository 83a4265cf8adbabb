/** Dues by the quarter: the branch agrees for a person, from a day on, until it takes that back. */
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { noticeList } from '#features/base/inbox/contract.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node, type Person } from '#test/harness/tree.ts';
import { duesSheet, ownDues, payDues, setBases } from '../contract.ts';
import { nameKeepers } from '../factory.ts';
import { alertCount } from '../queries.ts';
import { agreeToQuarters, consentList, withdrawConsent } from './contract.ts';

const today = '2026-11-26T02:00:00Z';
let now = new Date(today);
const server = useApp({ now: () => now });
const app = (): TestApp => server.current;

let branch: Node;
let secretary: Client;
let wang: Person;
let li: Person;
beforeEach(async () => {
  now = new Date(today);
  branch = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  secretary = await app().as('branch_secretary', { at: branch });
  await nameKeepers(app(), branch);
  [wang, li] = [await app().member(branch), await app().member(branch)];
  const item = { kind: 'wage', baseFen: 600_000, monthlyFen: 9_000, basis: '年初核定', version: 0 } as const;
  // Both came with a letter that says September: October is the first month here.
  await secretary.call(setBases, {
    body: { year: 2026, items: [wang, li].map(({ id }) => ({ personId: id, ...item, settledTo: '2026-09-01' })) },
  });
});

const reason = `在外务工${hostile}`;
const agree = (people: readonly Person[], fromOn: string) =>
  secretary.call(agreeToQuarters, { body: { people: people.map(({ id }) => id), fromOn, reason } });
const withdraw = (id: string, until: string, version = 1) =>
  secretary.outcome(withdrawConsent, { params: { id }, body: { version, until, reason } });
const rowOf = async (person: Person) => {
  const { items } = await secretary.call(duesSheet, { query: { year: 2026 } });
  return items.find(({ personId }) => personId === person.id);
};
const pay = (from: string, to: string, paid: Readonly<Record<string, number>>, consent = false) => ({
  body: {
    fromMonth: from,
    toMonth: to,
    paidOn: '2026-11-20',
    method: 'cash' as const,
    consent,
    people: Object.entries(paid).map(([personId, amountFen]) => ({ personId, amountFen })),
  },
});

test('who pays by the quarter is not in arrears in the middle of it; who pays by the month is', async () => {
  const { items } = await agree([wang], '2026-10-08');
  expect(items).toMatchObject([
    { personId: wang.id, name: wang.name, fromOn: '2026-10-08', until: null, reason, state: 'holds', version: 1 },
  ]);
  expect(items[0]?.recorder).not.toBe('');
  expect(await rowOf(wang)).toMatchObject({
    unpaid: [],
    owedFen: 0,
    byQuarter: { fromOn: '2026-10-08', holds: true, openFrom: '2027-01-01', why: { ruleId: 'dues.quarter' } },
  });
  expect(await rowOf(li)).toMatchObject({ unpaid: ['2026-10-01'], owedFen: 9_000, byQuarter: null });
  const own = await (await app().as('member', { person: wang })).call(ownDues, {});
  expect(own).toMatchObject({ unpaid: [], byQuarter: { holds: true, reason } });
  const other = await (await app().as('member', { person: li })).call(ownDues, {});
  expect(other).toMatchObject({ unpaid: ['2026-10-01'], byQuarter: null });
});

test('three unpaid months remind of both, when the quarter is over', async () => {
  await agree([wang], '2026-10-08');
  const reminded = async (day: string): Promise<number> => {
    now = new Date(`${day}T02:00:00Z`);
    const scope = { ...app().system, organisationId: branch.id };
    return alertCount(app().county.read(scope), scope, app().county);
  };
  expect(await reminded('2026-12-31')).toBe(0);
  expect(await reminded('2027-01-01')).toBe(2);
});

test('a quarter is paid at once without another word; without a consent nothing ahead is taken', async () => {
  await agree([wang], '2026-11-01');
  const { items } = await secretary.call(payDues, pay('2026-10-01', '2026-12-01', { [wang.id]: 27_000 }));
  expect(items).toMatchObject([{ fromMonth: '2026-10-01', toMonth: '2026-12-01', consent: true }]);
  // Until the month under way: more was handed over than is taken.
  expect(await secretary.outcome(payDues, pay('2026-10-01', '2026-12-01', { [li.id]: 27_000 }, true))).toBe('invalid');
  expect(await secretary.outcome(payDues, pay('2026-12-01', '2026-12-01', { [li.id]: 9_000 }))).toBe('invalid');
  expect(await secretary.outcome(payDues, pay('2026-10-01', '2026-11-01', { [li.id]: 18_000 }))).toBe('invalid');
  const made = await secretary.call(payDues, pay('2026-10-01', '2026-12-01', { [li.id]: 18_000 }, true));
  expect(made.items).toMatchObject([{ toMonth: '2026-11-01', consent: true }]);
});

test('a consent is taken back from a day on, today at the earliest, and once', async () => {
  const { items } = await agree([wang], '2026-10-08');
  const id = items[0]?.id ?? '';
  expect(await withdraw(id, '2026-11-25')).toBe('invalid');
  expect(await withdraw(id, '2026-12-10', 2)).toBe('stale');
  expect((await Promise.all([withdraw(id, '2026-12-10'), withdraw(id, '2026-12-10')])).toSorted()).toEqual([
    'ok',
    'stale',
  ]);
  expect(await withdraw(id, '2026-12-11', 2)).toBe('conflict');
  expect(await rowOf(wang)).toMatchObject({ unpaid: [], byQuarter: { until: '2026-12-10', holds: true } });
  now = new Date('2026-12-10T02:00:00Z');
  const later = await app().as('branch_secretary', { at: branch });
  await nameKeepers(app(), branch);
  const sheet = await later.call(duesSheet, { query: { year: 2026 } });
  expect(sheet.items.find(({ personId }) => personId === wang.id)).toMatchObject({
    unpaid: ['2026-10-01', '2026-11-01'],
    byQuarter: null,
  });
  expect((await later.call(consentList, {})).items).toMatchObject([
    { id, state: 'ended', until: '2026-12-10', withdrawnWhy: reason },
  ]);
  // From the next day on the branch may agree anew.
  await later.call(agreeToQuarters, { body: { people: [wang.id], fromOn: '2026-12-11', reason } });
});

test('is recorded for all that are named or for nobody, and once for each', async () => {
  const elsewhere = await app().member(app().tree.branchA2);
  const outcome = (people: readonly Person[], fromOn = '2026-11-01') =>
    secretary.outcome(agreeToQuarters, { body: { people: people.map(({ id }) => id), fromOn, reason } });
  expect(await outcome([wang, elsewhere])).toBe('not_found');
  expect(await outcome([wang, wang])).toBe('invalid');
  const key = newOpaqueId();
  const body = { people: [wang.id], fromOn: '2026-11-01', reason };
  const first = await secretary.call(agreeToQuarters, { body }, { key });
  expect(await secretary.call(agreeToQuarters, { body }, { key })).toEqual(first);
  expect(await outcome([wang, li])).toBe('invalid');
  expect(await outcome([wang], '2026-10-01')).toBe('invalid');
  expect((await secretary.call(consentList, {})).items.map(({ personId }) => personId)).toEqual([wang.id]);
  const { rows } = await sql<{ action: string }>`select e.action from audit_event e
    where e.org_path like ${`${branch.path}@${wang.id}%`} and e.action = 'dues.agree'`.execute(app().read());
  expect(rows).toHaveLength(1);
});

test('is read by the member and by whoever keeps the dues, by nobody above and by no neighbour', async () => {
  const member = await app().as('member', { person: wang });
  const { items } = await agree([wang], '2026-11-01');
  await withdraw(items[0]?.id ?? '', '2026-12-01');
  const told = (await member.call(noticeList, { query: {} })).items.map(({ kind }) => kind);
  expect(told.slice(0, 2)).toEqual(['dues.withdrawn', 'dues.agreed']);
  const township = await app().as('township_worker', { at: app().tree.townshipA });
  expect(await township.outcome(consentList, {})).toBe('not_found');
  const neighbour = await app().as('branch_secretary', { at: app().tree.branchA2 });
  expect(await neighbour.outcome(consentList, {})).toBe('forbidden');
  await nameKeepers(app(), app().tree.branchA2);
  expect((await neighbour.call(consentList, {})).items).toEqual([]);
  expect(
    await neighbour.outcome(withdrawConsent, {
      params: { id: items[0]?.id ?? '' },
      body: { version: 2, until: '2026-12-01', reason },
    }),
  ).toBe('not_found');
});
