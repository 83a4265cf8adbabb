import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound, type Problem } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownBranchId, visiblePayments } from './access.ts';
import { lockBook } from './book/commands.ts';
import type { payDues, payVoluntary, setBases, voidPayment } from './contract.ts';
import { bookPayment, reversePayment } from './ledger/commands.ts';
import { hasGoneUp } from './ledger/queries.ts';
import { namedOf, type Kept } from './queries.ts';
import { baseProblems, isForwarded, needsWord, quote, yearOf, type Span } from './rules.ts';
import { tellPayers } from './telling/commands.ts';

type Base = z.output<(typeof setBases)['body']>['items'][number];

const writeBase = async (tx: Tx, scope: Scope, year: number, member: Kept, item: Base): Promise<void> => {
  const former = member.bases.find((row) => row.year === year);
  if ((former?.version ?? 0) !== item.version)
    throw new AppError('stale', { current: { personId: member.id, version: former?.version ?? 0 } });
  const values = {
    kind: item.kind,
    base_fen: item.baseFen,
    monthly_fen: item.monthlyFen,
    basis: item.basis,
    settled_to: item.settledTo ?? null,
    setter: scope.actor,
    version: item.version + 1,
  };
  if (former === undefined)
    await tx
      .insertInto('dues_base')
      .values({
        id: newId(),
        person_id: member.id,
        branch_id: ownBranchId(scope),
        org_path: member.path,
        year,
        ...values,
      })
      .execute();
  else
    await tx
      .updateTable('dues_base')
      .set({ ...values, updated_at: sql<string>`now()` })
      .where('id', '=', former.id)
      .execute();
  // The audit log says who fixed it and when; the amount is nobody's there, and the basis may name it.
  audit(tx, { action: 'dues.setBases', entity: 'person', entityId: member.id, path: member.path });
};

/** Fixes what members pay a month in a year: by the standard of their kind, neither more nor less. */
export const fixBases = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { year, items }: z.output<(typeof setBases)['body']>,
) => {
  const path = await lockBook(tx, scope);
  const members = await namedOf(
    tx,
    scope,
    items.map(({ personId }) => personId),
  );
  const problems = items.flatMap((item, at) =>
    baseProblems(item, year).map((problem): Problem => ({ ...problem, path: `body.items.${at}.${problem.path}` })),
  );
  if (problems.length > 0) throw new AppError('invalid', { problems });
  for (const [at, member] of members.entries()) {
    const item = items[at];
    if (item !== undefined) await writeBase(tx, scope, year, member, item);
  }
  // Once a day and year: what is corrected at the same table is told once.
  const about = `${ownBranchId(scope)}:${year}:${county.today()}`;
  await tellPayers(tx, { kind: 'fixed', about, people: members.map(({ id }) => id), path, params: { year } });
  touch(tx, 'dues', { path });
  return { fixed: items.length };
};

const nextReceipt = async (tx: Tx, scope: Scope, year: number): Promise<number> => {
  const row = await visiblePayments(tx, scope)
    .select((e) => e.fn.max('d.receipt_no').as('last'))
    .where('d.receipt_year', '=', year)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
};

interface NewPayment {
  readonly member: Kept;
  readonly amountFen: number;
  readonly paidOn: string;
  readonly method: 'cash' | 'transfer';
  readonly purpose: 'regular' | 'voluntary' | 'forwarded';
  readonly span: Span | null;
  readonly consent: boolean;
}

/** A month that another branch received: the letter says how far it was paid, and the book here has to say it too. */
const paidElsewhere = (error: unknown): never => {
  if ((error as { code?: string }).code === '23P01') throw new AppError('conflict', { message: 'paid_elsewhere' });
  throw error;
};

const writePayment = async (tx: Tx, scope: Scope, path: string, payment: NewPayment): Promise<string> => {
  const { member, amountFen, paidOn, method, purpose, span, consent } = payment;
  const id = newId();
  const year = yearOf(paidOn);
  await tx
    .insertInto('dues_payment')
    .values({
      id,
      person_id: member.id,
      branch_id: ownBranchId(scope),
      org_path: member.path,
      payer: member.name,
      purpose,
      from_month: span?.from ?? null,
      to_month: span?.to ?? null,
      amount_fen: amountFen,
      paid_on: paidOn,
      method,
      consent,
      receipt_year: year,
      receipt_no: await nextReceipt(tx, scope, year),
      recorder: scope.actor,
    })
    .execute()
    .catch(paidElsewhere);
  await bookPayment(tx, scope, path, { id, purpose, method, amountFen, paidOn });
  audit(tx, { action: 'dues.pay', entity: 'dues_payment', entityId: id, path: member.path });
  touch(tx, 'dues', { path: member.path });
  return id;
};

