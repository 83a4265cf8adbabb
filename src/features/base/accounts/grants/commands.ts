import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { allow, visibleAccounts } from '../administration/access.ts';
import type { giveGrant } from '../administration/contract.ts';
import { accountOf, clockOf } from '../administration/queries.ts';
import { grantProblem } from '../administration/rules.ts';

type Asked = z.output<typeof giveGrant.body>;

/** Locked, so that two grants at once cannot together be what neither may be with the other. */
const locked = async (tx: Tx, scope: Scope, accountId: string) => {
  const row = await visibleAccounts(tx, scope)
    .select(['a.id', 'a.person_id', 'a.disabled_at'])
    .where('a.id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  allow('grant', scope, row);
  return row;
};

/** Roles that the account holds or will hold, whether or not their posts are still held. */
const openGrants = (tx: Tx, accountId: string, today: string) =>
  tx
    .selectFrom('role_grant')
    .select(['role', 'organisation_id'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where((e) => e.or([e('to_on', 'is', null), e('to_on', '>=', today)]))
    .execute();

const refuseWrongPost = async (
  tx: Tx,
  { postHoldingId, organisationId }: Asked,
  personId: string | null,
  today: string,
): Promise<void> => {
  if (postHoldingId === undefined) return;
  const held = await tx
    .selectFrom('post_holding')
    .select('id')
    .where('id', '=', postHoldingId)
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('voided_at', 'is', null)
    .where((e) => e.or([e('to_on', 'is', null), e('to_on', '>=', today)]))
    .executeTakeFirst();
  if (!held) throw invalid('body.postHoldingId', 'grant.post');
};

/** @throws AppError invalid with the rule that stands against it; forbidden for the own account */
export const give = async (tx: Tx, county: County, scope: Scope, accountId: string, asked: Asked): Promise<void> => {
  const account = await locked(tx, scope, accountId);
  const today = county.today();
  const { role, organisationId, postHoldingId, from = today, to, reason } = asked;
  if (to !== undefined && (to < from || to < today)) throw invalid('body.to', 'grant.days');
  const place = await tx
    .selectFrom('organisation')
    .select(['type', 'path'])
    .where('id', '=', organisationId)
    .where('abolished_on', 'is', null)
    .executeTakeFirst();
  if (!place) throw invalid('body.organisationId', 'grant.wrong_type');
  const open = await openGrants(tx, accountId, today);
  if (open.some((grant) => grant.role === role && grant.organisation_id === organisationId))
    throw invalid('body.role', 'grant.exists');
  const problem = grantProblem({
    role,
    organisationType: place.type,
    held: open.map((grant) => grant.role),
    hasPerson: account.person_id !== null,
    isSelf: scope.accountId === accountId,
  });
  if (problem !== null) throw invalid('body.role', problem);
  await refuseWrongPost(tx, asked, account.person_id, today);
  const id = newId();
  await tx
    .insertInto('role_grant')
    .values({
      id,
      account_id: accountId,
      role,
      organisation_id: organisationId,
      post_holding_id: postHoldingId ?? null,
      from_on: from,
      to_on: to ?? null,
      granted_by: scope.accountId,
    })
    .execute();
  audit(tx, {
    action: 'grants.give',
    entity: 'account',
    entityId: accountId,
    path: place.path,
    reason,
    changes: [{ field: 'role', from: null, to: role }],
  });
  accessChanged(tx, accountId);
};

/** Ends a role at once, in every session. Answers the account. @throws AppError stale, conflict */
export const end = async (
  tx: Tx,
  county: County,
  scope: Scope,
  grantId: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<string> => {
  const grant = await tx
    .selectFrom('role_grant as g')
    .innerJoin('organisation as o', 'o.id', 'g.organisation_id')
    .select(['g.account_id', 'g.role', 'g.version', 'g.ended_at', 'o.path'])
    .where('g.id', '=', grantId)
    .executeTakeFirst();
  if (!grant) throw notFound();
  const account = await visibleAccounts(tx, scope)
    .select(['a.id', 'a.disabled_at'])
    .where('a.id', '=', grant.account_id)
    .forUpdate()
    .executeTakeFirst();
  if (!account) throw notFound();
  // A role is taken from a disabled account as well.
  allow('grant', scope, { ...account, disabled_at: null });
  const ended = await tx
    .updateTable('role_grant')
    .set({ ended_at: county.now().toISOString(), version: version + 1 })
    .where('id', '=', grantId)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) {
    if (grant.ended_at !== null) throw new AppError('conflict', { message: 'grant.over' });
    throw new AppError('stale', { current: await accountOf(tx, scope, clockOf(county), grant.account_id) });
  }
  audit(tx, {
    action: 'grants.end',
    entity: 'account',
    entityId: grant.account_id,
    path: grant.path,
    reason,
    changes: [{ field: 'role', from: grant.role, to: null }],
  });
  accessChanged(tx, grant.account_id);
  return grant.account_id;
};
