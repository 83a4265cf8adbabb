import { accountsScope } from './access.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';

const keepDays = 30;

/** Sessions that ended, or ran out, more than thirty days ago. */
export const sweepSessions: TaskHandler = async (county) => {
  const before = new Date(county.now().getTime() - keepDays * 86_400_000).toISOString();
  await county.write(accountsScope(county, 'accounts.sweep'), async (tx) => {
    await tx.deleteFrom('session').where('expires_at', '<', before).execute();
    await tx.deleteFrom('session').where('ended_at', '<', before).execute();
  });
};
