import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { keepers, notify, type Keeper } from '#features/base/inbox/index.ts';
import { addDays } from '#shared/days.ts';
import { keptOf } from '../queries.ts';
import { treasurersAt } from '../treasurers/queries.ts';
import { accountOf, monthOf, yearOf, type AlertLevel } from '../rules.ts';

type Stage = Exclude<AlertLevel, 'none'>;

interface Branch {
  readonly id: string;
  readonly path: string;
}

const branchesWithBases = async (county: County, scope: Scope, today: string): Promise<Branch[]> =>
  county
    .read(scope)
    .selectFrom('dues_base as b')
    .innerJoin('organisation as o', 'o.id', 'b.branch_id')
    .select(['o.id', 'o.path'])
    .distinct()
    .where('b.year', '>=', yearOf(today) - 1)
    .where('o.abolished_on', 'is', null)
    .execute();

/** How many of a branch have come to each stage with this month; whoever had before was told of then. */
const newlyIn = async (county: County, scope: Scope, branch: Branch, today: string): Promise<Map<Stage, number>> => {
  const before = addDays(monthOf(today), -1);
  const found = new Map<Stage, number>();
  // The job reads the book of one branch at a time, as its keepers do.
  const own = { ...scope, organisationId: branch.id };
  for (const { record } of await keptOf(county.read(own), own)) {
    const { alert } = accountOf(record, today);
    if (alert !== 'none' && accountOf(record, before).alert !== alert) found.set(alert, (found.get(alert) ?? 0) + 1);
  }
  return found;
};

const tellBranch = async (
  county: County,
  scope: Scope,
  { branch, staff, today }: { readonly branch: Branch; readonly staff: readonly Keeper[]; readonly today: string },
): Promise<void> => {
  const stages = await newlyIn(county, scope, branch, today);
  if (stages.size === 0) return;
  await county.write(scope, async (tx) => {
    for (const [stage, count] of stages)
      await notify(tx, {
        kind: `dues.${stage}`,
        key: `dues:${branch.id}:${stage}:${monthOf(today)}`,
        people: [],
        staff,
        path: branch.path,
        link: '/dues?show=open',
        params: { count },
      });
  });
};

/** At the beginning of a month: arrears that have come to three, five and six months, to the branch's own keepers alone. */
export const remindOfArrears: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'dues.remind');
  const today = county.today();
  const branches = await branchesWithBases(county, scope, today);
  const organisations = branches.map(({ id }) => id);
  const all = await keepers(county.read(scope), { permission: 'dues.keep', organisations, today });
  const named = await treasurersAt(county.read(scope), organisations);
  for (const branch of branches) {
    const staff = all.filter(
      ({ organisation, account }) => organisation === branch.id && named.has(`${branch.id} ${account ?? ''}`),
    );
    if (staff.length > 0) await tellBranch(county, scope, { branch, staff, today });
  }
};
