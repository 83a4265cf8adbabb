import type { Db } from '#platform/db/types.ts';
import { majorOf } from '../categories/rules.ts';
import { areaTypes, type AreaType, isLower } from './rules.ts';

export const areaTypeOf = (kept: string | null): AreaType | null => areaTypes.find((one) => one === kept) ?? null;

/** Lines of the catalogue as it stands. */
export const inForce = (db: Db) =>
  db
    .selectFrom('request_duty as d')
    .leftJoin('organisation as a', 'a.id', 'd.area_id')
    .leftJoin('organisation as u', 'u.id', 'd.unit_id')
    .where('d.ended_at', 'is', null);

/** Lines about a matter or its major one, as the rules read them. */
export const linesOf = async (db: Db, category: string) => {
  const rows = await inForce(db)
    .where('d.category', 'in', [...new Set([category, majorOf(category)])])
    .select(['d.id', 'd.category', 'd.area_type', 'd.level', 'd.unit_id', 'd.reason', 'a.path', 'u.type'])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    category: row.category,
    areaPath: row.path,
    areaType: areaTypeOf(row.area_type),
    level: row.level,
    unitId: row.unit_id,
    unitType: row.type,
    reason: row.reason,
  }));
};

/** Whether any line of a major category or what is below it gives it to townships or villages. */
export const isGivenDown = async (db: Db, code: string): Promise<boolean> => {
  const rows = await inForce(db)
    .where((e) => e.or([e('d.category', '=', code), e('d.category', 'like', `${code}.%`)]))
    .select(['d.level', 'u.type as unitType'])
    .execute();
  return rows.some(isLower);
};
