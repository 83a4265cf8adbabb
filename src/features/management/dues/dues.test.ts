import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { approvalList, decideApproval } from '#features/base/approvals/contract.ts';
import { memberFile, moveMember } from '#features/base/members/contract.ts';
import { mergeMembers } from '#features/base/members/merging/contract.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import type { Person } from '#test/harness/tree.ts';
import { duesSheet, ownDues, payDues, paymentById, paymentList, setBases, voidPayment } from './contract.ts';
import { ledgerList } from './ledger/contract.ts';
import { duesScene, type DuesScene, nameKeepers, quarter, wage } from './factory.ts';
import { askRelief, reliefList } from './reliefs/contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T02:00:00Z') });
const app = (): TestApp => server.current;

const farmer = { kind: 'farmer', baseFen: 0, monthlyFen: 50, basis: hostile, version: 0 } as const;
let branch: DuesScene['branch'];
let secretary: DuesScene['secretary'];
let township: DuesScene['township'];
let wang: DuesScene['wang'];
let li: DuesScene['li'];
let fix: DuesScene['fix'];
let rowOf: DuesScene['rowOf'];
beforeEach(async () => {
  ({ branch, secretary, township, wang, li, fix, rowOf } = await duesScene(app()));
});

describe('the dues of a branch', () => {
  test('are fixed by the standard, neither more nor less', async () => {
    const items = (one: object) => ({ body: { year: 2026, items: [{ personId: wang.id, ...wage, ...one }] } });
    expect(await secretary.outcome(setBases, items({ monthlyFen: 9_001 }))).toBe('invalid');
    expect(await secretary.outcome(setBases, items({ monthlyFen: 8_999 }))).toBe('invalid');
    expect(await secretary.outcome(setBases, items({ baseFen: 0 }))).toBe('invalid');
    expect(await secretary.outcome(setBases, items({ ...farmer, monthlyFen: 101 }))).toBe('invalid');
    expect(await secretary.call(setBases, items({}))).toEqual({ fixed: 1 });
    const { base } = await rowOf(wang);
    expect(base).toMatchObject({ kind: 'wage', monthlyFen: 9_000, basis: hostile, version: 1 });
    expect(base?.why[0]).toMatchObject({ ruleId: 'dues.tiers', confidence: 'A' });
    expect(await secretary.outcome(setBases, items({}))).toBe('stale');
    expect(await secretary.call(setBases, items({ ...farmer, version: 1 }))).toEqual({ fixed: 1 });
  });

  test('are paid by the quarter for several people, each with a receipt, and once', async () => {
    await fix(wang, li);
    const asked = quarter('2026-01-01', '2026-03-01', { [wang.id]: 27_000, [li.id]: 27_000 });
    const { items } = await secretary.call(payDues, asked);
    expect(items.map(({ receipt, amountFen, payer }) => [receipt, amountFen, payer])).toEqual([
      ['2026-0001', 27_000, wang.name],
      ['2026-0002', 27_000, li.name],
    ]);
    expect(await rowOf(wang)).toMatchObject({ paidTo: '2026-03-01', alert: 'lapse', owedFen: 7 * 9_000 });
    expect(await secretary.outcome(payDues, asked)).toBe('invalid');
    expect(await secretary.outcome(payDues, quarter('2026-04-01', '2026-06-01', { [wang.id]: 26_999 }))).toBe(
      'invalid',
    );
    expect(
      await secretary.outcome(payDues, quarter('2026-04-01', '2026-06-01', { [wang.id]: 27_000 }, { consent: false })),
    ).toBe('invalid');
    expect(
      await secretary.outcome(
        payDues,
        quarter('2026-04-01', '2026-06-01', { [wang.id]: 27_000 }, { paidOn: '2026-11-27' }),
      ),
    ).toBe('invalid');
  });

  test('are recorded for all that are named or for nobody', async () => {
    await fix(wang);
    const both = quarter('2026-01-01', '2026-03-01', { [wang.id]: 27_000, [li.id]: 60 });
    expect(await secretary.outcome(payDues, both)).toBe('invalid');
    expect((await secretary.call(paymentList, { query: {} })).items).toEqual([]);
    const elsewhere = await app().member(app().tree.branchA2);
    const foreign = quarter('2026-01-01', '2026-03-01', { [elsewhere.id]: 60 });
    expect(await secretary.outcome(payDues, foreign)).toBe('not_found');
  });

  test('get receipts without a gap while two hands record at once', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => app().member(branch)));
    await fix(...people);
    const second = await app().as('organisation_member', { at: branch });
    await nameKeepers(app(), branch);
    const done = await Promise.all(
      people.map(({ id }, at) =>
        (at % 2 ? second : secretary).call(payDues, quarter('2026-01-01', '2026-01-01', { [id]: 9_000 })),
      ),
    );
    expect(done.flatMap(({ items }) => items.map(({ receipt }) => receipt)).toSorted()).toEqual(
      people.map((_, at) => `2026-000${at + 1}`),
    );
  });

  test('that were recorded wrongly are void, keep their number, and are open again', async () => {
    await fix(wang);
    const january = quarter('2026-01-01', '2026-01-01', { [wang.id]: 9_000 });
    const { items } = await secretary.call(payDues, january);
    const { id } = items[0]!;
    const voided = await secretary.call(voidPayment, { params: { id }, body: { version: 1, reason: hostile } });
    expect(voided).toMatchObject({ receipt: '2026-0001', voidReason: hostile, version: 2 });
    expect(await secretary.outcome(voidPayment, { params: { id }, body: { version: 2, reason: hostile } })).toBe(
      'conflict',
    );
    const ledger = await secretary.call(ledgerList, { query: {} });
    expect(ledger).toMatchObject({ cashFen: 0, bankFen: 0 });
    expect(ledger.items.map(({ debit, credit }) => [debit, credit])).toEqual([
      ['dues', 'cash'],
      ['cash', 'dues'],
    ]);
    expect((await secretary.call(payDues, january)).items[0]?.receipt).toBe('2026-0002');
    expect((await secretary.call(paymentById, { params: { id } })).voidedAt).not.toBeNull();
  });

  test('of a member who came with a letter begin after the month that it names', async () => {
    await secretary.call(setBases, {
      body: { year: 2026, items: [{ personId: wang.id, ...wage, settledTo: '2026-09-01' }] },
    });
    expect(await rowOf(wang)).toMatchObject({ unpaid: ['2026-10-01'], alert: 'none' });
  });
});

