import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { screenFile } from '#platform/files/screening.ts';
import type { UploadedFile } from '#platform/http/route.ts';
import { hasSecrecyMark } from '#features/base/members/attachments/rules.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { mayOf, type MeetingRow } from '../access.ts';
import { lockMeeting, note } from '../commands.ts';
import { changesMaterials } from '../rules.ts';
import { mostMaterials, type MaterialKind } from './rules.ts';

/** The meeting, held; whoever may not change its files learns that it has moved on. @throws AppError conflict, invalid */
const openTo = async (tx: Tx, scope: Scope, id: string, said: string, field: string) => {
  const meeting = await lockMeeting(tx, scope, id);
  if (!changesMaterials(meeting.state, mayOf(scope))) throw new AppError('conflict', { message: 'meeting_moved_on' });
  const needsReason = meeting.state === 'closed';
  if (needsReason && said.length < 2) throw invalid(field, 'material_reason');
  return { meeting, reason: needsReason ? said : null };
};

const refuseMore = async (tx: Tx, meeting: MeetingRow): Promise<void> => {
  const { n } = await tx
    .selectFrom('meeting_material')
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow();
  if (Number(n) >= mostMaterials) throw new AppError('refused', { message: 'many_materials' });
};

interface NewMaterial {
  readonly kind: MaterialKind;
  readonly reason?: string | undefined;
  readonly uploaded: UploadedFile;
}

/** @throws AppError not_found, conflict, invalid for a file that is not taken or a mark of secrecy in its name */
export const attachMaterial = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { kind, reason: said = '', uploaded }: NewMaterial,
): Promise<{ id: string }> => {
  const { meeting, reason } = await openTo(tx, scope, id, said, 'query.reason');
  if (hasSecrecyMark(uploaded.name)) throw invalid('file', 'material_secret');
  const file = { ...uploaded, ...(await screenFile(county.files, uploaded)) };
  await refuseMore(tx, meeting);
  const { org_path } = meeting;
  const facts = { org_path, name: file.name, media_type: file.mediaType, size: file.size };
  await tx
    .insertInto('file')
    .values({ id: file.id, ...facts, digest: file.digest, key_id: file.keyId, account_id: scope.accountId })
    .execute();
  const material = newId();
  await tx
    .insertInto('meeting_material')
    .values({
      id: material,
      meeting_id: id,
      ...facts,
      kind,
      file_id: file.id,
      added_by: scope.actor,
      added_at: county.now().toISOString(),
      added_reason: reason,
    })
    .execute();
  note(tx, meeting, 'attachMaterial', reason);
  return { id: material };
};

/** The file goes for good; of a closed meeting the line stays, with who took it out and why. @throws AppError not_found */
export const removeMaterial = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, materialId }: { readonly id: string; readonly materialId: string },
  said: string,
): Promise<{ id: string }> => {
  const { meeting, reason } = await openTo(tx, scope, id, said, 'body.reason');
  const row = await tx
    .selectFrom('meeting_material')
    .select('file_id')
    .where('id', '=', materialId)
    .where('meeting_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row?.file_id) throw notFound();
  const { file_id: fileId } = row;
  if (reason === null) await tx.deleteFrom('meeting_material').where('id', '=', materialId).execute();
  else
    await tx
      .updateTable('meeting_material')
      .set({
        file_id: null,
        removed_by: scope.actor,
        removed_at: county.now().toISOString(),
        removed_reason: reason,
      })
      .where('id', '=', materialId)
      .execute();
  await tx.deleteFrom('file').where('id', '=', fileId).execute();
  // A process that ends between the commit and this leaves a file that no row names: the nightly sweep takes it.
  tx.effects.afterCommit.push(() => void county.files.remove(fileId).catch(() => undefined));
  note(tx, meeting, 'removeMaterial', reason);
  return { id: materialId };
};
