import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { UploadedFile } from '#platform/http/route.ts';
import { startJob } from '#platform/jobs/jobs.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { askApproval, useApproval } from '#features/base/approvals/index.ts';
import { holdOwnPath } from '#features/base/organisations/index.ts';
import { changesOf } from './asking/queries.ts';
import { approvalAbove, batchView, countRows, importApproval, lockBatch, type BatchRow } from './access.ts';
import { plainBranch } from './branches/rules.ts';
import { plainHeading } from './headings/rules.ts';
import type { SheetMapping } from './reading/rules.ts';

export const importKind = 'members.import';
export const commitKind = 'members.import.commit';
export const undoKind = 'members.import.undo';

const settled = ['mapping', 'preview', 'failed'] as const;

const update = async (tx: Tx, batch: BatchRow, values: Record<string, unknown>): Promise<BatchRow> => {
  const row = await tx
    .updateTable('import_batch')
    .set({ ...values, updated_at: sql<string>`now()`, version: sql<number>`version + 1` })
    .where('id', '=', batch.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  touch(tx, `import:${batch.id}`, { path: batch.org_path });
  touch(tx, 'imports', { path: batch.org_path });
  return row;
};

const note = (tx: Tx, batch: Pick<BatchRow, 'id' | 'org_path'>, action: string, reason?: string): void =>
  audit(tx, { action, entity: 'import_batch', entityId: batch.id, path: batch.org_path, reason: reason ?? null });

const startReading = async (
  tx: Tx,
  county: County,
  scope: Scope,
  batch: BatchRow,
  values: Record<string, unknown> = {},
): Promise<BatchRow> => {
  const jobId = await startJob(tx, county, scope, {
    kind: importKind,
    subject: batch.file_name,
    payload: { batchId: batch.id },
  });
  // What a second person agreed to may no longer be what will be read.
  return update(tx, batch, { ...values, state: 'reading', job_id: jobId, error: null, approval_id: null });
};

/** Keeps the file and starts reading it. The batch belongs to the scope's organisation. */
export const uploadRoster = async (tx: Tx, scope: Scope, county: County, file: UploadedFile) => {
  if (scope.organisationId === null) throw new AppError('not_found');
  const path = await holdOwnPath(tx, scope);
  await tx
    .insertInto('file')
    .values({
      id: file.id,
      org_path: path,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      digest: file.digest,
      key_id: file.keyId,
      account_id: scope.accountId,
    })
    .execute();
  const batch = await tx
    .insertInto('import_batch')
    .values({
      id: newId(),
      org_path: path,
      organisation_id: scope.organisationId,
      account_id: scope.accountId,
      actor: scope.actor,
      file_id: file.id,
      file_name: file.name,
      size: file.size,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  note(tx, batch, 'members.import.upload');
  return batchView(tx, scope, await startReading(tx, county, scope, batch));
};

const remember = async (
  tx: Tx,
  batch: BatchRow,
  kind: 'heading' | 'branch',
  entries: readonly { text: string; field: string | null; branchId: string | null }[],
): Promise<void> => {
  for (const { text, field, branchId } of entries) {
    await tx
      .insertInto('import_memory')
      .values({
        organisation_id: batch.organisation_id,
        kind,
        text,
        field,
        branch_id: branchId,
        org_path: batch.org_path,
      })
      .onConflict((c) =>
        c
          .columns(['organisation_id', 'kind', 'text'])
          .doUpdateSet({ field, branch_id: branchId, updated_at: sql<string>`now()` }),
      )
      .execute();
  }
};

export const mapColumns = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, sheets }: { version: number; sheets: readonly SheetMapping[] },
) => {
  const batch = await lockBatch(tx, scope, id, version, settled);
  const known = batch.sheets as unknown as {
    sheet: string;
    columns: { column: number; heading: string; field: string | null }[];
  }[];
  const decided = sheets.flatMap((s) =>
    s.columns.flatMap(({ column, field }) => {
      const before = known.find((k) => k.sheet === s.sheet)?.columns.find((c) => c.column === column);
      return before && before.field !== field ? [{ text: plainHeading(before.heading), field, branchId: null }] : [];
    }),
  );
  await remember(tx, batch, 'heading', decided);
  note(tx, batch, 'members.import.map');
  return batchView(tx, scope, await startReading(tx, county, scope, batch, { mapping: JSON.stringify(sheets) }));
};

export const confirmNames = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, choices }: { version: number; choices: readonly { text: string; branchId: string | null }[] },
) => {
  const batch = await lockBatch(tx, scope, id, version, settled);
  const wanted = choices.flatMap((c) => c.branchId ?? []);
  const found = await tx
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', sql<string>`any(${wanted}::uuid[])`)
    .where('path', '>=', scope.from)
    .where('path', '<', scope.to)
    .execute();
  const inRange = new Set(found.map((f) => f.id));
  const outside = choices.findIndex((c) => c.branchId !== null && !inRange.has(c.branchId));
  if (outside >= 0) throw invalid(`body.choices.${outside}.branchId`, 'branch_unknown');
  await remember(
    tx,
    batch,
    'branch',
    choices.map((c) => ({ ...c, text: plainBranch(c.text), field: null })),
  );
  note(tx, batch, 'members.import.confirmBranches');
  return batchView(tx, scope, await startReading(tx, county, scope, batch));
};

