import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Download, UploadedFile } from '#platform/http/route.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { seesTable } from '../access.ts';
import { raise } from '../file/commands.ts';
import { openFile } from '../file/queries.ts';
import { noteReveal } from '../reveal/commands.ts';
import { type ScanAt, scanRow, sentScan } from './queries.ts';
import { hasSecrecyMark, scanTypeOf } from './rules.ts';

const headOf = async (county: County, id: string): Promise<Uint8Array> => {
  const stream = await county.files.get(id);
  try {
    for await (const chunk of stream) return chunk as Buffer;
    return new Uint8Array();
  } finally {
    stream.destroy();
  }
};

/**
 * Joins a scan to the record of its paper. A scan that was there before stays in the store and in the history.
 * @throws AppError not_found, invalid for another kind of file or a mark of secrecy in its name
 */
export const attachScan = async (tx: Tx, scope: Scope, county: County, at: ScanAt, file: UploadedFile) => {
  if (!seesTable(scope, 'attachment', false)) throw notFound();
  if (hasSecrecyMark(file.name)) throw invalid('file', 'scan_secret');
  const mediaType = scanTypeOf(await headOf(county, file.id));
  if (mediaType === undefined) throw invalid('file', 'scan_type');
  const { person, membership } = await openFile(tx, county, at.id, { lock: true });
  if (membership.left_on !== null) throw new AppError('conflict', { message: 'membership_ended' });
  const record = await tx
    .selectFrom('attachment')
    .select(['version', 'file_id'])
    .where('id', '=', at.recordId)
    .where('person_id', '=', at.id)
    .where('voided_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!record) throw notFound();
  const { org_path: path } = person;
  await tx
    .insertInto('file')
    .values({
      id: file.id,
      org_path: path,
      name: file.name,
      media_type: mediaType,
      size: file.size,
      digest: file.digest,
      key_id: file.keyId,
      account_id: scope.accountId,
    })
    .execute();
  const version = record.version + 1;
  await tx.updateTable('attachment').set({ file_id: file.id, version }).where('id', '=', at.recordId).execute();
  await tx.updateTable('person').set(raise).where('id', '=', at.id).execute();
  const changes = [{ field: 'attachment.file_id', from: record.file_id, to: file.id }];
  audit(tx, { action: 'members.attachScan', entity: 'person', entityId: at.id, path, changes });
  touch(tx, `member:${at.id}`, { path });
  return { id: at.recordId, version };
};

/**
 * The scan of a paper, for a reason: counted, audited and filed for the member before the first byte leaves.
 * @throws AppError not_found also where there is no scan, slow_down
 */
export const openScan = async (scope: Scope, county: County, at: ScanAt, reason: string): Promise<Download> => {
  if (!seesTable(scope, 'attachment', false)) throw notFound();
  const scan = await county.write(scope, async (tx) => {
    const found = await scanRow(tx, at);
    const person = { id: at.id, path: found.org_path };
    const about = { entity: 'attachment', id: at.recordId } as const;
    await noteReveal(tx, scope, county, {
      person,
      fields: ['attachment.file_id'],
      reason,
      action: 'members.reveal',
      about,
    });
    return found;
  });
  return sentScan(county, scan);
};
