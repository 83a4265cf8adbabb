import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { startJob } from '#platform/jobs/jobs.ts';
import { AppError } from '#shared/errors.ts';
import { learningKind, runningLearning } from './queries.ts';

/** @throws AppError conflict while it learns already */
export const start = async (tx: Tx, scope: Scope, county: County): Promise<{ jobId: string }> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('requests.learn', 0))`.execute(tx);
  if ((await runningLearning(county)) !== undefined)
    throw new AppError('conflict', { message: 'requests.learning_runs' });
  const jobId = await startJob(tx, county, scope, { kind: learningKind });
  audit(tx, { action: 'requests.learn', entity: 'job', entityId: jobId, path: scope.path });
  touch(tx, 'requests.learning', { path: scope.path });
  return { jobId };
};
