import { systemScope } from '#platform/access/scope.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { endNotices, keepers, notify } from '#features/base/inbox/index.ts';
import { addDays } from '#shared/days.ts';
import { visibleElections } from '../access.ts';

/** So many days before it an election is told of. */
const nearDays = 3;
/** What is older was told, or is left to the to-dos. */
const lately = 14;

/** Each morning: elections that draw near, and those whose day has passed without a count, to whoever keeps them there. */
export const remindOfElections: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'elections.remind');
  const today = county.today();
  await county.write(scope, async (tx) => {
    const rows = await visibleElections(tx, scope)
      .leftJoin('election_count as c', 'c.election_id', 'e.id')
      .where('e.state', '=', 'planned')
      .where('c.entered_by', 'is', null)
      .where('e.held_on', '>=', addDays(today, -lately))
      .where('e.held_on', '<=', addDays(today, nearDays))
      .select(['e.id', 'e.organisation_id', 'e.org_path', 'e.held_on'])
      .execute();
    const organisations = [...new Set(rows.map((row) => row.organisation_id))];
    const staff = await keepers(tx, { permission: 'elections.edit', organisations, nearest: true, today });
    for (const { id, organisation_id: organisation, org_path: path, held_on: day } of rows) {
      const stage = day < today ? 'over' : 'near';
      if (stage === 'over') await endNotices(tx, `election:${id}:near`);
      await notify(tx, {
        kind: `election.${stage}`,
        key: `election:${id}:${stage}`,
        people: [],
        staff: staff.filter((one) => one.organisation === organisation),
        path,
        link: `/elections/${id}`,
        params: { day },
      });
    }
  });
};
