import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleBankLines, visibleEntries } from '../access.ts';
import { receiptOf } from '../queries.ts';
import type { bankLines } from './contract.ts';
import { suggestionsFor } from './rules.ts';

/** Lines of the ledger that touch the bank account, with the bank line that each was matched with. */
const bookedRows = (db: Db, scope: Scope) =>
  visibleEntries(db, scope)
    .leftJoin('dues_payment as d', 'd.id', 'e.payment_id')
    .leftJoin('dues_bank_line as l', 'l.entry_id', 'e.id')
    .leftJoin('dues_entry as taken', 'taken.reverses_id', 'e.id')
    .where((w) => w.or([w('e.debit', '=', 'bank'), w('e.credit', '=', 'bank')]))
    .select(['e.id', 'e.booked_on', 'e.debit', 'e.amount_fen', 'e.document', 'e.reverses_id', 'taken.id as taken_by'])
    .select(['l.id as line_id', 'd.payer', 'd.receipt_year', 'd.receipt_no']);

type Row = Awaited<ReturnType<ReturnType<typeof bookedRows>['executeTakeFirstOrThrow']>>;

const bookedView = (row: Row) => ({
  id: row.id,
  bookedOn: row.booked_on,
  amountFen: row.debit === 'bank' ? row.amount_fen : -row.amount_fen,
  payer: row.payer ?? '',
  receipt:
    row.receipt_year === null || row.receipt_no === null
      ? null
      : receiptOf({ receipt_year: row.receipt_year, receipt_no: row.receipt_no }),
  document: row.document,
});

/** A line that was taken back, and the one that took it, never reached the bank. */
const isOpen = (row: Row): boolean => row.line_id === null && row.reverses_id === null && row.taken_by === null;

export const bankOf = async (
  db: Db,
  scope: Scope,
  state: 'open' | 'all',
): Promise<z.input<(typeof bankLines)['reply']>> => {
  const [lines, rows] = await Promise.all([
    visibleBankLines(db, scope)
      .selectAll('l')
      .$if(state === 'open', (q) => q.where('l.entry_id', 'is', null))
      .orderBy('l.booked_on', 'desc')
      .orderBy('l.id', 'desc')
      .limit(500)
      .execute(),
    bookedRows(db, scope).orderBy('e.id', 'desc').limit(2_000).execute(),
  ]);
  const open = rows.filter(isOpen).map(bookedView);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const items = lines.map((line) => {
    const facts = { bookedOn: line.booked_on, amountFen: line.amount_fen, payer: line.payer, note: line.note };
    const entry = line.entry_id === null ? undefined : byId.get(line.entry_id);
    return {
      id: line.id,
      ...facts,
      matched: entry ? bookedView(entry) : null,
      matchedBy: line.matched_by,
      suggestions: line.entry_id === null ? suggestionsFor(facts, open) : [],
    };
  });
  return { items, missing: open };
};
