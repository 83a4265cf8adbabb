import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownBranchId, visibleBankLines, visibleEntries } from '../access.ts';
import { lockBook } from '../book/commands.ts';
import { linesOf, type BankFile, type BankLine } from './rules.ts';

const readFile = (text: string): BankFile => {
  const delimiter = [',', '\t', ';'].toSorted((a, b) => text.split(b).length - text.split(a).length)[0] ?? ',';
  const rows = (): string[][] => {
    try {
      return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
    } catch {
      throw invalid('body.text', 'not_a_bank_file');
    }
  };
  const file = linesOf(rows());
  if (file === null) throw invalid('body.text', 'not_a_bank_file');
  return file;
};

/** The same line of the same day may stand in a file more than once: the count tells them apart, in every file alike. */
const keyed = (lines: readonly BankLine[]): (BankLine & { readonly key: string })[] => {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const words = JSON.stringify([line.bookedOn, line.amountFen, line.payer, line.note]);
    const count = (seen.get(words) ?? 0) + 1;
    seen.set(words, count);
    return { ...line, key: createHash('sha256').update(`${words}${count}`).digest('hex') };
  });
};

/** Reads a bank's file. Lines that are known from a file before stay as they are. */
export const takeBankFile = async (tx: Tx, scope: Scope, text: string) => {
  const path = await lockBook(tx, scope);
  const { lines, skipped } = readFile(text);
  if (lines.length > 2_000) throw invalid('body.text', 'bank_file_too_long');
  let added = 0;
  for (const { key, bookedOn, amountFen, payer, note } of keyed(lines)) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('dues_bank_line')
      .values({
        id: newId(),
        organisation_id: ownBranchId(scope),
        org_path: path,
        booked_on: bookedOn,
        amount_fen: amountFen,
        payer,
        note,
        line_key: key,
      })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'line_key']).doNothing())
      .executeTakeFirstOrThrow();
    added += Number(numInsertedOrUpdatedRows ?? 0n);
  }
  audit(tx, { action: 'dues.readBank', entity: 'organisation', entityId: ownBranchId(scope), path });
  touch(tx, 'dues', { path });
  return { added, known: lines.length - added, skipped };
};

const lockLine = async (tx: Tx, scope: Scope, id: string) => {
  const line = await visibleBankLines(tx, scope)
    .selectAll('l')
    .where('l.id', '=', id)
    .forUpdate('l')
    .executeTakeFirst();
  if (!line) throw notFound();
  return line;
};

const told = (tx: Tx, path: string, action: string, id: string): void => {
  audit(tx, { action, entity: 'dues_bank_line', entityId: id, path });
  touch(tx, 'dues', { path });
};

/** Somebody says that a bank line is that line of the ledger. @throws AppError not_found, conflict, invalid for another amount */
export const confirmMatch = async (tx: Tx, scope: Scope, county: County, id: string, entryId: string) => {
  const path = await lockBook(tx, scope);
  const line = await lockLine(tx, scope, id);
  const entry = await visibleEntries(tx, scope).selectAll('e').where('e.id', '=', entryId).executeTakeFirst();
  if (!entry) throw notFound();
  const taken = await visibleBankLines(tx, scope).select('l.id').where('l.entry_id', '=', entryId).executeTakeFirst();
  if (line.entry_id !== null || taken !== undefined) throw new AppError('conflict', { message: 'already_matched' });
  const amountFen = entry.debit === 'bank' ? entry.amount_fen : entry.credit === 'bank' ? -entry.amount_fen : 0;
  if (amountFen !== line.amount_fen) throw invalid('body.entryId', 'other_amount');
  await tx
    .updateTable('dues_bank_line')
    .set({ entry_id: entryId, matched_by: scope.actor, matched_at: county.now().toISOString() })
    .where('id', '=', id)
    .execute();
  told(tx, path, 'dues.matchBank', id);
  return { id };
};

export const undoMatch = async (tx: Tx, scope: Scope, id: string) => {
  const path = await lockBook(tx, scope);
  const line = await lockLine(tx, scope, id);
  if (line.entry_id === null) throw new AppError('conflict', { message: 'not_matched' });
  await tx
    .updateTable('dues_bank_line')
    .set({ entry_id: null, matched_by: null, matched_at: null })
    .where('id', '=', id)
    .execute();
  told(tx, path, 'dues.unmatchBank', id);
  return { id };
};
