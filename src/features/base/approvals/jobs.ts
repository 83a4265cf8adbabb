import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';

/** Requests that nobody decided in time are over; the asker hears of it. */
export const expireApprovals: TaskHandler = async (county) => {
  await county.write(systemScope(county.entry.code, 'approvals.expire'), async (tx) => {
    const over = await tx
      .updateTable('approval')
      .set({ state: 'expired' })
      .where('state', '=', 'waiting')
      .where('expires_at', '<=', sql<string>`now()`)
      .returning(['id', 'org_path', 'asked_by'])
      .execute();
    for (const { id, org_path, asked_by } of over) {
      audit(tx, { action: 'approvals.expire', entity: 'approval', entityId: id, path: org_path });
      touch(tx, 'approvals', { account: asked_by });
    }
  });
};
