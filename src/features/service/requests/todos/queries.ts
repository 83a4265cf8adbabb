import type { TodoSource } from '#platform/feature.ts';
import { requestPage } from '../queries.ts';

/** Requests of which the reader's own unit is in charge; those above see the list, and are not asked to answer. */
const openRequests: TodoSource = {
  kind: 'requests.open',
  permission: 'requests.handle',
  link: '/requests?show=own',
  async list(db, scope, county, { limit }) {
    const { items, total } = await requestPage(db, scope, county, { show: 'own', limit });
    return {
      count: total,
      items: items.map(({ id, areaName, categoryName, dueOn }) => ({
        id,
        params: { area: areaName, category: { zh: categoryName.zh, en: categoryName.en } },
        link: `/requests/${id}`,
        dueOn,
        ruleId: 'hotline.normal',
        why: 'requests',
      })),
    };
  },
};

export const requestTodos: readonly TodoSource[] = [openRequests];
