import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownBranchId } from '../access.ts';
import { lockBook } from '../book/commands.ts';
import type { publishStatement } from '../ledger/contract.ts';
import { daysOf } from '../rules.ts';
import { bookUntil, lastOver, lastPublication, payersOf } from './queries.ts';
import { compose, tellsSomebody, type Kept } from './rules.ts';

/**
 * Makes known what came in and was used, from the day after the last publication to the end of a quarter. What is booked later into
 * these days is not refused: a receipt says the day on which the money came. The figures stay, and the next publication corrects.
 * @throws AppError forbidden, conflict while the quarter runs, where it is published, and where it would tell somebody's amount
 */
export const publish = async (
  tx: Tx,
  scope: Scope,
  county: County,
  period: z.output<(typeof publishStatement)['body']>,
): Promise<Kept> => {
  const path = await lockBook(tx, scope);
  const { to: until } = daysOf(period);
  if (until > lastOver(county)) throw new AppError('conflict', { message: 'statement_running' });
  const last = await lastPublication(tx, scope);
  if (last !== undefined && last.until >= until) throw new AppError('conflict', { message: 'statement_published' });
  const from = last === undefined ? `${period.year}-01-01` : addDays(last.until, 1);
  const [payers, book] = await Promise.all([payersOf(tx, from, until), bookUntil(tx, scope, from, until)]);
  const composed = compose(book, last?.book ?? null);
  if (tellsSomebody(payers, composed)) throw new AppError('conflict', { message: 'statement_few' });
  const id = newId();
  const kept = {
    from,
    until,
    totals: composed.totals,
    late: composed.late,
    publisher: scope.actor,
    publishedOn: county.today(),
  };
  await tx
    .insertInto('dues_publication')
    .values({
      id,
      organisation_id: ownBranchId(scope),
      org_path: path,
      from_on: from,
      until,
      payers,
      totals: JSON.stringify(composed.totals),
      book: JSON.stringify(composed.book),
      late_lines: composed.late.lines,
      late_fen: composed.late.fen,
      publisher: kept.publisher,
      published_on: kept.publishedOn,
    })
    .execute();
  audit(tx, { action: 'dues.publish', entity: 'dues_publication', entityId: id, path });
  touch(tx, 'dues', { path });
  return kept;
};
