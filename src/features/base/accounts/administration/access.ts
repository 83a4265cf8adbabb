import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { mayAct, type AccountAct } from './rules.ts';

/** Accounts are seen through the guard of those who administer them, and by nobody's range. */
export const visibleAccounts = (db: Db, scope: Scope) =>
  db.selectFrom('account as a').where(sql<boolean>`${scope.guard} = 'accounts'`);

/** @throws AppError forbidden on the own account, not_found without the right, conflict where the state does not allow it */
export const allow = (
  act: AccountAct,
  scope: Scope,
  account: { readonly id: string; readonly disabled_at: string | null },
): void => {
  const facts = { id: account.id, disabledAt: account.disabled_at };
  if (mayAct(act, scope, facts)) return;
  if (scope.accountId === account.id) throw new AppError('forbidden', { message: 'account.own' });
  if (mayAct(act, scope, { ...facts, disabledAt: account.disabled_at === null ? 'yes' : null })) {
    throw new AppError('conflict', { message: account.disabled_at === null ? 'account.enabled' : 'account.disabled' });
  }
  throw notFound();
};
