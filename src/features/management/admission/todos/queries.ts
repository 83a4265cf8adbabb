import type { TodoSource } from '#platform/feature.ts';
import { waitingFor } from '../queries.ts';
import { whyOf } from './rules.ts';

/** One line a case: the most pressing step that the office has to take, its last day and the rule behind that. */
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
        params: { name: row.name, branch: row.branch, step: `@admission.step.${clock.step}` },
        link: `/admission/${row.id}`,
        dueOn: clock.due,
        ruleId: clock.rule,
        why: whyOf(clock),
      })),
    };
  },
};

export const admissionTodos: readonly TodoSource[] = [waiting];