const refuseFuture = (on: string, county: County): void => {
  if (on > county.today()) throw invalid('body.paidOn', 'day_in_future');
};

interface Paid {
  readonly on: string;
}

/** What one of several pays, or why not: every problem is told at once. */
const quoted = (member: Kept, { from, to, on }: Span & Paid, amountFen: number, at: number): Span | Problem => {
  const found = quote(member.record, { from, to }, on);
  const path = `body.people.${at}`;
  if ('problem' in found) return { path, message: found.problem, params: { name: member.name } };
  if (found.amountFen !== amountFen) return { path, message: 'amount_differs', params: { name: member.name } };
  return { from: found.from, to: found.to };
};

const wantsWord = ({ record }: Kept, span: Span | Problem | undefined, on: string): boolean =>
  span !== undefined && 'from' in span && needsWord(record, span, on);

/** Records that members have paid their months: each gets a receipt, and what was received stands in the ledger. */
export const recordDues = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { fromMonth, toMonth, paidOn, method, consent, people }: z.output<(typeof payDues)['body']>,
): Promise<string[]> => {
  const path = await lockBook(tx, scope);
  refuseFuture(paidOn, county);
  const members = await namedOf(
    tx,
    scope,
    people.map(({ personId }) => personId),
  );
  const asked = { from: fromMonth, to: toMonth, on: paidOn };
  const spans = members.map((member, at) => quoted(member, asked, people[at]?.amountFen ?? 0, at));
  const problems = spans.filter((span) => 'message' in span);
  if (problems.length > 0) throw new AppError('invalid', { problems });
  if (!consent && members.some((member, at) => wantsWord(member, spans[at], paidOn)))
    throw invalid('body.consent', 'consent_missing');
  const ids: string[] = [];
  for (const [at, member] of members.entries()) {
    const span = spans[at];
    if (span === undefined || 'message' in span) continue;
    const amountFen = people[at]?.amountFen ?? 0;
    const payment = { member, amountFen, paidOn, method, purpose: 'regular', span } as const;
    // What is noted is that the branch agreed to several months: each time, or for good.
    ids.push(await writePayment(tx, scope, path, { ...payment, consent: span.from < span.to }));
  }
  if (ids[0] !== undefined)
    await tellPayers(tx, { kind: 'paid', about: ids[0], people: members.map(({ id }) => id), path });
  touch(tx, 'dues', { path });
  return ids;
};

/** Records what a member gives beyond the dues, by the own will. From a size on it goes up in full. */
export const recordVoluntary = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { personId, amountFen, paidOn, method }: z.output<(typeof payVoluntary)['body']>,
): Promise<string> => {
  const path = await lockBook(tx, scope);
  refuseFuture(paidOn, county);
  const [member] = await namedOf(tx, scope, [personId]);
  if (member === undefined) throw notFound();
  const purpose = isForwarded(amountFen, paidOn) ? 'forwarded' : 'voluntary';
  const id = await writePayment(tx, scope, path, {
    member,
    amountFen,
    paidOn,
    method,
    purpose,
    span: null,
    consent: false,
  });
  await tellPayers(tx, { kind: 'paid', about: id, people: [personId], path });
  touch(tx, 'dues', { path });
  return id;
};

/**
 * A payment recorded wrongly: its receipt stays in the book as void, the ledger gets the line that takes it back. A large one that
 * has gone up is the Centre's, which gives the receipt for it (2008 rules): where even the sending up was booked wrongly, that line
 * is taken back first.
 * @throws AppError not_found, stale, conflict
 */
export const voidOne = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason }: z.output<(typeof voidPayment)['body']>,
): Promise<void> => {
  const path = await lockBook(tx, scope);
  const row = await visiblePayments(tx, scope).selectAll('d').where('d.id', '=', id).forUpdate('d').executeTakeFirst();
  if (!row) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  if (row.voided_at !== null) throw new AppError('conflict', { message: 'already_void' });
  if (row.purpose === 'forwarded' && (await hasGoneUp(tx, scope, id)))
    throw new AppError('conflict', { message: 'gone_up' });
  await tx
    .updateTable('dues_payment')
    .set({ voided_at: county.now().toISOString(), void_reason: reason, voided_by: scope.actor, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await reversePayment(tx, scope, path, { id, on: county.today(), reason });
  await tellPayers(tx, { kind: 'voided', about: id, people: [row.person_id], path });
  audit(tx, { action: 'dues.void', entity: 'dues_payment', entityId: id, path: row.org_path, reason });
  touch(tx, 'dues', { path });
  touch(tx, 'dues', { path: row.org_path });
};
