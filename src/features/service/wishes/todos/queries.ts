import type { TodoSource } from '#platform/feature.ts';
import { wishPage } from '../queries.ts';

/** Wishes that wait for the reader's own unit; those above see the list. */
const openWishes: TodoSource = {
  kind: 'wishes.open',
  permission: 'wishes.handle',
  link: '/wishes?show=own',
  async list(db, scope, county, { limit }) {
    const { items, total } = await wishPage(db, scope, county, { show: 'own', limit });
    return {
      count: total,
      items: items.map(({ id, areaName }) => ({
        id,
        params: { area: areaName },
        link: `/wishes/${id}`,
        dueOn: null,
        ruleId: null,
        why: 'wishes',
      })),
    };
  },
};

export const wishTodos: readonly TodoSource[] = [openWishes];
