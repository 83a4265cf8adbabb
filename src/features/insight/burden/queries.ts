import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { firstIdAt } from '#platform/audit/chain.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { burdenMonth } from './contract.ts';
import { burdenOf, medianMonths, minutesOf, monthStart, type Counted, type Timed } from './rules.ts';

/** Sums of the scope's own range: the function takes it from the settings of the read, and knows no person. */
const countedIn = async (db: Db, month: string): Promise<readonly Counted[]> => {
  const [first, end] = [firstIdAt(monthStart(month)), firstIdAt(monthStart(month, 1))];
  const { rows } = await sql<Counted>`select kind, action, by_branch as "byBranch", commands, things, changed, unsaid
    from burden_counts(${first}::uuid, ${end}::uuid)`.execute(db);
  return rows;
};

const timedUntil = async (db: Db, month: string): Promise<readonly Timed[]> => {
  const [first, end] = [firstIdAt(monthStart(month, 1 - medianMonths)), firstIdAt(monthStart(month, 1))];
  const { rows } =
    await sql<Timed>`select kind, things, minutes from burden_medians(${first}::uuid, ${end}::uuid)`.execute(db);
  return rows;
};

const branchesOf = (db: Db, scope: Scope): Promise<{ readonly count: number }> =>
  db
    .selectFrom('branch_tally')
    .where('members', '>', 0)
    .where('org_path', '>=', scope.from)
    .where('org_path', '<', scope.to)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();

const ownsBranch = (db: Db, scope: Scope) =>
  db
    .selectFrom('organisation')
    .select('id')
    .where('path', '=', scope.from)
    .where('type', 'in', ['branch', 'joint_branch', 'temporary_branch'])
    .executeTakeFirst();

/** @param required fields that the form of a command requires, by the name under which the audit keeps it */
export const burdenIn = async (
  db: Db,
  scope: Scope,
  county: County,
  required: ReadonlyMap<string, number>,
  asked: string | undefined,
): Promise<z.input<(typeof burdenMonth)['reply']>> => {
  const month = asked ?? county.today().slice(0, 7);
  const [counted, timed, { count }, branch] = await Promise.all([
    countedIn(db, month),
    timedUntil(db, month),
    branchesOf(db, scope),
    ownsBranch(db, scope),
  ]);
  const kinds = burdenOf(counted, timed, required);
  return {
    month,
    branches: count,
    own: branch !== undefined,
    kinds: kinds.map((kind) => ({ ...kind })),
    requests: kinds.reduce((sum, kind) => sum + kind.requests, 0),
    fields: kinds.reduce((sum, kind) => sum + kind.fields, 0),
    minutes: minutesOf(kinds),
  };
};
