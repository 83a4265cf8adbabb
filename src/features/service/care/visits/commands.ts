import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { readsAmounts, visibleVisits } from '../access.ts';
import { lockCase, noteCare } from '../commands.ts';
import { cancelVisit, planVisit, recordVisit, setAmount } from '../contract.ts';
import { openVisit, sealGiven, sealVisit } from './queries.ts';

interface Kept {
  readonly id: string;
  readonly version: number;
}

interface At {
  readonly id: string;
  readonly visitId: string;
}

/** @throws AppError not_found, conflict */
export const plan = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { occasion, plannedOn, visitor }: z.output<typeof planVisit.body>,
): Promise<Kept> => {
  const care = await lockCase(tx, scope, id);
  if (care.ended_on !== null) throw new AppError('conflict', { message: 'care.ended' });
  const visitId = newId();
  await tx
    .insertInto('care_visit')
    .values({
      id: visitId,
      case_id: id,
      person_id: care.person_id,
      org_path: care.org_path,
      occasion,
      planned_on: plannedOn,
      ...sealVisit(county, { visitor, words: null }),
    })
    .execute();
  noteCare(tx, planVisit.name, care);
  return { id: visitId, version: 1 };
};

const lockVisit = async (tx: Tx, scope: Scope, { id, visitId }: At) => {
  const row = await visibleVisits(tx, scope)
    .select(['v.id', 'v.case_id', 'v.person_id', 'v.org_path', 'v.state', 'v.version', 'v.sealed'])
    .where('v.id', '=', visitId)
    .where('v.case_id', '=', id)
    .forUpdate('v')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};

interface Ended {
  readonly version: number;
  readonly action: string;
  readonly words: string;
  readonly more: { readonly state: 'done' | 'cancelled'; readonly visited_on?: string };
}

/** @throws AppError not_found, stale, conflict */
const endVisit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  at: At,
  { version, action, words, more }: Ended,
): Promise<Kept> => {
  const row = await lockVisit(tx, scope, at);
  if (row.version !== version) throw new AppError('stale', { current: { id: row.id, version: row.version } });
  if (row.state !== 'planned') throw new AppError('conflict', { message: 'care.visit_over' });
  const { visitor } = openVisit(county, row.sealed);
  await tx
    .updateTable('care_visit')
    .set({ ...more, version: version + 1, ...sealVisit(county, { visitor, words }) })
    .where('id', '=', row.id)
    .execute();
  noteCare(tx, action, { id: row.case_id, org_path: row.org_path });
  return { id: row.id, version: version + 1 };
};

export const record = (
  tx: Tx,
  scope: Scope,
  county: County,
  at: At,
  { version, visitedOn, words }: z.output<typeof recordVisit.body>,
): Promise<Kept> => {
  if (visitedOn > county.today()) throw invalid('body.visitedOn', 'care.in_future');
  return endVisit(tx, scope, county, at, {
    version,
    words,
    action: recordVisit.name,
    more: { state: 'done', visited_on: visitedOn },
  });
};

export const cancel = (
  tx: Tx,
  scope: Scope,
  county: County,
  at: At,
  { version, reason }: z.output<typeof cancelVisit.body>,
): Promise<Kept> =>
  endVisit(tx, scope, county, at, { version, words: reason, action: cancelVisit.name, more: { state: 'cancelled' } });

/** What was given, or is going to be. @throws AppError not_found, stale, conflict */
export const give = async (
  tx: Tx,
  scope: Scope,
  county: County,
  at: At,
  { version, cents, inKind }: z.output<typeof setAmount.body>,
): Promise<Kept> => {
  const visit = await lockVisit(tx, scope, at);
  if (!readsAmounts(scope, visit.org_path)) throw notFound();
  if (visit.state === 'cancelled') throw new AppError('conflict', { message: 'care.visit_over' });
  const known = await tx
    .selectFrom('care_amount')
    .select('version')
    .where('visit_id', '=', visit.id)
    .executeTakeFirst();
  if ((known?.version ?? 0) !== version)
    throw new AppError('stale', { current: { id: visit.id, version: known?.version ?? 0 } });
  const given = sealGiven(county, { cents, inKind: inKind === undefined || inKind === '' ? null : inKind });
  const row = { visit_id: visit.id, person_id: visit.person_id, org_path: visit.org_path };
  if (known === undefined)
    await tx
      .insertInto('care_amount')
      .values({ id: newId(), ...row, ...given })
      .execute();
  else
    await tx
      .updateTable('care_amount')
      .set({ ...given, version: version + 1 })
      .where('visit_id', '=', visit.id)
      .execute();
  noteCare(tx, setAmount.name, { id: visit.case_id, org_path: visit.org_path });
  return { id: visit.id, version: version + 1 };
};
