import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { keepers } from '#features/base/inbox/index.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { isOffered } from '../categories/queries.ts';
import { majorOf } from '../categories/rules.ts';
import { linesOf } from './access.ts';
import type { endDuty, setDuty } from './contract.ts';
import { areaTypes, givesDown } from './rules.ts';

type Asked = z.output<typeof setDuty.body>;

const organisationOf = async (tx: Tx, id: string | null) =>
  id === null
    ? undefined
    : tx
        .selectFrom('organisation')
        .select(['id', 'path', 'type', 'short_name as name'])
        .where('id', '=', id)
        .where('abolished_on', 'is', null)
        .executeTakeFirst();

/** A unit that can answer. @throws AppError invalid */
const unitOf = async (tx: Tx, county: County, { level, unitId }: Asked) => {
  if ((level === 'unit') !== (unitId !== null)) throw invalid('body.unitId', 'requests.no_unit');
  const unit = await organisationOf(tx, unitId);
  if (unitId !== null && unit === undefined) throw invalid('body.unitId', 'requests.no_unit');
  const found =
    unit &&
    (await keepers(tx, { permission: 'requests.handle', organisations: [unit.id], today: county.today() })).length;
  if (found === 0) throw invalid('body.unitId', 'requests.no_unit');
  return unit;
};

const areaOf = async (tx: Tx, { areaId, areaType }: Asked) => {
  const area = await organisationOf(tx, areaId);
  if (areaId !== null && area === undefined) throw invalid('body.areaId', 'requests.no_area');
  if (areaId !== null && areaType !== null) throw invalid('body.areaType', 'requests.area_or_type');
  return area;
};

const isCountyTask = async (tx: Tx, category: string): Promise<boolean> => {
  const rows = await tx
    .selectFrom('request_category')
    .select('county_task')
    .where('code', 'in', [...new Set([category, majorOf(category)])])
    .execute();
  return rows.some(({ county_task }) => county_task);
};

/** @throws AppError invalid: no such category, unit or area, or the line would push the county's task down */
export const set = async (tx: Tx, scope: Scope, county: County, body: Asked) => {
  if (!(await isOffered(tx, body.category))) throw invalid('body.category', 'requests.no_category');
  // One after the other: each finds the line of the one before.
  await tx
    .selectFrom('request_category')
    .select('code')
    .where('code', '=', majorOf(body.category))
    .forUpdate()
    .execute();
  const unit = await unitOf(tx, county, body);
  const area = await areaOf(tx, body);
  const line = {
    category: body.category,
    areaPath: area?.path ?? null,
    areaType: areaTypes.find((type) => type === (body.areaType ?? area?.type)) ?? null,
    level: body.level,
    unitType: unit?.type ?? null,
  };
  const [lines, countyTask] = [await linesOf(tx, body.category), await isCountyTask(tx, body.category)];
  if (givesDown(line, lines, countyTask))
    throw invalid(body.level === 'unit' ? 'body.unitId' : 'body.level', 'requests.duty_pushed_down');
  const former = await tx
    .updateTable('request_duty')
    .set((e) => ({ ended_at: county.now().toISOString(), version: e('version', '+', 1) }))
    .where('category', '=', body.category)
    .where('area_id', 'is not distinct from', body.areaId)
    .where('area_type', 'is not distinct from', body.areaType)
    .where('ended_at', 'is', null)
    .returning(['unit_id', 'level'])
    .executeTakeFirst();
  const id = newId();
  await tx
    .insertInto('request_duty')
    .values({
      id,
      category: body.category,
      area_id: body.areaId,
      area_type: body.areaType,
      level: body.level,
      unit_id: body.unitId,
      reason: body.reason,
      set_by: scope.actor,
      set_at: county.now().toISOString(),
    })
    .execute();
  audit(tx, {
    action: 'requests.setDuty',
    entity: 'request_duty',
    entityId: id,
    path: scope.path,
    reason: body.reason,
    changes: [
      { field: 'level', from: former?.level ?? null, to: body.level },
      { field: 'unit', from: former?.unit_id ?? null, to: body.unitId },
    ],
  });
  touch(tx, 'requests.duties', { path: scope.path });
  return { id, version: 1 };
};

type Ended = z.output<typeof endDuty.body>;

/** Anybody reads what is in force, so what is not is no secret. @throws AppError conflict, stale */
export const end = async (tx: Tx, scope: Scope, county: County, id: string, { version, reason }: Ended) => {
  const row = await tx
    .selectFrom('request_duty')
    .select(['version', 'ended_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || row.ended_at !== null) throw new AppError('conflict', { message: 'requests.no_duty' });
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  await tx
    .updateTable('request_duty')
    .set({ ended_at: county.now().toISOString(), version: version + 1 })
    .where('id', '=', id)
    .execute();
  audit(tx, { action: 'requests.endDuty', entity: 'request_duty', entityId: id, path: scope.path, reason });
  touch(tx, 'requests.duties', { path: scope.path });
  return { id, version: version + 1 };
};
