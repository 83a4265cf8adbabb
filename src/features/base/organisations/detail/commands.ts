import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { mayEdit } from '../access.ts';
import { organisationRow, type OrganisationRow } from '../queries.ts';
import { organisationView } from './queries.ts';

/** A code names one organisation at a time. @throws AppError invalid */
export const refuseTakenCode = async (tx: Tx, code: string | null | undefined, but: string | null): Promise<void> => {
  if (code === null || code === undefined || code === '') return;
  const taken = await tx
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', code)
    .where('abolished_on', 'is', null)
    .where('id', 'is distinct from', but)
    .executeTakeFirst();
  if (taken) throw invalid('body.code', 'code_taken');
};

/** An empty field is no value. */
export const blank = (text: string | null | undefined): string | null =>
  text === undefined || text === '' ? null : text;

interface FactChange {
  readonly version: number;
  readonly code?: string | null | undefined;
  readonly divisionCode?: string | null | undefined;
  readonly unitRelation?: string | null | undefined;
  readonly unitCode?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly address?: string | null | undefined;
  readonly position?: number | undefined;
  readonly coveredUnits?: readonly string[] | undefined;
  readonly reason?: string | undefined;
}

const factColumns = {
  code: 'code',
  divisionCode: 'division_code',
  unitRelation: 'unit_relation',
  unitCode: 'unit_code',
  phone: 'phone',
  address: 'address',
  position: 'position',
} as const;

/** Each unit once. @throws AppError invalid for another type, which covers no units */
const unitsOf = (row: OrganisationRow, units: readonly string[] | undefined): string[] => {
  if (units === undefined) return row.covered_units;
  if (row.type !== 'joint_branch' && units.length > 0) throw invalid('body.coveredUnits', 'units_of_joint_branch');
  return [...new Set(units)];
};

/** Changes facts that are no event. @throws AppError stale, not_found, invalid */
export const changeOrganisation = async (
  tx: Tx,
  { scope, county }: { readonly scope: Scope; readonly county: County },
  id: string,
  input: FactChange,
): Promise<void> => {
  const row = await organisationRow(tx, scope, id);
  if (!mayEdit(scope, row.path)) throw notFound();
  const given = Object.entries(factColumns).flatMap(([field, column]) => {
    const value = input[field as keyof typeof factColumns];
    if (value === undefined) return [];
    return [{ field, column, from: row[column], to: typeof value === 'number' ? value : blank(value) }];
  });
  if (row.abolished_on !== null) throw invalid('body.version', 'already_abolished');
  await refuseTakenCode(tx, input.code, id);
  const units = unitsOf(row, input.coveredUnits);
  const changed = await tx
    .updateTable('organisation')
    .set((e) => ({
      ...Object.fromEntries(given.map(({ column, to }) => [column, to])),
      covered_units: units,
      version: e('version', '+', 1),
      updated_at: sql<string>`now()`,
    }))
    .where('id', '=', id)
    .where('version', '=', input.version)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw new AppError('stale', { current: await organisationView(tx, scope, county, id) });
  audit(tx, {
    action: 'organisations.change',
    entity: 'organisation',
    entityId: id,
    path: row.path,
    reason: input.reason ?? null,
    changes: [...given, { field: 'coveredUnits', from: row.covered_units.join('、'), to: units.join('、') }]
      .filter(({ from, to }) => from !== to)
      .map(({ field, from, to }) => ({ field, from, to })),
  });
  touch(tx, 'organisations', { path: row.path });
};
