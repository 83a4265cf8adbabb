import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { say } from '../commands.ts';
import { ownPlace } from './queries.ts';

interface Sent {
  readonly text: string;
  readonly key: string;
  readonly action: string;
}

/** @throws AppError not_found, conflict, reused_key */
export const sayOwn = async (tx: Tx, scope: Scope, county: County, sent: Sent): Promise<{ seq: number }> => {
  const { personId } = scope;
  if (personId === null) throw notFound();
  // Held until the commit: a member who moves, and a branch that does, wait for this or have been seen.
  await tx.selectFrom('person').select('id').where('id', '=', personId).forKeyShare().executeTakeFirst();
  const { id, path, unit } = await ownPlace(tx, scope);
  if ((await holdPath(tx, unit.id)) !== unit.path) throw new AppError('conflict', { message: 'place_moved' });
  const about = { id, kind: 'member', path } as const;
  const { seq, again } = await say(tx, scope, county, { about, side: 'asker', what: 'said', actor: null, ...sent });
  if (again) audit(tx, { action: sent.action, entity: 'talk', entityId: id, path });
  return { seq };
};
