import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { rangeEnd } from '#platform/access/scope.ts';
import { approvalList, decideApproval } from '#features/base/approvals/contract.ts';
import { memberFile, moveMember } from '#features/base/members/contract.ts';
import { mergeMembers } from '#features/base/members/merging/contract.ts';
import { moveOrganisation } from '#features/base/organisations/events/contract.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node, type Person } from '#test/harness/tree.ts';
import {
  duesOverview,
  duesSheet,
  ownDues,
  payDues,
  paymentById,
  paymentList,
  payVoluntary,
  setBases,
  voidPayment,
} from './contract.ts';
import { agreeToQuarters } from './consents/contract.ts';
import { bankLines, matchBank, readBank, unmatchBank } from './bank/contract.ts';
import {
  bookMovement,
  duesStatement,
  ledgerList,
  publishStatement,
  recordUse,
  reverseEntry,
} from './ledger/contract.ts';
import { nameKeepers } from './factory.ts';
import { askRelief, reliefList } from './reliefs/contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T02:00:00Z') });
const app = (): TestApp => server.current;

let branch: Node;
let secretary: Client;
let township: Client;
let wang: Person;
let li: Person;
beforeEach(async () => {
  branch = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  [secretary, township] = [
    await app().as('branch_secretary', { at: branch }),
    await app().as('township_worker', { at: app().tree.townshipA }),
  ];
  await nameKeepers(app(), branch);
  [wang, li] = [await app().member(branch), await app().member(branch)];
});

const wage = { kind: 'wage', baseFen: 600_000, monthlyFen: 9_000, basis: hostile, version: 0 } as const;
const farmer = { kind: 'farmer', baseFen: 0, monthlyFen: 50, basis: hostile, version: 0 } as const;
const fix = (...people: readonly (Person & { base?: object })[]) =>
  secretary.call(setBases, {
    body: { year: 2026, items: people.map((person) => ({ personId: person.id, ...wage })) },
  });
const quarter = (from: string, to: string, paid: Readonly<Record<string, number>>, more: object = {}) => ({
  body: {
    fromMonth: from,
    toMonth: to,
    paidOn: '2026-11-20',
    method: 'cash' as const,
    consent: true,
    people: Object.entries(paid).map(([personId, amountFen]) => ({ personId, amountFen })),
    ...more,
  },
});
const rowOf = async (person: Person) => {
  const { items } = await secretary.call(duesSheet, { query: { year: 2026 } });
  const row = items.find(({ personId }) => personId === person.id);
  if (row === undefined) throw new Error('not in the sheet');
  return row;
};

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

