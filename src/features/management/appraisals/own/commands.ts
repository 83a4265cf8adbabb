import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import type { AppraisalRow } from '../access.ts';
import { ownAppraisalOf } from './queries.ts';

/** The appraisal that the person takes part in, held against what the branch does meanwhile. @throws AppError not_found */
const holdOwn = async (tx: Tx, scope: Scope, id: string) => {
  const { rows } = await sql<AppraisalRow>`select * from hold_own_appraisal(${id}::uuid)`.execute(tx);
  const [row] = rows;
  if (row === undefined || row.state === 'cancelled') throw notFound();
  return { row, own: await ownAppraisalOf(tx, scope, id) };
};

const writeOwn = async (
  tx: Tx,
  scope: Scope,
  row: AppraisalRow,
  { action, set }: { readonly action: string; readonly set: Readonly<Record<string, unknown>> },
): Promise<void> => {
  await tx
    .updateTable('appraisal_person')
    .set(set)
    .where('appraisal_id', '=', row.id)
    .where('person_id', '=', scope.personId)
    .execute();
  audit(tx, { action: `own.${action}`, entity: 'appraisal', entityId: row.id, path: row.org_path });
  touch(tx, `appraisal:${row.id}`, { path: row.org_path });
};

/** Writes the own self-appraisal, again until the test was counted. @throws AppError conflict, not_found */
export const writeSelf = async (tx: Tx, scope: Scope, county: County, id: string, text: string) => {
  const { row, own } = await holdOwn(tx, scope, id);
  if (!own.can.write)
    throw new AppError('conflict', { message: own.selfHow === 'paper' ? 'self_on_paper' : 'self_over' });
  await writeOwn(tx, scope, row, {
    action: 'writeSelf',
    set: { self_text: text, self_how: 'phone', self_at: county.now().toISOString() },
  });
  return ownAppraisalOf(tx, scope, id);
};

interface Response {
  readonly response: 'accepted' | 'objected';
  readonly words: string;
}

/** Acknowledges the own grade, or objects in words. @throws AppError conflict, not_found */
export const respondToGrade = async (tx: Tx, scope: Scope, county: County, id: string, input: Response) => {
  const { row, own } = await holdOwn(tx, scope, id);
  if (!own.can.respond)
    throw new AppError('conflict', { message: own.toldAt === null ? 'not_told' : 'responded_already' });
  await writeOwn(tx, scope, row, {
    action: 'respondToGrade',
    set: {
      response: input.response,
      response_words: input.words === '' ? null : input.words,
      responded_at: county.now().toISOString(),
    },
  });
  return ownAppraisalOf(tx, scope, id);
};
