import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { endNotices, keepers, notify } from '#features/base/inbox/index.ts';
import { daysBetween } from '#shared/days.ts';
import { lastSeen, visibleAway } from '../access.ts';
import { clockOf } from '../rules.ts';

/** So many days before the last one a branch hears of a contact; it stands among the to-dos before. */
const nearDays = 7;
/** What is older was told, or is left to the to-dos: nobody is flooded when the platform is first installed. */
const lately = 14;

const stages = ['due', 'overdue'] as const;

/** Contacts of one branch that are to be made by the same day. */
interface Lot {
  readonly stage: (typeof stages)[number];
  readonly branch: string;
  readonly path: string;
  readonly day: string;
  readonly count: number;
}

const lotsOn = async (db: Db, scope: Scope, today: string): Promise<readonly Lot[]> => {
  const rows = await visibleAway(db, scope)
    .select(['m.branch_id', 'b.path', 'o.reason', lastSeen.as('seen_on')])
    .execute();
  const lots = new Map<string, Lot>();
  for (const { branch_id: branch, path, reason, seen_on: since } of rows) {
    const { dueOn: day } = clockOf({ since, reason }, today);
    const left = daysBetween(today, day);
    if (left > nearDays || left < -lately) continue;
    const stage = left < 0 ? 'overdue' : 'due';
    const key = `${branch} ${day}`;
    lots.set(key, { stage, branch, path, day, count: (lots.get(key)?.count ?? 0) + 1 });
  }
  return [...lots.values()];
};

/** Each morning: contacts whose last day draws near or has passed, one notice a branch, day and stage, to its own keepers alone. */
export const remindOfContacts: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'outflow.remind');
  const today = county.today();
  await county.write(scope, async (tx) => {
    const lots = await lotsOn(tx, scope, today);
    const organisations = [...new Set(lots.map(({ branch }) => branch))];
    const staff = await keepers(tx, { permission: 'outflow.keep', organisations, today });
    for (const { stage, branch, path, day, count } of lots) {
      const matter = `outflow:${branch}:${day}`;
      if (stage === 'overdue') await endNotices(tx, `${matter}:due`);
      await notify(tx, {
        kind: `outflow.${stage}`,
        key: `${matter}:${stage}`,
        people: [],
        staff: staff.filter(({ organisation }) => organisation === branch),
        path,
        link: '/outflow?show=due',
        params: { count, day },
      });
    }
  });
};
