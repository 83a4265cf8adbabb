import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';

interface Remembered {
  readonly paths: Map<string, string>;
  /** Raised at each change, so that an answer that was on its way is not kept. */
  round: number;
}

// Paths change only when a subtree moves, which every process hears of as a change of everybody's rights.
const remembered = new WeakMap<County, Remembered>();

const memoryOf = (county: County): Remembered => {
  const known = remembered.get(county);
  if (known !== undefined) return known;
  const fresh: Remembered = { paths: new Map(), round: 0 };
  county.onAccessChanged((account) => {
    if (account !== '*') return;
    fresh.paths.clear();
    fresh.round += 1;
  });
  remembered.set(county, fresh);
  return fresh;
};

/** The path of an organisation, remembered. @throws AppError not_found */
export const organisationPath = async (db: Db, county: County, id: string): Promise<string> => {
  const memory = memoryOf(county);
  const { round } = memory;
  const known = county.hearsOthers() ? memory.paths.get(id) : undefined;
  if (known !== undefined) return known;
  const row = await db.selectFrom('organisation').select('path').where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  if (memory.round === round) memory.paths.set(id, row.path);
  return row.path;
};

/**
 * Where an organisation, by default the scope's own, hung on a day; undefined where it was not there yet, or no longer.
 * @throws AppError not_found for an organisation that never was
 */
export const organisationPathOn = async (
  db: Db,
  scope: Scope,
  organisationId: string | undefined,
  on: string,
): Promise<string | undefined> => {
  const id = organisationId ?? scope.organisationId;
  if (id === null) return scope.from;
  const row = await db
    .selectFrom('organisation as o')
    .leftJoin('organisation_period as op', (join) =>
      join.onRef('op.organisation_id', '=', 'o.id').on(sql<boolean>`op.during @> ${on}::date`),
    )
    .select('op.path')
    .where('o.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row.path ?? undefined;
};
