import { sql } from 'kysely';
import { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { visibleEntries, visiblePublications } from '../access.ts';
import { Totals, type DuesPeriod, type Publication, type Statement } from '../ledger/contract.ts';
import { duesAccounts, duesUses } from '../ledger/rules.ts';
import { daysOf, quarterOf } from '../rules.ts';
import { joined, lateOf, type BookSum, type Kept, type Position } from './rules.ts';

/** The last day of the quarter before the one that runs: until then something can be made known. */
export const lastOver = (county: County): string => addDays(quarterOf(county.today()).from, -1);

const Book = z.array(
  z.object({
    debit: z.enum(duesAccounts),
    credit: z.enum(duesAccounts),
    category: z.enum(duesUses).nullable(),
    fen: z.number(),
    lines: z.number(),
  }),
);

export interface KeptRow extends Kept {
  readonly book: readonly Position[];
}

/** All publications of the own branch, in their order. */
const keptRows = async (db: Db, scope: Scope): Promise<readonly KeptRow[]> => {
  const rows = await visiblePublications(db, scope).selectAll('p').orderBy('p.until').execute();
  return rows.map((row) => ({
    from: row.from_on,
    until: row.until,
    totals: Totals.parse(row.totals),
    book: Book.parse(row.book),
    late: { lines: row.late_lines, fen: row.late_fen },
    publisher: row.publisher,
    publishedOn: row.published_on,
  }));
};

export const lastPublication = async (db: Db, scope: Scope): Promise<KeptRow | undefined> =>
  (await keptRows(db, scope)).at(-1);

/** Of a quarter the one that tells of it, of a year those that end in it. */
const keptFor = (rows: readonly KeptRow[], period: DuesPeriod): Kept | null => {
  const { from, to } = daysOf(period);
  if (period.quarter === undefined) return joined(rows.filter(({ until }) => from <= until && until <= to));
  return rows.find((row) => row.from <= from && to <= row.until) ?? null;
};

export const publicationOf = async (db: Db, scope: Scope, period: DuesPeriod): Promise<Kept | null> =>
  keptFor(await keptRows(db, scope), period);

export const publicationView = (kept: Kept): z.input<typeof Publication> => ({
  from: kept.from,
  until: kept.until,
  publisher: kept.publisher,
  publishedOn: kept.publishedOn,
  totals: { ...kept.totals, income: { ...kept.totals.income }, uses: { ...kept.totals.uses } },
  late: { ...kept.late },
});

/** How many have paid in a period, whose ever members they are now: of the own branch. */
export const payersOf = async (db: Db, from: string, until: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select dues_payers(${from}::date, ${until}::date) as n`.execute(db);
  return rows[0]?.n ?? 0;
};

/** The book up to a day, by pairs of accounts: for whoever keeps it. */
export const bookUntil = async (db: Db, scope: Scope, from: string, until: string): Promise<readonly BookSum[]> => {
  const rows = await visibleEntries(db, scope)
    .select(['e.debit', 'e.credit', 'e.category'])
    .select(sql<boolean>`e.booked_on < ${from}::date`.as('before'))
    .select(sql<string>`sum(e.amount_fen)`.as('fen'))
    .select((e) => e.fn.countAll<number>().as('lines'))
    .where('e.booked_on', '<=', until)
    .groupBy(['e.debit', 'e.credit', 'e.category', sql`4`])
    .execute();
  return rows.map((row) => ({ ...row, fen: Number(row.fen) }));
};

/** What the branch has made known of a period, as it did; or why it has not. */
export const publishedFor = async (
  db: Db,
  scope: Scope,
  county: County,
  period: DuesPeriod,
): Promise<z.input<typeof Statement>> => {
  const { from, to } = daysOf(period);
  const found = await publicationOf(db, scope, period);
  const kept = found && publicationView(found);
  const over = lastOver(county);
  const running = from > over || (period.quarter !== undefined && to > over);
  return {
    from: kept?.from ?? from,
    until: kept?.until ?? null,
    published: true,
    withheld: kept === null ? (running ? 'running' : 'unpublished') : null,
    totals: kept?.totals ?? null,
    publication: kept,
    keeper: null,
  };
};

/** What whoever keeps the dues has to do about publication. */
export const keeperOf = async (
  db: Db,
  scope: Scope,
  county: County,
  period: DuesPeriod,
): Promise<z.input<typeof Statement>['keeper']> => {
  const last = await lastPublication(db, scope);
  const { to } = daysOf(period);
  const mayPublish = period.quarter !== undefined && to <= lastOver(county) && (last === undefined || last.until < to);
  if (last === undefined) return { mayPublish, late: 0 };
  const book = await bookUntil(db, scope, addDays(last.until, 1), last.until);
  return { mayPublish, late: lateOf(last.book, book).reduce((count, { lines }) => count + lines, 0) };
};
