import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { allow, visibleAccounts } from '../administration/access.ts';
import type { endRight, giveException } from './contract.ts';
import { rightsView } from './queries.ts';
import { longestException, type Drill } from './rules.ts';

export interface Passed {
  readonly accountId: string;
  readonly drill: Drill;
  readonly runId: string;
  readonly fromOn: string;
  readonly untilOn: string;
}

/** What a passed drill opens, from this request on in every process. Needs the guard of accounts. */
export const holdByRun = async (tx: Tx, { accountId, drill, runId, fromOn, untilOn }: Passed): Promise<void> => {
  await tx
    .insertInto('practice_right')
    .values({ id: newId(), account_id: accountId, drill, run_id: runId, from_on: fromOn, until_on: untilOn })
    .execute();
  accessChanged(tx, accountId);
};

const locked = async (tx: Tx, scope: Scope, accountId: string) => {
  const row = await visibleAccounts(tx, scope)
    .select(['a.id', 'a.disabled_at'])
    .where('a.id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  allow('grant', scope, row);
};

/** @throws AppError invalid for a day that has passed or is too far, forbidden for the own account */
export const give = async (
  tx: Tx,
  county: County,
  scope: Scope,
  accountId: string,
  { drill, until, reason }: z.output<typeof giveException.body>,
): Promise<void> => {
  await locked(tx, scope, accountId);
  const today = county.today();
  if (until < today) throw invalid('body.until', 'drill.past');
  if (until > addDays(today, longestException))
    throw invalid('body.until', 'drill.too_long', { days: longestException });
  await tx
    .insertInto('practice_right')
    .values({
      id: newId(),
      account_id: accountId,
      drill,
      reason,
      granted_by: scope.accountId,
      from_on: today,
      until_on: until,
    })
    .execute();
  audit(tx, {
    action: 'accounts.giveDrill',
    entity: 'account',
    entityId: accountId,
    path: '/',
    reason,
    changes: [{ field: drill, from: null, to: until }],
  });
  accessChanged(tx, accountId);
};

/** At once, in every session. @throws AppError not_found, conflict where it was ended before, stale with what is held now */
export const end = async (
  tx: Tx,
  county: County,
  scope: Scope,
  { id: accountId, rightId }: z.output<typeof endRight.params>,
  { version, reason }: z.output<typeof endRight.body>,
): Promise<void> => {
  await locked(tx, scope, accountId);
  const row = await tx
    .selectFrom('practice_right')
    .select(['drill', 'version', 'until_on', 'ended_at'])
    .where('id', '=', rightId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const ended = await tx
    .updateTable('practice_right')
    .set({ ended_at: county.now().toISOString(), version: version + 1 })
    .where('id', '=', rightId)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) {
    if (row.ended_at !== null) throw new AppError('conflict', { message: 'drill.over' });
    throw new AppError('stale', { current: await rightsView(tx, scope, county, accountId) });
  }
  audit(tx, {
    action: 'accounts.endDrill',
    entity: 'account',
    entityId: accountId,
    path: '/',
    reason,
    changes: [{ field: row.drill, from: row.until_on, to: null }],
  });
  accessChanged(tx, accountId);
};
