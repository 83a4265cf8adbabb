import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { notFound } from '#shared/errors.ts';
import { seesTable } from '../access.ts';

export interface ScanAt {
  readonly id: string;
  readonly recordId: string;
}

/** The scan of a paper as it is stored. @throws AppError not_found also where there is no scan */
export const scanRow = async (db: Db, { id, recordId }: ScanAt) => {
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
  return scan;
};

export const sentScan = async (county: County, scan: Awaited<ReturnType<typeof scanRow>>): Promise<Download> => ({
  name: scan.name,
  mediaType: scan.media_type,
  body: await county.files.get(scan.id),
});

/** The scan of a paper of the own file: reading what is kept about oneself needs no reason. @throws AppError not_found */
export const ownScan = async (db: Db, scope: Scope, county: County, at: ScanAt): Promise<Download> => {
  if (!seesTable(scope, 'attachment', true)) throw notFound();
  return sentScan(county, await scanRow(db, at));
};
