import type { TodoSource } from '#platform/feature.ts';
import { addDays } from '#shared/days.ts';
import { visitPage } from '../queries.ts';
import { askedAhead } from '../rules.ts';

/** Visits that are planned for the next days, or overdue: of the very branch, whose secretary goes; those above see the list. */
const dueVisits: TodoSource = {
  kind: 'care.visits',
  permission: 'care.keep',
  link: '/care/visits',
  async list(db, scope, county, { limit }) {
    const { items, total } = await visitPage(db, scope, county, {
      until: addDays(county.today(), askedAhead),
      branch: scope.path,
      limit,
    });
    return {
      count: total,
      items: items.map(({ id, caseId, name, plannedOn }) => ({
        id,
        params: { name },
        link: `/care/${caseId}`,
        dueOn: plannedOn,
        ruleId: null,
        why: 'care',
      })),
    };
  },
};

export const careTodos: readonly TodoSource[] = [dueVisits];
