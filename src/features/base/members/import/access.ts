import { sql, type Selectable } from 'kysely';
import { z } from 'zod';
import { approvalKind } from '#features/base/approvals/index.ts';
import { deadline } from '#features/base/rules/rules.ts';
import { may, type Scope } from '#platform/access/scope.ts';
import type { ImportBatch as BatchTable } from '#platform/db/schema.gen.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { fieldOf, isFieldKey, type FileField } from '../catalogue.ts';
import type { Counts, ImportBatch } from './contract.ts';

const StoredImport = z.object({
  batchId: z.uuid(),
  reading: z.number().int(),
  fileName: z.string(),
  new: z.number().int(),
  changed: z.number().int(),
  fields: z.array(z.object({ field: z.string(), people: z.number().int() })).default([]),
  restFields: z.number().int().default(0),
  names: z.array(z.string()).default([]),
});

const labelOf = (field: string): string | FileField['label'] => (isFieldKey(field) ? fieldOf(field).label : field);

/** An import that changes many existing people: the second person sees how many, in which fields, and opens the preview. */
export const importApproval = approvalKind<z.infer<typeof StoredImport>>({
  kind: 'members.import',
  permission: 'members.import',
  payload: StoredImport,
  link: ({ batchId }) => `/members/imports/${batchId}`,
  summary: ({ fileName, changed, fields, restFields, names, ...payload }) => [
    { message: 'members.import.rows', params: { new: payload.new, changed } },
    { message: 'members.import.file', params: { name: fileName } },
    ...fields.map(({ field, people }) => ({
      message: 'members.import.field',
      params: { field: labelOf(field), people },
    })),
    ...(restFields > 0 ? [{ message: 'members.import.restFields', params: { fields: restFields } }] : []),
    ...(names.length > 0
      ? [
          {
            message: names.length < changed ? 'members.import.someNames' : 'members.import.names',
            params: { names: { zh: names.join('、'), en: names.join(', ') }, people: changed },
          },
        ]
      : []),
  ],
});

export type BatchRow = Selectable<BatchTable>;

/** Existing people that one import may change before a second person has to agree. */
export const approvalAbove = 50;
export const visibleBatches = (db: Db, _scope: Scope) => db.selectFrom('import_batch as b');

export const noCounts: Counts = { total: 0, new: 0, changed: 0, unchanged: 0, error: 0, duplicate: 0, skipped: 0 };

const beforeCommit: readonly string[] = ['uploaded', 'reading', 'mapping', 'preview', 'failed'];

export const batchView = async (db: Db, scope: Scope, row: BatchRow): Promise<z.input<typeof ImportBatch>> => {
  const organisation = await db
    .selectFrom('organisation')
    .select('short_name')
    .where('id', '=', row.organisation_id)
    .executeTakeFirst();
  const counts = { ...noCounts, ...(row.counts as unknown as Partial<Counts>) };
  const branches = row.branches as unknown as { chosen: string | null; remembered?: boolean }[];
  const allowed = may(scope, 'members.import');
  const settled = row.state === 'preview' || row.state === 'mapping' || row.state === 'failed';
  const undoUntil =
    row.committed_at === null || row.cleared_at !== null
      ? null
      : deadline('keep.import', row.committed_at.slice(0, 10)).value;
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    fileName: row.file_name,
    size: row.size,
    organisationName: organisation?.short_name ?? '',
    uploadedBy: row.actor,
    uploadedAt: row.uploaded_at,
    jobId: row.job_id,
    error: row.error as { message: string; params: Record<string, string | number> } | null,
    counts,
    openBranches: branches.filter((b) => b.chosen === null).length,
    rememberedBranches: branches.filter((b) => b.remembered === true).length,
    ready: counts.new + counts.changed,
    needsApproval: counts.changed > approvalAbove,
    approvalId: row.approval_id,
    committedAt: row.committed_at,
    committedBy: row.committed_by,
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
    undoUntil,
    kept: row.kept,
    can: {
      map: allowed && settled,
      mend: allowed && row.state === 'preview',
      read: allowed && settled,
      commit: allowed && row.state === 'preview' && counts.new + counts.changed > 0,
      cancel: allowed && beforeCommit.includes(row.state),
      undo: allowed && row.state === 'committed' && row.cleared_at === null,
    },
  };
};

export const batchOf = async (db: Db, scope: Scope, id: string): Promise<BatchRow> => {
  const row = await visibleBatches(db, scope).selectAll().where('b.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

/** Locks the batch for a command. @throws AppError not_found, stale with the newer state, conflict in another state */
export const lockBatch = async (
  tx: Tx,
  scope: Scope,
  id: string,
  version: number,
  states: readonly string[],
): Promise<BatchRow> => {
  const row = await visibleBatches(tx, scope).selectAll().where('b.id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: await batchView(tx, scope, row) });
  if (!states.includes(row.state)) throw new AppError('conflict', { message: 'import_state' });
  return row;
};

/** Locks the batch for work on its rows, whose own versions guard them. @throws AppError not_found, conflict in another state */
export const lockBatchInState = async (
  tx: Tx,
  scope: Scope,
  id: string,
  states: readonly string[],
): Promise<BatchRow> => {
  const row = await visibleBatches(tx, scope).selectAll().where('b.id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  if (!states.includes(row.state)) throw new AppError('conflict', { message: 'import_state' });
  return row;
};

/** Counts of the current reading, by kind. */
export const countRows = async (tx: Tx, batch: Pick<BatchRow, 'id' | 'reading'>): Promise<Counts> => {
  const rows = await tx
    .selectFrom('import_row')
    .select(['kind', sql<number>`count(*)::int4`.as('n')])
    .where('batch_id', '=', batch.id)
    .where('reading', '=', batch.reading)
    .groupBy('kind')
    .execute();
  const counts: Record<string, number> = { ...noCounts };
  for (const { kind, n } of rows) {
    counts[kind] = n;
    counts['total'] = (counts['total'] ?? 0) + n;
  }
  return counts as unknown as Counts;
};
