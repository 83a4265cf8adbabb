import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { holdersAt } from '#features/base/accounts/index.ts';
import { notFound } from '#shared/errors.ts';
import { answeredKinds, isAttended, isForReader, visibleTalks } from '../access.ts';
import type { Saying } from '../commands.ts';
import type { TalkKind } from '../rules.ts';

export const permissionFor = (kind: TalkKind): string => (kind === 'request' ? 'requests.handle' : 'talks.branch');

/** A thread that the reader answers for the unit, by its id. @throws AppError not_found */
export const heldTalk = async (
  db: Db,
  scope: Scope,
  id: string,
): Promise<Saying['about'] & { readonly unitId: string; readonly attendant: string | null }> => {
  const row = await visibleTalks(db, scope)
    .select(['t.id', 't.kind', 't.org_path as path', 'u.id as unitId', 't.attendant_id', isAttended.as('attended')])
    .where('t.id', '=', id)
    .where(isForReader(scope))
    .executeTakeFirst();
  if (row === undefined || !answeredKinds(scope).includes(row.kind)) throw notFound();
  const { attended, attendant_id: attendant, ...held } = row;
  return { ...held, attendant: attended ? attendant : null };
};

/** Colleagues of the unit who could see to a thread, but for whoever does. @throws AppError not_found */
export const colleagues = async (db: Db, scope: Scope, county: County, id: string) => {
  const { unitId, kind, attendant } = await heldTalk(db, scope, id);
  const holders = await holdersAt(county, unitId, permissionFor(kind));
  const names = new Map(holders.map(({ accountId, name }) => [accountId, name]));
  return {
    items: [...names]
      .filter(([accountId]) => accountId !== (attendant ?? scope.accountId))
      .map(([accountId, name]) => ({ accountId, name })),
  };
};
