/** What follows what: the formal vote the preliminary one, a round the round before, a secretary the committee that elects. */
import type { Scope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { invalid } from '#shared/errors.ts';
import { visibleElections, type ElectionRow } from '../access.ts';
import { setupOf } from '../queries.ts';
import { electedIn } from '../roll/queries.ts';
import { namableOf } from '../roll/commands.ts';
import { mayStand } from '../roll/rules.ts';
import { roundAfter, type ElectionKind, type Electors } from '../rules.ts';
import { followersOf, namedIn } from './queries.ts';

interface Follows {
  readonly organisationId: string;
  readonly kind: ElectionKind;
  readonly voters: Electors;
  readonly preliminary: boolean;
  readonly afterId: string | null;
}

export interface Before {
  readonly round: number;
  readonly row: ElectionRow | null;
  /** The same voters vote on the same matter again, as the round before or after the preliminary vote. */
  readonly continues: boolean;
}

/** Which vote it is after the one before: a round of its kind, or the formal one after the preliminary. @throws AppError invalid */
const roundOf = async (tx: Tx, row: ElectionRow, preliminary: boolean): Promise<number> => {
  const elected = (await electedIn(tx, row.id)).length;
  if (row.preliminary && !preliminary) {
    if (elected === 0) throw invalid('body.afterId', 'nobody_named');
    return 1;
  }
  const isVoid = (row.verdict as { outcome?: string } | null)?.outcome === 'void';
  const next = roundAfter(setupOf(row), { isVoid, filled: elected });
  if (row.preliminary !== preliminary || next === null) throw invalid('body.afterId', 'round_before_unknown');
  return next.round;
};

/** The round, the preliminary vote or the committee before: closed, of the same organisation, and not followed yet. @throws AppError invalid */
export const beforeOf = async (tx: Tx, scope: Scope, input: Follows): Promise<Before> => {
  const { afterId, kind, voters, organisationId, preliminary } = input;
  if (afterId === null) {
    if (voters === 'committee') throw invalid('body.afterId', 'committee_needed');
    return { round: 1, row: null, continues: false };
  }
  const unknown = invalid('body.afterId', 'round_before_unknown');
  // Locked, so that two who prepare what follows do not both do so.
  const row = await visibleElections(tx, scope)
    .selectAll('e')
    .where('e.id', '=', afterId)
    .forUpdate('e')
    .executeTakeFirst();
  if (row === undefined || row.state !== 'closed' || row.organisation_id !== organisationId) throw unknown;
  if ((await followersOf(tx, scope, row.id)).some((one) => one.kind === kind))
    throw invalid('body.afterId', 'followed_already');
  if (voters === 'committee' && row.kind === 'committee' && kind !== 'committee' && kind !== 'delegates') {
    if (row.preliminary || preliminary) throw unknown;
    return { round: 1, row, continues: false };
  }
  if (row.kind !== kind || row.voters !== voters) throw unknown;
  return { round: await roundOf(tx, row, preliminary), row, continues: true };
};

/** Those who were left: the tied of a vote between equals, otherwise everybody who was not elected. */
const leftOver = async (tx: Tx, row: ElectionRow): Promise<string[]> => {
  const { outcome, tied } = (row.verdict ?? {}) as { outcome?: string; tied?: readonly string[] };
  const rows = await tx
    .selectFrom('election_candidate')
    .select(['person_id', 'written_in'])
    .where('election_id', '=', row.id)
    .where('elected', '=', false)
    .orderBy('position')
    .execute();
  const left = rows.map(({ person_id: personId }) => personId);
  const equal = outcome === 'revote' ? left.filter((one) => tied?.includes(one)) : [];
  if (equal.length > 0) return equal;
  return rows.filter(({ written_in: written }) => !written).map(({ person_id: personId }) => personId);
};

/**
 * Who stands without being chosen: those whom the preliminary vote named, or those who are left of the round before. Whoever is not
 * on the roll any more, or whose rights are suspended since, does not come along.
 */
export const standingAfter = async (tx: Tx, scope: Scope, row: ElectionRow, before: ElectionRow): Promise<string[]> => {
  const named = row.preliminary ? null : await namedIn(tx, scope, row);
  const people = named === null ? await leftOver(tx, before) : named.people;
  const namable = await namableOf(tx, row, people);
  return people.filter((one) => {
    const line = namable.get(one);
    return line !== undefined && mayStand(line);
  });
};
