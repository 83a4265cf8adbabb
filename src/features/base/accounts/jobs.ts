import { accountsScope } from './access.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { keptFor } from '#features/base/rules/rules.ts';

/** Sessions that ended, or ran out, longer ago than the rule keeps them. */
export const sweepSessions: TaskHandler = async (county) => {
  const before = new Date(county.now().getTime() - keptFor('keep.session', county.today())).toISOString();
  await county.write(accountsScope(county, 'accounts.sweep'), async (tx) => {
    await tx.deleteFrom('session').where('expires_at', '<', before).execute();
    await tx.deleteFrom('session').where('ended_at', '<', before).execute();
  });
};
