import type { County } from '#platform/county/county.ts';
import type { TodoSource } from '#platform/feature.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { holderBy } from '#features/base/accounts/index.ts';
import { deliveryScope } from '../access.ts';
import { endOne, type End } from './commands.ts';
import { waitingFor, type HandoverRow } from './queries.ts';

/** Why a handover is over; null where it still stands. */
const endOf = async (county: County, sources: readonly TodoSource[], row: HandoverRow): Promise<End | null> => {
  const holder = await holderBy(county, row.to_grant);
  const source = sources.find(({ kind }) => kind === row.kind);
  if (holder === undefined || source === undefined) return 'left';
  const { scope } = holder;
  return (await waitingFor(county.read(scope), scope, county, source, row.item)) === undefined ? 'over' : null;
};

/** Ends handovers whose matter waits no more, or whose receiver has left the post. */
export const settleHandovers =
  (sources: readonly TodoSource[]): TaskHandler =>
  async (county) => {
    const scope = deliveryScope(county);
    const open = await county
      .read(scope)
      .selectFrom('todo_handover')
      .selectAll()
      .where('ended_at', 'is', null)
      .execute();
    for (const row of open) {
      const how = await endOf(county, sources, row);
      if (how !== null) await county.write(scope, (tx) => endOne(tx, row, how));
    }
  };
