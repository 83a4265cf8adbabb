import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { notFound } from '#shared/errors.ts';
import { seesTable } from '../access.ts';
import { noteReading } from '../readings/commands.ts';

interface At {
  readonly id: string;
  readonly recordId: string;
  readonly isOwn: boolean;
}

/** The scan of a paper; the reading is noted for the member. @throws AppError not_found also where there is no scan */
export const openScan = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, recordId, isOwn }: At,
): Promise<Download> => {
  if (!seesTable(scope, 'attachment', isOwn)) throw notFound();
  const scan = await db
    .selectFrom('attachment as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .innerJoin('file as f', 'f.id', 'a.file_id')
    .select(['f.id', 'f.name', 'f.media_type', 'p.org_path'])
    .where('a.id', '=', recordId)
    .where('a.person_id', '=', id)
    .where('a.voided_at', 'is', null)
    .where('p.merged_into_id', 'is', null)
    .executeTakeFirst();
  if (!scan) throw notFound();
  const body = await county.files.get(scan.id);
  noteReading(county, scope, { id, path: scan.org_path });
  return { name: scan.name, mediaType: scan.media_type, body };
};
