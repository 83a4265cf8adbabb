import type { TodoSource } from '#platform/feature.ts';
import { transferPage } from '../queries.ts';

/** Transfers whose next step lies with the organisation of the role. */
export const waitingTransfers: TodoSource = {
  kind: 'transfers.waiting',
  permission: 'transfers.read',
  link: '/transfers?queue=todo',
  async list(db, scope, county, { limit }) {
    const { items, counts } = await transferPage(db, scope, county, { queue: 'todo', limit });
    const view = ({ id, member, dueOn, dueWhy, waitsFor }: (typeof items)[number]) => ({
      id,
      params: { name: member.name },
      link: `/transfers/${id}`,
      dueOn,
      ruleId: dueWhy?.ruleId ?? null,
      why: `transfers.${waitsFor ?? 'origin_branch'}`,
    });
    return { count: counts.todo, items: items.map(view) };
  },
};
