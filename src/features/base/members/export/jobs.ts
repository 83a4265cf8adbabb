import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { StoredFile } from '#platform/files/file-store.ts';
import type { JobHandler, JobRun } from '#platform/jobs/jobs.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { writeSheet, type Rows } from '#platform/sheets/write.ts';
import { keptFor } from '#features/base/rules/rules.ts';
import { newId } from '#shared/ids.ts';
import { maskedKeys } from '../reveal/contract.ts';
import { openFilter, StoredExport } from './access.ts';
import { exportJobKind } from './commands.ts';
import { exportedRows } from './queries.ts';
import { cellOf, columnOf, exportRule } from './rules.ts';

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Rows between two words about the progress. */
const told = 1_000;
const maxBytes = 512 * 1024 * 1024;

/** Cells of the sheet; notes who has been written, and says how far it is. */
async function* cellsOf(
  run: JobRun,
  stored: StoredExport,
  written: string[],
): AsyncGenerator<readonly (string | number | boolean | null)[]> {
  const { county, scope } = run;
  const { columns, sort, full, people, recipient } = stored;
  const filter = openFilter(county.crypto, stored);
  for await (const rows of exportedRows(county.read(scope), scope, county, { filter, columns, sort })) {
    for (const { id, branch, values } of rows) {
      written.push(id);
      yield columns.map((key) => cellOf(key, values.get(key) ?? null, { full, branch, recipient }));
      if (written.length % told === 0)
        await run.progress({ done: written.length, total: Math.max(people, written.length) });
    }
  }
}

const writeFile = async (run: JobRun, columns: StoredExport['columns'], rows: Rows): Promise<StoredFile> => {
  const stream = new PassThrough();
  // The id of the job is the id of its file: a second run after a kill replaces what the first one left.
  const [stored] = await Promise.all([
    run.county.files.put(stream, { maxBytes, id: run.id }),
    writeSheet(stream, { sheetName: '党员名单', columns: columns.map(columnOf), rows }),
  ]);
  return stored;
};

/**
 * Each member reads later what of the own file left, by whom, to whom and why: full values wherever they go, and all of a
 * list that goes to somebody outside the line.
 */
const noteShown = async (
  tx: Tx,
  scope: Scope,
  county: County,
  stored: StoredExport,
  ids: readonly string[],
): Promise<void> => {
  const masked: readonly string[] = maskedKeys;
  const { recipient, recipientName = null } = stored;
  const fields = recipient === 'other' ? stored.columns : stored.columns.filter((key) => masked.includes(key));
  if ((!stored.full && recipient !== 'other') || fields.length === 0) return;
  const receipts = ids.map((id) => ({ id, receipt: newId() }));
  await sql`
    insert into file_reading (id, person_id, org_path, account_id, reader, role, organisation, at, fields, reason, recipient,
      recipient_name)
    select r.receipt, p.id, p.org_path, ${scope.accountId}, ${scope.actor}, ${scope.role}, ${scope.organisationName},
      ${county.now().toISOString()}::timestamptz, ${fields}::text[], ${stored.reason}, ${recipient}::export_recipient,
      ${recipientName === '' ? null : recipientName}
    from jsonb_to_recordset(${JSON.stringify(receipts)}::jsonb) as r(id uuid, receipt uuid) join person p on p.id = r.id`.execute(
    tx,
  );
};

/** Writes the sheet into the county's files, encrypted, row by row. */
export const exportJob: JobHandler = async (run) => {
  const { county, scope } = run;
  const stored = StoredExport.parse(run.payload);
  const written: string[] = [];
  const file = await writeFile(run, stored.columns, cellsOf(run, stored, written));
  await county.write(scope, async (tx) => {
    const name = `党员名单-${county.today()}.xlsx`;
    const row = {
      org_path: scope.path,
      name,
      media_type: mediaType,
      size: file.size,
      digest: file.digest,
      key_id: file.keyId,
    };
    const { numInsertedOrUpdatedRows: fresh } = await tx
      .insertInto('file')
      .values({ id: run.id, account_id: scope.accountId, ...row })
      .onConflict((c) => c.column('id').doNothing())
      .executeTakeFirstOrThrow();
    if (fresh === 0n) await tx.updateTable('file').set(row).where('id', '=', run.id).execute();
    else await noteShown(tx, scope, county, stored, written);
  });
  return { file: true, rows: written.length };
};

/** Removes exported files whose day is over. */
export const sweepExports: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'members.sweepExports');
  const over = await county
    .read(scope)
    .selectFrom('job as j')
    .innerJoin('file as f', 'f.id', 'j.id')
    .select('j.id')
    .where('j.kind', '=', exportJobKind)
    .where('j.finished_at', '<', new Date(county.now().getTime() - keptFor(exportRule, county.today())).toISOString())
    .execute();
  for (const { id } of over) {
    await county.files.remove(id);
    await county.write(scope, (tx) => tx.deleteFrom('file').where('id', '=', id).execute());
  }
};
