import { sql } from 'kysely';
import type { z } from 'zod';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { Preview } from '../events/contract.ts';
import { examine } from '../events/queries.ts';
import { organisationRow, type OrganisationRow } from '../queries.ts';

/** Organisations of a subtree that still stand, those below before those above. */
export const standingBelow = (db: Db, path: string): Promise<OrganisationRow[]> =>
  db
    .selectFrom('organisation')
    .selectAll()
    .where('path', '>=', path)
    .where('path', '<', rangeEnd(path))
    .where('abolished_on', 'is', null)
    .orderBy('path', 'desc')
    .execute();

/** The first day without anybody: the one after the last on which somebody belonged to a branch below; null where nobody ever did. */
export const emptySince = async (db: Db, path: string): Promise<string | null> => {
  const { rows } = await sql<{ day: string | null }>`select max(upper(a.during)) as day
    from affiliation a join organisation o on o.id = a.branch_id
    where o.path >= ${path} and o.path < ${rangeEnd(path)} and a.voided_at is null`.execute(db);
  return rows[0]?.day ?? null;
};

export interface WholeEnd {
  readonly nodes: readonly OrganisationRow[];
  readonly preview: z.input<typeof Preview>;
}

const tooEarly = (on: string, day: string | null): z.input<typeof Preview>['problems'] =>
  day !== null && on < day ? [{ path: 'body.on', message: 'members_until', params: { day } }] : [];

/**
 * What abolishing an organisation with everything below it would change: as of it alone, but those below go with it and so stand in
 * nobody's way. @throws AppError not_found where it is not this person's to decide
 */
export const examineWhole = async (
  db: Db,
  scope: Scope,
  today: string,
  { id, on }: { readonly id: string; readonly on: string },
): Promise<WholeEnd> => {
  const { preview } = await examine(db, scope, today, { kind: 'abolished', id, on });
  const { path } = await organisationRow(db, scope, id);
  const [nodes, day] = await Promise.all([standingBelow(db, path), emptySince(db, path)]);
  const problems = [...preview.problems.filter(({ message }) => message !== 'children_in_place'), ...tooEarly(on, day)];
  return { nodes, preview: { ...preview, problems, children: [] } };
};
