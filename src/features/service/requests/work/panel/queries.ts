import type { z } from 'zod';
import { covers, may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { notFound } from '#shared/errors.ts';
import { visibleRequests } from '../../access.ts';
import { isOpen } from '../../rules.ts';
import { threadOf } from '../../thread/queries.ts';
import { visibleReturns } from '../access.ts';
import { recordsOf } from '../records/queries.ts';
import { decisionsOf, returnsOf } from '../returns/queries.ts';
import { isReturnable, isSettledFor, returnableUntil } from '../returns/rules.ts';
import { tasksOf } from '../tasks/queries.ts';
import { alikeTo, relatedTo } from '../ties/queries.ts';
import type { RequestWork } from './contract.ts';

const rowOf = async (db: Db, scope: Scope, id: string) => {
  const row = await visibleRequests(db, scope)
    .select(['r.id', 'r.state', 'r.unit_id', 'r.unit_since', 'r.area_id', 'r.category'])
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};

/** Where a return waits: whether the reader is who decides it. */
const decides = async (db: Db, scope: Scope, id: string): Promise<boolean> => {
  const open = await visibleReturns(db, scope)
    .innerJoin('organisation as v', 'v.id', 'b.reviewer_id')
    .select('v.path')
    .where('b.request_id', '=', id)
    .where('b.state', '=', 'open')
    .executeTakeFirst();
  return open !== undefined && covers(scope, open.path);
};

/** @throws AppError not_found */
export const workView = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof RequestWork>> => {
  const row = await rowOf(db, scope, id);
  const [records, tasks, returns, related, alike, settled, calendar, thread, mine] = await Promise.all([
    recordsOf(db, scope, county, id),
    tasksOf(db, scope, county, id),
    returnsOf(db, scope, county, id),
    relatedTo(db, scope, county, id),
    alikeTo(db, scope, county, row),
    decisionsOf(db, scope, id),
    readCalendar(db),
    threadOf(db, scope, county, id),
    decides(db, scope, id),
  ]);
  const handles = may(scope, 'requests.handle');
  const until = returnableUntil(row.unit_since, calendar);
  const returnable =
    isReturnable(row.state) &&
    county.today() <= until &&
    !settled.some(({ state }) => state === 'open') &&
    !isSettledFor(row.unit_id, settled);
  return {
    records,
    tasks,
    returns,
    related,
    alike,
    returnableUntil: returnable ? until : null,
    can: {
      record: handles,
      ask: handles && isOpen(row.state),
      return: handles && returnable && scope.organisationId === row.unit_id,
      decide: handles && mine,
      relate: handles,
      opinion: thread.some(({ opinion }) => opinion !== null),
    },
  };
};
