import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleEntries } from '../access.ts';
import { receiptOf } from '../queries.ts';
import { keeperOf, publicationOf, publicationView, publishedFor } from '../publications/queries.ts';
import { daysOf } from '../rules.ts';
import { isNamed } from '../treasurers/queries.ts';
import type { DuesPeriod, Entry, ledgerList, Statement, Totals } from './contract.ts';
import { balancesOf, isSentUp, statementOf, type DuesAccount, type Held, type LedgerSum } from './rules.ts';

/** What lies in the till and at the bank now, and how much of it has to go up. */
export const moneyOfBranch = async (db: Db, scope: Scope): Promise<Held> => {
  const rows = await visibleEntries(db, scope)
    .select(['e.debit', 'e.credit'])
    .select(sql<string>`sum(e.amount_fen)`.as('fen'))
    .groupBy(['e.debit', 'e.credit'])
    .execute();
  const balances = balancesOf(rows.map((row) => ({ ...row, fen: Number(row.fen) })));
  const of = (account: DuesAccount): number => balances.get(account) ?? 0;
  return { cash: of('cash'), bank: of('bank'), toForward: 0 - of('forwardable') - of('forwarded') };
};

/** Whether a large voluntary payment has gone up, or a part of it: by what came before it and what was sent. */
export const hasGoneUp = async (db: Db, scope: Scope, paymentId: string): Promise<boolean> => {
  const [lines, sent] = await Promise.all([
    visibleEntries(db, scope)
      .leftJoin('dues_entry as taken', 'taken.reverses_id', 'e.id')
      .select(['e.payment_id', 'e.amount_fen'])
      .where('e.credit', '=', 'forwardable')
      .where('taken.id', 'is', null)
      .orderBy('e.booked_on')
      .orderBy('e.id')
      .execute(),
    visibleEntries(db, scope)
      .select(
        sql<string>`coalesce(sum(case e.debit when 'forwarded' then e.amount_fen else -e.amount_fen end), 0)`.as('fen'),
      )
      .where((e) => e.or([e('e.debit', '=', 'forwarded'), e('e.credit', '=', 'forwarded')]))
      .executeTakeFirst(),
  ]);
  const place = lines.findIndex((line) => line.payment_id === paymentId);
  const earlierFen = lines.slice(0, Math.max(0, place)).reduce((sum, line) => sum + line.amount_fen, 0);
  return isSentUp(earlierFen, Number(sent?.fen ?? 0));
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

interface Days {
  readonly from: string;
  readonly until: string;
}

const sumsOf = async (db: Db, { from, until }: Days): Promise<LedgerSum[]> =>
  (await sql<LedgerSum>`select * from dues_sums(${from}::date, ${until}::date)`.execute(db)).rows;

const totalsView = ({ income, uses, ...rest }: ReturnType<typeof statementOf>): z.input<typeof Totals> => ({
  ...rest,
  income: { ...income },
  uses: { ...uses },
});

/** Income and use of the own branch in a period: whole and until today for whoever keeps the dues, for others what was published. */
export const statementFor = async (
  db: Db,
  scope: Scope,
  county: County,
  period: DuesPeriod,
): Promise<z.input<typeof Statement>> => {
  const keeps = scope.organisationId !== null && (await isNamed(db, scope));
  if (!keeps) return publishedFor(db, scope, county, period);
  const { from, to } = daysOf(period);
  const today = county.today();
  const until = from <= today && today < to ? today : to;
  const [sums, publication, keeper] = await Promise.all([
    sumsOf(db, { from, until }),
    publicationOf(db, scope, period),
    keeperOf(db, scope, county, period),
  ]);
  const totals = totalsView(statementOf(sums));
  return {
    from,
    until,
    published: false,
    withheld: null,
    totals,
    publication: publication && publicationView(publication),
    keeper,
  };
};
