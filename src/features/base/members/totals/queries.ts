import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { MemberFilter } from '../contract.ts';
import { refuseHiddenFilters } from '../filters/access.ts';
import { filteredMembers } from '../filters/queries.ts';

/** @throws AppError invalid where the filter tells of a field that the role does not see */
export const totalOf = async (
  db: Db,
  scope: Scope,
  county: County,
  filter: MemberFilter,
): Promise<{ total: number }> => {
  refuseHiddenFilters(scope, filter, 'query');
  const found = await filteredMembers(db, scope, county, filter);
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { total };
};
