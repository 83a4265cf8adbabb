import { systemScope } from '#platform/access/scope.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { addDays } from '#shared/days.ts';
import { record, walked } from './record/commands.ts';
import { stayKinds } from './rules.ts';
import { tellLate } from './telling/commands.ts';

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

/** What is older was told, or is left to the to-dos. */
const lately = 14;

/** Each morning: transfers whose day passed lately and that still wait, told to whoever they wait for. */
export const remindOfTransfers: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'transfers.remind');
  const today = county.today();
  await county.write(scope, async (tx) => {
    const late = await tx
      .selectFrom('transfer as t')
      .leftJoin('transfer as n', 'n.replaces_id', 't.id')
      .where('n.id', 'is', null)
      .where('t.due_on', '<', today)
      .where('t.due_on', '>=', addDays(today, -lately))
      .select(walked.map((column) => `t.${column}` as const))
      .select('t.due_on')
      .execute();
    for (const { due_on: dueOn, ...transfer } of late)
      if (dueOn !== null) await tellLate(tx, transfer, { dueOn, today });
  });
};
