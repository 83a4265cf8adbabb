import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { audienceRoot, heldExams } from '../access.ts';
import { setHelpers } from './contract.ts';
import { helpersOf } from './queries.ts';

/** Names the units anew. @throws AppError not_found, conflict, invalid */
export const nameHelpers = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { units }: z.output<typeof setHelpers.body>,
): Promise<z.input<typeof setHelpers.reply>> => {
  const exam = await heldExams(tx, scope)
    .where('e.id', '=', id)
    .select(['e.id', 'e.state', 'u.path as unit_path'])
    .forUpdate('e')
    .executeTakeFirst();
  if (exam === undefined) throw notFound();
  if (exam.state !== 'draft' && exam.state !== 'published')
    throw new AppError('conflict', { message: 'exams.wrong_state' });
  const wanted = [...new Set(units)].filter((unit) => unit !== scope.organisationId);
  const root = await audienceRoot(tx, scope);
  const known =
    wanted.length === 0
      ? []
      : await tx.selectFrom('organisation').select(['id', 'path']).where('id', 'in', wanted).execute();
  if (root === null || known.length < wanted.length || known.some(({ path }) => !path.startsWith(root)))
    throw invalid('body.units', 'exams.not_below');
  await tx.deleteFrom('exam_helper').where('exam_id', '=', id).execute();
  const named_at = county.now().toISOString();
  if (wanted.length > 0)
    await tx
      .insertInto('exam_helper')
      .values(wanted.map((unit_id) => ({ id: newId(), exam_id: id, unit_id, named_at })))
      .execute();
  audit(tx, { action: setHelpers.name, entity: 'exam', entityId: id, path: exam.unit_path });
  touch(tx, 'exams', { path: exam.unit_path });
  for (const { path } of known) touch(tx, 'exams', { path });
  return helpersOf(tx, scope, id);
};
