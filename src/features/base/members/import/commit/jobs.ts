import { sql } from 'kysely';
import { touch } from '#platform/audit/audit.ts';
import { rememberHashes } from '#platform/crypto/remembered.ts';
import type { JobHandler, JobRun } from '#platform/jobs/jobs.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { batchOf, type BatchRow } from '../access.ts';
import { undoBatch, writeBatch } from './commands.ts';

/** One import waits for another that writes the same people, instead of giving up after seconds. */
const longEnough = {
  statement_timeout: '120s',
  lock_timeout: '60s',
  idle_in_transaction_session_timeout: '120s',
  // Joins of fifty thousand rows stay in memory instead of going through temporary files.
  work_mem: '64MB',
} as const;

const setState = async (tx: Tx, batch: BatchRow, values: Record<string, unknown>): Promise<void> => {
  await tx
    .updateTable('import_batch')
    .set({ ...values, updated_at: sql<string>`now()`, version: sql<number>`version + 1` })
    .where('id', '=', batch.id)
    .execute();
  touch(tx, `import:${batch.id}`, { path: batch.org_path });
  touch(tx, 'imports', { path: batch.org_path });
};

/** One transaction for the whole file. Run again after a kill it finds the batch committed, or begins anew. */
const once = async (
  run: JobRun,
  during: 'committing' | 'undoing',
  back: 'preview' | 'committed',
  work: (tx: Tx, batch: BatchRow) => Promise<Record<string, unknown>>,
  settings: Record<string, string>,
): Promise<void> => {
  const { county, scope } = run;
  const id = String(run.payload['batchId']);
  await run.progress({ phase: during === 'committing' ? 'write' : 'undo' });
  try {
    await county.write(
      scope,
      async (tx) => {
        const batch = await tx
          .selectFrom('import_batch')
          .selectAll()
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        if (!batch || batch.state !== during) return;
        await setState(tx, batch, await work(tx, batch));
      },
      { settings: { ...longEnough, ...settings } },
    );
  } catch (error) {
    const refusal = error instanceof AppError ? error : new AppError('conflict', { message: 'import_conflict' });
    if (
      !(error instanceof AppError) &&
      (error as { code?: string }).code !== '23505' &&
      (error as { code?: string }).code !== '23P01'
    )
      throw error;
    const batch = await batchOf(county.read(scope), scope, id);
    const said = { message: refusal.message, params: refusal.details['params'] ?? {} };
    await county.write(scope, (tx) => setState(tx, batch, { state: back, error: JSON.stringify(said) }));
    throw refusal;
  }
};

/** Four last digits are ten thousand: of all other values few come twice. */
const remembered = (purpose: string): number => (purpose.endsWith('_tail') ? 10_000 : 1);

export const commitBatch: JobHandler = (run) => {
  const county = { ...run.county, crypto: rememberHashes(run.county.crypto, remembered) };
  return once(
    run,
    'committing',
    'preview',
    async (tx, batch) => {
      const { new: total = 0 } = batch.counts as unknown as { readonly new?: number };
      const progress = (done: number) => run.progress({ done, total });
      await writeBatch(tx, { county, scope: run.scope, reason: batch.reason ?? '', progress }, batch);
      return {
        state: 'committed',
        committed_at: run.county.now().toISOString(),
        committed_by: run.scope.actor,
        error: null,
      };
    },
    {},
  );
};

export const undoCommitted: JobHandler = (run) =>
  once(
    run,
    'undoing',
    'committed',
    async (tx, batch) => {
      const kept = await undoBatch(tx, run.scope, batch, (run.payload['reason'] as string | undefined) ?? '');
      return {
        state: 'undone',
        undone_at: run.county.now().toISOString(),
        undone_by: run.scope.actor,
        kept,
        error: null,
      };
    },
    { 'app.voided': 'on' },
  );
