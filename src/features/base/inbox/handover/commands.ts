import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { TodoSource } from '#platform/feature.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownAccount } from '../access.ts';
import { endMatter, notify } from '../commands.ts';
import { sourceFor, takersOf, visibleHandovers, waitingFor, type HandoverRow, type Matter } from './queries.ts';

const touchBoth = (tx: Tx, row: Pick<HandoverRow, 'from_account' | 'to_account'>): void => {
  for (const account of [row.from_account, row.to_account]) touch(tx, 'handovers', { account });
};

interface Giving extends Matter {
  readonly grantId: string;
  readonly note: string;
}

/**
 * Hands a to-do over. Nobody's rights change: it waits for both all the time, and the handover says between the two who takes
 * it in hand. @throws AppError not_found, invalid where it does not wait for that person, conflict where it is handed over already
 */
export const handOver = async (
  tx: Tx,
  scope: Scope,
  county: County,
  sources: readonly TodoSource[],
  { kind, item, grantId, note }: Giving,
): Promise<string> => {
  const account = ownAccount(scope);
  const source = sourceFor(scope, sources, kind);
  const taker = (await takersOf(tx, scope, county, { source, item })).find((one) => one.grantId === grantId);
  if (taker === undefined) throw invalid('body.grantId', 'handover.not_theirs');
  const id = newId();
  const row = await tx
    .insertInto('todo_handover')
    .values({
      id,
      kind,
      item,
      organisation_id: scope.organisationId ?? '',
      org_path: scope.path,
      from_account: account,
      from_name: scope.actor,
      to_account: taker.accountId,
      to_grant: taker.grantId,
      to_name: taker.name,
      note,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw new AppError('conflict', { message: 'handover.already' });
  await notify(tx, {
    kind: 'todo.handed',
    key: `handover:${id}:given`,
    people: [],
    staff: [{ account: taker.accountId, person: taker.scope.personId }],
    path: scope.path,
    link: `/inbox?kind=${kind}`,
    params: {},
  });
  audit(tx, { action: 'inbox.handOver', entity: 'todo_handover', entityId: id, path: scope.path, reason: note });
  touchBoth(tx, { from_account: account, to_account: taker.accountId });
  return id;
};

export type End = NonNullable<HandoverRow['ended_how']>;

/** Ends one that is open. What it was told with asks for nothing any more. */
export const endOne = async (tx: Tx, row: HandoverRow, how: End): Promise<void> => {
  await tx
    .updateTable('todo_handover')
    .set({ ended_at: sql<string>`now()`, ended_how: how })
    .where('id', '=', row.id)
    .where('ended_at', 'is', null)
    .execute();
  await endMatter(tx, `handover:${row.id}`);
  const action =
    how === 'taken_back' || how === 'given_back'
      ? `inbox.${how === 'taken_back' ? 'takeBack' : 'giveBack'}`
      : 'inbox.endHandover';
  audit(tx, { action, entity: 'todo_handover', entityId: row.id, path: row.org_path });
  touchBoth(tx, row);
};

/** Who gave it takes it back, who got it gives it back. @throws AppError not_found */
export const endHandover = async (tx: Tx, scope: Scope, id: string): Promise<void> => {
  const account = ownAccount(scope);
  const row = await visibleHandovers(tx, scope).selectAll('h').where('h.id', '=', id).forUpdate('h').executeTakeFirst();
  if (!row) throw notFound();
  await endOne(tx, row, row.from_account === account ? 'taken_back' : 'given_back');
};

interface Finishing extends Matter {
  readonly version: number;
  readonly note: string;
}

/** Settles a to-do in place, by the command of its own feature. @throws AppError not_found where it does not wait for this person */
export const finishTodo = async (
  tx: Tx,
  scope: Scope,
  county: County,
  sources: readonly TodoSource[],
  { kind, item, version, note }: Finishing,
): Promise<void> => {
  const source = sourceFor(scope, sources, kind);
  const waiting = await waitingFor(tx, scope, county, source, item);
  if (waiting?.finish === undefined || source.finish === undefined) throw notFound();
  await source.finish(tx, scope, county, { id: item, version, note });
  const row = await visibleHandovers(tx, scope)
    .selectAll('h')
    .where('h.kind', '=', kind)
    .where('h.item', '=', item)
    .executeTakeFirst();
  if (row) await endOne(tx, row, 'over');
};
