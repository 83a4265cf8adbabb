import type { TodoSource } from '#platform/feature.ts';
import { waitingFor } from '../queries.ts';

/** Steps of admission that the office has to take, with the last day that the rules set. */
const waiting: TodoSource = {
  kind: 'admission.waiting',
  permission: 'admission.edit',
  link: '/admission?queue=todo',
  async list(db, scope, county, { limit }) {
    const { count, items } = await waitingFor(db, scope, county, limit);
    return {
      count,
      items: items.map(({ row, clock }) => ({
        id: row.id,
        params: { name: row.name, branch: row.branch },
        link: `/admission/${row.id}`,
        dueOn: clock.due,
        ruleId: clock.rule,
        why: 'admission',
      })),
    };
  },
};

export const admissionTodos: readonly TodoSource[] = [waiting];
