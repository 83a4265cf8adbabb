import type { TodoSource } from '#platform/feature.ts';
import { waitingFor } from '../queries.ts';

/** Steps of admission that the office has to take, with the last day that the rules set. */
const waiting: TodoSource = {
  kind: 'admission.waiting',
  permission: 'admission.edit',
  link: '/admission?queue=todo',
  async list(db, scope, county, { limit }) {
    const { count, rows } = await waitingFor(db, scope, county, limit);
    const items = rows.map((row) => ({
      id: row.id,
      params: { name: row.name, branch: row.branch },
      link: `/admission/${row.id}`,
      dueOn: row.due_on,
      ruleId: null,
      why: 'admission',
    }));
    return { count, items };
  },
};

export const admissionTodos: readonly TodoSource[] = [waiting];
