import { systemScope } from '#platform/access/scope.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { record, walked } from './record/commands.ts';
import { stayKinds } from './rules.ts';

/** Letters that nobody handed in within their days are void; the committee that issued them may issue a new one. */
export const expireLetters: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'transfers.expire');
  await county.write(scope, async (tx) => {
    const over = await tx
      .updateTable('transfer')
      .set((e) => ({ state: 'expired', due_on: null, version: e('version', '+', 1) }))
      .where('state', '=', 'out_committee_ok')
      .where('due_on', '<', county.today())
      // Who has not come back is asked; a certificate is not issued anew.
      .where('way', 'not in', [...stayKinds])
      .returning(walked)
      .execute();
    for (const row of over) await record(tx, scope, row, { step: 'expire', today: county.today() });
  });
};