export const readOnceMore = async (tx: Tx, scope: Scope, county: County, id: string, version: number) => {
  const batch = await lockBatch(tx, scope, id, version, settled);
  note(tx, batch, 'members.import.read');
  return batchView(tx, scope, await startReading(tx, county, scope, batch));
};

/** Ends an import that is not committed: its rows and its file are deleted, a reading that is under way finds it gone. */
export const giveUp = async (tx: Tx, scope: Scope, county: County, id: string, version: number) => {
  const batch = await lockBatch(tx, scope, id, version, ['uploaded', 'reading', ...settled]);
  await tx.deleteFrom('import_row').where('batch_id', '=', id).execute();
  if (batch.job_id !== null)
    await tx.updateTable('job').set({ cancel_asked: true }).where('id', '=', batch.job_id).execute();
  const { file_id: fileId } = batch;
  if (fileId !== null) {
    await tx.deleteFrom('file').where('id', '=', fileId).execute();
    tx.effects.afterCommit.push(() => {
      // What could not be removed now is found by the nightly sweep: no row names it any more.
      county.files.remove(fileId).catch(() => undefined);
    });
  }
  note(tx, batch, 'members.import.cancel');
  return batchView(
    tx,
    scope,
    await update(tx, batch, { state: 'cancelled', cleared_at: sql<string>`now()`, file_id: null }),
  );
};

/** An approval that was refused, withdrawn or has run out asks for a new one. */
const isOver = async (tx: Tx, id: string): Promise<boolean> => {
  const row = await tx.selectFrom('approval').select('state').where('id', '=', id).executeTakeFirst();
  return row === undefined || row.state === 'refused' || row.state === 'withdrawn' || row.state === 'expired';
};

export interface CommitRequest {
  readonly version: number;
  readonly leaveOut: boolean;
  readonly reason: string;
}

/** Starts the commit, or asks a second person where many existing people change. */
export const commitRoster = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, leaveOut, reason }: CommitRequest,
) => {
  const batch = await lockBatch(tx, scope, id, version, ['preview']);
  const counts = await countRows(tx, batch);
  if (counts.new + counts.changed === 0) throw new AppError('refused', { message: 'import_nothing' });
  if (!leaveOut && counts.error + counts.duplicate > 0)
    throw new AppError('refused', {
      message: 'import_open',
      params: { errors: counts.error, duplicates: counts.duplicate },
    });
  if (counts.changed > approvalAbove) {
    if (batch.approval_id === null || (await isOver(tx, batch.approval_id))) {
      const payload = {
        batchId: id,
        reading: batch.reading,
        fileName: batch.file_name,
        new: counts.new,
        changed: counts.changed,
        ...(await changesOf(tx, batch)),
      };
      const approvalId = await askApproval(tx, scope, importApproval, { payload, path: batch.org_path, reason });
      note(tx, batch, 'members.import.commit', reason);
      return batchView(tx, scope, await update(tx, batch, { approval_id: approvalId, reason }));
    }
    const agreed = await useApproval(tx, scope, importApproval, batch.approval_id);
    if (agreed.reading !== batch.reading) throw new AppError('refused', { message: 'import_changed_since' });
  }
  const jobId = await startJob(tx, county, scope, {
    kind: commitKind,
    subject: batch.file_name,
    payload: { batchId: id },
  });
  note(tx, batch, 'members.import.commit', reason);
  return batchView(tx, scope, await update(tx, batch, { state: 'committing', job_id: jobId, reason, error: null }));
};

export const undoRoster = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason }: { version: number; reason: string },
) => {
  const batch = await lockBatch(tx, scope, id, version, ['committed']);
  if (batch.cleared_at !== null) throw new AppError('refused', { message: 'import_cleared' });
  const jobId = await startJob(tx, county, scope, {
    kind: undoKind,
    subject: batch.file_name,
    payload: { batchId: id, reason },
  });
  note(tx, batch, 'members.import.undo', reason);
  return batchView(tx, scope, await update(tx, batch, { state: 'undoing', job_id: jobId, error: null }));
};
