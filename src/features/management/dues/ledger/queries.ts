import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { addDays, addMonths } from '#shared/days.ts';
import { visibleEntries } from '../access.ts';
import { receiptOf } from '../queries.ts';
import type { duesStatement, Entry, ledgerList } from './contract.ts';
import { balancesOf, statementOf, type DuesAccount, type LedgerSum } from './rules.ts';

/** What lies in the till and at the bank now. */
export const moneyOfBranch = async (
  db: Db,
  scope: Scope,
): Promise<{ readonly cash: number; readonly bank: number }> => {
  const rows = await visibleEntries(db, scope)
    .select(['e.debit', 'e.credit'])
    .select(sql<string>`sum(e.amount_fen)`.as('fen'))
    .groupBy(['e.debit', 'e.credit'])
    .execute();
  const balances = balancesOf(rows.map((row) => ({ ...row, fen: Number(row.fen) })));
  const of = (account: DuesAccount): number => balances.get(account) ?? 0;
  return { cash: of('cash'), bank: of('bank') };
};

const lines = (db: Db, scope: Scope) =>
  visibleEntries(db, scope)
    .leftJoin('dues_payment as d', 'd.id', 'e.payment_id')
    .leftJoin('dues_entry as taken', 'taken.reverses_id', 'e.id')
    .selectAll('e')
    .select(['d.receipt_year', 'd.receipt_no', 'taken.id as taken_by']);

type Line = Awaited<ReturnType<ReturnType<typeof lines>['executeTakeFirstOrThrow']>>;

const entryView = (row: Line): z.input<typeof Entry> => ({
  id: row.id,
  bookedOn: row.booked_on,
  debit: row.debit,
  credit: row.credit,
  amountFen: row.amount_fen,
  category: row.category,
  document: row.document,
  recipient: row.recipient,
  decidedOn: row.decided_on,
  receipt:
    row.receipt_year === null || row.receipt_no === null
      ? null
      : receiptOf({ receipt_year: row.receipt_year, receipt_no: row.receipt_no }),
  reverses: row.reverses_id !== null,
  reversible: row.reverses_id === null && row.taken_by === null && row.payment_id === null,
  recorder: row.recorder,
});

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export const ledgerPage = async (
  db: Db,
  scope: Scope,
  { cursor, limit }: Page,
): Promise<z.input<(typeof ledgerList)['reply']>> => {
  const [rows, { cash, bank }] = await Promise.all([
    lines(db, scope)
      .$if(cursor !== undefined, (q) => q.where('e.id', '<', cursor ?? ''))
      .orderBy('e.id', 'desc')
      .limit(limit + 1)
      .execute(),
    moneyOfBranch(db, scope),
  ]);
  const items = rows.slice(0, limit).map(entryView);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null, cashFen: cash, bankFen: bank };
};

interface Period {
  readonly year: number;
  readonly quarter?: number | undefined;
}

/** First and last day of a year or a quarter. */
const daysOf = ({ year, quarter }: Period): { readonly from: string; readonly to: string } => {
  if (quarter === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const from = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
  return { from, to: addDays(addMonths(from, 3), -1) };
};

/** Income and use of the own branch in a period; while it runs, until today. Members read totals, never lines. */
export const statementFor = async (
  db: Db,
  county: County,
  period: Period,
): Promise<z.input<(typeof duesStatement)['reply']>> => {
  const { from, to } = daysOf(period);
  const today = county.today();
  const until = from <= today && today < to ? today : to;
  const { rows } = await sql<
    Omit<LedgerSum, 'fen'> & { readonly fen: number }
  >`select * from dues_sums(${from}::date, ${until}::date)`.execute(db);
  const { income, uses, ...rest } = statementOf(rows);
  return { from, until, ...rest, income: { ...income }, uses: { ...uses } };
};
