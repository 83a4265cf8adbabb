import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { touch } from '#platform/audit/audit.ts';
import { JobCancelled, type JobHandler, type JobRun } from '#platform/jobs/jobs.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleImports } from '../../access.ts';
import { fileJudge, type JudgedRow } from '../judging/commands.ts';
import { surroundingsOf } from '../judging/queries.ts';
import { Mapping } from '../contract.ts';
import { mostRows, readFileRows, type FileRow } from './commands.ts';

const chunkRows = 200;

interface Batch {
  readonly id: string;
  readonly org_path: string;
}

const insertRows = (run: Pick<JobRun, 'county' | 'scope'>, batch: Batch, rows: readonly JudgedRow[]): Promise<void> =>
  run.county.write(run.scope, async (tx) => {
    const texts = <K extends 'cells' | 'item' | 'faults' | 'alike'>(key: K) =>
      rows.map((row) => JSON.stringify(row[key]));
    await sql`insert into bank_import_row (import_id, org_path, seq, sheet, line, cells, item, faults, alike, state, item_id, same_hash, bands)
      select ${batch.id}::uuid, ${batch.org_path}, r.seq, r.sheet, r.line, r.cells, r.item, r.faults, r.alike, r.state, r.item_id, r.same_hash,
        r.bands::integer[]
      from unnest(${rows.map(({ seq }) => seq)}::int[], ${rows.map(({ sheet }) => sheet)}::text[], ${rows.map(({ line }) => line)}::int[],
        ${texts('cells')}::jsonb[], ${texts('item')}::jsonb[], ${texts('faults')}::jsonb[], ${texts('alike')}::jsonb[],
        ${rows.map(({ state }) => state)}::bank_row_state[], ${rows.map(() => newId())}::uuid[], ${rows.map(({ sameHash }) => sameHash)}::bytea[],
        ${rows.map(({ bands }) => (bands === null ? null : `{${bands.join(',')}}`))}::text[])
        as r (seq, sheet, line, cells, item, faults, alike, state, item_id, same_hash, bands)`.execute(tx);
  });

const clear = (run: Pick<JobRun, 'county' | 'scope'>, id: string): Promise<void> =>
  run.county.write(run.scope, async (tx) => {
    await tx.deleteFrom('bank_import_row').where('import_id', '=', id).execute();
  });

interface Refusal {
  readonly message: string;
  readonly params: unknown;
  /** Sheets of which nobody knew the columns: the file stays until a person has said what they are. */
  readonly seen?: unknown;
}

/** Puts the outcome down unless the import was given up meanwhile; the file goes unless it is to be read once more. */
const finish = async (
  run: Pick<JobRun, 'county' | 'scope'>,
  batch: Batch & { readonly file_id: string },
  refusal: Refusal | null,
): Promise<void> => {
  const { seen, ...error } = refusal ?? {};
  const stays = Array.isArray(seen) && seen.length > 0;
  const done = await run.county.write(run.scope, async (tx) => {
    const row = await tx
      .updateTable('bank_import')
      .set({
        state: refusal === null ? 'preview' : 'failed',
        error: refusal === null ? null : JSON.stringify(error),
        mapping: JSON.stringify({ seen: stays ? seen : [], by: null } satisfies Mapping),
        ...(stays ? {} : { file_id: null }),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', batch.id)
      .where('state', '=', 'reading')
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    if (!stays) await tx.deleteFrom('file').where('id', '=', batch.file_id).execute();
    touch(tx, 'bankImports', { path: batch.org_path });
    return true;
  });
  if (done && !stays) await run.county.files.remove(batch.file_id);
};

const refusalOf = (error: unknown): Refusal | undefined => {
  if (error instanceof JobCancelled) return { message: 'bank.import_cancelled', params: {} };
  if (error instanceof AppError)
    return { message: error.message, params: error.details['params'] ?? {}, seen: error.details['seen'] };
  return undefined;
};

const stage = async (
  run: JobRun,
  batch: Batch & { readonly file_name: string; readonly defaults: unknown; readonly mapping: unknown },
  path: string,
) => {
  const db = run.county.read(run.scope);
  const judge = await fileJudge(db, run.scope, await surroundingsOf(db, batch.defaults));
  let waiting: FileRow[] = [];
  let done = 0;
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const rows = await judge(waiting);
    await insertRows(run, batch, rows);
    done += waiting.length;
    waiting = [];
    await run.progress({ done });
    await setImmediate();
  };
  for await (const row of readFileRows(path, batch.file_name, Mapping.parse(batch.mapping).by)) {
    if (done + waiting.length >= mostRows)
      throw new AppError('refused', { message: 'bank.too_many', params: { max: mostRows } });
    waiting.push(row);
    if (waiting.length >= chunkRows) await flush();
  }
  await flush();
  if (done === 0) throw new AppError('refused', { message: 'bank.no_questions', params: {} });
};

/** Reads the file of an import into rows that people look at. A kill leaves rows of an unfinished reading, which the next one replaces. */
export const readBankFile: JobHandler = async (run) => {
  const { county, scope } = run;
  const id = String(run.payload['importId']);
  const batch = await visibleImports(county.read(scope), scope)
    .select(['m.id', 'm.org_path', 'm.file_id', 'm.file_name', 'm.defaults', 'm.mapping', 'm.state'])
    .where('m.id', '=', id)
    .executeTakeFirst();
  if (batch === undefined) throw notFound();
  const { file_id } = batch;
  if (file_id === null || batch.state !== 'reading') return;
  await clear(run, id);
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-bank-'));
  try {
    const path = join(folder, 'questions');
    await county.files.copyTo(file_id, path);
    await run.progress({ phase: 'read' });
    await stage(run, batch, path);
    await finish(run, { ...batch, file_id }, null);
  } catch (error) {
    const said = refusalOf(error);
    if (said !== undefined) {
      await clear(run, id);
      await finish(run, { ...batch, file_id }, said);
    }
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
