import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownBranchId, visibleEntries } from '../access.ts';
import { lockBook } from '../book/commands.ts';
import type { bookMovement, recordUse, reverseEntry } from './contract.ts';
import { moneyOfBranch } from './queries.ts';
import {
  accountsOf,
  availableFen,
  incomeOf,
  moneyOf,
  useProblems,
  type DuesAccount,
  type DuesUse,
  type Money,
} from './rules.ts';

const inYuan = (fen: number): string => (fen / 100).toFixed(2);

interface NewLine {
  readonly bookedOn: string;
  readonly debit: DuesAccount;
  readonly credit: DuesAccount;
  readonly amountFen: number;
  readonly category?: DuesUse | null;
  readonly document?: string;
  readonly recipient?: string;
  readonly decidedOn?: string | null;
  readonly paymentId?: string | null;
  readonly reversesId?: string;
}

const writeLine = async (tx: Tx, scope: Scope, path: string, line: NewLine): Promise<string> => {
  const id = newId();
  await tx
    .insertInto('dues_entry')
    .values({
      id,
      organisation_id: ownBranchId(scope),
      org_path: path,
      booked_on: line.bookedOn,
      debit: line.debit,
      credit: line.credit,
      amount_fen: line.amountFen,
      category: line.category ?? null,
      document: line.document ?? '',
      recipient: line.recipient ?? '',
      decided_on: line.decidedOn ?? null,
      payment_id: line.paymentId ?? null,
      reverses_id: line.reversesId ?? null,
      recorder: scope.actor,
    })
    .execute();
  return id;
};

interface Paid {
  readonly id: string;
  readonly purpose: keyof typeof incomeOf;
  readonly method: keyof typeof moneyOf;
  readonly amountFen: number;
  readonly paidOn: string;
}

/** What a member paid, received by the till or the bank. */
export const bookPayment = async (tx: Tx, scope: Scope, path: string, paid: Paid): Promise<void> => {
  const { id, purpose, method, amountFen, paidOn } = paid;
  const [debit, credit] = [moneyOf[method], incomeOf[purpose]];
  await writeLine(tx, scope, path, { bookedOn: paidOn, debit, credit, amountFen, paymentId: id });
};

interface Former {
  readonly id: string;
  readonly debit: DuesAccount;
  readonly credit: DuesAccount;
  readonly amount_fen: number;
  readonly category: DuesUse | null;
  readonly recipient: string;
  readonly decided_on: string | null;
  readonly payment_id: string | null;
}

interface Back {
  readonly on: string;
  readonly document: string;
}

const isMoney = (account: DuesAccount): account is Money => account === 'cash' || account === 'bank';

/** What came in and has left again cannot be taken back: neither till nor bank holds less than nothing. @throws AppError conflict */
const askCovered = async (tx: Tx, scope: Scope, { debit, credit, amount_fen: fen }: Former): Promise<void> => {
  if (!isMoney(debit)) return;
  const purpose = isMoney(credit) ? 'place' : credit === 'forwardable' ? 'forwarding' : 'other';
  const left = availableFen(await moneyOfBranch(tx, scope), debit, purpose);
  if (left < fen)
    throw new AppError('conflict', { message: `short_${debit}`, params: { left: inYuan(left), amount: inYuan(fen) } });
};

const takeBack = async (tx: Tx, scope: Scope, path: string, line: Former, { on, document }: Back): Promise<string> => {
  await askCovered(tx, scope, line);
  return writeLine(tx, scope, path, {
    bookedOn: on,
    debit: line.credit,
    credit: line.debit,
    amountFen: line.amount_fen,
    category: line.category,
    document,
    recipient: line.recipient,
    decidedOn: line.decided_on,
    paymentId: line.payment_id,
    reversesId: line.id,
  });
};

/** The line that takes a voided payment out of the ledger again. @throws AppError conflict where the money has left */
export const reversePayment = async (
  tx: Tx,
  scope: Scope,
  path: string,
  { id, on, reason }: { readonly id: string; readonly on: string; readonly reason: string },
): Promise<void> => {
  const line = await visibleEntries(tx, scope)
    .selectAll('e')
    .where('e.payment_id', '=', id)
    .where('e.reverses_id', 'is', null)
    .executeTakeFirstOrThrow();
  await takeBack(tx, scope, path, line, { on, document: reason });
};

const refuseFuture = (on: string, county: County): void => {
  if (on > county.today()) throw invalid('body.bookedOn', 'day_in_future');
};

const told = (tx: Tx, path: string, action: string, id: string, reason: string): void => {
  audit(tx, { action, entity: 'dues_entry', entityId: id, path, reason });
  touch(tx, 'dues', { path });
};

/** A use of dues: of the five kinds, decided together before, signed for by whoever is helped, covered by what is there. */
export const spend = async (tx: Tx, scope: Scope, county: County, use: z.output<(typeof recordUse)['body']>) => {
  const path = await lockBook(tx, scope);
  refuseFuture(use.bookedOn, county);
  const problems = useProblems(use, availableFen(await moneyOfBranch(tx, scope), use.from, 'other'));
  if (problems.length > 0) throw new AppError('invalid', { problems });
  const { category, amountFen, bookedOn, decidedOn, document, recipient } = use;
  const line = {
    category,
    amountFen,
    bookedOn,
    decidedOn,
    document,
    recipient,
    debit: 'spending',
    credit: use.from,
  } as const;
  const id = await writeLine(tx, scope, path, line);
  told(tx, path, 'dues.use', id, document);
  return { id };
};

/** Money that comes from above, goes up, or changes its place. @throws AppError invalid where more leaves than is there */
export const move = async (tx: Tx, scope: Scope, county: County, body: z.output<(typeof bookMovement)['body']>) => {
  const path = await lockBook(tx, scope);
  refuseFuture(body.bookedOn, county);
  const { debit, credit } = accountsOf(body.kind, body.money);
  if (credit === 'cash' || credit === 'bank') {
    const purpose = body.kind === 'forwarding' ? 'forwarding' : body.kind === 'remittance' ? 'other' : 'place';
    if (availableFen(await moneyOfBranch(tx, scope), credit, purpose) < body.amountFen)
      throw invalid('body.amountFen', 'balance_short');
  }
  const { amountFen, bookedOn, document } = body;
  const id = await writeLine(tx, scope, path, { amountFen, bookedOn, document, debit, credit });
  told(tx, path, 'dues.book', id, document);
  return { id };
};

/** Takes back a line by a line of its own. @throws AppError not_found, conflict where it has been taken back, books a payment, or is spent */
export const reverse = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { reason }: z.output<(typeof reverseEntry)['body']>,
) => {
  const path = await lockBook(tx, scope);
  const line = await visibleEntries(tx, scope).selectAll('e').where('e.id', '=', id).executeTakeFirst();
  if (!line) throw notFound();
  const taken = await visibleEntries(tx, scope).select('e.id').where('e.reverses_id', '=', id).executeTakeFirst();
  if (taken !== undefined || line.reverses_id !== null) throw new AppError('conflict', { message: 'already_reversed' });
  if (line.payment_id !== null) throw new AppError('conflict', { message: 'void_the_payment' });
  const reversal = await takeBack(tx, scope, path, line, { on: county.today(), document: reason });
  told(tx, path, 'dues.reverse', reversal, reason);
  return { id: reversal };
};
