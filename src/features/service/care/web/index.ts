import type { FeaturePages } from '#webkit/router.tsx';

export const carePages: FeaturePages = {
  phone: [
    {
      path: 'care',
      title: ['走访慰问', 'Visits'],
      permission: 'care.keep',
      entry: { order: 62, hint: ['计划中的走访，走完就记', 'Planned visits, recorded at the door'] },
      lazy: () => import('./phone/visits.tsx'),
    },
    {
      path: 'care/own',
      title: ['组织对我的关怀', 'Care for me'],
      permission: 'own.care',
      entry: { order: 63, hint: ['为什么、来过几次、给过什么', 'Why, when, and what was given'] },
      lazy: () => import('./phone/own-care.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.care.visits': ['走访{name}', 'Visit {name}'],
    'todo.why.care': ['您的支部关怀', 'Your branch cares for the member'],
  },
};
