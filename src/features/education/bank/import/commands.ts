import { sql } from 'kysely';
import type { z } from 'zod';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { UploadedFile } from '#platform/http/route.ts';
import { startJob } from '#platform/jobs/jobs.ts';
import { holdOwnPath } from '#features/base/organisations/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { holderOf, visibleImports } from '../access.ts';
import { Mapping, type mapColumns } from './contract.ts';
import type { ImportState } from './rules.ts';

export const readKind = 'bank.import';

const lockedImport = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleImports(tx, scope)
    .select([
      'm.id',
      'm.org_path',
      'm.unit_id',
      'm.holder',
      'm.actor',
      'm.state',
      'm.version',
      'm.job_id',
      'm.file_id',
      'm.defaults',
      'm.mapping',
      'm.file_name',
    ])
    .where('m.id', '=', id)
    .forUpdate('m')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};
export type ImportRow = Awaited<ReturnType<typeof lockedImport>>;

/** The import as the reader saw it, in one of these states. @throws AppError not_found, stale, conflict */
export const readyImport = async (
  tx: Tx,
  scope: Scope,
  { id, version, states }: { readonly id: string; readonly version?: number; readonly states: readonly ImportState[] },
): Promise<ImportRow> => {
  const row = await lockedImport(tx, scope, id);
  if (version !== undefined && row.version !== version)
    throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  if (!states.includes(row.state)) throw new AppError('conflict', { message: 'bank.import_state' });
  return row;
};

/** Writes down how the import stands now, and tells of it. */
export const noteImport = async (
  tx: Tx,
  row: Pick<ImportRow, 'id' | 'org_path'>,
  action: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  await tx
    .updateTable('bank_import')
    .set({ ...values, version: sql<number>`version + 1` })
    .where('id', '=', row.id)
    .execute();
  audit(tx, { action: `bank.import.${action}`, entity: 'bank_import', entityId: row.id, path: row.org_path });
  touch(tx, 'bankImports', { path: row.org_path });
};

/** Keeps the file and starts reading it, in the name of the scope's organisation. */
export const uploadFile = async (tx: Tx, scope: Scope, county: County, file: UploadedFile) => {
  const { organisationId } = scope;
  if (organisationId === null) throw notFound();
  const id = newId();
  const org_path = matterPath(await holdOwnPath(tx, scope), id);
  await tx
    .insertInto('file')
    .values({
      id: file.id,
      org_path,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      digest: file.digest,
      key_id: file.keyId,
      account_id: scope.accountId,
    })
    .execute();
  const jobId = await startJob(tx, county, scope, { kind: readKind, subject: file.name, payload: { importId: id } });
  await tx
    .insertInto('bank_import')
    .values({
      id,
      org_path,
      unit_id: organisationId,
      holder: holderOf(scope),
      actor: scope.actor,
      file_id: file.id,
      file_name: file.name,
      size: file.size,
      defaults: JSON.stringify({ categoryCode: null, source: '', licence: '' }),
      job_id: jobId,
      created_at: county.now().toISOString(),
    })
    .execute();
  audit(tx, { action: 'bank.import.upload', entity: 'bank_import', entityId: id, path: org_path });
  touch(tx, 'bankImports', { path: org_path });
  return { id, version: 1, state: 'reading' as const };
};

/** Reads the file once more, by what a person said of its columns. @throws AppError not_found, stale, conflict, invalid */
export const mapSheet = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...by }: z.output<typeof mapColumns.body>,
): Promise<void> => {
  const row = await readyImport(tx, scope, { id, version, states: ['failed'] });
  const { seen } = Mapping.parse(row.mapping);
  if (row.file_id === null) throw new AppError('conflict', { message: 'bank.import_state' });
  if (!seen.some(({ sheet }) => sheet === by.sheet)) throw invalid('body.sheet', 'bank.no_sheet');
  const payload = { importId: id };
  const jobId = await startJob(tx, county, scope, { kind: readKind, subject: row.file_name, payload });
  await noteImport(tx, row, 'map', {
    state: 'reading',
    error: null,
    job_id: jobId,
    mapping: JSON.stringify({ seen, by } satisfies Mapping),
  });
};

/** Ends an import that is not committed: its rows and its file are deleted. @throws AppError not_found, stale, conflict */
export const giveUp = async (tx: Tx, scope: Scope, county: County, id: string, version: number): Promise<void> => {
  const row = await readyImport(tx, scope, { id, version, states: ['reading', 'preview', 'failed'] });
  await tx.deleteFrom('bank_import_row').where('import_id', '=', id).execute();
  if (row.job_id !== null)
    await tx.updateTable('job').set({ cancel_asked: true }).where('id', '=', row.job_id).execute();
  await noteImport(tx, row, 'cancel', { state: 'cancelled', file_id: null });
  const { file_id: fileId } = row;
  if (fileId === null) return;
  await tx.deleteFrom('file').where('id', '=', fileId).execute();
  tx.effects.afterCommit.push(() => {
    // What could not be removed now is found by the nightly sweep: no row names it any more.
    county.files.remove(fileId).catch(() => undefined);
  });
};
