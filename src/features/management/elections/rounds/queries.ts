import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleElections, type ElectionRow } from '../access.ts';
import { electedIn } from '../roll/queries.ts';
import type { Stage } from '../rules.ts';

type Link = Pick<ElectionRow, 'after_id' | 'kind'>;

/** What an election follows, the nearest first. */
export const electionsBefore = async (db: Db, scope: Scope, row: Pick<Link, 'after_id'>): Promise<ElectionRow[]> => {
  if (row.after_id === null) return [];
  const before = await visibleElections(db, scope).selectAll('e').where('e.id', '=', row.after_id).executeTakeFirst();
  return before === undefined ? [] : [before, ...(await electionsBefore(db, scope, before))];
};

/** What follows an election and was not called off, in the order in which it was prepared. */
export const followersOf = (db: Db, scope: Scope, id: string): Promise<ElectionRow[]> =>
  visibleElections(db, scope)
    .selectAll('e')
    .where('e.after_id', '=', id)
    .where('e.state', '<>', 'cancelled')
    .orderBy('e.id')
    .execute();

export interface Named {
  /** The last preliminary vote. */
  readonly by: ElectionRow;
  /** Those whom it and the ones before it named. */
  readonly people: readonly string[];
}

/** Whom the preliminary vote named for this first formal one, or null where none was held. */
export const namedIn = async (db: Db, scope: Scope, row: Link & Stage): Promise<Named | null> => {
  if (row.preliminary || row.round > 1) return null;
  const before = await electionsBefore(db, scope, row);
  const votes = before.filter(({ kind, preliminary }) => preliminary && kind === row.kind);
  const [by] = votes;
  if (by === undefined) return null;
  const named = await Promise.all(votes.toReversed().map(({ id }) => electedIn(db, id)));
  return { by, people: named.flat().map(({ person_id: personId }) => personId) };
};
