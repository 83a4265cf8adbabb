/** Neither the till nor the bank holds less than nothing: what has left again is not taken back. */
import { beforeEach, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Person } from '#test/harness/tree.ts';
import { payVoluntary, voidPayment } from '../contract.ts';
import { nameKeepers } from '../factory.ts';
import { bookMovement, ledgerList, recordUse, reverseEntry } from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T02:00:00Z') });
const app = (): TestApp => server.current;
let secretary: Client;
let wang: Person;
beforeEach(async () => {
  const branch = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  secretary = await app().as('branch_secretary', { at: branch });
  await nameKeepers(app(), branch);
  wang = await app().member(branch);
});

const attempt = (doing: Promise<unknown>): Promise<unknown> =>
  doing.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.details : error),
  );
const give = (amountFen: number) =>
  secretary.call(payVoluntary, { body: { personId: wang.id, amountFen, paidOn: '2026-11-20', method: 'cash' } });
const drop = (id: string) =>
  attempt(secretary.call(voidPayment, { params: { id }, body: { version: 1, reason: hostile } }));
const back = (id: string) => attempt(secretary.call(reverseEntry, { params: { id }, body: { reason: hostile } }));
const left = () => secretary.call(ledgerList, { query: {} });

test('a payment that was spent is void only after its use is taken back', async () => {
  const [first, second] = [await give(20_000), await give(5_000)];
  const use = await secretary.call(recordUse, {
    body: {
      category: 'training',
      amountFen: 10_000,
      bookedOn: '2026-11-21',
      from: 'cash',
      decidedOn: '2026-11-20',
      document: hostile,
    },
  });
  const short = { message: 'short_cash', params: { left: '150.00', amount: '200.00' } };
  expect(await drop(first.id)).toMatchObject(short);
  expect(await left()).toMatchObject({ cashFen: 15_000 });
  expect(await drop(second.id)).toBe('ok');
  await back(use.id);
  expect(await drop(first.id)).toBe('ok');
  expect(await left()).toMatchObject({ cashFen: 0, bankFen: 0 });
});

test('nor is a payment whose cash lies at the bank, nor what came from above and has gone', async () => {
  const paid = await give(20_000);
  const book = (kind: 'deposit' | 'withdrawal' | 'allocation', amountFen: number) =>
    secretary.call(bookMovement, {
      body: { kind, amountFen, bookedOn: '2026-11-21', money: 'bank', document: '转存' },
    });
  const deposit = await book('deposit', 20_000);
  expect(await drop(paid.id)).toMatchObject({ message: 'short_cash', params: { left: '0.00' } });
  const drawn = await book('withdrawal', 20_000);
  expect(await back(deposit.id)).toMatchObject({ message: 'short_bank' });
  await back(drawn.id);
  const allocated = await book('allocation', 1_000);
  await book('withdrawal', 21_000);
  expect(await back(allocated.id)).toMatchObject({ message: 'short_bank' });
  expect(await drop(paid.id)).toBe('ok');
});
