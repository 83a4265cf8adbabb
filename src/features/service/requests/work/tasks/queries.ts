import { sql } from 'kysely';
import { z } from 'zod';
import { covers, may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { TodoSource } from '#platform/feature.ts';
import { notFound } from '#shared/errors.ts';
import { visibleRequests } from '../../access.ts';
import { handlingUnits } from '../../routing/queries.ts';
import { visibleTasks } from '../access.ts';
import type { RequestTask, taskList } from './contract.ts';

export const TaskWords = z.object({ ask: z.string(), quotes: z.array(z.string()), reply: z.string().nullable() });
export type TaskWords = z.infer<typeof TaskWords>;

const rowsOf = (db: Db, scope: Scope) =>
  visibleTasks(db, scope)
    .select([
      'k.id',
      'k.version',
      'k.state',
      'k.org_path',
      'k.to_path',
      'k.request_id',
      'k.category',
      'k.due_on',
      'k.asked_at',
      'k.asked_by',
      'k.answered_by',
      'k.ended_at',
      'k.sealed',
      'f.short_name as from_name',
      'u.short_name as unit_name',
      'a.short_name as area_name',
    ])
    .orderBy('k.due_on')
    .orderBy('k.id');
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;

const viewOf = (scope: Scope, { crypto }: County, row: Row): z.input<typeof RequestTask> => {
  const open = row.state === 'open' && may(scope, 'requests.handle');
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    fromName: row.from_name,
    unitName: row.unit_name,
    areaName: row.area_name,
    category: row.category,
    dueOn: row.due_on,
    askedAt: row.asked_at,
    askedBy: row.asked_by,
    answeredBy: row.answered_by,
    endedAt: row.ended_at,
    ...TaskWords.parse(JSON.parse(crypto.decrypt(row.sealed))),
    requestId: covers(scope, row.org_path) ? row.request_id : null,
    can: { answer: open && covers(scope, row.to_path), withdraw: open && covers(scope, row.org_path) },
  };
};

export const tasksOf = async (db: Db, scope: Scope, county: County, requestId: string) => {
  const rows = await rowsOf(db, scope).where('k.request_id', '=', requestId).execute();
  return rows.map((row) => viewOf(scope, county, row));
};

/** Open ones, those due first: of the own unit, or of the whole range. */
export const taskPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { show }: { readonly show: 'own' | 'all' },
): Promise<z.input<typeof taskList.reply>> => {
  const all = rowsOf(db, scope)
    .where(sql<boolean>`k.state = 'open'`)
    .limit(200);
  const rows = await (show === 'own' ? all.where('k.unit_id', '=', scope.organisationId) : all).execute();
  return { items: rows.map((row) => viewOf(scope, county, row)) };
};

/** @throws AppError not_found */
export const taskView = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof RequestTask>> => {
  const row = await rowsOf(db, scope).where('k.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  return viewOf(scope, county, row);
};

/** @throws AppError not_found */
export const supportUnitsFor = async (db: Db, scope: Scope, county: County, id: string) => {
  const row = await visibleRequests(db, scope).select('r.unit_id').where('r.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  const units = (await handlingUnits(db, county)).filter((unit) => unit.id !== row.unit_id);
  return { items: units.map(({ id: unitId, name, under }) => ({ id: unitId, name, under })) };
};

/** What the own unit is asked by others. */
export const taskTodos: TodoSource = {
  kind: 'requests.tasks',
  permission: 'requests.handle',
  link: '/requests/tasks',
  async list(db, scope, county, { limit }) {
    const { items } = await taskPage(db, scope, county, { show: 'own' });
    return {
      count: items.length,
      items: items.slice(0, limit).map(({ id, fromName, areaName, dueOn }) => ({
        id,
        params: { unit: fromName, area: areaName },
        link: `/requests/tasks/${id}`,
        dueOn,
        ruleId: null,
        why: 'requestTask',
      })),
    };
  },
};
