import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { visibleRequests } from '../access.ts';
import { isGivenDown } from '../duties/access.ts';
import { isOpen } from '../rules.ts';
import { writeEntry } from '../thread/commands.ts';
import type { addCategory, editCategory, sortRequest } from './contract.ts';
import { categoryNames, isOffered, nameOf } from './queries.ts';
import { parentOf } from './rules.ts';

type Added = z.output<typeof addCategory.body>;
type Edited = z.output<typeof editCategory.body>;

const told = (tx: Tx, scope: Scope): void => touch(tx, 'requests.categories', { path: scope.path });

/** @throws AppError invalid where the code is taken, or there is no such major category */
export const add = async (tx: Tx, scope: Scope, body: Added): Promise<{ code: string; version: number }> => {
  const parent = parentOf(body.code);
  if (parent !== null && !(await isOffered(tx, parent))) throw invalid('body.code', 'requests.no_major');
  const row = await tx
    .insertInto('request_category')
    .values({
      code: body.code,
      parent_code: parent,
      name_zh: body.nameZh,
      name_en: body.nameEn,
      county_task: body.countyTask,
      position: body.position,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning(['code', 'version'])
    .executeTakeFirst();
  if (row === undefined) throw invalid('body.code', 'requests.category_taken');
  audit(tx, {
    action: 'requests.addCategory',
    entity: 'request_category',
    entityId: null,
    path: scope.path,
    reason: body.code,
  });
  told(tx, scope);
  return row;
};

const minorsOf = async (tx: Tx, code: string): Promise<number> => {
  const rows = await tx
    .selectFrom('request_category')
    .select('code')
    .where('parent_code', '=', code)
    .where('retired_on', 'is', null)
    .execute();
  return rows.length;
};

/** @throws AppError not_found, stale, invalid */
export const edit = async (tx: Tx, scope: Scope, county: County, code: string, body: Edited) => {
  const row = await tx
    .selectFrom('request_category')
    .selectAll()
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== body.version) throw new AppError('stale', { current: { code, version: row.version } });
  const retires = body.retired && row.retired_on === null;
  if (retires && code === 'other') throw invalid('body.retired', 'requests.other_stays');
  if (retires && (await minorsOf(tx, code)) > 0) throw invalid('body.retired', 'requests.has_minors');
  if (body.countyTask && !row.county_task && (await isGivenDown(tx, code)))
    throw invalid('body.countyTask', 'requests.duty_pushed_down');
  const version = row.version + 1;
  const after = {
    name_zh: body.nameZh,
    name_en: body.nameEn,
    county_task: body.countyTask,
    position: body.position,
    retired_on: body.retired ? (row.retired_on ?? county.today()) : null,
  };
  await tx
    .updateTable('request_category')
    .set({ ...after, version })
    .where('code', '=', code)
    .execute();
  const changes = (Object.keys(after) as (keyof typeof after)[])
    .filter((field) => after[field] !== row[field])
    .map((field) => ({ field, from: row[field], to: after[field] }));
  audit(tx, {
    action: 'requests.editCategory',
    entity: 'request_category',
    entityId: null,
    path: scope.path,
    reason: code,
    changes,
  });
  told(tx, scope);
  return { code, version };
};

type Sorted = z.output<typeof sortRequest.body>;

/** Neither unit nor clock change by it: whoever wants another unit assigns. @throws AppError not_found, stale, conflict, invalid */
export const sort = async (tx: Tx, scope: Scope, county: County, id: string, { version, category }: Sorted) => {
  const row = await visibleRequests(tx, scope)
    .select(['r.id', 'r.org_path', 'r.state', 'r.version', 'r.category'])
    .where('r.id', '=', id)
    .forUpdate('r')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  if (!isOpen(row.state)) throw new AppError('conflict', { message: 'requests.wrong_state' });
  if (row.category === category) throw invalid('body.category', 'requests.same_category');
  if (!(await isOffered(tx, category))) throw invalid('body.category', 'requests.no_category');
  const names = await categoryNames(tx);
  const [from, to] = [nameOf(names, row.category), nameOf(names, category)];
  await tx
    .updateTable('service_request')
    .set({ category, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await writeEntry(tx, county, {
    request: row,
    kind: 'sorted',
    unitId: scope.organisationId,
    actor: scope.actor,
    text: `${from.zh} → ${to.zh}`,
  });
  audit(tx, {
    action: 'requests.sort',
    entity: 'service_request',
    entityId: id,
    path: row.org_path,
    changes: [{ field: 'category', from: row.category, to: category }],
  });
  touch(tx, 'requests', { path: row.org_path });
  return { id, version: version + 1 };
};
