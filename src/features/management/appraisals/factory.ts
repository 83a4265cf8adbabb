import { sql } from 'kysely';
import { leafPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { next } from '#test/harness/hostile.ts';

interface Place {
  readonly id: string;
  readonly path: string;
}

interface Wish {
  readonly person: { readonly id: string; readonly name: string };
  /** The sums of the test wait for a second count. */
  readonly counted?: boolean;
}

/** An appraisal under way with one full member on its roll; whatever the branch had for that year is called off. */
export const plantAppraisal = async (
  tx: Tx,
  place: Place,
  { person, counted = false }: Wish,
): Promise<{ readonly id: string; readonly of: string }> => {
  const id = newId();
  await sql`update appraisal set state = 'cancelled' where organisation_id = ${place.id} and state = 'running'`.execute(
    tx,
  );
  const day = '2026-03-02';
  await tx
    .insertInto('appraisal')
    .values({
      id,
      organisation_id: place.id,
      org_path: place.path,
      year: 2026,
      roll_on: day,
      studied_on: day,
      ...(counted ? { mutual_on: day, mutual_form: 'meeting', tested_on: day } : {}),
    })
    .execute();
  await tx
    .insertInto('appraisal_person')
    .values({
      appraisal_id: id,
      person_id: person.id,
      org_path: leafPath(place.path, person.id),
      name: person.name,
      category: 'full',
      votes: true,
      part: 'graded',
    })
    .execute();
  if (!counted) return { id, of: person.id };
  await tx
    .insertInto('appraisal_tally')
    .values({
      appraisal_id: id,
      org_path: place.path,
      issued: 1,
      returned: 1,
      valid: 1,
      invalid: 0,
      enterer: next('计票'),
    })
    .execute();
  await tx
    .insertInto('appraisal_tally_line')
    .values({
      appraisal_id: id,
      person_id: person.id,
      org_path: place.path,
      excellent: 0,
      qualified: 1,
      basic: 0,
      unqualified: 0,
    })
    .execute();
  return { id, of: person.id };
};
