import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { decides, kindOf, visibleApprovals, type ApprovalKind } from './access.ts';
import { approvalHours } from './rules.ts';

export interface Asked<P> {
  readonly payload: P;
  /** The narrowest path under which everything lies that the act touches: whose range covers it may decide. */
  readonly path: string;
  readonly reason: string;
}

/** Puts an act before a second person and answers the id of the request. */
export const askApproval = async <P>(
  tx: Tx,
  scope: Scope,
  kind: ApprovalKind<P>,
  { payload, path, reason }: Asked<P>,
): Promise<string> => {
  if (scope.accountId === null) throw new AppError('forbidden');
  const id = newId();
  const parsed = kind.payload.parse(payload);
  await tx
    .insertInto('approval')
    .values({
      id,
      kind: kind.kind,
      org_path: path,
      summary: JSON.stringify(kind.summary(parsed)),
      payload: JSON.stringify(parsed),
      asked_by: scope.accountId,
      asker: scope.actor,
      reason,
      expires_at: sql`now() + make_interval(hours => ${approvalHours.decide})`,
    })
    .execute();
  audit(tx, { action: 'approvals.ask', entity: 'approval', entityId: id, path, reason });
  touch(tx, 'approvals', { path });
  return id;
};

/** Takes an approved act up, once, for whoever asked. @throws AppError refused: not approved, used, run out, or another's */
export const useApproval = async <P>(tx: Tx, scope: Scope, kind: ApprovalKind<P>, id: string): Promise<P> => {
  const row = await tx
    .updateTable('approval')
    .set({ used_at: sql`now()` })
    .where('id', '=', id)
    .where('kind', '=', kind.kind)
    .where('asked_by', '=', scope.accountId)
    .where('state', '=', 'approved')
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .returning(['payload', 'org_path'])
    .executeTakeFirst();
  if (!row || kind.execute !== undefined) throw new AppError('refused', { message: 'approval.not_usable' });
  audit(tx, { action: 'approvals.use', entity: 'approval', entityId: id, path: row.org_path });
  return kind.payload.parse(row.payload);
};

const lockOne = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleApprovals(tx, scope)
    .select([
      'a.id',
      'a.kind',
      'a.org_path',
      'a.payload',
      'a.asked_by',
      'a.state',
      sql<boolean>`a.expires_at > now()`.as('open'),
    ])
    .where('a.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

const tell = (tx: Tx, row: { readonly asked_by: string; readonly org_path: string }): void => {
  touch(tx, 'approvals', { account: row.asked_by });
  touch(tx, 'approvals', { path: row.org_path });
};

/** The second person's word. @throws AppError forbidden to the asker, conflict when it no longer waits */
export const decide = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { approve, answer }: { readonly approve: boolean; readonly answer: string },
): Promise<void> => {
  const row = await lockOne(tx, scope, id);
  if (row.asked_by === scope.accountId) throw new AppError('forbidden', { message: 'approval.own' });
  if (!decides(scope, { kind: row.kind, path: row.org_path })) throw notFound();
  if (row.state !== 'waiting' || !row.open) throw new AppError('conflict', { message: 'approval.over' });
  const kind = kindOf(row.kind);
  const acts = approve && kind?.execute !== undefined;
  await tx
    .updateTable('approval')
    .set({
      state: approve ? 'approved' : 'refused',
      decided_by: scope.accountId,
      decider: scope.actor,
      decided_at: sql`now()`,
      answer,
      ...(approve ? { expires_at: sql<string>`now() + make_interval(hours => ${approvalHours.use})` } : {}),
      ...(acts ? { used_at: sql<string>`now()` } : {}),
    })
    .where('id', '=', id)
    .execute();
  audit(tx, {
    action: approve ? 'approvals.approve' : 'approvals.refuse',
    entity: 'approval',
    entityId: id,
    path: row.org_path,
    reason: answer === '' ? null : answer,
  });
  tell(tx, row);
  const decided = { id, askedBy: row.asked_by, path: row.org_path };
  if (acts) await kind.execute?.(tx, scope, row.payload, decided);
  if (!approve) await kind?.refuse?.(tx, row.payload, decided);
};

/** The asker takes the request back while it waits. */
export const withdraw = async (tx: Tx, scope: Scope, id: string): Promise<void> => {
  const row = await lockOne(tx, scope, id);
  if (row.asked_by !== scope.accountId) throw notFound();
  if (row.state !== 'waiting') throw new AppError('conflict', { message: 'approval.over' });
  await tx.updateTable('approval').set({ state: 'withdrawn' }).where('id', '=', id).execute();
  audit(tx, { action: 'approvals.withdraw', entity: 'approval', entityId: id, path: row.org_path });
  tell(tx, row);
};
