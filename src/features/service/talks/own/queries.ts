import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { askersTalk } from '../queries.ts';

/** The member, and the branch where the own file lies. @throws AppError not_found */
export const ownPlace = async (db: Db, { personId }: Scope) => {
  const row = await db
    .selectFrom('person as p')
    .innerJoin('organisation as o', (join) => join.on(sql<boolean>`o.path = left(p.org_path, -38)`))
    .select(['p.id', 'p.org_path as path', 'o.id as unitId', 'o.path as unitPath', 'o.short_name as name'])
    .where('p.id', '=', personId)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const { unitId, unitPath, name, ...person } = row;
  return { ...person, unit: { id: unitId, path: unitPath, name } };
};

/** The own thread with that branch. @throws AppError not_found */
export const own = async (db: Db, scope: Scope, county: County, asked: { readonly after?: number | undefined }) => {
  const { id, unit } = await ownPlace(db, scope);
  return askersTalk(db, scope, county, { id, unit, closed: false }, asked);
};
