import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import { touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { keptFor } from '#features/base/rules/rules.ts';

/** People deleted by one sweep: the next night goes on. */
const purgedAtOnce = 60_000;

/**
 * Imports whose job is over although they still say that it works: it was cut off too often, or was cancelled before it
 * began. Nothing was written by it, so that each stands where it stood before.
 */
export const settleImports: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'imports', { guard: 'jobs' });
  await county.write(scope, async (tx) => {
    const { rows } = await sql<{ id: string; org_path: string }>`
      update import_batch b set version = b.version + 1, updated_at = now(),
        error = jsonb_build_object('params', '{}'::jsonb, 'message', case when j.state = 'cancelled' then 'import_cancelled'
          when b.state = 'committing' then 'import_not_written' when b.state = 'undoing' then 'import_not_undone' else 'import_failed' end),
        state = case b.state when 'committing' then 'preview' when 'undoing' then 'committed' else 'failed' end::import_state
      from job j where j.id = b.job_id and j.state in ('failed', 'cancelled', 'done') and b.state in ('uploaded', 'reading', 'committing', 'undoing')
      returning b.id, b.org_path`.execute(tx);
    for (const { id, org_path: path } of rows) {
      touch(tx, `import:${id}`, { path });
      touch(tx, 'imports', { path });
    }
  });
};

/**
 * Deletes what an undo voided long ago. Whoever has been given a post or an account since, seen from wherever, stays: the
 * undo could not see it.
 */
const purgeVoided = async (tx: Tx, seconds: number): Promise<void> => {
  const over = sql`voided_at < now() - make_interval(secs => ${seconds})`;
  const { rows } = await sql<{ id: string }>`
    select p.id from person p where p.${over} and not exists (select from post_holding h where h.person_id = p.id)
    limit ${purgedAtOnce}`.execute(tx);
  const ids = rows.map((row) => row.id);
  const { rows: held } = await sql<{ id: string }>`select persons_with_account(${ids}::uuid[]) as id`.execute(tx);
  const kept = new Set(held.map((row) => row.id));
  const gone = ids.filter((id) => !kept.has(id));
  for (const table of ['affiliation', 'membership'] as const)
    await sql`delete from ${sql.table(table)} where person_id = any(${gone}::uuid[]) and ${over}`.execute(tx);
  await sql`delete from person where id = any(${gone}::uuid[]) and ${over}`.execute(tx);
};

/** What may no longer be undone: staged rows and the file go, and what an undo has voided is purged. */
export const purgeImports: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'purge of imports');
  const seconds = keptFor('keep.import', county.today()) / 1_000;
  const files = await county.write(
    scope,
    async (tx) => {
      const { rows } = await sql<{ id: string; file_id: string | null }>`
        select id, file_id from import_batch
        where cleared_at is null and updated_at < now() - make_interval(secs => ${seconds}) and state not in ('reading', 'committing', 'undoing')
        for update skip locked limit 50`.execute(tx);
      const ids = rows.map((row) => row.id);
      await tx
        .deleteFrom('import_row')
        .where(sql<boolean>`batch_id = any(${ids}::uuid[])`)
        .execute();
      await sql`update import_batch set cleared_at = now(), file_id = null,
        state = case when state in ('uploaded', 'mapping', 'preview', 'failed') then 'cancelled' else state end
        where id = any(${ids}::uuid[])`.execute(tx);
      await sql`delete from file where id = any(${rows.flatMap((row) => row.file_id ?? [])}::uuid[])`.execute(tx);
      await purgeVoided(tx, seconds);
      return rows.flatMap((row) => row.file_id ?? []);
    },
    { settings: { 'app.voided': 'on', statement_timeout: '120s' } },
  );
  for (const file of files) await county.files.remove(file);
};
