import type { TodoSource } from '#platform/feature.ts';
import { awayPage } from '../queries.ts';

/** Contacts that the branch has to make; superiors see the list, and are not asked to do it. */
const dueContacts: TodoSource = {
  kind: 'outflow.due',
  permission: 'outflow.keep',
  link: '/outflow?show=due',
  async list(db, scope, county, { limit }) {
    const { items, due } = await awayPage(db, scope, county, { show: 'due', limit });
    return {
      count: due,
      items: items.map(({ id, name, place, dueOn, why }) => ({
        id,
        params: { name, place },
        link: '/outflow?show=due',
        dueOn,
        ruleId: why.ruleId,
        why: 'outflow',
      })),
    };
  },
};

export const outflowTodos: readonly TodoSource[] = [dueContacts];
