import { may } from '#platform/access/scope.ts';
import type { TodoSource } from '#platform/feature.ts';
import { rightsOf } from '#features/base/accounts/index.ts';
import { addDays } from '#shared/days.ts';
import { drills, needs, remindDays } from '../rules.ts';

/** Drills that the own role needs and that are not held, or not for much longer. Nobody else is told. */
const due: TodoSource = {
  kind: 'practice.due',
  permission: 'practice.drill',
  link: '/education/drills',
  async list(db, scope, county) {
    const { accountId } = scope;
    if (accountId === null || county.entry.practiceOf !== null) return { count: 0, items: [] };
    const today = county.today();
    const rights = await rightsOf(db, accountId, today);
    const late = addDays(today, remindDays);
    const lacking = drills.filter(
      (drill) => may(scope, needs[drill]) && !rights.some((right) => right.drill === drill && right.until_on > late),
    );
    if (lacking.length === 0) return { count: 0, items: [] };
    const ends = rights.filter(({ drill }) => lacking.includes(drill)).map(({ until_on }) => until_on);
    return {
      count: 1,
      items: [
        {
          id: accountId,
          params: { count: lacking.length },
          link: '/education/drills',
          dueOn: ends.toSorted()[0] ?? null,
          ruleId: null,
          why: 'practice.due',
        },
      ],
    };
  },
};

export const practiceTodos: readonly TodoSource[] = [due];