describe('amounts', () => {
  test('are seen by the member and by the branch, by nobody above and by no neighbour', async () => {
    await fix(wang, li);
    await secretary.call(payDues, quarter('2026-01-01', '2026-03-01', { [wang.id]: 27_000 }));
    const own = await (await app().as('member', { person: wang })).call(ownDues, {});
    expect(own).toMatchObject({ base: { monthlyFen: 9_000 }, paidTo: '2026-03-01', owedFen: 63_000 });
    expect(own.payments.map(({ amountFen }) => amountFen)).toEqual([27_000]);
    const other = await (await app().as('member', { person: li })).call(ownDues, {});
    expect(other.payments).toEqual([]);
    for (const role of [
      'county_officer',
      'township_worker',
      'discipline_officer',
      'system_admin',
      'audit_admin',
    ] as const) {
      const above = await app().as(role);
      expect([role, await above.outcome(duesSheet, { query: { year: 2026 } })]).toEqual([role, 'not_found']);
    }
    const neighbour = await app().as('branch_secretary', { at: app().tree.branchA2 });
    await nameKeepers(app(), app().tree.branchA2);
    expect(
      (await neighbour.call(duesSheet, { query: { year: 2026 } })).items.map(({ personId }) => personId),
    ).not.toContain(wang.id);
    // A general branch's secretary reaches the branches below, but not their members' dues.
    expect((await neighbour.call(paymentList, { query: {} })).items).toEqual([]);
  });

  test('are closed by the database itself to every range that is not the branch’s own', async () => {
    await fix(wang);
    await secretary.call(payDues, quarter('2026-01-01', '2026-01-01', { [wang.id]: 9_000 }));
    const { account_id: keeper } = await app()
      .read()
      .selectFrom('dues_treasurer')
      .select('account_id')
      .where('organisation_id', '=', branch.id)
      .executeTakeFirstOrThrow();
    const named = { 'app.account': keeper };
    const tables = ['dues_base', 'dues_payment', 'dues_entry'] as const;
    const rows = (lower: string, settings: Readonly<Record<string, string>> = {}) =>
      app().write(async (tx) => {
        const all = {
          'app.lower': lower,
          'app.upper': rangeEnd(lower),
          'app.guard': '',
          'app.person': '',
          'app.account': '',
          ...settings,
        };
        for (const [name, value] of Object.entries(all))
          await sql`select set_config(${name}, ${value}, true)`.execute(tx);
        const counts: number[] = [];
        for (const table of tables) {
          const found = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}
            where org_path >= ${branch.path} and org_path < ${rangeEnd(branch.path)}`.execute(tx);
          counts.push(found.rows[0]!.n);
        }
        return counts;
      });
    expect(await rows(branch.path, named)).toEqual([1, 1, 1]);
    // The range alone is not enough: whoever has not been named reads nothing.
    expect(await rows(branch.path)).toEqual([0, 0, 0]);
    expect(await rows(app().tree.townshipA.path, named)).toEqual([0, 0, 0]);
    expect(await rows(app().tree.county.path)).toEqual([0, 0, 0]);
    expect(await rows(app().tree.branchA2.path)).toEqual([0, 0, 0]);
    expect(await rows(app().tree.county.path, { 'app.guard': 'audit' })).toEqual([0, 0, 0]);
    expect(await rows(wang.path, { 'app.person': wang.id })).toEqual([1, 1, 0]);
    expect(await rows(li.path, { 'app.person': li.id })).toEqual([0, 0, 0]);
  });

  test('do not stand in the audit log', async () => {
    await fix(wang);
    const named = { ...wage, personId: li.id, basis: '工资条：6000.00元' };
    await secretary.call(setBases, { body: { year: 2026, items: [named] } });
    await secretary.call(payDues, quarter('2026-01-01', '2026-01-01', { [wang.id]: 9_000 }));
    const { rows } = await sql<{
      text: string;
    }>`select coalesce(string_agg(e::text, ' '), '') as text from audit_event e
      where org_path like ${`${branch.path}%`}`.execute(app().read());
    expect(rows[0]?.text).toContain('dues.pay');
    expect(rows[0]?.text).not.toMatch(/9000|9_000|90\.00|600000|6000\.00/);
  });

  test('are counted for the superior, and summed as the branch published them, where five have paid', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5].map(() => app().member(branch)));
    await fix(wang, ...people);
    const overview = async (which: number) =>
      (await township.call(duesOverview, { query: { year: 2026, quarter: which } })).items.find(
        ({ branchId }) => branchId === branch.id,
      );
    const pay = (persons: readonly Person[], from: string, to: string, paidOn = '2026-03-10') =>
      secretary.call(payDues, quarter(from, to, Object.fromEntries(persons.map(({ id }) => [id, 27_000])), { paidOn }));
    await pay(people.slice(0, 4), '2026-01-01', '2026-03-01');
    const counts = { members: 7, unset: 1, paid: 4, waiting: 0, unpaid: 2 };
    expect(await overview(1)).toMatchObject({ ...counts, collectedFen: null });
    await pay(people.slice(4), '2026-01-01', '2026-03-01');
    expect(await overview(1)).toMatchObject({ ...counts, paid: 5, unpaid: 1, collectedFen: null });
    await secretary.call(publishStatement, { body: { year: 2026, quarter: 1 } });
    expect(await overview(1)).toMatchObject({ collectedFen: 5 * 27_000 });
    // One who paid in March and was forgotten: the total would tell how much, if it moved.
    await pay([wang], '2026-01-01', '2026-03-01');
    expect(await overview(1)).toMatchObject({ paid: 6, unpaid: 0, collectedFen: 5 * 27_000 });
    expect(await overview(4)).toMatchObject({ paid: 0, collectedFen: null });
    expect(Object.keys((await overview(1)) ?? {}).toSorted()).toEqual(
      ['branchId', 'collectedFen', 'members', 'name', 'paid', 'unpaid', 'unset', 'waiting'].toSorted(),
    );
    const elsewhere = await app().as('township_worker', { at: app().tree.townshipB });
    const there = await elsewhere.call(duesOverview, { query: { year: 2026, quarter: 1 } });
    expect(there.items.map(({ branchId }) => branchId)).not.toContain(branch.id);
  });

  test('of a quarter that runs are not yet due for the month under way, nor for whoever pays by the quarter', async () => {
    const [monthly, quarterly, late, whole] = await Promise.all([1, 2, 3, 4].map(() => app().member(branch)));
    if (!monthly || !quarterly || !late || !whole) throw new Error('nobody');
    await fix(monthly, quarterly, late, whole);
    const agreed = (person: Person, fromOn: string) =>
      secretary.call(agreeToQuarters, { body: { people: [person.id], fromOn, reason: '在外务工' } });
    await agreed(quarterly, '2026-10-08');
    // Agreed to after October was over: October is due.
    await agreed(late, '2026-11-03');
    await agreed(whole, '2026-10-01');
    await secretary.call(payDues, quarter('2026-10-01', '2026-12-01', { [whole.id]: 27_000 }, { consent: false }));
    const read = () => township.call(duesOverview, { query: { year: 2026, quarter: 4 } });
    const row = async () => (await read()).items.find(({ branchId }) => branchId === branch.id);
    expect(await read()).toMatchObject({ today: '2026-11-26', running: true });
    expect(await row()).toMatchObject({ members: 6, unset: 2, paid: 1, waiting: 1, unpaid: 2 });
    await secretary.call(payDues, quarter('2026-10-01', '2026-10-01', { [monthly.id]: 9_000 }, { consent: false }));
    expect(await row()).toMatchObject({ paid: 1, waiting: 2, unpaid: 1 });
    // The same by the clock of each: who has nothing open of the quarter here is not counted as unpaid there.
    const { items } = await secretary.call(duesSheet, { query: { year: 2026 } });
    const open = items.filter(({ unpaid }) => unpaid.some((month) => month >= '2026-10-01'));
    expect(open.map(({ personId }) => personId)).toEqual([late.id]);
    const third = (await township.call(duesOverview, { query: { year: 2026, quarter: 3 } })).items.find(
      ({ branchId }) => branchId === branch.id,
    );
    expect(third).toMatchObject({ paid: 0, waiting: 0, unpaid: 4 });
  });

  test('move with the branch', async () => {
    await fix(wang);
    await secretary.call(payDues, quarter('2026-01-01', '2026-01-01', { [wang.id]: 9_000 }));
    const officer = await app().as('county_officer');
    await officer.call(moveOrganisation, {
      params: { id: branch.id },
      body: { version: 1, parentId: app().tree.townshipB.id, on: '2026-11-25' },
    });
    const again = await app().as('branch_secretary', { at: branch });
    await nameKeepers(app(), {
      ...branch,
      path: (
        await app()
          .read()
          .selectFrom('organisation')
          .select('path')
          .where('id', '=', branch.id)
          .executeTakeFirstOrThrow()
      ).path,
    });
    const { items } = await again.call(duesSheet, { query: { year: 2026 } });
    expect(items.find(({ personId }) => personId === wang.id)).toMatchObject({ paidTo: '2026-01-01' });
    expect((await again.call(ledgerList, { query: {} })).cashFen).toBe(9_000);
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

describe('the ledger', () => {
  test('spends what is there, for the five uses, and shows members the totals', async () => {
    await fix(wang);
    await secretary.call(payDues, quarter('2026-01-01', '2026-03-01', { [wang.id]: 27_000 }));
    const use = {
      category: 'hardship',
      amountFen: 20_000,
      bookedOn: '2026-11-21',
      from: 'cash',
      decidedOn: '2026-11-20',
      document: hostile,
      recipient: hostile,
      signed: true,
    } as const;
    expect(await secretary.outcome(recordUse, { body: { ...use, amountFen: 27_001 } })).toBe('invalid');
    expect(await secretary.outcome(recordUse, { body: { ...use, signed: false } })).toBe('invalid');
    expect(await secretary.outcome(recordUse, { body: { ...use, from: 'bank' } })).toBe('invalid');
    const key = newOpaqueId();
    const spent = await secretary.call(recordUse, { body: use }, { key });
    expect(await secretary.call(recordUse, { body: use }, { key })).toEqual(spent);
    await secretary.call(bookMovement, {
      body: { kind: 'deposit', amountFen: 5_000, bookedOn: '2026-11-22', money: 'bank', document: '存入' },
    });
    expect(await secretary.call(ledgerList, { query: {} })).toMatchObject({ cashFen: 2_000, bankFen: 5_000 });
    const read = await secretary.call(duesStatement, { query: { year: 2026 } });
    expect(read).toMatchObject({
      published: false,
      until: '2026-11-26',
      totals: { income: { dues: 27_000 }, uses: { hardship: 20_000 }, closingFen: 7_000 },
    });
    const third = await secretary.call(duesStatement, { query: { year: 2026, quarter: 3 } });
    expect(third).toMatchObject({ from: '2026-07-01', until: '2026-09-30', totals: { closingFen: 0 } });
    const next = await secretary.call(duesStatement, { query: { year: 2027 } });
    expect(next).toMatchObject({
      until: '2027-12-31',
      totals: { openingFen: 7_000, income: { dues: 0 }, closingFen: 7_000 },
    });
    const stranger = await app().as('member', { at: app().tree.branchB1 });
    expect(await stranger.call(duesStatement, { query: { year: 2026 } })).toMatchObject({ withheld: 'unpublished' });
  });

  test('takes a wrong line back, once, and never a payment', async () => {
    await fix(wang);
    await secretary.call(payDues, quarter('2026-01-01', '2026-01-01', { [wang.id]: 9_000 }));
    const { id } = await secretary.call(bookMovement, {
      body: { kind: 'interest', amountFen: 123, bookedOn: '2026-11-22', money: 'bank', document: hostile },
    });
    const back = (line: string) => secretary.outcome(reverseEntry, { params: { id: line }, body: { reason: hostile } });
    expect(await Promise.all([back(id), back(id)])).toEqual(expect.arrayContaining(['ok', 'conflict']));
    const { items, bankFen } = await secretary.call(ledgerList, { query: {} });
    expect(bankFen).toBe(0);
    const paid = items.find(({ receipt }) => receipt !== null)!;
    expect(await back(paid.id)).toBe('conflict');
  });

  test('keeps large voluntary payments in an account of their own', async () => {
    const give = (amountFen: number) =>
      secretary.call(payVoluntary, {
        body: { personId: wang.id, amountFen, paidOn: '2026-11-20', method: 'transfer' },
      });
    expect((await give(99_999)).purpose).toBe('voluntary');
    expect((await give(100_000)).purpose).toBe('forwarded');
    const { items } = await secretary.call(paymentList, { query: { purpose: 'forwarded' } });
    expect(items.map(({ amountFen }) => amountFen)).toEqual([100_000]);
    expect(await secretary.call(duesStatement, { query: { year: 2026 } })).toMatchObject({
      totals: { income: { voluntary: 99_999, forwardable: 100_000 }, toForwardFen: 100_000 },
    });
    const book = (kind: 'forwarding' | 'remittance', amountFen: number) =>
      secretary.outcome(bookMovement, {
        body: { kind, amountFen, bookedOn: '2026-11-22', money: 'bank', document: '上缴' },
      });
    const use = { category: 'training', amountFen: 100_000, bookedOn: '2026-11-22', decidedOn: '2026-11-22' } as const;
    // Both lie in one account at the bank; each serves its own purpose.
    expect(await secretary.outcome(recordUse, { body: { ...use, from: 'bank', document: '培训' } })).toBe('invalid');
    expect(await book('remittance', 100_000)).toBe('invalid');
    expect(await book('forwarding', 100_001)).toBe('invalid');
    expect(await book('forwarding', 100_000)).toBe('ok');
    expect(await book('forwarding', 1)).toBe('invalid');
    expect(await book('remittance', 99_999)).toBe('ok');
  });

  test('voids no large payment that has gone up, before the sending up is taken back', async () => {
    const give = (amountFen: number, paidOn: string) =>
      secretary.call(payVoluntary, { body: { personId: wang.id, amountFen, paidOn, method: 'transfer' } });
    const drop = ({ id }: { readonly id: string }) =>
      secretary.call(voidPayment, { params: { id }, body: { version: 1, reason: hostile } }).then(
        () => 'ok',
        (error: unknown) => (error as { details?: { message?: string } }).details?.message,
      );
    const later = await give(150_000, '2026-11-21');
    const first = await give(100_000, '2026-11-20');
    const up = await secretary.call(bookMovement, {
      body: { kind: 'forwarding', amountFen: 100_000, bookedOn: '2026-11-22', money: 'bank', document: '上缴' },
    });
    // What came first has gone up; the other one waits and can be put right.
    expect(await drop(first)).toBe('gone_up');
    expect(await drop(later)).toBe('ok');
    expect(await secretary.call(duesStatement, { query: { year: 2026 } })).toMatchObject({
      totals: { income: { forwardable: 100_000 }, toForwardFen: 0 },
    });
    await secretary.call(reverseEntry, { params: { id: up.id }, body: { reason: hostile } });
    expect(await drop(first)).toBe('ok');
    expect(await secretary.call(ledgerList, { query: {} })).toMatchObject({ cashFen: 0, bankFen: 0 });
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

describe('the bank’s file', () => {
  const file = (...lines: readonly string[]): string => ['日期,金额,对方户名,附言', ...lines].join('\n');

  test('is read once, likened to the ledger, and confirmed by somebody', async () => {
    await fix(wang, li);
    const people = { [wang.id]: 27_000, [li.id]: 27_000 };
    await secretary.call(payDues, quarter('2026-01-01', '2026-03-01', people, { method: 'transfer' }));
    const text = file(
      `2026-11-20,270.00,"${li.name.replaceAll('"', '""')}",党费`,
      '2026-11-20,270.00,,党费',
      '2026-11-20,270.00,,党费',
      '2026-11-21,-5,手续费,',
    );
    expect(await secretary.call(readBank, { body: { text } })).toEqual({ added: 4, known: 0, skipped: 0 });
    expect(await secretary.call(readBank, { body: { text } })).toEqual({ added: 0, known: 4, skipped: 0 });
    const { items, missing } = await secretary.call(bankLines, { query: {} });
    const named = items.find(({ payer }) => payer === li.name)!;
    expect(named.suggestions[0]).toMatchObject({ by: 'name', payer: li.name, amountFen: 27_000 });
    expect(items.find(({ amountFen }) => amountFen === -500)?.suggestions).toEqual([]);
    expect(missing.length).toBe(2);
    const entryId = named.suggestions[0]!.id;
    const match = (id: string) => secretary.outcome(matchBank, { params: { id }, body: { entryId } });
    const fee = items.find(({ amountFen }) => amountFen === -500)!;
    expect(await match(fee.id)).toBe('invalid');
    const other = items.find(({ id, amountFen }) => id !== named.id && amountFen === 27_000)!;
    expect((await Promise.all([match(named.id), match(other.id)])).toSorted()).toEqual(['conflict', 'ok']);
    const after = await secretary.call(bankLines, { query: { state: 'all' } });
    const done = after.items.find(({ matched }) => matched !== null)!;
    expect(done).toMatchObject({ matched: { id: entryId } });
    expect(after.missing.map(({ id }) => id)).not.toContain(entryId);
    const key = newOpaqueId();
    await secretary.call(unmatchBank, { params: { id: done.id } }, { key });
    await secretary.call(unmatchBank, { params: { id: done.id } }, { key });
    expect(await secretary.outcome(unmatchBank, { params: { id: done.id } })).toBe('conflict');
    expect((await secretary.call(bankLines, { query: {} })).items.length).toBe(4);
  });

  test('that says neither day nor amount is refused', async () => {
    expect(await secretary.outcome(readBank, { body: { text: hostile } })).toBe('invalid');
    expect(await secretary.outcome(readBank, { body: { text: '"日期,金额\n' } })).toBe('invalid');
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
