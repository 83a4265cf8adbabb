import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { undoDays } from './access.ts';

/** What may no longer be undone: staged rows and the file go, and what an undo has voided is purged. */
export const purgeImports: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'purge of imports');
  const files = await county.write(
    scope,
    async (tx) => {
      const { rows } = await sql<{ id: string; file_id: string | null }>`
        select id, file_id from import_batch
        where cleared_at is null and updated_at < now() - make_interval(days => ${undoDays}) and state not in ('reading', 'committing', 'undoing')
        for update skip locked limit 50`.execute(tx);
      for (const { id } of rows) {
        await tx.deleteFrom('import_row').where('batch_id', '=', id).execute();
        await tx
          .updateTable('import_batch')
          .set({ cleared_at: sql<string>`now()`, file_id: null })
          .where('id', '=', id)
          .execute();
      }
      for (const [table, key] of [
        ['affiliation', 'person_id'],
        ['membership', 'person_id'],
        ['person', 'id'],
      ] as const) {
        await sql`delete from ${sql.table(table)} where voided_at < now() - make_interval(days => ${undoDays}) and ${sql.ref(key)} in (
          select p.id from person p where p.voided_at < now() - make_interval(days => ${undoDays}))`.execute(tx);
      }
      return rows.flatMap((row) => row.file_id ?? []);
    },
    { settings: { 'app.voided': 'on', statement_timeout: '120s' } },
  );
  for (const file of files) await county.files.remove(file);
};
