import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { keptFor } from '#features/base/rules/rules.ts';

/** Seconds for which a rule keeps what has done its work. */
const secondsOf = (county: County, rule: string): number => keptFor(rule, county.today()) / 1_000;

const batch = 5_000;

/** Deletes batch by batch, each in a transaction of its own, until one is not full. */
const inBatches = async (county: County, guard: string, remove: (tx: Tx) => Promise<number>): Promise<void> => {
  const scope = systemScope(county.entry.code, 'upkeep', { guard });
  while ((await county.write(scope, remove)) === batch);
};

/** Idempotency keys whose requests nobody repeats any more. */
export const sweepKeys: TaskHandler = (county) =>
  inBatches(county, 'sweep', async (tx) => {
    const { numAffectedRows } = await sql`delete from idempotency where (account_id, key) in (
      select account_id, key from idempotency where at < now() - make_interval(secs => ${secondsOf(county, 'keep.request')}) limit ${batch})`.execute(
      tx,
    );
    return Number(numAffectedRows ?? 0);
  });

/** Rows of jobs that ended long ago; what they did stands in the audit log. */
export const sweepJobs: TaskHandler = (county) =>
  inBatches(county, 'jobs', async (tx) => {
    const { numAffectedRows } = await sql`delete from job where id in (
      select id from job where finished_at < now() - make_interval(secs => ${secondsOf(county, 'keep.job')}) limit ${batch})`.execute(
      tx,
    );
    return Number(numAffectedRows ?? 0);
  });

const isId = (name: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);

/**
 * Files that were stored for a change that never committed, and halves of files. A stored file belongs to a row of
 * `file`, whose transaction takes seconds: what has none after a day has none for good.
 */
export const sweepFiles: TaskHandler = async (county) => {
  const old = await county.files.olderThan(keptFor('keep.looseFile', county.today()));
  const db = county.read(systemScope(county.entry.code, 'upkeep', { guard: 'sweep' }));
  for (let at = 0; at < old.length; at += batch) {
    const names = old.slice(at, at + batch);
    const ids = names.filter(isId);
    const rows = await db
      .selectFrom('file')
      .select('id')
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute();
    const known = new Set(rows.map(({ id }) => id));
    for (const name of names) if (!known.has(name)) await county.files.remove(name);
  }
};