describe('a member who moves', () => {
  test('leaves the payments in the books of the branch that received them, and pays no month twice', async () => {
    await fix(wang);
    await secretary.call(payDues, quarter('2026-01-01', '2026-11-01', { [wang.id]: 11 * 9_000 }));
    const { branchA2 } = app().tree;
    const moved = { version: 1, branchId: branchA2.id, on: '2026-11-10', reason: '组织关系转接' };
    await township.call(moveMember, { params: { id: wang.id }, body: moved });
    const receiving = await app().as('branch_secretary', { at: branchA2 });
    await nameKeepers(app(), branchA2);
    const items = (version: number, settledTo: string | null) => ({
      body: { year: 2026, items: [{ personId: wang.id, ...wage, version, settledTo }] },
    });
    await receiving.call(setBases, items(0, null));
    const pay = quarter('2026-11-01', '2026-11-01', { [wang.id]: 9_000 });
    expect(await receiving.outcome(payDues, pay)).toBe('conflict');
    await receiving.call(setBases, items(1, '2026-11-01'));
    expect(await receiving.outcome(payDues, pay)).toBe('invalid');
    expect((await receiving.call(paymentList, { query: {} })).items.map(({ personId }) => personId)).not.toContain(
      wang.id,
    );
    expect((await secretary.call(paymentList, { query: {} })).items.map(({ payer }) => payer)).toEqual([wang.name]);
    const own = await (await app().as('member', { person: { ...wang, branch: branchA2 } })).call(ownDues, {});
    expect(own.payments.map(({ amountFen }) => amountFen)).toEqual([11 * 9_000]);
    expect(own.unpaid).toEqual([]);
  });
});

