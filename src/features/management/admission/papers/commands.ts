import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { UploadedFile } from '#platform/http/route.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { hasSecrecyMark, scanTypeOf } from '#features/base/members/index.ts';
import type { paperFields } from './contract.ts';
import { visiblePapers } from './access.ts';
import { caseRow } from './queries.ts';

interface At {
  readonly id: string;
  readonly paperId: string;
}

/** The case stays where it is while a paper is filed with it. */
const holdCase = async (tx: Tx, id: string) => {
  await tx.selectFrom('admission_case').select('id').where('id', '=', id).forShare().executeTakeFirst();
  return caseRow(tx, id);
};

const lockPaper = async (tx: Tx, scope: Scope, { id, paperId }: At) => {
  await holdCase(tx, id);
  const row = await visiblePapers(tx, scope)
    .selectAll('p')
    .where('p.id', '=', paperId)
    .where('p.case_id', '=', id)
    .where('p.voided_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

type PaperRow = Awaited<ReturnType<typeof lockPaper>>;

const change = async (
  tx: Tx,
  row: PaperRow,
  {
    action,
    values,
    reason,
    changes,
  }: {
    readonly action: string;
    readonly values: Record<string, unknown>;
    readonly reason?: string;
    readonly changes?: readonly { field: string; from: string | null; to: string | null }[];
  },
) => {
  await tx
    .updateTable('admission_paper')
    .set({ ...values, version: sql<number>`version + 1` })
    .where('id', '=', row.id)
    .execute();
  const { org_path: path } = row;
  audit(tx, {
    action,
    entity: 'person',
    entityId: row.person_id,
    path,
    reason: reason ?? null,
    changes: [...(changes ?? [])],
  });
  touch(tx, `admission:${row.case_id}`, { path });
  return { id: row.id };
};

type Kept = z.output<typeof paperFields>;

export const keepPaper = async (tx: Tx, scope: Scope, county: County, id: string, kept: Kept) => {
  if (kept.on > county.today()) throw invalid('body.on', 'day_in_future');
  const row = await holdCase(tx, id);
  const paperId = newId();
  const { org_path: path } = row;
  await tx
    .insertInto('admission_paper')
    .values({
      id: paperId,
      case_id: id,
      person_id: row.person_id,
      org_path: path,
      paper: kept.paper,
      on_day: kept.on,
      paper_place: kept.place,
      note: kept.note ?? null,
      recorder: scope.actor,
      role: scope.role,
      organisation: scope.organisationName,
    })
    .execute();
  const changes = [{ field: 'admission_paper.paper_place', from: null, to: kept.place }];
  audit(tx, { action: 'admission.keepPaper', entity: 'person', entityId: row.person_id, path, changes });
  touch(tx, `admission:${id}`, { path });
  return { id: paperId };
};

/** @throws AppError stale where somebody else has changed it meanwhile */
export const placePaper = async (
  tx: Tx,
  scope: Scope,
  at: At,
  { version, place }: { version: number; place: string },
) => {
  const row = await lockPaper(tx, scope, at);
  if (row.version !== version)
    throw new AppError('stale', { current: { place: row.paper_place, version: row.version } });
  const changes = [{ field: 'admission_paper.paper_place', from: row.paper_place, to: place }];
  return change(tx, row, { action: 'admission.placePaper', values: { paper_place: place }, changes });
};

export const voidPaper = async (tx: Tx, scope: Scope, at: At, reason: string) => {
  const row = await lockPaper(tx, scope, at);
  const values = { voided_at: sql<string>`now()`, voided_by: scope.actor, void_reason: reason };
  return change(tx, row, { action: 'admission.voidPaper', values, reason });
};

const headOf = async (county: County, id: string): Promise<Uint8Array> => {
  const stream = await county.files.get(id);
  try {
    for await (const chunk of stream) return chunk as Buffer;
    return new Uint8Array();
  } finally {
    stream.destroy();
  }
};

/** A scan that was there before stays in the store and in the history. @throws AppError not_found, invalid */
export const scanPaper = async (tx: Tx, scope: Scope, county: County, at: At, file: UploadedFile) => {
  if (hasSecrecyMark(file.name)) throw invalid('file', 'scan_secret');
  const mediaType = scanTypeOf(await headOf(county, file.id));
  if (mediaType === undefined) throw invalid('file', 'scan_type');
  const row = await lockPaper(tx, scope, at);
  await tx
    .insertInto('file')
    .values({
      id: file.id,
      org_path: row.org_path,
      name: file.name,
      media_type: mediaType,
      size: file.size,
      digest: file.digest,
      key_id: file.keyId,
      account_id: scope.accountId,
    })
    .execute();
  const changes = [{ field: 'admission_paper.file_id', from: row.file_id, to: file.id }];
  return change(tx, row, { action: 'admission.scanPaper', values: { file_id: file.id }, changes });
};
