import { beforeEach, expect, test } from 'vitest';
import { approvalById, approvalList, decideApproval } from '#features/base/approvals/contract.ts';
import { noticeList, todoList } from '#features/base/inbox/contract.ts';
import { lineOf } from '#features/base/inbox/delivery/rules.ts';
import { languages } from '#shared/text.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo, toldTo } from '#test/harness/told.ts';
import { plantNode, type Node, type Person } from '#test/harness/tree.ts';
import { payDues, setBases, voidPayment } from '../contract.ts';
import { nameKeepers } from '../factory.ts';
import { alertCount } from '../queries.ts';
import { askRelief } from '../reliefs/contract.ts';
import { remindOfArrears } from './jobs.ts';
import { duesNotices } from './messages.ts';

let now = new Date('2026-11-26T02:00:00Z');
const server = useApp({ now: () => now });
const app = (): TestApp => server.current;

let branch: Node;
let secretary: Client;
let township: Client;
let wang: Person;
let member: Client;
beforeEach(async () => {
  now = new Date('2026-11-26T02:00:00Z');
  branch = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  secretary = await app().as('branch_secretary', { at: branch });
  await nameKeepers(app(), branch);
  township = await app().as('township_worker', { at: app().tree.townshipA });
  wang = await app().member(branch);
  member = await app().as('member', { person: wang });
});

const fix = (person: Person) =>
  secretary.call(setBases, {
    body: {
      year: 2026,
      items: [{ personId: person.id, kind: 'wage', baseFen: 600_000, monthlyFen: 9_000, basis: hostile, version: 0 }],
    },
  });

test('a member is told what was fixed, paid, voided and granted, without an amount', async () => {
  await fix(wang);
  expect(await toldTo(member)).toEqual(['dues.fixed']);
  const { items } = await secretary.call(payDues, {
    body: {
      fromMonth: '2026-01-01',
      toMonth: '2026-01-01',
      paidOn: '2026-11-20',
      method: 'cash',
      consent: true,
      people: [{ personId: wang.id, amountFen: 9_000 }],
    },
  });
  expect(await toldTo(member)).toEqual(['dues.paid', 'dues.fixed']);
  const [paid] = items;
  await secretary.call(voidPayment, {
    params: { id: paid?.id ?? '' },
    body: { version: paid?.version ?? 0, reason: `录错${hostile}` },
  });
  await secretary.call(askRelief, {
    body: {
      personId: wang.id,
      fromMonth: '2026-02-01',
      toMonth: '2026-03-01',
      monthlyFen: 0,
      decidedOn: '2026-11-20',
      reason: hostile,
    },
  });
  const waiting = await township.call(approvalList, { query: {} });
  const mine = waiting.items.find(({ kind }) => kind === 'dues.relief');
  await township.call(decideApproval, { params: { id: mine?.id ?? '' }, body: { approve: true, answer: '' } });
  const told = await member.call(noticeList, { query: {} });
  expect(told.items.map(({ kind }) => kind)).toEqual(['dues.relief', 'dues.voided', 'dues.paid', 'dues.fixed']);
  expect(told.items.every(({ link }) => link === '/m/dues')).toBe(true);
  // Moments and ids hold such figures by chance.
  const words = told.items.map(({ params, link, organisationName }) => ({ params, link, organisationName }));
  expect(JSON.stringify(words)).not.toMatch(/9000|90\.00|600000/);
});

test('whoever asked for a relief that is refused is told, with the way to the answer; the member is not', async () => {
  await fix(wang);
  await secretary.call(askRelief, {
    body: {
      personId: wang.id,
      fromMonth: '2026-02-01',
      toMonth: '2026-03-01',
      monthlyFen: 0,
      decidedOn: '2026-11-20',
      reason: hostile,
    },
  });
  const waiting = await township.call(approvalList, { query: {} });
  const id = waiting.items.find(({ kind }) => kind === 'dues.relief')?.id ?? '';
  await township.call(decideApproval, { params: { id }, body: { approve: false, answer: '材料不全' } });
  const { items } = await secretary.call(noticeList, { query: {} });
  expect(items.map(({ kind, link }) => [kind, link])).toEqual([['dues.refused', `/approvals/${id}`]]);
  expect(items.flatMap((notice) => languages.map((language) => lineOf(duesNotices, language, notice)))).toEqual([
    '您报请的党费减免（2026年2月至2026年3月）未获批准，请查看意见',
    'The relief of dues that you asked for (February 2026 to March 2026) was refused; see why',
  ]);
  expect(await secretary.call(approvalById, { params: { id } })).toMatchObject({
    state: 'refused',
    answer: '材料不全',
  });
  expect(await toldTo(member)).toEqual(['dues.fixed']);
  expect(await toldTo(township)).toEqual([]);
});

test('arrears remind the branch’s own keepers at each stage once, in one notice, and nobody above', async () => {
  await fix(wang);
  const li = await app().member(branch);
  await fix(li);
  const visit = async (day: string): Promise<void> => {
    now = new Date(`${day}T01:00:00Z`);
    await remindOfArrears(app().county, {});
    await remindOfArrears(app().county, {});
  };
  const last = async () =>
    (await secretary.call(noticeList, { query: {} })).items.map(({ kind, params }) => [kind, params]);
  // The accounts of this test sign in on the day on which the clock stood.
  const reached = async (day: string): Promise<unknown[]> => {
    await visit(day);
    now = new Date('2026-11-26T02:00:00Z');
    return last();
  };
  expect(await reached('2026-03-01')).toEqual([]);
  expect(await reached('2026-04-01')).toEqual([['dues.first', { count: 2 }]]);
  expect(await reached('2026-05-01')).toEqual([['dues.first', { count: 2 }]]);
  expect((await reached('2026-06-01'))[0]).toEqual(['dues.second', { count: 2 }]);
  expect((await reached('2026-07-02'))[0]).toEqual(['dues.lapse', { count: 2 }]);
  expect(await openTo(secretary)).toHaveLength(3);
  expect((await toldTo(township)).filter((kind) => kind.startsWith('dues'))).toEqual([]);
  const { sources, groups } = await secretary.call(todoList, { query: { kind: 'dues.arrears' } });
  const scope = { ...app().system, organisationId: branch.id };
  expect(sources[0]?.count).toBe(await alertCount(app().county.read(scope), scope, app().county));
  expect(groups.flatMap(({ items }) => items)[0]).toMatchObject({ why: 'dues', rule: { id: 'dues.lapse' } });
});
