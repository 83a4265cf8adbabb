/** Rows of somebody new that mean an applicant whom the county has on file: they carry the version of the person. */
import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { applicantOf, enlistPerson } from '../../enlisting/commands.ts';
import type { BatchRow } from '../access.ts';
import type { Commit } from '../newcomers/commands.ts';
import { newFile } from '../reading/commands.ts';
import { openSealed } from '../rows/access.ts';

interface Joining {
  readonly name: string | null;
  readonly branch_id: string;
  readonly person_id: string;
  readonly membership_id: string;
  readonly person_version: number;
  readonly sealed: Buffer;
}

/**
 * The membership of each goes into the file that there is. Undone, it is taken back and the file stays. @throws AppError refused where
 * somebody is not an applicant any more, or the file has changed since it was compared
 */
export const enlistApplicants = async (tx: Tx, { scope, county, reason }: Commit, batch: BatchRow): Promise<void> => {
  const { rows } = await sql<Joining>`
    select r.name, r.branch_id, r.person_id, r.membership_id, r.person_version, r.sealed
    from import_row r
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'new' and r.person_version is not null
    order by r.seq`.execute(tx);
  for (const row of rows) {
    const applicant = await applicantOf(tx, row.person_id);
    const { fields } = openSealed(county, row);
    if (applicant === undefined || fields === undefined || applicant.version !== row.person_version)
      throw new AppError('refused', { message: 'import_stale', params: { names: row.name ?? '' } });
    const { branchId: _branch, ...values } = newFile({ fields }, { id: row.branch_id });
    await enlistPerson(tx, scope, county, applicant, {
      branchId: row.branch_id,
      fields: values,
      reason,
      ids: { membershipId: row.membership_id, batchId: batch.id },
    });
  }
};
