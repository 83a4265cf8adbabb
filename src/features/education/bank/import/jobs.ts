import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import { touch } from '#platform/audit/audit.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';

/** Imports whose job is over although they still say that it reads: it was cut off too often, or was cancelled before it began. */
export const settleBankImports: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'bank imports', { guard: 'jobs' });
  await county.write(scope, async (tx) => {
    const { rows } = await sql<{ org_path: string }>`
      update bank_import m set state = 'failed', version = m.version + 1,
        error = jsonb_build_object('params', '{}'::jsonb, 'message', case when j.state = 'cancelled' then 'bank.import_cancelled' else 'bank.import_failed' end)
      from job j where j.id = m.job_id and j.state in ('failed', 'cancelled', 'done') and m.state = 'reading'
      returning m.org_path`.execute(tx);
    for (const { org_path: path } of rows) touch(tx, 'bankImports', { path });
  });
};

/** Rows of an import live so long after their last state; the questions that it wrote stay. */
const rowsLiveDays = 180;

export const sweepBankImports: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'sweep of bank imports');
  await county.write(scope, async (tx) => {
    await sql`delete from bank_import_row r using bank_import m
      where m.id = r.import_id and m.state <> 'reading' and m.created_at < now() - make_interval(days => ${rowsLiveDays})`.execute(
      tx,
    );
    const { rows } = await sql<{ file_id: string | null }>`
      with old as (select id, file_id from bank_import
        where state in ('preview', 'failed') and created_at < now() - make_interval(days => ${rowsLiveDays}) for update)
      update bank_import m set state = 'cancelled', file_id = null, version = m.version + 1
      from old where old.id = m.id returning old.file_id`.execute(tx);
    // Of files whose columns nobody explained.
    const left = rows.flatMap((row) => row.file_id ?? []);
    if (left.length === 0) return;
    await tx.deleteFrom('file').where('id', 'in', left).execute();
    tx.effects.afterCommit.push(() => {
      for (const id of left) county.files.remove(id).catch(() => undefined);
    });
  });
};