describe('a relief', () => {
  const asked = (person: Person, more: object = {}) => ({
    body: {
      personId: person.id,
      fromMonth: '2026-01-01',
      toMonth: '2026-12-01',
      monthlyFen: 0,
      decidedOn: '2026-11-20',
      reason: hostile,
      ...more,
    },
  });

  test('holds from the superior’s word on, who reads no amount', async () => {
    await fix(wang);
    expect(await secretary.outcome(askRelief, asked(wang, { monthlyFen: 9_000 }))).toBe('invalid');
    expect(await secretary.outcome(askRelief, asked(li))).toBe('invalid');
    const { id } = await secretary.call(askRelief, asked(wang, { monthlyFen: 4_321 }));
    expect(await secretary.outcome(askRelief, asked(wang))).toBe('conflict');
    expect((await rowOf(wang)).owedFen).toBe(90_000);
    const waiting = await township.raw(approvalList, { query: { limit: 100 } });
    expect(waiting.text).toContain('dues.relief.reduced');
    expect(waiting.text).not.toMatch(/4321|43\.21/);
    const { items } = await township.call(approvalList, { query: { limit: 100 } });
    const approval = items.find(({ kind, reason }) => kind === 'dues.relief' && reason === hostile)!;
    await township.call(decideApproval, { params: { id: approval.id }, body: { approve: true, answer: '' } });
    expect((await secretary.call(reliefList, {})).items).toMatchObject([{ id, state: 'approved', monthlyFen: 4_321 }]);
    expect((await rowOf(wang)).owedFen).toBe(43_210);
    const own = await (await app().as('member', { person: wang })).call(ownDues, {});
    expect(own.reliefs).toEqual([{ from: '2026-01-01', to: '2026-12-01', monthlyFen: 4_321 }]);
  });

  test('that is refused changes nothing and can be asked for again', async () => {
    await fix(wang);
    await secretary.call(askRelief, asked(wang));
    const { items } = await township.call(approvalList, { query: { limit: 100 } });
    const { id } = items.find(({ kind }) => kind === 'dues.relief')!;
    await township.call(decideApproval, { params: { id }, body: { approve: false, answer: '理由不足' } });
    expect((await secretary.call(reliefList, {})).items).toMatchObject([{ state: 'refused', approvedOn: null }]);
    expect((await rowOf(wang)).alert).toBe('lapse');
    expect(await secretary.outcome(askRelief, asked(wang))).toBe('ok');
  });
});

test('two files of one person: what was paid goes to the one that stays, and a month paid twice is settled first', async () => {
  const officer = await app().as('county_officer');
  await fix(wang, li);
  await secretary.call(payDues, quarter('2026-01-01', '2026-03-01', { [wang.id]: 27_000 }));
  await secretary.call(payDues, quarter('2026-03-01', '2026-06-01', { [li.id]: 36_000 }));
  const versions = await Promise.all(
    [li, wang].map(async ({ id }) => (await officer.call(memberFile, { params: { id } })).version),
  );
  const [keepVersion = 0, dropVersion = 0] = versions;
  const body = { keepId: li.id, dropId: wang.id, keepVersion, dropVersion, voidOverlapping: true, reason: hostile };
  const outcome = await officer.call(mergeMembers, { body }).catch((error: unknown) => error);
  expect(outcome).toMatchObject({ details: { message: 'merge_dues_twice' } });
  const [mine] = (await secretary.call(paymentList, { query: { year: 2026 } })).items.filter(
    ({ fromMonth }) => fromMonth === '2026-03-01',
  );
  await secretary.call(voidPayment, { params: { id: mine?.id ?? '' }, body: { version: 1, reason: hostile } });
  await officer.call(mergeMembers, { body });
  const { items } = await secretary.call(duesSheet, { query: { year: 2026 } });
  expect(items.map(({ personId, paidTo }) => [personId, paidTo])).toEqual([[li.id, '2026-03-01']]);
  const named =
    await sql`select distinct person_id from dues_payment where org_path like ${`${branch.path}@%`}`.execute(
      app().read(),
    );
  expect(named.rows).toEqual([{ person_id: li.id }]);
});
