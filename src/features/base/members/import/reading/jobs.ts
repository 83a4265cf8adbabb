import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import { rememberHashes } from '#platform/crypto/remembered.ts';
import { JobCancelled, type JobHandler, type JobRun } from '#platform/jobs/jobs.ts';
import { AppError } from '#shared/errors.ts';
import { batchOf, countRows, type BatchRow } from '../access.ts';
import { branchesOf } from '../branches/queries.ts';
import { memoryOf } from './queries.ts';
import { isReadable } from './rules.ts';
import { openReading, readSheets, type Kept, type Reading } from '../sheets/commands.ts';
import { openSealed } from '../rows/access.ts';

/** Hashes of each purpose that stay in memory: those of a few stretches of rows, which are asked for before they are judged. */
const remembered = 2_000;

/** What people did to rows of the reading before: it outlives another reading of the same file. */
const keptOf = async (county: County, scope: Scope, batch: BatchRow): Promise<Map<string, Kept>> => {
  const rows = await county
    .read(scope)
    .selectFrom('import_row')
    .select(['sheet', 'line', 'decision', 'decided_person_id', 'mended', 'sealed'])
    .where('batch_id', '=', batch.id)
    .where('reading', '=', batch.reading)
    .where((e) => e.or([e('decision', 'is not', null), e('mended', '=', true)]))
    .execute();
  return new Map(
    rows.map((row): [string, Kept] => [
      `${row.sheet}:${row.line}`,
      {
        decision:
          row.decision === null
            ? null
            : { decision: row.decision as 'link' | 'new' | 'skip', personId: row.decided_person_id },
        sealed: row.mended ? openSealed(county, row) : null,
      },
    ]),
  );
};

const removeReading = (county: County, scope: Scope, id: string, reading: number): Promise<void> =>
  county.write(scope, async (tx) => {
    await tx.deleteFrom('import_row').where('batch_id', '=', id).where('reading', '=', reading).execute();
  });

interface Outcome {
  readonly values: Readonly<Record<string, unknown>>;
  /** The reading that counts from now on; the rows of the one before are deleted. */
  readonly reading?: number;
}

/** Puts the outcome down, unless the import has been given up meanwhile. Answers whether it was. */
const finish = (county: County, scope: Scope, batch: BatchRow, { values, reading }: Outcome): Promise<boolean> =>
  county.write(scope, async (tx) => {
    const row = await tx
      .updateTable('import_batch')
      .set({ ...values, updated_at: sql<string>`now()`, version: sql<number>`version + 1` })
      .where('id', '=', batch.id)
      .where('state', '=', 'reading')
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    if (reading !== undefined) {
      const counts = JSON.stringify(await countRows(tx, { id: batch.id, reading }));
      await tx.updateTable('import_batch').set({ reading, counts }).where('id', '=', batch.id).execute();
      await tx.deleteFrom('import_row').where('batch_id', '=', batch.id).where('reading', '<>', reading).execute();
    }
    touch(tx, `import:${batch.id}`, { path: batch.org_path });
    touch(tx, 'imports', { path: batch.org_path });
    return true;
  });

const outcomeOf = ({ sheets, questions, reading }: Reading): Outcome => ({
  values: {
    state: isReadable(sheets) ? 'preview' : 'mapping',
    sheets: JSON.stringify(sheets),
    branches: JSON.stringify([...questions.values()]),
    error: null,
  },
  reading,
});

/** What a person is told; undefined where the fault is none of the file's and the queue tries again. */
const refusalOf = (error: unknown): { message: string; params: unknown } | undefined => {
  if (error instanceof JobCancelled) return { message: 'import_cancelled', params: {} };
  if (error instanceof AppError) return { message: error.message, params: error.details['params'] ?? {} };
  return undefined;
};

/** Reads the file of a batch into a preview. A kill leaves rows of an unfinished reading, which the next one replaces. */
export const readBatch = async (run: Pick<JobRun, 'county' | 'scope' | 'progress'>, id: string): Promise<void> => {
  const { county, scope } = run;
  const db = county.read(scope);
  const batch = await batchOf(db, scope, id);
  if (batch.file_id === null || batch.state !== 'reading') return;
  const reading = batch.reading + 1;
  await removeReading(county, scope, id, reading);
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-import-'));
  try {
    const path = join(folder, 'roster');
    await county.files.copyTo(batch.file_id, path);
    await run.progress({ phase: 'read' });
    const remembering = { ...county, crypto: rememberHashes(county.crypto, () => remembered) };
    const at = openReading({ ...run, county: remembering }, batch, reading, {
      memory: await memoryOf(db, batch.organisation_id),
      branches: await branchesOf(db, scope),
      kept: await keptOf(county, scope, batch),
    });
    await readSheets(at, path);
    if (!(await finish(county, scope, batch, outcomeOf(at)))) await removeReading(county, scope, id, reading);
  } catch (error) {
    const said = refusalOf(error);
    if (said !== undefined) {
      await removeReading(county, scope, id, reading);
      await finish(county, scope, batch, { values: { state: 'failed', error: JSON.stringify(said) } });
    }
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export const readImport: JobHandler = (run) => readBatch(run, String(run.payload['batchId']));
