import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';

/** An account's own notices: the policy's own words. Nobody reads another's, whatever the rank. */
export const visibleNotices = (db: Db, scope: Scope) =>
  db.selectFrom('notice as n').where('n.account_id', '=', scope.accountId);

/** @throws AppError forbidden to work that no account does */
export const ownAccount = (scope: Scope): string => {
  if (scope.accountId === null) throw new AppError('forbidden');
  return scope.accountId;
};

/** The delivery's own scope: it sees what is to be delivered, and nothing of it is shown to anybody. */
export const deliveryScope = (county: County): Scope => systemScope(county.entry.code, 'inbox', { guard: 'notices' });
