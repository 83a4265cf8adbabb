import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleKeys } from '../access.ts';
import type { MemberFields } from '../contract.ts';
import { branchNames, openFile } from '../file/queries.ts';
import { sittingsOf } from '../readings/queries.ts';
import type { ownBranch } from './contract.ts';

/** The person behind the session. @throws AppError not_found for an account without one */
export const ownId = (scope: Scope): string => {
  if (scope.personId === null) throw notFound();
  return scope.personId;
};

/** The own values in full: reading what is kept about oneself needs no reason. */
export const ownValuesOf = async (db: Db, scope: Scope, county: County): Promise<{ fields: MemberFields }> => {
  const { fields } = await openFile(db, county, ownId(scope));
  const keys = visibleKeys(scope, true);
  return { fields: Object.fromEntries(Object.entries(fields).filter(([key]) => keys.has(key as never))) };
};

const pageSize = 50;

/** Who opened the own file, newest first; receipts of former branches too. */
export const ownReadingsOf = (db: Db, scope: Scope, cursor: string | undefined) =>
  sittingsOf(db, { id: ownId(scope), cursor, limit: pageSize });

/** Where the person belongs, or where an application lies: a file hangs on the organisation that keeps it. */
const homeOf = async (
  db: Db,
  scope: Scope,
): Promise<{ readonly id: string; readonly applied: boolean } | undefined> => {
  const membership = await db
    .selectFrom('membership')
    .select('branch_id')
    .where('person_id', '=', ownId(scope))
    .where('voided_at', 'is', null)
    .where('left_on', 'is', null)
    .executeTakeFirst();
  if (membership) return { id: membership.branch_id, applied: false };
  if (scope.role !== 'applicant') return undefined;
  const home = await db
    .selectFrom('person as p')
    .innerJoin('organisation as o', (join) => join.on(sql`o.path`, '=', sql`split_part(p.org_path, '@', 1)`))
    .select('o.id')
    .where('p.id', '=', ownId(scope))
    .executeTakeFirst();
  return home && { id: home.id, applied: true };
};

interface Officer {
  readonly post: string;
  readonly name: string;
  readonly from: string;
}

/** The own branch as who belongs to it, or applied to it, may see it. @throws AppError not_found once the membership has ended */
export const ownBranchOf = async (
  db: Db,
  scope: Scope,
  county: County,
): Promise<z.input<(typeof ownBranch)['reply']>> => {
  const home = await homeOf(db, scope);
  if (!home) throw notFound();
  const { id, applied } = home;
  const holders = sql.ref(applied ? 'own_home_officers' : 'own_branch_officers');
  const [names, officers, size] = await Promise.all([
    branchNames(db, id),
    sql<Officer>`select post, name, from_on as "from" from ${holders}(${county.today()}::date)`.execute(db),
    applied ? null : sql<{ members: number | null }>`select own_branch_size() as members`.execute(db),
  ]);
  return {
    id,
    name: names.at(-1) ?? '',
    applied,
    pathNames: names,
    officers: officers.rows,
    members: size === null ? null : (size.rows[0]?.members ?? 0),
  };
};
