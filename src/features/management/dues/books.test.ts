/** What the books of a branch say of its dues, and to whom; how they agree with the bank. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { rangeEnd } from '#platform/access/scope.ts';
import { moveOrganisation } from '#features/base/organisations/events/contract.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import type { Person } from '#test/harness/tree.ts';
import {
  duesOverview,
  duesSheet,
  ownDues,
  payDues,
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
import { duesScene, type DuesScene, nameKeepers, quarter, wage } from './factory.ts';

const server = useApp({ now: () => new Date('2026-11-26T02:00:00Z') });
const app = (): TestApp => server.current;

let branch: DuesScene['branch'];
let secretary: DuesScene['secretary'];
let township: DuesScene['township'];
let wang: DuesScene['wang'];
let li: DuesScene['li'];
let fix: DuesScene['fix'];
beforeEach(async () => {
  ({ branch, secretary, township, wang, li, fix } = await duesScene(app()));
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
