/** What branches made known of their dues: each quarter that is over, ten days after it, as the command would have kept it. */
import { addDays, addMonths } from '#shared/days.ts';
import type { DuesAccount, DuesUse } from '#features/management/dues/ledger/rules.ts';
import { compose, tellsSomebody, type BookSum, type Position } from '#features/management/dues/publications/rules.ts';
import { newId } from '#shared/ids.ts';

export interface Booked {
  readonly on: string;
  readonly debit: DuesAccount;
  readonly credit: DuesAccount;
  readonly category: DuesUse | null;
  readonly fen: number;
  /** Who paid, where it is a payment. */
  readonly payer: string | null;
}

interface Branch {
  readonly id: string;
  readonly path: string;
}

/** The tenth of the month after a quarter. */
const publishedOn = (until: string): string => addDays(until, 10);

/** Quarters of the year that were published by today, by their last days. */
const ends = (today: string): readonly string[] =>
  [3, 6, 9, 12]
    .map((months) => addDays(addMonths(`${today.slice(0, 4)}-01-01`, months), -1))
    .filter((until) => publishedOn(until) <= today);

/** Rows of one branch, from the lines of its book. A quarter in which too few paid waits for the next. */
export const publicationsOf = (
  branch: Branch,
  lines: readonly Booked[],
  today: string,
): readonly Readonly<Record<string, unknown>>[] => {
  let from = `${today.slice(0, 4)}-01-01`;
  let former: readonly Position[] | null = null;
  const rows: Readonly<Record<string, unknown>>[] = [];
  for (const until of ends(today)) {
    const known = lines.filter(({ on }) => on <= until);
    const start = from;
    const sums = known.map(({ on, debit, credit, category, fen }): BookSum => ({
      before: on < start,
      debit,
      credit,
      category,
      fen,
      lines: 1,
    }));
    const payers = new Set(known.filter(({ on, payer }) => on >= start && payer !== null).map(({ payer }) => payer))
      .size;
    const composed = compose(sums, former);
    if (tellsSomebody(payers, composed)) continue;
    rows.push({
      id: newId(),
      organisation_id: branch.id,
      org_path: branch.path,
      from_on: from,
      until,
      payers,
      totals: composed.totals,
      book: composed.book,
      late_lines: composed.late.lines,
      late_fen: composed.late.fen,
      publisher: '演示数据',
      published_on: publishedOn(until),
      created_at: 'now',
    });
    former = composed.book;
    from = addDays(until, 1);
  }
  return rows;
};
