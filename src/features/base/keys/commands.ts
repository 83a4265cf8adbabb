import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { startJob } from '#platform/jobs/jobs.ts';
import { AppError } from '#shared/errors.ts';
import { rotationKind, runningRotation } from './queries.ts';

/**
 * Adds a key version and starts the renewal. Every process hears that rights changed for everybody, which makes it read the
 * keys anew. A version added by a command that then fails stays in the key file and is simply the next one used.
 * @throws AppError conflict while another rotation is under way
 */
export const rotateKeys = async (tx: Tx, scope: Scope, county: County, reason: string): Promise<{ jobId: string }> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('keys.rotate', 0))`.execute(tx);
  if ((await runningRotation(county)) !== undefined) throw new AppError('conflict', { message: 'rotation_running' });
  const from = county.crypto.currentKeyId;
  const version = county.crypto.addVersion();
  const jobId = await startJob(tx, county, scope, {
    kind: rotationKind,
    subject: `${from} → ${version}`,
    payload: { version },
  });
  accessChanged(tx, '*');
  const changes = [{ field: 'version', from, to: version }];
  audit(tx, { action: 'keys.rotate', entity: 'job', entityId: jobId, path: scope.path, reason, changes });
  return { jobId };
};
