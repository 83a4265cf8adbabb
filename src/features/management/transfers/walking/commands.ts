import type { Selectable } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Transfer as TransferTable } from '#platform/db/schema.gen.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { visibleTransfers } from '../access.ts';
import { standingOf, transferFile, transferRow, walkerOfRow, type TransferRow } from '../queries.ts';
import { record } from '../record/commands.ts';
import { dueOf, edgeOf, needsReason, stepsOf, togetherSteps } from '../rules.ts';
import { effects, type Walk, type Written } from './effects/commands.ts';

/** The transfer, locked: whoever comes second finds a newer version. @throws AppError not_found, stale */
const lockFresh = async (tx: Tx, scope: Scope, county: County, id: string, version: number): Promise<TransferRow> => {
  await visibleTransfers(tx, scope).select('t.id').where('t.id', '=', id).forUpdate().executeTakeFirst();
  const row = await transferRow(tx, scope, id);
  if (row.version !== version) throw new AppError('stale', { current: await transferFile(tx, scope, county, id) });
  return row;
};

const write = async (
  tx: Tx,
  row: TransferRow,
  state: Selectable<TransferTable>['state'],
  written: Written,
): Promise<Selectable<TransferTable>> => {
  const due = dueOf({
    way: row.way,
    state,
    validUntil: written.valid_until ?? row.valid_until,
    acceptedOn: written.accepted_on ?? row.accepted_on,
  });
  return tx
    .updateTable('transfer')
    .set({ ...written, state, due_on: due?.day ?? null, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .returningAll()
    .executeTakeFirstOrThrow();
};

/**
 * Walks one step. What it changes beside the transfer (the affiliation at acceptance, the membership at the receipt from outside)
 * happens in the same transaction or not at all.
 * @throws AppError not_found, stale with the newer state, conflict where the step leads nowhere, forbidden where it is another's
 */
export const walk = async (tx: Tx, scope: Scope, county: County, id: string, asked: Walk): Promise<void> => {
  const row = await lockFresh(tx, scope, county, id, asked.version);
  const standing = standingOf(row);
  const one = edgeOf(asked.step, standing);
  if (one === undefined || (row.state === 'expired' && standing.replaced))
    throw new AppError('conflict', { message: 'transfer.not_now' });
  if (row.unit_id !== null && togetherSteps.has(asked.step) && asked.whole !== true)
    throw new AppError('conflict', { message: 'transfer.of_unit' });
  if (!stepsOf(standing, walkerOfRow(scope, row)).includes(asked.step))
    throw new AppError('forbidden', { message: 'transfer.not_yours' });
  if (needsReason.has(asked.step) && asked.reason === undefined)
    throw invalid('body.reason', 'transfer.reason_missing');
  const written = await effects[asked.step](tx, scope, county, row, asked);
  const after = await write(tx, row, one.to, written);
  await record(tx, scope, after, { step: asked.step, reason: asked.reason, today: county.today() });
};
