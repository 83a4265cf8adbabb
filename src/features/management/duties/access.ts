import { covers, may, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { organisationRow, type OrganisationRow } from '#features/base/organisations/index.ts';
import { notFound } from '#shared/errors.ts';
import { lecturingTypes, owingTypes } from './rules.ts';
import type { Viewer } from './states/rules.ts';

export interface Range {
  readonly from: string;
  readonly to: string;
}

/** Whether the reader may know what an organisation owes. */
const inRange = (scope: Scope, path: string): boolean =>
  covers(scope, path) && (scope.role === 'system' || may(scope, 'duties.read'));

/** An organisation in the reader's range; without an id the one on which the role hangs. @throws AppError not_found */
export const placeOf = async (db: Db, scope: Scope, id: string | undefined): Promise<OrganisationRow> => {
  const asked = id ?? scope.organisationId;
  if (asked === null) throw notFound();
  const row = await organisationRow(db, scope, asked);
  if (!inRange(scope, row.path)) throw notFound();
  return row;
};

export const rangeOf = ({ path }: Pick<OrganisationRow, 'path'>): Range => ({ from: path, to: rangeEnd(path) });

export const owes = (row: Pick<OrganisationRow, 'type'>): boolean => owingTypes.some((type) => type === row.type);

/** A committee, whose secretary gives a lesson. */
export const lectures = (row: Pick<OrganisationRow, 'type'>): boolean =>
  lecturingTypes.some((type) => type === row.type);

/** The branch itself looks at once; everybody above it some working days later. */
export const viewerOf = (scope: Scope, row: Pick<OrganisationRow, 'path' | 'type'>): Viewer =>
  owes(row) && scope.path === row.path ? 'own' : 'above';

/** Appraisals in the scope's range that count: those that have been reported. */
export const visibleFinishedAppraisals = (db: Db, scope: Scope, { from, to }: Range) =>
  db
    .selectFrom('appraisal as a')
    .where('a.org_path', '>=', from < scope.from ? scope.from : from)
    .where('a.org_path', '<', to > scope.to ? scope.to : to)
    .where('a.state', '=', 'closed');

/** Meetings in the scope's range that count: they were held, and their record is closed. */
export const visibleClosedMeetings = (db: Db, scope: Scope, { from, to }: Range) =>
  db
    .selectFrom('meeting as m')
    .where('m.org_path', '>=', from < scope.from ? scope.from : from)
    .where('m.org_path', '<', to > scope.to ? scope.to : to)
    .where('m.state', '=', 'closed');
