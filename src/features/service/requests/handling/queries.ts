import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleRequests } from '../access.ts';
import { handlingUnits } from '../routing/queries.ts';
import { pushesDown } from '../rules.ts';

/** Units that handle requests, and what the reader's own one is: a county department gives nothing down. */
export const assignable = async (db: Db, scope: Scope, county: County) => {
  const [units, own] = await Promise.all([
    handlingUnits(db, county),
    db.selectFrom('organisation').select('type').where('id', '=', scope.organisationId).executeTakeFirst(),
  ]);
  return { units, ownType: own?.type ?? '' };
};

/** @throws AppError not_found */
export const unitsFor = async (db: Db, scope: Scope, county: County, id: string) => {
  const row = await visibleRequests(db, scope)
    .select(['r.unit_id', 'r.came_from_id'])
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const { units, ownType } = await assignable(db, scope, county);
  const items = units
    .filter((unit) => unit.id !== row.unit_id && (unit.id === row.came_from_id || !pushesDown(ownType, unit.type)))
    .map(({ id: unitId, name, under }) => ({ id: unitId, name, under }));
  return { items };
};
