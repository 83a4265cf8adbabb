import { sql, type Selectable } from 'kysely';
import { may, type Scope } from '#platform/access/scope.ts';
import type { Appraisal } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import type { Sight } from './rules.ts';

export type AppraisalRow = Selectable<Appraisal>;

/** Appraisals of the organisations in the range of the scope. */
export const visibleAppraisals = (db: Db, scope: Scope) =>
  db.selectFrom('appraisal as a').where('a.org_path', '>=', scope.from).where('a.org_path', '<', scope.to);

/** Appraisals in which the person behind the scope takes part, wherever they are filed, with the own row and no other. */
export const ownAppraisalRows = (db: Db, scope: Scope) =>
  db
    .selectFrom(sql<AppraisalRow>`own_appraisals()`.as('a'))
    .innerJoin('appraisal_person as p', (join) =>
      join.onRef('p.appraisal_id', '=', 'a.id').on('p.person_id', '=', scope.personId),
    );

interface Held {
  readonly organisation_id: string;
}

/** Whether the reader's role hangs on the very branch that holds the appraisal: nobody above keeps it. */
export const keeps = (scope: Scope, row: Held): boolean =>
  may(scope, 'appraisals.keep') && scope.organisationId === row.organisation_id;

/** The branch sees all; the committee above it those it has to act on; the county numbers. */
export const sightOf = (scope: Scope, row: Held): Sight => {
  if (keeps(scope, row)) return 'all';
  return may(scope, 'appraisals.attention') ? 'act' : 'counts';
};

/** The second count may be made by the branch itself or by those above it in the same township. */
export const confirms = (scope: Scope, row: Held): boolean =>
  may(scope, 'appraisals.confirm') && (scope.organisationId === row.organisation_id || sightOf(scope, row) === 'act');
