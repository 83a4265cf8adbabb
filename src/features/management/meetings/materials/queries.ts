import { sql, type Selectable } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { MeetingMaterial } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { notFound } from '#shared/errors.ts';
import { ownPerson } from '../own/queries.ts';
import type { Material } from './contract.ts';

type Row = Selectable<MeetingMaterial>;

const view = (row: Row): z.input<typeof Material> => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  mediaType: row.media_type,
  size: row.size,
  addedBy: row.added_by,
  addedAt: row.added_at,
  addedReason: row.added_reason,
  removed:
    row.removed_at === null ? null : { by: row.removed_by ?? '', at: row.removed_at, reason: row.removed_reason ?? '' },
});

/** The files of a meeting in the order of their coming, those taken out among them. */
export const materialsOf = async (db: Db, meetingId: string): Promise<z.input<typeof Material>[]> => {
  const rows = await db
    .selectFrom('meeting_material')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('id')
    .execute();
  return rows.map(view);
};

const ownRows = (db: Db, meetingId: string) => db.selectFrom(sql<Row>`own_meeting_materials(${meetingId})`.as('m'));

interface At {
  readonly id: string;
  readonly materialId: string;
}

const opened = async (
  county: County,
  row: Pick<Row, 'file_id' | 'name' | 'media_type'> | undefined,
): Promise<Download> => {
  if (!row?.file_id) throw notFound();
  return { name: row.name, mediaType: row.media_type, body: await county.files.get(row.file_id) };
};

/** @throws AppError not_found outside the range, and where the file was taken out */
export const openMaterial = async (
  db: Db,
  _scope: Scope,
  county: County,
  { id, materialId }: At,
): Promise<Download> => {
  const row = await db
    .selectFrom('meeting_material')
    .select(['file_id', 'name', 'media_type'])
    .where('id', '=', materialId)
    .where('meeting_id', '=', id)
    .executeTakeFirst();
  return opened(county, row);
};

/** @throws AppError not_found where the person is not asked, and for the signed sheet */
export const openOwnMaterial = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, materialId }: At,
): Promise<Download> => {
  ownPerson(scope);
  const row = await ownRows(db, id)
    .select(['m.file_id', 'm.name', 'm.media_type'])
    .where('m.id', '=', materialId)
    .executeTakeFirst();
  return opened(county, row);
};
